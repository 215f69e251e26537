//! Chances: how many lots or throws a person has by what they handed in.

use super::{Award, Entitled};
use crate::moment::Day;
use crate::{Moment, Points, Zone};

/// One accepted hand-in of a person, as awards look at it. Whether it came late is no matter here: what is accepted counts, and the
/// time used of a late one is the whole limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When the sitting was started.
    pub started: Moment,
    /// When its hand-in arrived.
    pub at: Moment,
    /// What it came to.
    pub score: Points,
    /// The best score there was to have.
    pub out_of: Points,
    /// Milliseconds that count; for a late hand-in, and for none in time, all of the limit.
    pub used_ms: i64,
}

impl Deed {
    /// Whether it has every point there was; a paper worth nothing has none.
    #[must_use]
    pub fn is_all_right(&self) -> bool {
        self.score == self.out_of && self.out_of > Points::default()
    }
}

impl Award {
    /// How many chances a person has in all by what they handed in, in whatever order.
    #[must_use]
    pub fn chances(&self, deeds: &[Deed], zone: Zone) -> u32 {
        self.chances_between(deeds, zone, None, Moment(i64::MAX))
    }

    /// How many lots a person has in the draw that is frozen at `frozen`, when the draw before it was frozen at `previous`: a hand-in
    /// enters the first draw that is frozen in the millisecond it arrives or later.
    ///
    /// A sitting that entitles by itself (a score, full marks) gives a chance in the draw it enters, and without `each` one at most in
    /// each draw. Days and points add up over the whole campaign, and a chance is in the draw by which it was full.
    #[must_use]
    pub fn chances_between(&self, deeds: &[Deed], zone: Zone, previous: Option<Moment>, frozen: Moment) -> u32 {
        let arrived = |until: Option<Moment>| deeds.iter().filter(move |deed| until.is_some_and(|until| deed.at <= until));
        let of_sittings = |each: bool| {
            let new = arrived(Some(frozen)).filter(|deed| previous.is_none_or(|previous| deed.at > previous));
            let count = new.filter(|deed| self.admits(deed)).count();
            if each { narrow(count as u64) } else { u32::from(count > 0) }
        };
        let since = |total: &dyn Fn(Option<Moment>) -> u32| total(Some(frozen)).saturating_sub(total(previous));
        match self.entitled {
            Entitled::Score { each, .. } | Entitled::FullMarks { each } => of_sittings(each),
            Entitled::RightDays { days, in_a_row } => since(&|until| {
                // a sitting belongs to the day it was started on, as its attempt does
                let right = arrived(until).filter(|deed| deed.is_all_right());
                full_days(right.map(|deed| zone.day(deed.started)).collect(), days, in_a_row)
            }),
            Entitled::Points { each } => since(&|until| {
                let sum: u64 = arrived(until).map(|deed| u64::from(deed.score.as_hundredths())).sum();
                narrow(sum / u64::from(each.as_hundredths()).max(1))
            }),
        }
    }

    /// Whether a sitting by itself has what the award asks of one: the least score, full marks; where days or points add up, any will do.
    #[must_use]
    pub fn admits(&self, deed: &Deed) -> bool {
        match self.entitled {
            Entitled::Score { from, .. } => deed.score >= from,
            Entitled::FullMarks { .. } => deed.is_all_right(),
            Entitled::RightDays { .. } | Entitled::Points { .. } => true,
        }
    }
}

/// How often `days` distinct days are full; in a row, each unbroken run counts for itself.
fn full_days(mut right: Vec<Day>, days: u32, in_a_row: bool) -> u32 {
    right.sort_unstable();
    right.dedup();
    let full = |run: &[Day]| narrow(run.len() as u64 / u64::from(days.max(1)));
    if in_a_row { right.chunk_by(|a, b| a.0.checked_add(1) == Some(b.0)).map(full).sum() } else { full(&right) }
}

