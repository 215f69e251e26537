//! Aiken: questions with one right choice, and nothing beside them.

use super::fit::{self, Part};
use crate::interchange::aiken::line::{self, Line};
use crate::{Bank, Issue, Item, Key, Kind};

const LOST: [Part; 6] = [Part::Explain, Part::Points, Part::Level, Part::Topic, Part::Basis, Part::Lines];

/// Writes a bank. A question to judge has the choices 正确 and 错误.
#[must_use]
pub fn write(bank: &Bank) -> (String, Vec<Issue>) {
    let mut out = String::new();
    let issues = fit::each(bank, &LOST, |item| {
        let (choices, place) = choices(item)?;
        let letter = ('A'..='Z').nth(place).ok_or("没有答案")?;
        let stem = one_line(&item.stem);
        if line::what(&stem, 0) != Line::Text {
            return Err("题干开头像选项或答案");
        }
        out.push_str(&stem);
        for (letter, choice) in ('A'..='Z').zip(&choices) {
            out.push_str(&format!("\n{letter}. {}", one_line(choice)));
        }
        out.push_str(&format!("\nANSWER: {letter}\n\n"));
        Ok(())
    });
    (out, issues)
}

/// The choices and the place of the right one.
fn choices(item: &Item) -> Result<(Vec<String>, usize), &'static str> {
    match (item.kind, &item.key) {
        (Kind::Single, Some(Key::Choices(set))) => Ok((item.choices.clone(), set.places().next().ok_or("没有答案")?)),
        (Kind::Judge, Some(Key::Truth(truth))) => Ok((vec!["正确".to_owned(), "错误".to_owned()], usize::from(!truth))),
        (Kind::Single | Kind::Judge, _) => Err("没有答案"),
        (kind, _) => Err(kind.on_paper()),
    }
}

/// A text in one line.
fn one_line(text: &str) -> String {
    let lines = text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']).map(str::trim);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ChoiceSet;

    fn item(kind: Kind, stem: &str, key: Option<Key>) -> Item {
        let choices = if kind.has_choices() { vec!["甲".into(), "乙\n丙".into()] } else { Vec::new() };
        Item { kind, stem: stem.into(), choices, key, line: 3, ..Item::default() }
    }

    fn check(item: Item, expected: &str, told: &[&str]) {
        let (text, issues) = write(&Bank { items: vec![item], ..Bank::default() });
        assert_eq!(text, expected);
        assert_eq!(issues.iter().map(|issue| issue.about.as_str()).collect::<Vec<_>>(), told);
    }

    #[test]
    fn what_fits_is_written_and_the_rest_is_told() {
        let letters = |letters: &str| ChoiceSet::from_letters(letters).map(Key::Choices);
        let judge = Item { level: Some(1), ..item(Kind::Judge, "题", Some(Key::Truth(false))) };
        check(item(Kind::Single, "题", letters("B")), "题\nA. 甲\nB. 乙 丙\nANSWER: B\n\n", &["分段"]);
        check(judge, "题\nA. 正确\nB. 错误\nANSWER: B\n\n", &["难度"]);
        check(item(Kind::Multiple, "题", letters("AB")), "", &["多选题"]);
        check(item(Kind::Single, "题", None), "", &["没有答案"]);
        check(item(Kind::Single, "A. 题", letters("B")), "", &["题干开头像选项或答案"]);
        check(item(Kind::Short, "题", None), "", &["简答题"]);
    }
}
