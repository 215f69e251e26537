//! The rates that letters state: 参学率, 完成率, 参考率 and 通过率, of every unit, each with what it is made of.
//!
//! They are counted over a frozen roster: exempt members are in no denominator, and what somebody did from whom nothing is due is in
//! no numerator. A unit's figures are those of it and all below it. Members stand in the order of the outline, so each unit's people
//! are one stretch of them, and a table of thousands of units is read off sums.

mod league;

pub use league::{League, LeftOut, Place};

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::roster::{Frozen, Standing, Units};

/// How far one member got in an assignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What they studied.
    pub study: Study,
    /// What came of the exam.
    pub exam: Exam,
}

/// How far somebody studied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Study {
    /// No study of theirs was credited.
    #[default]
    None,
    /// Some was.
    Some,
    /// They met what the assignment requires.
    Complete,
}

/// What came of an exam.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exam {
    /// They handed in no sitting.
    #[default]
    None,
    /// They handed in at least one.
    Sat,
    /// And the score that counts passes.
    Passed,
}

/// The four rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// 参学率: members with any credited study ÷ members due.
    Study,
    /// 完成率: members who met the study requirement ÷ members due.
    Completion,
    /// 参考率: members who handed in at least one sitting ÷ members due.
    Attendance,
    /// 通过率: members whose counting score passes ÷ members who sat.
    Pass,
}

/// So many of so many: the numerator is never larger than the denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Those who did it.
    pub numerator: usize,
    /// Those who are asked about.
    pub denominator: usize,
}

/// The counts of one unit and all below it, of which its rates are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Members from whom it is due.
    pub due: usize,
    /// Those of them with any credited study.
    pub studied: usize,
    /// Those who met the study requirement.
    pub completed: usize,
    /// Those who handed in at least one sitting.
    pub sat: usize,
    /// Those whose counting score passes.
    pub passed: usize,
}

/// The members behind a rate, by number, in the order of the frozen roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind<'a> {
    /// Those in the numerator.
    pub numerator: Vec<&'a str>,
    /// Those in the denominator; they are all in it that are in the numerator.
    pub denominator: Vec<&'a str>,
}

/// The rates of an assignment at a moment.
#[derive(Clone, Debug)]
pub struct Rates<'a> {
    units: &'a Units,
    due: Vec<(&'a Standing, Progress)>,
    /// The figures of the first 0, 1, 2 … members.
    sums: Vec<Figures>,
    /// By code, the members of a unit and all below it.
    stretches: BTreeMap<&'a str, Range<usize>>,
    outside: Vec<&'a str>,
}

impl Measure {
    /// All four, in the order in which letters state them.
    pub const ALL: [Self; 4] = [Self::Study, Self::Completion, Self::Attendance, Self::Pass];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::Completion => "completion",
            Self::Attendance => "attendance",
            Self::Pass => "pass",
        }
    }

    /// What the screen calls it.
    #[must_use]
    pub fn on_screen(self) -> &'static str {
        match self {
            Self::Study => "参学率",
            Self::Completion => "完成率",
            Self::Attendance => "参考率",
            Self::Pass => "通过率",
        }
    }

    fn asks_about(self, progress: Progress) -> bool {
        self != Self::Pass || progress.exam >= Exam::Sat
    }

    fn counts(self, progress: Progress) -> bool {
        match self {
            Self::Study => progress.study >= Study::Some,
            Self::Completion => progress.study == Study::Complete,
            Self::Attendance => progress.exam >= Exam::Sat,
            Self::Pass => progress.exam == Exam::Passed,
        }
    }
}

impl Rate {
    /// Which of two is higher, exactly; `None` when one of them is of nobody.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        let wide = |n: usize| n as u128;
        let is_told = self.denominator > 0 && other.denominator > 0;
        is_told.then(|| (wide(self.numerator) * wide(other.denominator)).cmp(&(wide(other.numerator) * wide(self.denominator))))
    }

    /// Hundredths of a percent, 0–10000, cut off and not rounded, so that 100 % says that it was everyone; `None` of nobody.
    #[must_use]
    pub fn basis_points(self) -> Option<u16> {
        let share = (self.numerator as u128 * 10_000).checked_div(self.denominator as u128)?;
        u16::try_from(share).ok()
    }
}

impl Figures {
    /// A rate of them.
    #[must_use]
    pub fn rate(self, measure: Measure) -> Rate {
        let (numerator, denominator) = match measure {
            Measure::Study => (self.studied, self.due),
            Measure::Completion => (self.completed, self.due),
            Measure::Attendance => (self.sat, self.due),
            Measure::Pass => (self.passed, self.sat),
        };
        Rate { numerator, denominator }
    }

