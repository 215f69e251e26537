//! A question with choices, as it came in: which kind it is, and what is wrong with its choices.

use std::collections::HashMap;

use domain::ChoiceSet;

use super::lines::letter;
use crate::{Code, Issue, Item, Key, Kind, words};

/// The most choices that have letters.
pub const MOST_CHOICES: usize = 26;

/// Puts choices into an item. `several` says whether more than one may be picked.
pub fn put(item: &mut Item, several: bool, choices: Vec<String>, key: Option<ChoiceSet>, issues: &mut Vec<Issue>) {
    if choices.len() > MOST_CHOICES {
        issues.push(Issue::new(item.line, Code::NoCounterpart, format!("A–Z + {}", choices.len() - MOST_CHOICES)));
        keep_as_text(item, choices);
        return;
    }
    if let Some(truths) = truths(&choices)
        && key.is_none_or(|key| key.len() == 1)
    {
        item.kind = Kind::Judge;
        item.key = key.and_then(|key| key.places().next()).and_then(|place| truths.get(place)).map(|truth| Key::Truth(*truth));
        return;
    }
    check(item.line, &choices, issues);
    item.kind = kind(several, key);
    item.choices = choices;
    item.key = key.map(Key::Choices);
}

/// The kind of a question by how many may be picked and how many are right.
pub fn kind(several: bool, key: Option<ChoiceSet>) -> Kind {
    match (several, key.map_or(0, ChoiceSet::len)) {
        (false, _) => Kind::Single,
        (true, 1) => Kind::Indefinite,
        (true, _) => Kind::Multiple,
    }
}

/// Keeps choices of a question that has no counterpart as lines of its text.
pub fn keep_as_text(item: &mut Item, choices: Vec<String>) {
    item.kind = Kind::Short;
    for choice in choices.into_iter().filter(|choice| !choice.is_empty()) {
        item.stem.push('\n');
        item.stem.push_str(&choice);
    }
}

/// What the choices of a judge question mean, in their order.
fn truths(choices: &[String]) -> Option<[bool; 2]> {
    match choices {
        [first, second] => Some([truth(first)?, truth(second)?]).filter(|[first, second]| first != second),
        _ => None,
    }
}

/// Whether a word says that a statement is true. A single Latin letter may be anything: `x` and `y` are choices.
pub fn truth(word: &str) -> Option<bool> {
    words::truth(word).filter(|_| word.chars().count() > 1 || !word.is_ascii())
}

fn check(line: usize, choices: &[String], issues: &mut Vec<Issue>) {
    match choices {
        [] => issues.push(Issue::new(line, Code::NoChoices, "")),
        [_] => issues.push(Issue::new(line, Code::OneChoice, "")),
        _ => {}
    }
    let mut seen = HashMap::new();
    for (place, choice) in choices.iter().enumerate() {
        if choice.is_empty() {
            issues.push(Issue::new(line, Code::EmptyChoice, letter(place).to_string()));
        } else if let Some(first) = seen.insert(choice.as_str(), place) {
            issues.push(Issue::new(line, Code::SameChoices, format!("{}, {}", letter(first), letter(place))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(several: bool, choices: &[&str], key: &str, kind: Kind, expected: Option<Key>, codes: &[Code]) {
        let (mut item, mut issues) = (Item { stem: "题".into(), ..Item::default() }, Vec::new());
        let choices: Vec<_> = choices.iter().map(|choice| (*choice).to_owned()).collect();
        put(&mut item, several, choices, ChoiceSet::from_letters(key).filter(|key| !key.is_empty()), &mut issues);
        assert_eq!((item.kind, item.key), (kind, expected));
        assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes);
    }

    fn letters(letters: &str) -> Option<Key> {
        ChoiceSet::from_letters(letters).map(Key::Choices)
    }

    #[test]
    fn the_kind_follows_from_what_may_be_picked() {
        check(false, &["甲", "乙"], "B", Kind::Single, letters("B"), &[]);
        check(true, &["甲", "乙"], "AB", Kind::Multiple, letters("AB"), &[]);
        check(true, &["甲", "乙"], "B", Kind::Indefinite, letters("B"), &[]);
    }

    #[test]
    fn choices_of_truth_make_a_judge_question_in_either_order() {
        check(false, &["正确", "错误"], "B", Kind::Judge, Some(Key::Truth(false)), &[]);
        check(false, &["False", "True"], "B", Kind::Judge, Some(Key::Truth(true)), &[]);
        check(false, &["对", "错"], "", Kind::Judge, None, &[]);
        check(false, &["x", "y"], "A", Kind::Single, letters("A"), &[]);
        check(false, &["对", "正确"], "A", Kind::Single, letters("A"), &[]);
    }

    #[test]
    fn faults_of_choices_are_told() {
        check(false, &[], "", Kind::Single, None, &[Code::NoChoices]);
        check(false, &["甲"], "A", Kind::Single, letters("A"), &[Code::OneChoice]);
        check(false, &["甲", "", "甲"], "A", Kind::Single, letters("A"), &[Code::EmptyChoice, Code::SameChoices]);
        check(false, &["甲"; 27], "A", Kind::Short, None, &[Code::NoCounterpart]);
    }
}
