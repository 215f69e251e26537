//! GIFT: every kind of question, with its explanation and its category.

use super::fit::{self, Part};
use crate::{Bank, Issue, Item, Key, Kind};

const LOST: [Part; 5] = [Part::Key, Part::Points, Part::Level, Part::Basis, Part::Indefinite];

/// Writes a bank. Each question is called by its number, and its texts are plain ones.
#[must_use]
pub fn write(bank: &Bank) -> (String, Vec<Issue>) {
    let (mut out, mut topic, mut number) = (String::new(), "", 0usize);
    let issues = fit::each(bank, &LOST, |item| {
        let answers = answers(item)?;
        if item.topic != topic {
            topic = &item.topic;
            let path = if topic.is_empty() { String::new() } else { format!("/{}", one_line(topic)) };
            out.push_str(&format!("$CATEGORY: $course$/top{path}\n\n"));
        }
        number += 1;
        out.push_str(&format!("::{number}::[plain]{} {{{answers}", escaped(&item.stem)));
        if !item.explain.is_empty() {
            out.push_str(&format!("\n####{}", text(&item.explain)));
        }
        out.push_str("\n}\n\n");
        Ok(())
    });
    (out, issues)
}

/// How much each of several right choices counts, in hundredths, as Moodle writes it.
pub fn share(count: usize) -> String {
    let share = 10_000_000 / count.max(1);
    let text = format!("{}.{:05}", share / 100_000, share % 100_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What stands between the braces before the explanation.
fn answers(item: &Item) -> Result<String, &'static str> {
    match (item.kind, &item.key) {
        (Kind::Short, _) => Ok(String::new()),
        (Kind::Judge, Some(Key::Truth(truth))) => Ok(if *truth { "TRUE".into() } else { "FALSE".into() }),
        (Kind::Blank, Some(Key::Texts(texts))) => match texts.as_slice() {
            [one] if one.contains("->") => Err("答案里有“->”"),
            // a star would be anything
            [one] => Ok(format!("\n={}", text(&one.replace('*', "\\*")))),
            _ => Err("不止一个空"),
        },
        (Kind::Single, Some(Key::Choices(set))) => Ok(lines(item, |place| if set.holds(place) { "=" } else { "~" })),
        (Kind::Multiple | Kind::Indefinite, Some(Key::Choices(set))) => {
            let right = format!("~%{}%", share(set.len()));
            // one wrong choice takes all
            Ok(lines(item, |place| if set.holds(place) { &right } else { "~%-100%" }))
        }
        _ => Err("没有答案"),
    }
}

fn lines<'a>(item: &Item, mark: impl Fn(usize) -> &'a str) -> String {
    item.choices.iter().enumerate().map(|(place, choice)| format!("\n{}{}", mark(place), text(choice))).collect()
}

/// A text behind a mark; where it looks like a weight or a markup it says that it is plain.
fn text(text: &str) -> String {
    let plain = if text.trim_start().starts_with(['[', '%']) { "[plain]" } else { "" };
    format!("{plain}{}", escaped(text))
}

/// A text without marks, in one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => out.extend(['\\', c]),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ChoiceSet;

    fn check(item: Item, expected: &str, told: &[&str]) {
        let choices = if item.kind.has_choices() { ["甲", "%5", "丙"].map(String::from).to_vec() } else { Vec::new() };
        let item = Item { stem: "题=?\n二".into(), choices, ..item };
        let (text, issues) = write(&Bank { items: vec![item], ..Bank::default() });
        assert_eq!(text, expected.replace("题 {", "::1::[plain]题\\=?\\n二 {"));
        assert_eq!(issues.iter().map(|issue| issue.about.as_str()).collect::<Vec<_>>(), told);
    }

    fn of(kind: Kind, key: Option<Key>) -> Item {
        Item { kind, key, ..Item::default() }
    }

    fn letters(letters: &str) -> Option<Key> {
        ChoiceSet::from_letters(letters).map(Key::Choices)
    }

    fn texts(texts: &[&str]) -> Option<Key> {
        Some(Key::Texts(texts.iter().map(|text| (*text).to_owned()).collect()))
    }

    #[test]
    fn choices_are_written() {
        check(of(Kind::Single, letters("B")), "题 {\n~甲\n=[plain]%5\n~丙\n}\n\n", &[]);
        check(of(Kind::Multiple, letters("AC")), "题 {\n~%50%甲\n~%-100%[plain]%5\n~%50%丙\n}\n\n", &[]);
        let thirds = "题 {\n~%33.33333%甲\n~%33.33333%[plain]%5\n~%33.33333%丙\n}\n\n";
        check(of(Kind::Indefinite, letters("ABC")), thirds, &["题型（不定项）"]);
        check(of(Kind::Single, None), "", &["没有答案"]);
    }

    #[test]
    fn other_kinds_are_written() {
        let judge = Item { explain: "见:一".into(), topic: "总纲".into(), ..of(Kind::Judge, Some(Key::Truth(true))) };
        check(judge, "$CATEGORY: $course$/top/总纲\n\n题 {TRUE\n####见\\:一\n}\n\n", &[]);
        check(of(Kind::Blank, texts(&["*"])), "题 {\n=\\\\*\n}\n\n", &[]);
        check(of(Kind::Blank, texts(&["一", "二"])), "", &["不止一个空"]);
        check(of(Kind::Short, texts(&["要点"])), "题 {\n}\n\n", &["参考答案"]);
    }
}
