//! Moodle XML: every kind of question with all that it has. What Moodle has no place for is in its tags.

use super::escape::xml;
use super::{fit, gift};
use crate::interchange::tags;
use crate::{Bank, Issue, Item, Key, Kind};

/// How much of a stem is the name of a question.
const NAME: usize = 40;

/// Writes a bank. Its texts are plain ones.
#[must_use]
pub fn write(bank: &Bank) -> (String, Vec<Issue>) {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned();
    let mut topic = "";
    let issues = fit::each(bank, &[fit::Part::Controls], |item| {
        let question = question(item)?;
        if item.topic != topic {
            topic = &item.topic;
            let path = if topic.is_empty() { String::new() } else { format!("/{}", xml(topic)) };
            out.push_str(&format!("<question type=\"category\"><category><text>$course$/top{path}</text></category></question>\n"));
        }
        out.push_str(&question);
        Ok(())
    });
    out.push_str("</quiz>\n");
    (out, issues)
}

fn question(item: &Item) -> Result<String, &'static str> {
    let (what, body) = answers(item)?;
    let mut tags = tags::of(item, false);
    if item.kind == Kind::Blank && what == "essay" {
        tags.push(tags::kind(item.kind));
    }
    let tags: String = tags.iter().map(|tag| format!("<tag><text>{}</text></tag>", xml(tag))).collect();
    let points = item.points.map(|points| format!("<defaultgrade>{points}</defaultgrade>\n")).unwrap_or_default();
    let name: String = item.stem.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).take(NAME).collect();
    Ok(format!(
        "<question type=\"{what}\">\n<name><text>{}</text></name>\n{}{}{points}{body}<tags>{tags}</tags>\n</question>\n",
        xml(&name),
        element("questiontext", &item.stem),
        element("generalfeedback", &item.explain),
    ))
}

/// The type of a question, and what is right. Blanks of which there are several, or none is known, are graded by hand.
fn answers(item: &Item) -> Result<(&'static str, String), &'static str> {
    match (item.kind, &item.key) {
        (Kind::Single, Some(Key::Choices(set))) => Ok(("multichoice", choices(item, |place| if set.holds(place) { "100" } else { "0" }))),
        (Kind::Multiple | Kind::Indefinite, Some(Key::Choices(set))) => {
            let share = gift::share(set.len());
            // one wrong choice takes all
            Ok(("multichoice", choices(item, |place| if set.holds(place) { &share } else { "-100" })))
        }
        (Kind::Judge, Some(Key::Truth(truth))) => {
            let of = |word: bool| answer(if word == *truth { "100" } else { "0" }, "moodle_auto_format", &word.to_string());
            Ok(("truefalse", format!("{}{}", of(true), of(false))))
        }
        (Kind::Blank, Some(Key::Texts(texts))) => match texts.as_slice() {
            // a star would be anything
            [one] => Ok(("shortanswer", format!("<usecase>0</usecase>\n{}", answer("100", "plain_text", &one.replace('*', "\\*"))))),
            _ => Ok(("essay", element("graderinfo", &texts.iter().map(|text| text.replace('\n', " ")).collect::<Vec<_>>().join("\n")))),
        },
        (Kind::Short, Some(Key::Texts(texts))) => Ok(("essay", element("graderinfo", &texts.join("\n")))),
        (Kind::Blank | Kind::Short, _) => Ok(("essay", String::new())),
        _ => Err("没有答案"),
    }
}

fn choices<'a>(item: &Item, fraction: impl Fn(usize) -> &'a str) -> String {
    let answers: String = item.choices.iter().enumerate().map(|(place, choice)| answer(fraction(place), "plain_text", choice)).collect();
    let is_single = item.kind == Kind::Single;
    format!("<single>{is_single}</single>\n<shuffleanswers>true</shuffleanswers>\n<answernumbering>ABCD</answernumbering>\n{answers}")
}

fn answer(fraction: &str, format: &str, text: &str) -> String {
    format!("<answer fraction=\"{fraction}\" format=\"{format}\"><text>{}</text></answer>\n", xml(text))
}

fn element(name: &str, text: &str) -> String {
    format!("<{name} format=\"plain_text\"><text>{}</text></{name}>\n", xml(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_written_with_all_it_has() {
        let judge = Item { stem: "甲<乙".into(), kind: Kind::Judge, line: 9, ..Item::default() };
        let item = Item {
            key: Some(Key::Truth(false)),
            explain: "因为".into(),
            points: Some(domain::Points::hundredths(150)),
            level: Some(2),
            basis: vec!["宪法第一条".into()],
            ..judge.clone()
        };
        let (text, issues) = write(&Bank { items: vec![item, judge], ..Bank::default() });
        for part in [
            "<question type=\"truefalse\">",
            "<name><text>甲&lt;乙</text></name>",
            "<generalfeedback format=\"plain_text\"><text>因为</text></generalfeedback>",
            "<defaultgrade>1.5</defaultgrade>",
            "<answer fraction=\"0\" format=\"moodle_auto_format\"><text>true</text></answer>",
            "<tags><tag><text>level:2</text></tag><tag><text>basis:宪法第一条</text></tag></tags>",
        ] {
            assert!(text.contains(part), "{text}");
        }
        assert_eq!(issues.iter().map(|issue| (issue.line, issue.about.as_str())).collect::<Vec<_>>(), [(9, "没有答案")]);
    }
}