fn narrow(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{TooFew, Way};
    use proptest::prelude::*;

    fn award(entitled: Entitled) -> Award {
        Award { id: "a".into(), title: "奖".into(), entitled, way: Way::Instant, tiers: vec![], too_few: TooFew::Lapse }
    }

    fn deed(day: u8, hour: u8, score: u32) -> Deed {
        let at = Zone::CHINA.moment(2026, 12, day, hour, 0, 0).expect("a day");
        Deed { started: at.plus_ms(-60_000), at, score: Points::whole(score), out_of: Points::whole(5), used_ms: 60_000 }
    }

    fn check(entitled: Entitled, deeds: &[Deed]) -> u32 {
        award(entitled).chances(deeds, Zone::CHINA)
    }

    #[test]
    fn one_good_score_is_one_chance_however_many_follow() {
        let three = [deed(1, 9, 3), deed(1, 10, 4), deed(2, 9, 5)];
        assert_eq!(check(Entitled::Score { from: Points::whole(4), each: false }, &three), 1);
        assert_eq!(check(Entitled::Score { from: Points::whole(4), each: true }, &three), 2);
        assert_eq!(check(Entitled::Score { from: Points::default(), each: true }, &three), 3);
        assert_eq!(check(Entitled::Score { from: Points::whole(4), each: false }, &three[..1]), 0);
    }

    #[test]
    fn all_right_is_in_the_pot() {
        assert_eq!(check(Entitled::FullMarks { each: false }, &[deed(1, 9, 5), deed(1, 10, 5)]), 1);
        assert_eq!(check(Entitled::FullMarks { each: true }, &[deed(1, 9, 5), deed(1, 10, 5), deed(1, 11, 4)]), 2);
        let nothing_to_have = Deed { out_of: Points::default(), ..deed(1, 9, 0) };
        assert_eq!(check(Entitled::FullMarks { each: true }, &[nothing_to_have]), 0);
    }

    #[test]
    fn every_five_points_are_a_chance() {
        let each = Points::whole(5);
        assert_eq!(check(Entitled::Points { each }, &[deed(1, 9, 4)]), 0);
        assert_eq!(check(Entitled::Points { each }, &[deed(1, 9, 4), deed(2, 9, 1)]), 1);
        assert_eq!(check(Entitled::Points { each }, &[deed(1, 9, 4), deed(2, 9, 5), deed(3, 9, 5)]), 2);
    }

    #[test]
    fn a_missed_day_breaks_a_row_and_not_a_sum() {
        let days = [1, 2, 4, 5, 6].map(|day| deed(day, 9, 5));
        assert_eq!(check(Entitled::RightDays { days: 5, in_a_row: false }, &days), 1);
        assert_eq!(check(Entitled::RightDays { days: 5, in_a_row: true }, &days), 0);
        assert_eq!(check(Entitled::RightDays { days: 2, in_a_row: true }, &days), 2);
        let twice_a_day = [deed(1, 9, 5), deed(1, 10, 5), deed(2, 9, 4)];
        assert_eq!(check(Entitled::RightDays { days: 2, in_a_row: false }, &twice_a_day), 0);
    }

    #[test]
    fn a_day_is_the_campaigns_own_and_that_of_the_start() {
        let after_midnight = deed(2, 0, 5);
        assert_eq!(check(Entitled::RightDays { days: 2, in_a_row: true }, &[deed(1, 9, 5), after_midnight]), 0);
        let in_utc = award(Entitled::RightDays { days: 2, in_a_row: true });
        // 07:59 and 08:59 in China are two days of Greenwich
        assert_eq!(in_utc.chances(&[deed(1, 8, 5), deed(1, 9, 5)], Zone::read("UTC").expect("a zone")), 1);
    }

    #[test]
    fn each_draw_has_what_arose_since_the_last() {
        let at = |day| Zone::CHINA.moment(2026, 12, day, 20, 0, 0).expect("a day");
        let deeds = [deed(1, 9, 5), deed(2, 20, 5), deed(2, 21, 5)];
        let pot = award(Entitled::FullMarks { each: false });
        let lots = |previous, frozen| pot.chances_between(&deeds, Zone::CHINA, previous, frozen);
        assert_eq!([lots(None, at(1)), lots(Some(at(1)), at(2)), lots(Some(at(2)), at(3)), lots(Some(at(3)), at(4))], [1, 1, 1, 0]);
        let sum = award(Entitled::Points { each: Points::whole(10) });
        let lots = |previous, frozen| sum.chances_between(&deeds, Zone::CHINA, previous, frozen);
        assert_eq!([lots(None, at(1)), lots(Some(at(1)), at(2)), lots(Some(at(2)), at(3))], [0, 1, 0]);
    }

    fn any_deeds() -> impl Strategy<Value = Vec<Deed>> {
        proptest::collection::vec((1u8..20, 0u8..24, 0u32..6), 0..30)
            .prop_map(|deeds| deeds.into_iter().map(|(day, hour, score)| deed(day, hour, score)).collect())
    }

    proptest! {
        #[test]
        fn no_chance_is_in_two_draws_or_in_none(deeds in any_deeds(), days in 1u32..6, points in 1u32..9, each: bool) {
            let entitled = [
                Entitled::RightDays { days, in_a_row: each },
                Entitled::Points { each: Points::whole(points) },
                Entitled::Score { from: Points::whole(points), each: true },
                Entitled::FullMarks { each: true },
            ];
            let at = |day| Zone::CHINA.moment(2026, 12, day, 20, 0, 0).expect("a day");
            for award in entitled.map(award) {
                let mut previous = None;
                let mut sum = 0;
                for frozen in (1..=20).map(at) {
                    sum += award.chances_between(&deeds, Zone::CHINA, previous, frozen);
                    previous = Some(frozen);
                }
                prop_assert_eq!(sum, award.chances(&deeds, Zone::CHINA));
            }
        }

        #[test]
        fn another_hand_in_never_costs_a_chance(mut deeds in any_deeds(), days in 1u32..6, points in 1u32..9, each: bool) {
            for entitled in [
                Entitled::RightDays { days, in_a_row: each },
                Entitled::Points { each: Points::whole(points) },
                Entitled::Score { from: Points::whole(points), each },
                Entitled::FullMarks { each },
            ] {
                let all = check(entitled, &deeds);
                let last = deeds.pop();
                prop_assert!(check(entitled, &deeds) <= all);
                deeds.extend(last);
            }
        }
    }
}