    fn with(self, progress: Progress) -> Self {
        let more = |count: usize, measure: Measure| count + usize::from(measure.counts(progress));
        Self {
            due: self.due + 1,
            studied: more(self.studied, Measure::Study),
            completed: more(self.completed, Measure::Completion),
            sat: more(self.sat, Measure::Attendance),
            passed: more(self.passed, Measure::Pass),
        }
    }

    fn less(self, before: Self) -> Self {
        Self {
            due: self.due - before.due,
            studied: self.studied - before.studied,
            completed: self.completed - before.completed,
            sat: self.sat - before.sat,
            passed: self.passed - before.passed,
        }
    }
}

impl<'a> Rates<'a> {
    /// The rates over a frozen roster of what members did, by number. Who is not in `progress` did nothing.
    #[must_use]
    pub fn of(frozen: &'a Frozen, progress: &'a BTreeMap<String, Progress>) -> Self {
        let places = frozen.units.places();
        let place = |member: &Standing| places.get(member.unit.as_str()).copied().unwrap_or(usize::MAX);
        let did = |member: &Standing| progress.get(&member.number).copied().unwrap_or_default();
        let mut due: Vec<(usize, &Standing)> = frozen.due.iter().map(|member| (place(member), member)).collect();
        due.sort_by_key(|(place, _)| *place);
        let stretches = stretches(&frozen.units, &due);
        let due: Vec<(&Standing, Progress)> = due.into_iter().map(|(_, member)| (member, did(member))).collect();
        let mut sums = vec![Figures::default()];
        let mut sum = Figures::default();
        for (_, progress) in &due {
            sum = sum.with(*progress);
            sums.push(sum);
        }
        let numbers: std::collections::BTreeSet<&str> = due.iter().map(|(member, _)| member.number.as_str()).collect();
        let did_something = progress.iter().filter(|(_, progress)| **progress != Progress::default());
        let outside = did_something.map(|(number, _)| number.as_str()).filter(|number| !numbers.contains(number)).collect();
        Self { units: &frozen.units, due, sums, stretches, outside }
    }

    /// The figures of everyone.
    #[must_use]
    pub fn all(&self) -> Figures {
        self.sums.last().copied().unwrap_or_default()
    }

    /// The figures of a unit and all below it; `None` when there is no such unit.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<Figures> {
        let stretch = self.stretches.get(code)?;
        let sum = |n: usize| self.sums.get(n).copied().unwrap_or_default();
        Some(sum(stretch.end).less(sum(stretch.start)))
    }

    /// Every unit in the order of the outline with its level, 1 for roots, and its figures.
    pub fn outline(&self) -> impl Iterator<Item = (&'a str, usize, Figures)> {
        let figures = |code: &str| self.unit(code).unwrap_or_default();
        self.units.outline().into_iter().map(move |(unit, level)| (unit.code.as_str(), level, figures(&unit.code)))
    }

    /// The units of a level, 1 for roots, with their figures.
    pub fn level(&self, level: usize) -> impl Iterator<Item = (&'a str, Figures)> {
        self.outline().filter(move |(_, at, _)| *at == level).map(|(code, _, figures)| (code, figures))
    }

    /// The members behind a rate: of a unit and all below it, or of everyone; nobody for a unit that is not known.
    #[must_use]
    pub fn behind(&self, unit: Option<&str>, measure: Measure) -> Behind<'a> {
        let stretch = unit.map_or(Some(0..self.due.len()), |code| self.stretches.get(code).cloned());
        let rows = stretch.and_then(|stretch| self.due.get(stretch)).unwrap_or_default();
        let numbers = |is_one: &dyn Fn(Progress) -> bool| {
            rows.iter().filter(|(_, progress)| is_one(*progress)).map(|(member, _)| member.number.as_str()).collect()
        };
        Behind { numerator: numbers(&|progress| measure.counts(progress)), denominator: numbers(&|progress| measure.asks_about(progress)) }
    }

    /// Numbers that did something and from whom nothing is due: they are in no rate, and are told apart.
    #[must_use]
    pub fn outside(&self) -> &[&'a str] {
        &self.outside
    }
}

/// Where the members of each unit and all below it stand among those in the order of the outline.
fn stretches<'a>(units: &'a Units, due: &[(usize, &Standing)]) -> BTreeMap<&'a str, Range<usize>> {
    let outline = units.outline();
    let mut stretches = BTreeMap::new();
    // units whose subtree is not at its end yet, with their level and where it began
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let first = |place: usize| due.partition_point(|(at, _)| *at < place);
    for (n, (unit, level)) in outline.iter().enumerate() {
        let at = first(n);
        while let Some((code, _, start)) = open.pop_if(|(_, above, _)| *above >= *level) {
            stretches.insert(code, start..at);
        }
        open.push((unit.code.as_str(), *level, at));
    }
    let end = first(outline.len());
    stretches.extend(open.into_iter().map(|(code, _, start)| (code, start..end)));
    stretches
}

#[cfg(test)]
mod tests;
