//! Grading: what an answer is worth, and what a paper adds up to, by the score rules of real campaigns.

use crate::{ChoiceSet, Item, Kind, Paper};
use std::fmt;
use std::ops::{Add, Mul};

/// Points in hundredths, so that 0.5 points a choice adds up exactly. Prints as 90 or 87.5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Points(u32);

impl Points {
    /// `n` whole points.
    #[must_use]
    pub fn whole(n: u32) -> Self {
        Self(n.saturating_mul(100))
    }

    /// `n` hundredths of a point.
    #[must_use]
    pub fn hundredths(n: u32) -> Self {
        Self(n)
    }

    /// In hundredths of a point.
    #[must_use]
    pub fn as_hundredths(self) -> u32 {
        self.0
    }

    /// Reads `90` or `87.5`, at most two decimals.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let part: u32 = format!("{part:0<2}").parse().ok()?;
        whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(part).map(Self)
    }

    /// `part` of `whole` of it, rounded down to a hundredth; nothing of nothing.
    pub(crate) fn share(self, part: u64, whole: u64) -> Self {
        let scaled = u128::from(self.0) * u128::from(part) / u128::from(whole.max(1));
        Self(u32::try_from(scaled).unwrap_or(u32::MAX))
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Mul<usize> for Points {
    type Output = Self;
    fn mul(self, times: usize) -> Self {
        Self(self.0.saturating_mul(u32::try_from(times).unwrap_or(u32::MAX)))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match (part, part % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", part / 10),
            _ => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// What one answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing was picked. A blank is not a wrong answer: only it could still have been filled in.
    Blank,
    /// Exactly the key.
    Right,
    /// Some right choices, none wrong, and the rule gives part of the points for that.
    Partly,
    /// Anything else.
    Wrong,
}

/// What an incomplete answer to a question with several right choices is worth. A wrong pick is always worth nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartRule {
    /// 选漏、选错都不得分 (R4, R8).
    #[default]
    AllOrNothing,
    /// 漏选时每选对一项得若干分: so much for each right pick, never more than the question is worth.
    PerChoice(Points),
    /// Each right pick is worth its equal share of the question.
    Share,
}

/// What a paper adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PaperRule {
    /// The sum of its questions.
    #[default]
    Sum,
    /// Every question right, or nothing (R6).
    FullMarksOnly,
}

/// How a campaign scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scoring {
    /// For questions with several right choices.
    pub part: PartRule,
    /// For the paper.
    pub paper: PaperRule,
}

/// What a paper came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// By question, as the paper orders them.
    pub marks: Vec<(Mark, Points)>,
    /// The paper's score.
    pub score: Points,
    /// The best score there was to have.
    pub out_of: Points,
}

impl Outcome {
    /// How many questions got that mark.
    #[must_use]
    pub fn count(&self, mark: Mark) -> usize {
        self.marks.iter().filter(|(m, _)| *m == mark).count()
    }
}

/// What one answer is worth.
#[must_use]
pub fn mark(item: &Item, given: Option<ChoiceSet>, rule: PartRule) -> (Mark, Points) {
    mark_one(item.question.kind, item.question.key, item.points, given.unwrap_or_default(), rule)
}

/// What one answer is worth; an empty set is a blank.
pub(crate) fn mark_one(kind: Kind, key: ChoiceSet, worth: Points, given: ChoiceSet, rule: PartRule) -> (Mark, Points) {
    let none = Points::default();
    if given.is_empty() {
        (Mark::Blank, none)
    } else if given == key {
        (Mark::Right, worth)
    } else if !given.within(key) || !kind.takes_several() {
        (Mark::Wrong, none)
    } else {
        match rule {
            PartRule::AllOrNothing => (Mark::Wrong, none),
            PartRule::PerChoice(each) => (Mark::Partly, (each * given.len()).min(worth)),
            PartRule::Share => (Mark::Partly, worth.share(given.len() as u64, key.len() as u64)),
        }
    }
}

/// What a paper came to; an answer that is missing from `given` is a blank.
#[must_use]
pub fn grade(paper: &Paper, given: &[Option<ChoiceSet>], scoring: Scoring) -> Outcome {
    let marks = paper.items.iter().enumerate().map(|(i, item)| mark(item, given.get(i).copied().flatten(), scoring.part));
    sum_up(marks.collect(), paper.out_of(), scoring.paper)
}

