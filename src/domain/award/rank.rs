//! Ranking: by score, then by time used, and in the end always in one order.

use super::{Award, Deed};
use crate::{Moment, Points};
use std::cmp::{Ordering, Reverse};

/// Where one person stands: their best sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<K> {
    /// Who.
    pub participant: K,
    /// Their best score.
    pub score: Points,
    /// Milliseconds used for it; for a late hand-in all of the limit.
    pub used_ms: i64,
    /// When it was handed in.
    pub at: Moment,
}

/// Puts standings in order, the best first: the higher score; of equal scores the shorter time used (R5, R8); of equal times the
/// earlier hand-in; of hand-ins in the same millisecond the smaller key. So nobody shares a place, and where equals meet at the last
/// prize the earlier hand-in has it.
pub fn rank<K: Ord>(standings: &mut [Standing<K>]) {
    standings.sort_unstable_by(|a, b| better(a.merit(), b.merit()).then_with(|| a.participant.cmp(&b.participant)));
}

type Merit = (Points, i64, Moment);

fn better(a: Merit, b: Merit) -> Ordering {
    let key = |(score, used_ms, at)| (Reverse(score), used_ms, at);
    key(a).cmp(&key(b))
}

impl<K> Standing<K> {
    fn merit(&self) -> Merit {
        (self.score, self.used_ms, self.at)
    }
}

impl Award {
    /// Where a person stands by what they handed in; `None` when no sitting of theirs has what the award asks of one. Of several
    /// sittings the one counts that ranks best.
    #[must_use]
    pub fn standing<K>(&self, participant: K, deeds: &[Deed]) -> Option<Standing<K>> {
        let merits = deeds.iter().filter(|deed| self.admits(deed)).map(|deed| (deed.score, deed.used_ms, deed.at));
        merits.min_by(|a, b| better(*a, *b)).map(|(score, used_ms, at)| Standing { participant, score, used_ms, at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Entitled, TooFew, Way};
    use proptest::prelude::*;

    fn standing(participant: u32, (score, used_ms, at): (u32, i64, i64)) -> Standing<u32> {
        Standing { participant, score: Points::whole(score), used_ms, at: Moment(at) }
    }

    fn check(mut standings: Vec<Standing<u32>>) -> Vec<u32> {
        rank(&mut standings);
        standings.into_iter().map(|one| one.participant).collect()
    }

    #[test]
    fn score_then_time_then_hand_in_then_key() {
        let all = [(90, 500, 1), (100, 900, 2), (100, 800, 9), (100, 800, 8), (100, 800, 8)];
        let standings = all.into_iter().zip(0..).map(|(one, who)| standing(who, one)).collect();
        assert_eq!(check(standings), [3, 4, 2, 1, 0]);
    }

    #[test]
    fn the_best_sitting_counts() {
        let award = |from| Award {
            id: "top".into(),
            title: "排名奖".into(),
            entitled: Entitled::Score { from: Points::whole(from), each: false },
            way: Way::Rank,
            tiers: vec![],
            too_few: TooFew::Lapse,
        };
        let deed = |score, used_ms, at| Deed {
            started: Moment(0),
            at: Moment(at),
            score: Points::whole(score),
            out_of: Points::whole(100),
            used_ms,
        };
        let deeds = [deed(80, 10, 1), deed(90, 70, 2), deed(90, 60, 3), deed(90, 60, 4)];
        assert_eq!(award(0).standing(7, &deeds), Some(standing(7, (90, 60, 3))));
        assert_eq!(award(95).standing(7, &deeds), None);
        assert_eq!(award(0).standing(7, &[]), None);
    }

    proptest! {
        #[test]
        fn a_ranking_hangs_on_nothing_else(rows in proptest::collection::vec((0u32..4, 0i64..4, 0i64..4), 0..20), turn in 0usize..20) {
            let mut standings: Vec<_> = rows.into_iter().zip(0..).map(|(row, who)| standing(who, row)).collect();
            let once = check(standings.clone());
            let middle = turn.min(standings.len());
            standings.rotate_left(middle);
            prop_assert_eq!(check(standings), once);
        }
    }
}
