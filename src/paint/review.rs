//! One question after hand-in: what was picked, what is right, why, and where the law says so.

use crate::{escape, icon};
use domain::question::letter;
use domain::sitting::Answer;
use domain::{Citation, Item, Kind, Mark};

/// A question of a result as a disclosure; those that went wrong lie open.
#[must_use]
pub fn details(item: &Item, n: usize, answer: Answer, mark: Mark) -> String {
    let right = mark == Mark::Right;
    format!(
        "<details class=\"rev\" id=\"r{number}\"{open}><summary><b>{number}</b><span{cut}>{stem}</span><span class=\"end s\">{sign}</span></summary>\
         <div class=\"stack\"><ul>{options}</ul>{explain}{basis}</div></details>",
        number = n + 1,
        open = if right { "" } else { " open" },
        cut = if right { " class=\"cut\"" } else { "" },
        stem = escape(&item.question.stem),
        sign = sign(mark),
        options = options(item, answer),
        explain = explanation(&item.question.explain),
        basis = citations(&item.question.basis),
    )
}

/// A bank that somebody brought may cite nothing.
fn citations(basis: &[Citation]) -> String {
    let cites: String =
        basis.iter().map(|cited| format!("<span class=\"cite\">{}{}</span> ", icon::BOOK, escape(&cited.on_screen()))).collect();
    if cites.is_empty() { cites } else { format!("<p>{cites}</p>") }
}

/// It may explain nothing too.
pub(crate) fn explanation(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<p><b>解析</b>　{}</p>", escape(text)) }
}

/// 答对, 答错, 答对一部分 or 没答, each with its sign.
fn sign(mark: Mark) -> String {
    let (class, icon, word) = match mark {
        Mark::Right => ("ok", icon::TICK, "答对"),
        Mark::Partly => ("wait", icon::TICK, "对一部分"),
        Mark::Wrong => ("no", icon::CROSS, "答错"),
        Mark::Blank => ("no", "", "没答"),
    };
    format!("<span class=\"sign {class}\">{icon}{word}</span>")
}

/// Each choice with what was picked and what is right, in words.
pub(crate) fn options(item: &Item, answer: Answer) -> String {
    let several = item.question.kind.takes_several();
    let mut html = String::new();
    for (shown, place, words) in item.shown() {
        let (picked, right) = (answer.given.holds(place), item.question.key.holds(place));
        let (ground, sign) = match (picked, right) {
            (true, true) => (" ok", format!("<span class=\"sign ok\">{}选对</span>", icon::TICK)),
            (true, false) => (" no", format!("<span class=\"sign no\">{}选错</span>", icon::CROSS)),
            (false, true) if several && !answer.given.is_empty() => (" ok", "<span class=\"sign no\">漏选</span>".to_owned()),
            (false, true) => (" ok", format!("<span class=\"sign ok\">{}正确</span>", icon::TICK)),
            (false, false) => ("", String::new()),
        };
        let key = if item.question.kind == Kind::Judge { String::new() } else { format!("<b>{}</b>", letter(shown)) };
        html += &format!("<li class=\"opt{ground}\">{key}<span>{}</span>{sign}</li>", escape(words));
    }
    html
}

/// A question's cell in the sheet of a result.
#[must_use]
pub fn cell(n: usize, mark: Mark) -> String {
    let (class, icon, word) = match mark {
        Mark::Right => ("ok", icon::TICK, "答对"),
        Mark::Partly => ("wait", icon::TICK, "对一部分"),
        Mark::Wrong => ("no", icon::CROSS, "答错"),
        Mark::Blank => ("blank", "", "没答"),
    };
    format!(
        "<button type=\"button\" class=\"cell {class}\" data-unfold=\"{number}\" aria-label=\"第{number}题，{word}\">{number}{icon}</button>",
        number = n + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ChoiceSet, Citation, Points, Question};

    fn item(kind: Kind, key: &str) -> Item {
        let question = Question {
            id: "q".into(),
            kind,
            stem: "问？".into(),
            choices: ["甲", "乙", "丙"].map(str::to_owned).to_vec(),
            key: ChoiceSet::from_letters(key).expect("letters"),
            explain: "因为".into(),
            basis: vec![Citation::parse("民法典第10条").expect("a citation")],
            level: 1,
        };
        Item { bank: "b".into(), question, order: vec![2, 0, 1], points: Points::whole(10) }
    }

    #[test]
    fn what_a_brought_question_lacks_leaves_no_empty_line() {
        let mut item = item(Kind::Single, "A");
        let html = |item: &Item| details(item, 0, Answer::default(), Mark::Wrong);
        assert!(html(&item).contains("解析") && html(&item).contains("cite"));
        (item.question.explain, item.question.basis) = (String::new(), Vec::new());
        assert!(!html(&item).contains("解析") && !html(&item).contains("<p>"), "{}", html(&item));
    }

    fn check(kind: Kind, key: &str, given: &str) -> String {
        options(&item(kind, key), Answer { given: ChoiceSet::from_letters(given).expect("letters"), flagged: false })
    }

    #[test]
    fn each_choice_says_in_words_how_it_went() {
        let several = check(Kind::Multiple, "AB", "AC");
        assert!(several.contains("选对") && several.contains("选错") && several.contains("漏选"));
        assert!(several.find("<b>A</b><span>丙").is_some(), "letters go by this paper");
        assert!(check(Kind::Single, "A", "B").contains("正确") && !check(Kind::Single, "A", "B").contains("漏选"));
    }

    #[test]
    fn the_citation_reads_as_screens_show_it() {
        let html = details(&item(Kind::Single, "A"), 3, Answer::default(), Mark::Blank);
        assert!(html.contains("《民法典》第十条") && html.contains("没答") && html.contains("id=\"r4\" open"));
    }
}
