//! Counters as figures: sums, and rates with numerator and denominator.

use std::fmt;

use domain::Moment;
use domain::tally::{By, Counts};

use crate::store::Counter;

/// What a campaign has come to, at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// When the counters were read.
    pub taken: Moment,
    /// Whether the campaign knows passing; without it a pass rate says nothing.
    pub has_pass_mark: bool,
    /// Of all.
    pub all: Sums,
    /// By [`By::ALL`], then by name; scores as numbers.
    pub groups: Vec<Group>,
}

/// The counts of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// By what.
    pub by: By,
    /// Its name; empty for what was not given.
    pub name: String,
    /// What it came to.
    pub sums: Sums,
}

/// Some counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// 人次.
    pub participations: u64,
    /// 人数.
    pub participants: u64,
    /// Participations that passed.
    pub passes: u64,
    /// Participations that came late.
    pub late: u64,
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The numerator.
    pub of: u64,
    /// The denominator.
    pub out_of: u64,
}

impl Figures {
    /// Puts counters in order.
    #[must_use]
    pub fn of(taken: Moment, has_pass_mark: bool, counters: &[Counter]) -> Self {
        let all = counters.iter().find(|counter| counter.key.by.is_none()).map(Sums::of).unwrap_or_default();
        let group = |counter: &Counter| Some(Group { by: counter.key.by?, name: counter.key.group.clone(), sums: Sums::of(counter) });
        let mut groups: Vec<Group> = counters.iter().filter_map(group).collect();
        groups.sort_by(|a, b| (a.by, hundredths(a), &a.name).cmp(&(b.by, hundredths(b), &b.name)));
        Self { taken, has_pass_mark, all, groups }
    }

    /// The groups of one kind.
    pub fn by(&self, by: By) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.by == by)
    }
}

/// A score for sorting: 9 before 60 before 99.5.
fn hundredths(group: &Group) -> u64 {
    if group.by != By::Score {
        return 0;
    }
    let (whole, part) = group.name.split_once('.').unwrap_or((&group.name, ""));
    let part: u64 = format!("{part:0<2}").parse().unwrap_or(0);
    whole.parse::<u64>().unwrap_or(0) * 100 + part
}

impl Sums {
    fn of(counter: &Counter) -> Self {
        let Counter { participations, participants, passes, late, .. } = *counter;
        Self { participations, participants, passes, late }
    }

    /// 合格率: of what was handed in, what passed.
    #[must_use]
    pub fn pass_rate(self) -> Rate {
        Rate { of: self.passes, out_of: self.participations }
    }

    /// 逾期率: of what was handed in, what came late.
    #[must_use]
    pub fn late_rate(self) -> Rate {
        Rate { of: self.late, out_of: self.participations }
    }

    /// 人均人次.
    #[must_use]
    pub fn per_person(self) -> Rate {
        Rate { of: self.participations, out_of: self.participants }
    }

    /// As tables of devices have them.
    #[must_use]
    pub fn counts(self) -> Counts {
        Counts { participations: self.participations, participants: self.participants, passes: self.passes }
    }
}

impl Rate {
    /// The quotient; `None` of nothing.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.out_of > 0).then(|| self.of as f64 / self.out_of as f64)
    }
}

impl fmt::Display for Rate {
    /// 9/12 = 75.0%, and of nothing 0/0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.of, self.out_of)?;
        self.value().map_or(Ok(()), |value| write!(f, " = {:.1}%", value * 100.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::CounterKey;

    fn counter(by: Option<By>, group: &str, participations: u64) -> Counter {
        Counter { key: CounterKey { by, group: group.into() }, participations, participants: 1, passes: 1, late: 0 }
    }

    #[test]
    fn scores_come_as_numbers_and_groups_in_the_order_of_exports() {
        let by = |by| move |name: &str| counter(Some(by), name, 1);
        let counters = [by(By::Score)("100"), by(By::Score)("9.5"), by(By::Score)("9.05"), by(By::Day)("2026-12-01"), counter(None, "", 4)];
        let figures = Figures::of(Moment(0), true, &counters);
        let names: Vec<_> = figures.groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, ["2026-12-01", "9.05", "9.5", "100"]);
        assert_eq!(figures.all.participations, 4);
    }

    #[test]
    fn a_rate_says_numerator_and_denominator() {
        assert_eq!(Rate { of: 9, out_of: 12 }.to_string(), "9/12 = 75.0%");
        assert_eq!(Rate { of: 0, out_of: 0 }.to_string(), "0/0");
    }
}
