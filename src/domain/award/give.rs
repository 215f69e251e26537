//! Giving: tiers handed out along an order, whether lots or a ranking made it.

use super::{Award, TooFew};

/// What came of handing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given<K> {
    /// The winners, the best tier first, in the order they came.
    pub winners: Vec<Won<K>>,
    /// By tier, what nobody was there for.
    pub left_over: Vec<u32>,
}

/// One winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Won<K> {
    /// Whose entry it is.
    pub entry: K,
    /// Which tier, counted from 0.
    pub tier: usize,
}

/// Hands out `quantities` along `order`: the first ones get the first tier, and so on. An entry that `admit` turns down is passed over;
/// it is asked once for each entry that would win, so it can turn down a second lot of who has won just before.
pub(crate) fn hand_out<K>(quantities: &[u32], order: impl IntoIterator<Item = K>, mut admit: impl FnMut(&K) -> bool) -> Given<K> {
    let mut given = Given { winners: Vec::new(), left_over: quantities.to_vec() };
    for entry in order {
        let Some(tier) = given.left_over.iter().position(|left| *left > 0) else { break };
        if admit(&entry) {
            given.left_over[tier] -= 1;
            given.winners.push(Won { entry, tier });
        }
    }
    given
}

impl Award {
    /// How many there are of each tier, with what an earlier draw carried over; `carried` may be shorter, and empty is nothing.
    #[must_use]
    pub fn quantities(&self, carried: &[u32]) -> Vec<u32> {
        let more = carried.iter().copied().chain(std::iter::repeat(0));
        self.tiers.iter().zip(more).map(|(tier, more)| tier.quantity.saturating_add(more)).collect()
    }

    /// Hands out the tiers along `order` (a ranking, the best first): the first `quantity` people get the first tier, and so on. Who is
    /// in `excluded` is passed over: with [`crate::Campaign::one_win`] everyone who has won before. Nobody wins twice.
    #[must_use]
    pub fn give<K: Ord + Clone>(&self, order: impl IntoIterator<Item = K>, excluded: &[K]) -> Given<K> {
        let mut out: std::collections::BTreeSet<K> = excluded.iter().cloned().collect();
        hand_out(&self.quantities(&[]), order, |who| out.insert(who.clone()))
    }

    /// What of `left_over` the next draw gets on top of its own.
    #[must_use]
    pub fn carried(&self, left_over: &[u32]) -> Vec<u32> {
        match self.too_few {
            TooFew::Lapse => Vec::new(),
            TooFew::Carry => left_over.to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Entitled, Tier, Way};
    use proptest::prelude::*;

    fn award(quantities: &[u32], too_few: TooFew) -> Award {
        let tier = |quantity: &u32| Tier { name: "奖".into(), what: "伞".into(), quantity: *quantity, per_day: None, one_in: 1 };
        let tiers = quantities.iter().map(tier).collect();
        Award { id: "a".into(), title: "奖".into(), entitled: Entitled::FullMarks { each: true }, way: Way::Rank, tiers, too_few }
    }

    fn check(quantities: &[u32], order: &[u32], excluded: &[u32]) -> (Vec<(u32, usize)>, Vec<u32>) {
        let given = award(quantities, TooFew::Lapse).give(order.iter().copied(), excluded);
        (given.winners.into_iter().map(|won| (won.entry, won.tier)).collect(), given.left_over)
    }

    #[test]
    fn the_first_get_the_best() {
        assert_eq!(check(&[1, 2], &[7, 8, 9, 10], &[]), (vec![(7, 0), (8, 1), (9, 1)], vec![0, 0]));
        assert_eq!(check(&[1, 0, 1], &[7, 8, 9], &[]), (vec![(7, 0), (8, 2)], vec![0, 0, 0]));
    }

    #[test]
    fn who_has_won_is_passed_over() {
        assert_eq!(check(&[1, 2], &[7, 8, 9, 10], &[7, 9]), (vec![(8, 0), (10, 1)], vec![0, 1]));
        assert_eq!(check(&[3], &[7, 7, 8, 7], &[]), (vec![(7, 0), (8, 0)], vec![1]));
    }

    #[test]
    fn what_is_left_over_lapses_or_goes_to_the_next_draw() {
        assert_eq!(award(&[1, 2], TooFew::Lapse).carried(&[0, 2]), []);
        let carrying = award(&[1, 2], TooFew::Carry);
        assert_eq!(carrying.quantities(&carrying.carried(&[0, 2])), [1, 4]);
        assert_eq!(carrying.quantities(&[]), [1, 2]);
    }

    proptest! {
        #[test]
        fn nothing_is_given_twice_and_nothing_is_lost(quantities in proptest::collection::vec(0u32..4, 0..4), order in proptest::collection::vec(0u32..12, 0..20), excluded in proptest::collection::vec(0u32..12, 0..5)) {
            let (winners, left) = check(&quantities, &order, &excluded);
            for (tier, quantity) in quantities.iter().enumerate() {
                prop_assert_eq!(winners.iter().filter(|won| won.1 == tier).count() as u32 + left[tier], *quantity);
            }
            let mut people: Vec<u32> = winners.iter().map(|won| won.0).collect();
            prop_assert!(people.iter().all(|who| !excluded.contains(who)));
            people.sort_unstable();
            people.dedup();
            prop_assert_eq!(people.len(), winners.len());
            prop_assert!(winners.is_sorted_by_key(|won| won.1));
        }
    }
}
