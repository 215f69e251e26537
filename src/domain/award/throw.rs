//! An award that is given at once: one throw of the dice for one chance.

use super::{Award, Tier};
use crate::dice::Dice;

/// What there is left of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// In all.
    pub in_all: u32,
    /// Today; never more than in all.
    pub today: u32,
}

/// What a throw came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thrown {
    /// That tier, counted from 0.
    Won(usize),
    /// Nothing; the chance is used.
    Nothing,
    /// No tier has anything left today; the chance remains.
    GoneToday,
    /// Nothing is left of any tier for good.
    Gone,
}

impl Tier {
    /// What is left when so many were given in all and on the day in question (a day of the campaign's zone).
    #[must_use]
    pub fn stock(&self, given_in_all: u32, given_today: u32) -> Stock {
        let in_all = self.quantity.saturating_sub(given_in_all);
        let today = self.per_day.map_or(in_all, |most| most.saturating_sub(given_today).min(in_all));
        Stock { in_all, today }
    }
}

impl Award {
    /// Throws for one chance. The same bits and stock give the same result, for ever.
    ///
    /// The rule: `chance_bits` seed the [`Dice`]. Each tier, the best first, takes one throw below its `one_in`; a zero hits. The first
    /// tier that is hit and has something left today is won. Every tier takes its throw whether it has stock or not, so what is left of
    /// one never changes how another falls: a hit on an empty tier goes on to the next one, and the odds of a tier that has stock are
    /// `1 / one_in` for whoever did not win a better one. When no tier has anything left today nothing is thrown.
    #[must_use]
    pub fn throw(&self, chance_bits: u64, left: impl Fn(usize) -> Stock) -> Thrown {
        let stock: Vec<Stock> = (0..self.tiers.len()).map(left).collect();
        if stock.iter().all(|stock| stock.in_all == 0) {
            return Thrown::Gone;
        }
        if stock.iter().all(|stock| stock.today == 0) {
            return Thrown::GoneToday;
        }
        let mut dice = Dice::new(chance_bits);
        let hits: Vec<bool> = self.tiers.iter().map(|tier| dice.below(tier.one_in) == 0).collect();
        let won = hits.into_iter().zip(stock).position(|(hit, stock)| hit && stock.today > 0);
        won.map_or(Thrown::Nothing, Thrown::Won)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Entitled, TooFew, Way};
    use proptest::prelude::*;

    fn award(odds: &[u32]) -> Award {
        let tier = |one_in: &u32| Tier { name: "奖".into(), what: "伞".into(), quantity: 9, per_day: Some(2), one_in: *one_in };
        Award {
            id: "a".into(),
            title: "奖".into(),
            entitled: Entitled::FullMarks { each: true },
            way: Way::Instant,
            tiers: odds.iter().map(tier).collect(),
            too_few: TooFew::Lapse,
        }
    }

    fn check(odds: &[u32], left: &[(u32, u32)], bits: u64) -> Thrown {
        award(odds).throw(bits, |tier| Stock { in_all: left[tier].0, today: left[tier].1 })
    }

    #[test]
    fn a_throw_is_this_one_for_ever() {
        let thrown: Vec<Thrown> = (0..12).map(|bits| check(&[4, 3], &[(9, 9), (9, 9)], bits)).collect();
        let (first, second, no) = (Thrown::Won(0), Thrown::Won(1), Thrown::Nothing);
        assert_eq!(thrown, [no, no, first, no, no, no, no, second, no, first, no, first]);
    }

    #[test]
    fn certain_odds_win_the_best_that_is_left() {
        assert_eq!(check(&[1, 1], &[(3, 1), (3, 1)], 7), Thrown::Won(0));
        assert_eq!(check(&[1, 1], &[(3, 0), (3, 1)], 7), Thrown::Won(1));
        assert_eq!(check(&[1, 1], &[(0, 0), (3, 0)], 7), Thrown::GoneToday);
        assert_eq!(check(&[1, 1], &[(0, 0), (0, 0)], 7), Thrown::Gone);
        assert_eq!(check(&[], &[], 7), Thrown::Gone);
    }

    #[test]
    fn stock_is_what_was_not_given() {
        let tier = &award(&[1]).tiers[0];
        assert_eq!(tier.stock(0, 0), Stock { in_all: 9, today: 2 });
        assert_eq!(tier.stock(8, 1), Stock { in_all: 1, today: 1 });
        assert_eq!(tier.stock(8, 0), Stock { in_all: 1, today: 1 });
        assert_eq!(tier.stock(9, 0), Stock { in_all: 0, today: 0 });
        assert_eq!(tier.stock(5, 2), Stock { in_all: 4, today: 0 });
    }

    #[test]
    fn odds_are_what_the_file_says() {
        let mut won = [0_u32; 2];
        for bits in 0..40_000 {
            if let Thrown::Won(tier) = check(&[10, 4], &[(9, 9), (9, 9)], bits) {
                won[tier] += 1;
            }
        }
        // 4000 of the first tier, a quarter of the other 36000 of the second
        assert!((3_800..4_200).contains(&won[0]) && (8_700..9_300).contains(&won[1]), "{won:?}");
    }

    proptest! {
        #[test]
        fn an_empty_tier_does_not_change_how_another_falls(bits: u64, first in 1u32..9, second in 1u32..9) {
            let full = check(&[first, second], &[(1, 1), (1, 1)], bits);
            let without = check(&[first, second], &[(0, 0), (1, 1)], bits);
            match full {
                Thrown::Won(0) => prop_assert!(matches!(without, Thrown::Won(1) | Thrown::Nothing)),
                other => prop_assert_eq!(without, other),
            }
        }
    }
}
