//! Tallies: 人次 and 人数 with their breakdowns, as a value that merges exactly however often and in whatever order.

use crate::{Moment, Points, Zone};
use std::collections::BTreeMap;

/// One accepted hand-in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participation {
    /// Id of the sitting; what makes it one.
    pub sitting: String,
    /// Who, by the campaign's identity rule.
    pub participant: String,
    /// Name of the round.
    pub round: String,
    /// When it was handed in.
    pub at: Moment,
    /// What it came to.
    pub score: Points,
    /// The best there was to have.
    pub out_of: Points,
    /// Whether it passed.
    pub passed: bool,
    /// Milliseconds used.
    pub used_ms: i64,
    /// Region path; empty when not asked.
    pub region: String,
    /// Unit; empty when not given.
    pub unit: String,
    /// The `from` of the link; empty when it had none.
    pub channel: String,
}

/// The participations of one campaign, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    rows: BTreeMap<String, Participation>,
}

/// The counts of some participations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 人次: accepted hand-ins.
    pub participations: u64,
    /// 人数: distinct participants among them.
    pub participants: u64,
    /// Participations that passed.
    pub passes: u64,
}

/// What participations can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// Calendar day in the zone.
    Day,
    /// Hour of the day in the zone, 00–23.
    Hour,
    /// Region path.
    Region,
    /// Unit.
    Unit,
    /// Where the link was followed from.
    Channel,
    /// Round.
    Round,
    /// Score.
    Score,
}

impl By {
    /// Every way, in the order that exports list them.
    pub const ALL: [Self; 7] = [Self::Day, Self::Hour, Self::Region, Self::Unit, Self::Channel, Self::Round, Self::Score];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Region => "region",
            Self::Unit => "unit",
            Self::Channel => "channel",
            Self::Round => "round",
            Self::Score => "score",
        }
    }

    /// What the screen calls it.
    #[must_use]
    pub fn on_screen(self) -> &'static str {
        match self {
            Self::Day => "日期",
            Self::Hour => "时段",
            Self::Region => "地区",
            Self::Unit => "单位",
            Self::Channel => "来源",
            Self::Round => "轮次",
            Self::Score => "得分",
        }
    }

    /// A group's name as readers see it: an hour says so, and what was not given is 未填.
    #[must_use]
    pub fn shown(self, name: &str) -> String {
        match (self, name) {
            (_, "") => "未填".to_owned(),
            (Self::Hour, hour) => format!("{hour}时"),
            (Self::Score, score) => format!("{score}分"),
            (_, name) => name.to_owned(),
        }
    }

    /// The group that a participation of these facts falls in.
    #[must_use]
    pub fn group(self, facts: Facts<'_>, zone: Zone) -> String {
        match self {
            Self::Day => zone.day(facts.at).to_string(),
            Self::Hour => format!("{:02}", zone.hour(facts.at)),
            Self::Region => facts.region.to_owned(),
            Self::Unit => facts.unit.to_owned(),
            Self::Channel => facts.channel.to_owned(),
            Self::Round => facts.round.to_owned(),
            Self::Score => facts.score.to_string(),
        }
    }

    /// What groups are sorted by before their names, so that scores come as numbers.
    fn rank(self, facts: Facts<'_>) -> u32 {
        if self == Self::Score { facts.score.as_hundredths() } else { 0 }
    }
}

/// What of a participation decides which groups it falls in.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// When it was handed in.
    pub at: Moment,
    /// What it came to.
    pub score: Points,
    /// Name of the round.
    pub round: &'a str,
    /// Region path.
    pub region: &'a str,
    /// Unit.
    pub unit: &'a str,
    /// The `from` of the link.
    pub channel: &'a str,
}

impl Participation {
    fn facts(&self) -> Facts<'_> {
        Facts { at: self.at, score: self.score, round: &self.round, region: &self.region, unit: &self.unit, channel: &self.channel }
    }
}

impl Tally {
    /// Counts one more participation; one whose sitting is already counted adds nothing.
    pub fn add(&mut self, row: Participation) {
        use std::collections::btree_map::Entry;
        match self.rows.entry(row.sitting.clone()) {
            Entry::Vacant(place) => {
                place.insert(row);
            }
            // Two rows of one sitting that differ can only come from a tampered file. Keeping the lesser makes merge order not matter.
            Entry::Occupied(mut kept) => {
                if row < *kept.get() {
                    kept.insert(row);
                }
            }
        }
    }

