//! Deadlines: until when a sitting is in time, until when it is accepted at all, and when draws and rankings are settled.

use super::Campaign;
use crate::award::Way;
use crate::moment::DAY_MS;
use crate::{Award, Moment};

impl Campaign {
    /// Up to when, this very millisecond included, a sitting is in time: its start, the limit and the grace; without a limit the
    /// closing and the grace. A sitting that was started before the closing has its own limit even beyond it.
    #[must_use]
    pub fn due(&self, started: Moment) -> Moment {
        let end = self.limit_ms.map_or(self.closes.max(started), |limit| started.plus_ms(limit));
        end.plus_ms(self.lateness.grace_ms)
    }

    /// Up to when, this very millisecond included, a sitting is accepted: when it is due and the time for late ones, but never after
    /// the draw it would enter is frozen. That is the first freeze of each award that is not before the sitting is due; so nobody can
    /// wait to see who else is in a list, and whoever is in time is accepted whatever is drawn.
    #[must_use]
    pub fn accepted_until(&self, started: Moment) -> Moment {
        let due = self.due(started);
        let late = due.plus_ms(self.lateness.late_ms);
        self.awards.iter().filter_map(|award| self.next_freeze(award, due)).fold(late, Moment::min)
    }

    /// When the last hand-in can have arrived, so that rankings and tallies stand: the closing, the limit, the grace and the time for
    /// late ones.
    #[must_use]
    pub fn settles(&self) -> Moment {
        self.due(self.closes).plus_ms(self.lateness.late_ms)
    }

    /// The first moment from `from` on at which what the award goes by is frozen; `None` when there is none any more, or never was
    /// one because it is given at once. A list is drawn up when the clock has passed that moment: what arrived in it is still in.
    ///
    /// A daily draw is frozen every 24 hours until all that was handed in in time has been in one; a ranking when the campaign settles.
    #[must_use]
    pub fn next_freeze(&self, award: &Award, from: Moment) -> Option<Moment> {
        let next = match award.way {
            Way::Instant => None,
            Way::Draw { at, daily: false } => Some(at),
            Way::Draw { at, daily: true } => Some(first_from(at, from)).filter(|next| *next <= first_from(at, self.due(self.closes))),
            Way::Rank => Some(self.settles()),
        };
        next.filter(|next| *next >= from)
    }

    /// The last moment before `now` at which what the award goes by was frozen; `None` when there was none yet.
    #[must_use]
    pub fn last_freeze(&self, award: &Award, now: Moment) -> Option<Moment> {
        let last = match award.way {
            Way::Instant => None,
            Way::Draw { at, daily: false } => Some(at),
            Way::Draw { at, daily: true } => {
                Some(first_from(at, now).plus_ms(-DAY_MS).min(first_from(at, self.due(self.closes)))).filter(|last| *last >= at)
            }
            Way::Rank => Some(self.settles()),
        };
        last.filter(|last| *last < now)
    }

    /// When the draw before the one that is frozen at `frozen` was; `None` when that was the first.
    #[must_use]
    pub fn freeze_before(&self, award: &Award, frozen: Moment) -> Option<Moment> {
        match award.way {
            Way::Draw { at, daily: true } => Some(frozen.plus_ms(-DAY_MS)).filter(|before| *before >= at),
            Way::Draw { .. } | Way::Instant | Way::Rank => None,
        }
    }
}

