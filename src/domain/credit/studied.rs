//! What a member's study came to: credits by measure, the total, and how far each part is.

use super::practice::{self, Practised};
use super::{Earning, Event, Measure, reading};
use crate::assignment::{Part, Study, Task, Window};
use crate::{Points, Zone};
use std::collections::BTreeMap;

/// What a member's study came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Studied {
    /// What each measure earned, in the order of the assignment.
    pub earned: Vec<Earned>,
    /// The sum of what was earned.
    pub total: Points,
    /// How far each part is, in the order of the assignment.
    pub parts: Vec<Progress>,
}

/// What one measure earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Which.
    pub by: Measure,
    /// What counts of it, both caps kept: milliseconds of reading, visits, or questions.
    pub amount: u64,
    /// What that earned.
    pub points: Points,
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Of reading. Each part counts its own pages, so two open at once on two devices are time for both; credits count it once.
    Read {
        /// Milliseconds on its pages.
        ms: u64,
        /// Milliseconds that are asked for.
        of_ms: u64,
    },
    /// Of practice.
    Practised {
        /// What was answered.
        done: Practised,
        /// How many different questions are asked for.
        count: u32,
        /// How many of a hundred must be right.
        right_percent: u32,
    },
}

impl Studied {
    /// What events came to. Their order doesn't matter, nor does one that is there twice, but for visits, which the server counts.
    #[must_use]
    pub fn of(study: &Study, zone: Zone, events: &[Event]) -> Self {
        let earnings = study.credits.iter().flat_map(|credits| &credits.earnings);
        let earned: Vec<Earned> = earnings.map(|earning| earn(earning, study, zone, events)).collect();
        let total = earned.iter().fold(Points::default(), |sum, earned| sum + earned.points);
        let parts = study.parts.iter().map(|part| progress(part, study.window, zone, events)).collect();
        Self { earned, total, parts }
    }

    /// Whether anything at all was credited or read or practised, as 参学率 asks.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.earned.iter().any(|earned| earned.amount > 0) || self.parts.iter().any(|part| part.has_begun())
    }
}

impl Progress {
    /// Whether there is nothing left to do.
    #[must_use]
    pub fn is_done(self) -> bool {
        match self {
            Self::Read { ms, of_ms } => ms >= of_ms,
            Self::Practised { done, count, right_percent } => {
                done.answered >= count && u64::from(done.right) * 100 >= u64::from(done.answered) * u64::from(right_percent)
            }
        }
    }

    fn has_begun(self) -> bool {
        match self {
            Self::Read { ms, .. } => ms > 0,
            Self::Practised { done, .. } => done.answered > 0,
        }
    }
}

fn earn(earning: &Earning, study: &Study, zone: Zone, events: &[Event]) -> Earned {
    let capped = |days: BTreeMap<_, u64>| days.values().map(|of_day| (*of_day).min(earning.day_cap())).sum::<u64>();
    let amount = match earning.by {
        Measure::Reading => capped(reading::by_day(events, study.window, zone, |text| study.parts.iter().any(|part| part.reads(text)))),
        Measure::Visits => {
            let mut days = BTreeMap::new();
            for at in events.iter().filter_map(|event| if let Event::Visit { at } = event { Some(*at) } else { None }) {
                *days.entry(zone.day(at)).or_default() += u64::from(study.window.holds(at));
            }
            capped(days)
        }
        Measure::Practice => practice::counted(events, study.window, zone, earning.day_cap(), |chapter| {
            study.parts.iter().any(|part| part.practises(chapter))
        }),
    };
    let amount = amount.min(earning.cap());
    Earned { by: earning.by, amount, points: earning.points(amount) }
}

fn progress(part: &Part, window: Window, zone: Zone, events: &[Event]) -> Progress {
    match &part.task {
        Task::Read { minutes, .. } => {
            let ms = reading::by_day(events, window, zone, |text| part.reads(text)).values().sum();
            Progress::Read { ms, of_ms: u64::from(*minutes) * 60_000 }
        }
        Task::Practise { count, right_percent, .. } => {
            let done = practice::practised(events, window, |chapter| part.practises(chapter));
            Progress::Practised { done, count: *count, right_percent: *right_percent }
        }
    }
}

#[cfg(test)]
mod tests;