/// What marks add up to.
pub(crate) fn sum_up(marks: Vec<(Mark, Points)>, out_of: Points, rule: PaperRule) -> Outcome {
    let sum = marks.iter().fold(Points::default(), |sum, (_, points)| sum + *points);
    let score = match rule {
        PaperRule::FullMarksOnly if marks.iter().any(|(m, _)| *m != Mark::Right) => Points::default(),
        PaperRule::Sum | PaperRule::FullMarksOnly => sum,
    };
    Outcome { marks, score, out_of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Question;
    use proptest::prelude::*;

    fn item(kind: Kind, key: &str, points: u32) -> Item {
        let key = if kind == Kind::Judge { ChoiceSet::TRUE } else { ChoiceSet::from_letters(key).expect("letters") };
        let choices = (0..4).map(|n| n.to_string()).collect::<Vec<_>>();
        let question = Question { id: "q".into(), kind, stem: "问".into(), choices, key, explain: String::new(), basis: vec![], level: 1 };
        Item { bank: "b".into(), question, order: vec![0, 1, 2, 3], points: Points::whole(points) }
    }

    fn check(kind: Kind, key: &str, given: &str, rule: PartRule) -> (Mark, String) {
        let given = ChoiceSet::from_letters(given).filter(|g| !g.is_empty());
        let (mark, points) = mark(&item(kind, key, 10), given, rule);
        (mark, points.to_string())
    }

    #[test]
    fn a_blank_is_not_a_wrong_answer() {
        assert_eq!(check(Kind::Single, "B", "", PartRule::default()), (Mark::Blank, "0".into()));
        assert_eq!(check(Kind::Single, "B", "A", PartRule::default()), (Mark::Wrong, "0".into()));
        assert_eq!(check(Kind::Single, "B", "B", PartRule::default()), (Mark::Right, "10".into()));
    }

    #[test]
    fn one_missing_or_one_wrong_is_nothing() {
        assert_eq!(check(Kind::Multiple, "ABD", "AB", PartRule::AllOrNothing), (Mark::Wrong, "0".into()));
        assert_eq!(check(Kind::Multiple, "ABD", "ABCD", PartRule::AllOrNothing), (Mark::Wrong, "0".into()));
        assert_eq!(check(Kind::Multiple, "ABD", "ABD", PartRule::AllOrNothing), (Mark::Right, "10".into()));
    }

    #[test]
    fn part_of_the_points_for_part_of_the_key() {
        let half = PartRule::PerChoice(Points::hundredths(50));
        assert_eq!(check(Kind::Multiple, "ABD", "AB", half), (Mark::Partly, "1".into()));
        assert_eq!(check(Kind::Indefinite, "ABD", "AC", half), (Mark::Wrong, "0".into()));
        assert_eq!(check(Kind::Multiple, "ABD", "AB", PartRule::Share), (Mark::Partly, "6.66".into()));
        assert_eq!(check(Kind::Multiple, "ABD", "AB", PartRule::PerChoice(Points::whole(9))), (Mark::Partly, "10".into()));
    }

    #[test]
    fn all_right_or_nothing() {
        let paper = Paper { items: vec![item(Kind::Single, "A", 10), item(Kind::Single, "B", 10)] };
        let scoring = Scoring { paper: PaperRule::FullMarksOnly, ..Scoring::default() };
        let given = |letters: [&str; 2]| letters.map(|l| ChoiceSet::from_letters(l).filter(|g| !g.is_empty()));
        assert_eq!(grade(&paper, &given(["A", "C"]), scoring).score, Points::default());
        assert_eq!(grade(&paper, &given(["A", ""]), scoring).score, Points::default());
        assert_eq!(grade(&paper, &given(["A", "B"]), scoring).score, Points::whole(20));
        assert_eq!(grade(&paper, &given(["A", "C"]), Scoring::default()).score, Points::whole(10));
    }

    #[test]
    fn points_read_and_print() {
        for text in ["0", "90", "87.5", "0.05", "12.34"] {
            assert_eq!(Points::read(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
        for text in ["", "-1", "1.234", ".5", "5.", "一"] {
            assert_eq!(Points::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_score_passes_what_there_is_to_have(keys in proptest::collection::vec(1u32..16, 1..12), given in proptest::collection::vec(0u32..16, 0..14), each in 0u32..2000) {
            let items: Vec<Item> = keys.iter().map(|key| {
                let mut item = item(Kind::Multiple, "A", 10);
                item.question.key = ChoiceSet::from_bits(*key);
                item
            }).collect();
            let paper = Paper { items };
            let given: Vec<_> = given.iter().map(|bits| Some(ChoiceSet::from_bits(*bits))).collect();
            for part in [PartRule::AllOrNothing, PartRule::PerChoice(Points::hundredths(each)), PartRule::Share] {
                for rule in [PaperRule::Sum, PaperRule::FullMarksOnly] {
                    let outcome = grade(&paper, &given, Scoring { part, paper: rule });
                    prop_assert!(outcome.score <= outcome.out_of);
                    prop_assert_eq!(outcome.marks.len(), keys.len());
                    let counted: usize = [Mark::Blank, Mark::Right, Mark::Partly, Mark::Wrong].into_iter().map(|m| outcome.count(m)).sum();
                    prop_assert_eq!(counted, keys.len());
                }
            }
        }

        #[test]
        fn the_key_itself_earns_everything(keys in proptest::collection::vec(1u32..16, 1..12)) {
            let items: Vec<Item> = keys.iter().map(|key| { let mut i = item(Kind::Indefinite, "A", 7); i.question.key = ChoiceSet::from_bits(*key); i }).collect();
            let paper = Paper { items };
            let given: Vec<_> = keys.iter().map(|key| Some(ChoiceSet::from_bits(*key))).collect();
            let outcome = grade(&paper, &given, Scoring { part: PartRule::Share, paper: PaperRule::FullMarksOnly });
            prop_assert_eq!(outcome.score, paper.out_of());
        }
    }
}