/// The first of the moments a day apart from `at` on that is not before `from`.
fn first_from(at: Moment, from: Moment) -> Moment {
    let days = from.0.saturating_sub(at.0).max(0).div_euclid(DAY_MS);
    let before = at.plus_ms(days.saturating_mul(DAY_MS));
    if before < from { before.plus_ms(DAY_MS) } else { before }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Entitled, TooFew};
    use crate::campaign::Lateness;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;

    fn award(way: Way) -> Award {
        let entitled = Entitled::FullMarks { each: true };
        Award { id: "a".into(), title: "奖".into(), entitled, way, tiers: vec![], too_few: TooFew::Lapse }
    }

    /// Opens at 0, closes after ten days; five minutes a sitting unless it says otherwise.
    fn campaign(ways: &[Way]) -> Campaign {
        Campaign {
            closes: Moment(10 * DAY_MS),
            limit_ms: Some(5 * MINUTE),
            awards: ways.iter().copied().map(award).collect(),
            ..Campaign::default()
        }
    }

    fn draw(at: i64, daily: bool) -> Way {
        Way::Draw { at: Moment(at), daily }
    }

    #[test]
    fn a_sitting_has_its_own_limit_even_beyond_the_closing() {
        let last = Moment(10 * DAY_MS - 1);
        assert_eq!(campaign(&[]).due(last), last.plus_ms(5 * MINUTE + 5_000));
        assert_eq!(campaign(&[]).accepted_until(last), last.plus_ms(5 * MINUTE + 5_000 + DAY_MS));
        let unlimited = Campaign { limit_ms: None, ..campaign(&[]) };
        assert_eq!(unlimited.due(Moment(1)), Moment(10 * DAY_MS + 5_000));
        assert_eq!(unlimited.due(Moment(11 * DAY_MS)), Moment(11 * DAY_MS + 5_000));
    }

    #[test]
    fn late_is_never_after_the_freeze() {
        let frozen = 10 * DAY_MS + HOUR;
        assert_eq!(campaign(&[draw(frozen, false)]).accepted_until(Moment(10 * DAY_MS - 1)), Moment(frozen));
        assert_eq!(campaign(&[draw(frozen, false)]).accepted_until(Moment(0)), Moment(5 * MINUTE + 5_000 + DAY_MS));
        let never_late = Campaign { lateness: Lateness { grace_ms: 0, late_ms: 0 }, ..campaign(&[draw(frozen, false)]) };
        assert_eq!(never_late.accepted_until(Moment(0)), Moment(5 * MINUTE));
    }

    #[test]
    fn a_daily_draw_takes_the_late_of_its_day_and_lets_the_late_of_the_next_wait() {
        let campaign = campaign(&[draw(12 * HOUR, true)]);
        assert_eq!(campaign.accepted_until(Moment(11 * HOUR)), Moment(12 * HOUR));
        // due after noon: in time until then, late until the next noon
        assert_eq!(campaign.accepted_until(Moment(12 * HOUR - MINUTE)), Moment(36 * HOUR));
        let last = campaign.next_freeze(&campaign.awards[0], Moment(10 * DAY_MS));
        assert_eq!(last, Some(Moment(10 * DAY_MS + 12 * HOUR)));
        assert_eq!(campaign.next_freeze(&campaign.awards[0], Moment(10 * DAY_MS + 12 * HOUR + 1)), None);
    }

    #[test]
    fn the_last_freeze_is_the_one_that_has_passed() {
        let campaign = campaign(&[draw(12 * HOUR, true), draw(11 * DAY_MS, false), Way::Instant]);
        let last = |award: usize, now: i64| campaign.last_freeze(&campaign.awards[award], Moment(now)).map(|last| last.0);
        assert_eq!([last(0, 0), last(0, 12 * HOUR), last(0, 12 * HOUR + 1)], [None, None, Some(12 * HOUR)]);
        assert_eq!([last(0, 36 * HOUR), last(0, 36 * HOUR + 1)], [Some(12 * HOUR), Some(36 * HOUR)]);
        assert_eq!(last(0, 99 * DAY_MS), Some(10 * DAY_MS + 12 * HOUR), "there is no draw after the last");
        assert_eq!([last(1, 11 * DAY_MS), last(1, 12 * DAY_MS), last(2, 99 * DAY_MS)], [None, Some(11 * DAY_MS), None]);
    }

    #[test]
    fn a_freeze_knows_the_one_before() {
        let campaign = campaign(&[draw(12 * HOUR, true), Way::Rank]);
        let daily = &campaign.awards[0];
        assert_eq!(campaign.next_freeze(daily, Moment(-DAY_MS)), Some(Moment(12 * HOUR)));
        assert_eq!(campaign.freeze_before(daily, Moment(12 * HOUR)), None);
        assert_eq!(campaign.freeze_before(daily, Moment(36 * HOUR)), Some(Moment(12 * HOUR)));
        assert_eq!(campaign.next_freeze(&campaign.awards[1], Moment(0)), Some(campaign.settles()));
        assert_eq!(campaign.next_freeze(&award(Way::Instant), Moment(0)), None);
    }

    proptest! {
        #[test]
        fn deadlines_hold_for_whoever_starts_in_time(
            started in 0..10 * DAY_MS, limit in proptest::option::of(MINUTE..24 * HOUR), grace in 0..20_000_i64, late in 0..3 * DAY_MS,
            at in -DAY_MS..12 * DAY_MS, daily: bool, rank: bool, after in 0..3 * DAY_MS,
        ) {
            let mut campaign = campaign(&[draw(at, daily)]);
            campaign.limit_ms = limit;
            campaign.lateness = Lateness { grace_ms: grace, late_ms: late };
            if rank {
                campaign.awards.push(award(Way::Rank));
            }
            let started = Moment(started);
            let (due, until) = (campaign.due(started), campaign.accepted_until(started));
            prop_assert!(started <= due && due <= until && until <= campaign.settles());
            prop_assert!(until <= due.plus_ms(late));
            // a daily draw always has one more freeze for who is in time
            prop_assert!(!daily || campaign.next_freeze(&campaign.awards[0], due).is_some());
            for award in &campaign.awards {
                // what arrives when it is due and what arrives last are in the same draw
                let (first, last) = (campaign.next_freeze(award, due), campaign.next_freeze(award, until));
                prop_assert_eq!(first, last);
                // walking the freezes from any moment finds each after the one before it
                if let Some(frozen) = campaign.next_freeze(award, started.plus_ms(after)) {
                    prop_assert!(frozen >= started.plus_ms(after));
                    prop_assert!(campaign.freeze_before(award, frozen).is_none_or(|before| campaign.next_freeze(award, before) == Some(before)));
                }
            }
        }
    }
}
