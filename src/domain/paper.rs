//! A paper: the questions one person gets, drawn from a blueprint by a seed.

use crate::{Bank, Blueprint, Points, Question};
use std::fmt;

/// The questions of one sitting, kept whole: a bank that changes later does not change what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// In the order they are asked.
    pub items: Vec<Item>,
}

/// One question as this paper shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Id of the bank it comes from.
    pub bank: String,
    /// The question as its bank has it.
    pub question: Question,
    /// Which choice of the bank stands at each place here: `order[0]` is shown as A.
    pub order: Vec<u8>,
    /// What it is worth.
    pub points: Points,
}

impl Item {
    /// The name by which a question is known across banks: `bank/id`.
    #[must_use]
    pub fn name(&self) -> String {
        question_name(&self.bank, &self.question.id)
    }

    /// The choices as shown: the letter's place on this paper, the place in the bank, the words.
    pub fn shown(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        self.order.iter().enumerate().filter_map(|(shown, place)| {
            let place = usize::from(*place);
            self.question.choices.get(place).map(|words| (shown, place, words.as_str()))
        })
    }
}

/// `bank/id`, the key of [`draw`]'s `seen`.
#[must_use]
pub fn question_name(bank: &str, id: &str) -> String {
    format!("{bank}/{id}")
}

impl Paper {
    /// The best score there is to have.
    #[must_use]
    pub fn out_of(&self) -> Points {
        self.items.iter().fold(Points::default(), |sum, item| sum + item.points)
    }
}

/// The banks do not hold enough questions for a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Which section, counted from 1.
    pub section: usize,
    /// How many questions it asks for.
    pub wanted: usize,
    /// How many fit that no other section took.
    pub there_are: usize,
}

impl fmt::Display for Shortage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "section {} asks for {} questions and the banks hold {} that fit", self.section, self.wanted, self.there_are)
    }
}

/// Draws a paper. The same banks, blueprint, seed and `seen` give the same paper, whoever draws it, in every version.
/// Who draws many papers of one campaign keeps a [`crate::Deck`].
///
/// `seen` names the questions this person has had (by [`question_name`]), once for each time; those seen least come first.
/// The sections with the fewest fitting questions are filled first, so that a broad section does not empty a narrow one.
///
/// # Errors
/// [`Shortage`] when a section cannot be filled without asking a question twice.
pub fn draw(banks: &[Bank], blueprint: &Blueprint, seed: u64, seen: &[String]) -> Result<Paper, Shortage> {
    crate::deck::draw(banks, blueprint, seed, seen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Way;
    use crate::{ChoiceSet, Kind, Section, Topic};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bank(id: &str, singles: usize, judges: usize) -> Bank {
        let question = |n: usize, kind: Kind| Question {
            id: format!("{n:04}"),
            kind,
            stem: format!("{n}?"),
            choices: if kind == Kind::Judge {
                vec!["对".into(), "错".into()]
            } else {
                ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec()
            },
            key: ChoiceSet::TRUE,
            explain: String::new(),
            basis: vec![],
            level: (n % 3 + 1) as u8,
        };
        let questions =
            (0..singles).map(|n| question(n, Kind::Single)).chain((singles..singles + judges).map(|n| question(n, Kind::Judge))).collect();
        Bank { id: id.into(), topics: vec![Topic { id: "t".into(), title: String::new(), questions }], ..Bank::default() }
    }

    fn section(bank: &str, kinds: &[Kind], count: usize) -> Section {
        Section { banks: vec![bank.into()], kinds: kinds.to_vec(), count, points: Points::whole(10), ..Section::default() }
    }

    fn names(paper: &Paper) -> Vec<String> {
        paper.items.iter().map(Item::name).collect()
    }

    #[test]
    fn a_broad_section_leaves_the_narrow_one_its_questions() {
        let banks = [bank("a", 3, 3)];
        let blueprint = Blueprint { sections: vec![section("a", &[], 3), section("a", &[Kind::Judge], 3)], ..Blueprint::default() };
        for seed in 0..50 {
            assert_eq!(draw(&banks, &blueprint, seed, &[]).map(|p| p.items.len()), Ok(6));
        }
    }

    #[test]
    fn too_few_questions_are_told_by_section() {
        let blueprint = Blueprint { sections: vec![section("a", &[], 1), section("a", &[Kind::Judge], 4)], ..Blueprint::default() };
        let short = draw(&[bank("a", 3, 3)], &blueprint, 1, &[]);
        assert_eq!(short, Err(Shortage { section: 2, wanted: 4, there_are: 3 }));
    }

    #[test]
    fn a_fixed_paper_is_the_bank_as_written() {
        let blueprint = Blueprint { way: Way::Fixed, sections: vec![section("a", &[], 4)] };
        let paper = draw(&[bank("a", 3, 3)], &blueprint, 99, &["a/0000".into()]).expect("enough");
        assert_eq!(names(&paper), ["a/0000", "a/0001", "a/0002", "a/0003"]);
        assert!(paper.items.iter().all(|item| item.order.is_sorted()));
    }

    #[test]
    fn nobody_sees_a_question_again_before_the_bank_is_used_up() {
        let banks = [bank("a", 20, 10)];
        let blueprint = Blueprint { sections: vec![section("a", &[], 10)], ..Blueprint::default() };
        let mut seen = Vec::new();
        for sitting in 0..6 {
            let paper = draw(&banks, &blueprint, sitting, &seen).expect("enough");
            for name in names(&paper) {
                let times = seen.iter().filter(|other| **other == name).count();
                assert_eq!(times as u64, sitting / 3);
                seen.push(name);
            }
        }
    }

    proptest! {
        #[test]
        fn a_paper_is_what_the_blueprint_says(seed: u64, a in 4usize..20, b in 3usize..20, from_a in 0usize..4, from_b in 0usize..3) {
            let banks = [bank("a", a, 2), bank("b", 2, b)];
            let blueprint = Blueprint { sections: vec![section("a", &[Kind::Single], from_a), section("b", &[Kind::Judge], from_b)], ..Blueprint::default() };
            let paper = draw(&banks, &blueprint, seed, &[]).expect("enough");
            prop_assert_eq!(paper.items.iter().filter(|i| i.bank == "a" && i.question.kind == Kind::Single).count(), from_a);
            prop_assert_eq!(paper.items.iter().filter(|i| i.bank == "b" && i.question.kind == Kind::Judge).count(), from_b);
            prop_assert_eq!(paper.items.len(), blueprint.count());
            prop_assert_eq!(paper.out_of(), blueprint.out_of());
            let distinct: BTreeSet<_> = names(&paper).into_iter().collect();
            prop_assert_eq!(distinct.len(), paper.items.len());
            for item in &paper.items {
                let mut order = item.order.clone();
                order.sort_unstable();
                prop_assert_eq!(order, (0..item.question.choices.len() as u8).collect::<Vec<_>>());
            }
            prop_assert_eq!(draw(&banks, &blueprint, seed, &[]), Ok(paper));
        }
    }
}