    /// Everything that either tally holds: associative, commutative, and a sitting counts once.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        other.rows.into_values().for_each(|row| self.add(row));
        self
    }

    /// The participations, by sitting id.
    pub fn rows(&self) -> impl Iterator<Item = &Participation> {
        self.rows.values()
    }

    /// 人次, 人数 and passes of all.
    #[must_use]
    pub fn counts(&self) -> Counts {
        count(self.rows())
    }

    /// 人次, 人数 and passes by group, in order. 人数 of the groups may add up to more than that of all: one person can be in two.
    #[must_use]
    pub fn by(&self, by: By, zone: Zone) -> Vec<(String, Counts)> {
        let mut rows: Vec<_> = self.rows().map(|row| ((by.rank(row.facts()), by.group(row.facts(), zone)), row)).collect();
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        rows.chunk_by(|(a, _), (b, _)| a == b).map(|rows| (rows[0].0.1.clone(), count(rows.iter().map(|(_, row)| *row)))).collect()
    }
}

fn count<'a>(rows: impl Iterator<Item = &'a Participation>) -> Counts {
    let mut people = Vec::new();
    let mut counts = Counts::default();
    for row in rows {
        counts.participations += 1;
        counts.passes += u64::from(row.passed);
        people.push(row.participant.as_str());
    }
    people.sort_unstable();
    people.dedup();
    counts.participants = people.len() as u64;
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(sitting: u8, participant: u8, at_h: i64, score: u32) -> Participation {
        Participation {
            sitting: format!("s{sitting}"),
            participant: format!("p{participant}"),
            round: "1".into(),
            at: Moment(at_h * 3_600_000),
            score: Points::whole(score),
            out_of: Points::whole(100),
            passed: score >= 60,
            used_ms: 1,
            region: ["甲", "乙"][usize::from(sitting % 2)].into(),
            unit: String::new(),
            channel: String::new(),
        }
    }

    fn tally(rows: Vec<Participation>) -> Tally {
        let mut tally = Tally::default();
        rows.into_iter().for_each(|r| tally.add(r));
        tally
    }

    fn some_tally() -> impl Strategy<Value = Tally> {
        proptest::collection::vec((0u8..12, 0u8..5, 0i64..72, 0u32..=100), 0..20)
            .prop_map(|rows| tally(rows.into_iter().map(|(s, p, h, score)| row(s, p, h, score)).collect()))
    }

    #[test]
    fn one_person_thrice_is_three_participations() {
        let t = tally(vec![row(1, 1, 1, 50), row(2, 1, 2, 60), row(3, 1, 20, 70), row(3, 1, 20, 70)]);
        assert_eq!(t.counts(), Counts { participations: 3, participants: 1, passes: 2 });
        let days: Vec<_> = t.by(By::Day, Zone::CHINA).into_iter().map(|(day, c)| (day, c.participations)).collect();
        assert_eq!(days, [("1970-01-01".to_owned(), 2), ("1970-01-02".to_owned(), 1)]);
    }

    #[test]
    fn scores_sort_as_numbers() {
        let t = tally(vec![row(1, 1, 1, 100), row(2, 1, 2, 60), row(3, 1, 3, 9)]);
        let scores: Vec<_> = t.by(By::Score, Zone::CHINA).into_iter().map(|(score, _)| score).collect();
        assert_eq!(scores, ["9", "60", "100"]);
    }

    proptest! {
        #[test]
        fn merge_is_associative_commutative_and_idempotent(a in some_tally(), b in some_tally(), c in some_tally()) {
            prop_assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
            prop_assert_eq!(a.clone().merge(b.clone()).merge(c.clone()), a.clone().merge(b.clone().merge(c)));
            prop_assert_eq!(a.clone().merge(b.clone()).merge(b.clone()), a.clone().merge(b));
            prop_assert_eq!(a.clone().merge(a.clone()), a);
        }

        #[test]
        fn every_breakdown_adds_up_to_the_headline(t in some_tally()) {
            for by in By::ALL {
                let sum: u64 = t.by(by, Zone::CHINA).iter().map(|(_, c)| c.participations).sum();
                prop_assert_eq!(sum, t.counts().participations);
            }
        }
    }
}
