//! Attempts: how many sittings a person still has, by day and in all.

use crate::{Moment, Zone};

/// How often one person may hand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// On one calendar day of the campaign's zone; `None` is unlimited.
    pub per_day: Option<u32>,
    /// In the whole campaign; `None` is unlimited.
    pub total: Option<u32>,
}

/// What is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// No limit bounds this person now.
    Unlimited,
    /// So many more today (a limit on the whole counts here when it is the smaller).
    Today(u32),
    /// None today; tomorrow there are more.
    NoneToday,
    /// None for good.
    None,
}

impl Attempts {
    /// What is left at `now` to someone who started sittings at `starts`. A sitting counts on the day it was started,
    /// so that one begun before midnight does not cost the next day.
    #[must_use]
    pub fn left(self, starts: &[Moment], now: Moment, zone: Zone) -> Left {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let in_all = self.total.map(|most| most.saturating_sub(count(starts.len())));
        let today = zone.day(now);
        let used_today = count(starts.iter().filter(|at| zone.day(**at) == today).count());
        let of_today = self.per_day.map(|most| most.saturating_sub(used_today));
        Left::of(of_today, in_all)
    }
}

impl Left {
    /// From what is left today and what is left in all; `None` is unlimited.
    #[must_use]
    pub fn of(today: Option<u32>, in_all: Option<u32>) -> Self {
        match (today, in_all) {
            (_, Some(0)) => Self::None,
            (None, None) => Self::Unlimited,
            (Some(0), _) => Self::NoneToday,
            (Some(n), None) | (None, Some(n)) => Self::Today(n),
            (Some(a), Some(b)) => Self::Today(a.min(b)),
        }
    }

    /// Whether one more sitting may start.
    #[must_use]
    pub fn may_start(self) -> bool {
        matches!(self, Self::Unlimited | Self::Today(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u8, hour: u8) -> Moment {
        Zone::CHINA.moment(2026, 12, day, hour, 30, 0).expect("a day")
    }

    fn check(per_day: Option<u32>, total: Option<u32>, starts: &[Moment]) -> Left {
        Attempts { per_day, total }.left(starts, at(4, 0), Zone::CHINA)
    }

    #[test]
    fn a_new_day_brings_new_attempts() {
        assert_eq!(check(Some(3), None, &[at(3, 22), at(3, 23), at(3, 23)]), Left::Today(3));
        assert_eq!(check(Some(3), None, &[at(3, 23), at(4, 0), at(4, 0)]), Left::Today(1));
        assert_eq!(check(Some(1), None, &[at(4, 0)]), Left::NoneToday);
    }

    #[test]
    fn the_smaller_limit_bounds() {
        assert_eq!(check(Some(3), Some(4), &[at(3, 1), at(3, 2), at(3, 3)]), Left::Today(1));
        assert_eq!(check(Some(3), Some(3), &[at(3, 1), at(3, 2), at(3, 3)]), Left::None);
        assert_eq!(check(None, None, &[at(4, 0); 99]), Left::Unlimited);
    }
}
