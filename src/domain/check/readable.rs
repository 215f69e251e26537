//! Whether a villager can read it: no long stem, no long clause, few characters that are not among the common ones.
//!
//! The measure is crude and its limits are those that 640 questions kept which were written to be read aloud in a village: their
//! longest stem has 76 characters, their longest explanation 87, and in 99 of 100 of them no clause has more than 32.

use super::{Asked, Finding, What, percent};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Characters of a stem, marks counted.
pub const MOST_IN_STEM: usize = 80;
/// Characters of an explanation, marks counted.
pub const MOST_IN_EXPLANATION: usize = 100;
/// Characters between two marks: what is said in one breath.
pub const MOST_IN_CLAUSE: usize = 36;
/// Percent of the Chinese characters of a question that may be none of the 3755 common ones (GB/T 2312-1980, level 1); a surname is one of them now and then.
const RARE_PERCENT: u32 = 4;

/// The 3755 common characters: level 1 of GB/T 2312-1980.
static COMMON: LazyLock<BTreeSet<char>> = LazyLock::new(|| include_str!("common.txt").chars().filter(|c| !c.is_whitespace()).collect());

/// What makes a question hard to read.
pub fn check(asked: Asked<'_>) -> Vec<Finding> {
    let question = asked.question;
    let (stem, explanation) = (question.stem.chars().count(), question.explain.chars().count());
    let texts = || [&question.stem, &question.explain].into_iter().chain(&question.choices);
    let clauses = texts().flat_map(|text| text.split(is_end)).map(|clause| (clause.chars().count(), clause));
    let mut what = Vec::new();
    what.extend((stem > MOST_IN_STEM).then_some(What::LongStem(stem)));
    what.extend((explanation > MOST_IN_EXPLANATION).then_some(What::LongExplanation(explanation)));
    let longest = clauses.max_by_key(|(length, _)| *length).filter(|(length, _)| *length > MOST_IN_CLAUSE);
    what.extend(longest.map(|(length, clause)| What::LongClause { length, begins: clause.chars().take(8).collect() }));
    what.extend(rare(texts().flat_map(|text| text.chars())));
    what.into_iter().map(|what| asked.finding(what)).collect()
}

fn rare(text: impl Iterator<Item = char>) -> Option<What> {
    let chinese: Vec<char> = text.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    let rare: Vec<char> = chinese.iter().filter(|c| !COMMON.contains(c)).copied().collect();
    let (is_much, percent) = (rare.len() * 100 > chinese.len() * RARE_PERCENT as usize, percent(rare.len(), chinese.len()));
    let characters = rare.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    is_much.then_some(What::RareCharacters { characters, percent })
}

/// A mark at which a reader takes a breath.
fn is_end(c: char) -> bool {
    "，。；：？！、“”（）《》—…,;:?!".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_characters_are_those_of_the_standard() {
        assert_eq!(COMMON.len(), 3755);
        assert!(['啊', '法', '座'].iter().all(|c| COMMON.contains(c)) && !COMMON.contains(&'瑕'));
    }

    #[test]
    fn a_rare_surname_is_let_pass_and_rare_words_are_not() {
        let check = |text: &str, expected: Option<(&str, u32)>| {
            let found = rare(text.chars()).map(|what| match what {
                What::RareCharacters { characters, percent } => (characters, percent),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, expected.map(|(characters, percent)| (characters.to_owned(), percent)), "{text}");
        };
        check("小裘把自家的轿车借给有驾驶证的邻居，邻居开车出了事故，要赔多少？", None);
        check("买受人瑕疵通知", Some(("瑕", 14)));
        check("", None);
    }
}
