//! Signs of trouble in sittings: shown to whoever looks after an exam, never used to reject anything by themselves.

use crate::{Moment, Points, Zone};

/// A sitting that was handed in, with what tells how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Number of the member.
    pub member: String,
    /// Code of the unit.
    pub unit: String,
    /// When it was started.
    pub started: Moment,
    /// When it was handed in.
    pub at: Moment,
    /// Its score.
    pub score: Points,
    /// The best there was to have.
    pub out_of: Points,
    /// How many questions it had.
    pub questions: u32,
    /// The times during which each device saved.
    pub devices: Vec<(Moment, Moment)>,
}

/// A sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Number of the member.
    pub member: String,
    /// When.
    pub at: Moment,
    /// What was seen.
    pub what: What,
}

/// What can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Several devices saved answers by turns. One after another is no sign: a phone may go on where a computer died.
    TwoDevices,
    /// A very good paper faster than anybody reads.
    TooFast {
        /// Milliseconds it took.
        used_ms: i64,
    },
    /// Many of one unit handed in within a few minutes at night.
    Burst {
        /// How many.
        count: usize,
    },
}

impl What {
    /// The word that travels.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoDevices => "two-devices",
            Self::TooFast { .. } => "too-fast",
            Self::Burst { .. } => "burst",
        }
    }
}

/// Who reads a question and answers it right takes at least so long, in milliseconds.
const PER_QUESTION_MS: i64 = 2_000;
/// So many of a hundred points make a paper a very good one.
const VERY_GOOD_PERCENT: u64 = 90;
/// So many of one unit within [`BURST_MS`] are many.
const BURST: usize = 5;
/// Milliseconds within which a burst falls.
const BURST_MS: i64 = 5 * 60_000;
/// The hours of the night, from the first up to but not including the last.
const NIGHT: (u8, u8) = (22, 6);

/// The signs in sittings, by time.
#[must_use]
pub fn signs(sittings: &[Seen], zone: Zone) -> Vec<Sign> {
    let mut signs: Vec<Sign> = sittings.iter().flat_map(of_one).collect();
    signs.extend(bursts(sittings, zone));
    signs.sort_by(|a, b| (a.at, &a.member).cmp(&(b.at, &b.member)));
    signs
}

fn of_one(seen: &Seen) -> Vec<Sign> {
    let sign = |what| Sign { member: seen.member.clone(), at: seen.at, what };
    let mut spans = seen.devices.clone();
    spans.sort_unstable();
    let by_turns = spans.windows(2).any(|pair| pair[1].0 < pair[0].1);
    let used_ms = seen.at.since_ms(seen.started);
    let is_fast = used_ms < i64::from(seen.questions) * PER_QUESTION_MS;
    let is_good = u64::from(seen.score.as_hundredths()) * 100 >= u64::from(seen.out_of.as_hundredths()) * VERY_GOOD_PERCENT;
    let mut found = Vec::new();
    found.extend(by_turns.then(|| sign(What::TwoDevices)));
    found.extend((is_fast && is_good && seen.out_of > Points::default()).then(|| sign(What::TooFast { used_ms })));
    found
}

fn bursts(sittings: &[Seen], zone: Zone) -> Vec<Sign> {
    let is_night = |at: Moment| {
        let hour = zone.hour(at);
        hour >= NIGHT.0 || hour < NIGHT.1
    };
    let mut nightly: Vec<&Seen> = sittings.iter().filter(|seen| is_night(seen.at)).collect();
    nightly.sort_by(|a, b| (&a.unit, a.at).cmp(&(&b.unit, b.at)));
    let mut found = Vec::new();
    for unit in nightly.chunk_by(|a, b| a.unit == b.unit) {
        // of each, the largest stretch it is in
        let mut counts = vec![0; unit.len()];
        for (n, seen) in unit.iter().enumerate() {
            let end = n + unit[n..].partition_point(|other| other.at.since_ms(seen.at) <= BURST_MS);
            counts[n..end].iter_mut().for_each(|count| *count = (end - n).max(*count));
        }
        let many = unit.iter().zip(counts).filter(|(_, count)| *count >= BURST);
        found.extend(many.map(|(seen, count)| Sign { member: seen.member.clone(), at: seen.at, what: What::Burst { count } }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64, second: i64) -> Moment {
        Zone::CHINA.moment(2027, 7, 6, 0, 0, 0).expect("a day").plus_ms(hour * 3_600_000 + second * 1000)
    }

    fn seen(member: &str, started: Moment, seconds: i64, score: u32) -> Seen {
        Seen {
            member: member.into(),
            unit: "县/局".into(),
            started,
            at: started.plus_ms(seconds * 1000),
            score: Points::whole(score),
            out_of: Points::whole(100),
            questions: 50,
            devices: vec![(started, started.plus_ms(seconds * 1000))],
        }
    }

    fn check(sittings: &[Seen]) -> Vec<(String, &'static str)> {
        signs(sittings, Zone::CHINA).into_iter().map(|sign| (sign.member, sign.what.word())).collect()
    }

    #[test]
    fn a_perfect_paper_in_eight_seconds_is_a_sign_and_a_bad_one_is_none() {
        let sittings = [seen("1", at(10, 0), 8, 100), seen("2", at(10, 0), 8, 30), seen("3", at(10, 0), 900, 100)];
        assert_eq!(check(&sittings), [("1".to_owned(), "too-fast")]);
    }

    #[test]
    fn devices_by_turns_are_a_sign_and_one_after_another_are_none() {
        let after = |first: (i64, i64), second: (i64, i64)| {
            let spans = [first, second].map(|(from, to)| (at(10, from), at(10, to))).to_vec();
            check(&[Seen { devices: spans, ..seen("1", at(10, 0), 900, 50) }]).len()
        };
        assert_eq!(after((0, 400), (400, 900)), 0);
        assert_eq!(after((0, 500), (400, 900)), 1);
    }

    #[test]
    fn many_of_one_unit_at_night_are_a_sign_for_each_of_them() {
        let at_night: Vec<Seen> = (0..6).map(|n| seen(&n.to_string(), at(0, n * 20), 900, 50)).collect();
        assert_eq!(check(&at_night).iter().filter(|(_, word)| *word == "burst").count(), 6);
        let at_noon: Vec<Seen> = (0..6).map(|n| seen(&n.to_string(), at(12, n * 20), 900, 50)).collect();
        assert_eq!(check(&at_noon), []);
        assert_eq!(check(&at_night[..4]), []);
    }
}
