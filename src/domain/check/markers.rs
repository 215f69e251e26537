//! Words by which a reader could tell true statements from false ones without knowing the law.

use super::{Count, What};
use crate::question::ChoiceSet;
use crate::{Bank, Kind};

/// Words that go with one answer more often than the other when nobody looks, each group with how it is told.
const GROUPS: [(&str, &[&str]); 5] = [
    ("只、一律、不用", &["只", "仅", "一律", "不用", "不必", "无须", "任何"]),
    ("因为、只要、同意", &["因为", "所以", "只要", "自愿", "同意"]),
    ("应当", &["应当"]),
    ("说：“……”", &["说：“"]),
    ("不得、不能", &["不得", "不能", "不可以"]),
];
/// From so many statements on.
const STATEMENTS: usize = 6;
/// The share of true ones among the statements of a group.
const TRUTHS: (u32, u32) = (25, 75);

/// The groups whose statements are nearly all true or nearly all false.
pub fn check(bank: &Bank) -> Vec<What> {
    let statements: Vec<(&str, bool)> = bank
        .questions()
        .filter(|(_, question)| question.kind == Kind::Judge)
        .map(|(_, question)| (question.stem.as_str(), question.key == ChoiceSet::TRUE))
        .collect();
    let count = |(name, words): (&str, &[&str])| {
        let with = statements.iter().filter(|(stem, _)| words.iter().any(|word| stem.contains(word)));
        let (all, truths) = with.fold((0, 0), |(all, truths), (_, is_true)| (all + 1, truths + usize::from(*is_true)));
        Count { what: name.to_owned(), have: truths, of: all, wanted: TRUTHS }
    };
    let counts = GROUPS.into_iter().map(count);
    let is_off = |count: &Count| count.of >= STATEMENTS && !(TRUTHS.0..=TRUTHS.1).contains(&count.percent());
    counts.filter(is_off).map(What::JudgeMarker).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Question, Topic};

    fn check(stems: &[(&str, bool)], expected: &[(&str, usize, usize)]) {
        let question = |(stem, is_true): &(&str, bool)| Question {
            kind: Kind::Judge,
            stem: (*stem).to_owned(),
            key: if *is_true { ChoiceSet::TRUE } else { ChoiceSet::FALSE },
            id: String::new(),
            choices: Vec::new(),
            explain: String::new(),
            basis: Vec::new(),
            level: 1,
        };
        let topic = Topic { questions: stems.iter().map(question).collect(), ..Topic::default() };
        let found = super::check(&Bank { topics: vec![topic], ..Bank::default() });
        let counts: Vec<_> = found
            .iter()
            .map(|what| match what {
                What::JudgeMarker(count) => (count.what.as_str(), count.have, count.of),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(counts, expected);
    }

    #[test]
    fn a_word_that_goes_with_one_answer_is_told() {
        check(&[("他只去一次。", false); 5], &[]);
        check(&[("他只去一次。", false); 6], &[("只、一律、不用", 0, 6)]);
        check(&[[("他应当去。", true); 5], [("他应当去。", false); 5]].concat(), &[]);
        check(&[&[("他应当去。", true); 7][..], &[("他应当去。", false); 2]].concat(), &[("应当", 7, 9)]);
    }
}
