//! How memory fades and grows: the formulas of FSRS-6 with the parameters that fit most people.
//!
//! They are the seven formulas of the crate `fsrs` in its words, without what trains parameters and simulates learners: a phone that
//! only schedules would load 19 KiB of brotli for it and its forty dependencies. A test holds them against that crate.

/// FSRS-6 as fitted to the reviews of some ten thousand people; `w[20]` is how fast memory fades.
const W: [f32; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729,
    0.5425, 0.0912, 0.0658, 0.1542,
];

/// Days after which nine of ten are remembered, at least.
const LEAST_STABILITY: f32 = 0.001;
/// A century.
const MOST_STABILITY: f32 = 36_500.0;

/// How a review went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rating {
    /// Wrong or blank.
    Again = 1,
    /// Right.
    Good = 3,
}

/// What memory is like after a review.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// Days until it is remembered with nine chances of ten.
    pub stability: f32,
    /// 1–10.
    pub difficulty: f32,
}

impl State {
    /// After the first review.
    #[must_use]
    pub fn first(rating: Rating) -> Self {
        let grade = rating as usize;
        Self { stability: W[grade - 1], difficulty: first_difficulty(grade as f32).clamp(1.0, 10.0) }
    }

    /// After one more review, so many whole days later.
    #[must_use]
    pub fn next(self, rating: Rating, days: u32) -> Self {
        let s = self.stability.clamp(LEAST_STABILITY, MOST_STABILITY);
        let d = self.difficulty.clamp(1.0, 10.0);
        let remembered = Self { stability: s, difficulty: d }.retrievability(days as f32);
        let stability = match (days, rating) {
            (0, _) => same_day(s, rating),
            (_, Rating::Again) => forgotten(s, d, remembered),
            (_, Rating::Good) => recalled(s, d, remembered),
        };
        Self { stability: stability.clamp(LEAST_STABILITY, MOST_STABILITY), difficulty: difficulty(d, rating) }
    }

    /// The chance that it is remembered so many days after the last review, 0–1.
    #[must_use]
    pub fn retrievability(self, days: f32) -> f32 {
        let fade = (0.9f32.ln() / -W[20]).exp() - 1.0;
        (days.max(0.0) / self.stability.max(LEAST_STABILITY) * fade + 1.0).powf(-W[20])
    }
}

fn first_difficulty(grade: f32) -> f32 {
    W[4] - (W[5] * (grade - 1.0)).exp() + 1.0
}

/// Harder after a miss; drawn a little towards what an easy question would have, so that it never stays at the end of the scale.
fn difficulty(d: f32, rating: Rating) -> f32 {
    let change = -W[6] * (rating as u8 as f32 - 3.0);
    let damped = d + (10.0 - d) * change / 9.0;
    (W[7] * (first_difficulty(4.0) - damped) + damped).clamp(1.0, 10.0)
}

fn recalled(s: f32, d: f32, remembered: f32) -> f32 {
    s * (W[8].exp() * (11.0 - d) * s.powf(-W[9]) * (((1.0 - remembered) * W[10]).exp() - 1.0) + 1.0)
}

fn forgotten(s: f32, d: f32, remembered: f32) -> f32 {
    let after = W[11] * d.powf(-W[12]) * ((s + 1.0).powf(W[13]) - 1.0) * ((1.0 - remembered) * W[14]).exp();
    after.min(s / (W[17] * W[18]).exp())
}

fn same_day(s: f32, rating: Rating) -> f32 {
    let grows = (W[17] * (rating as u8 as f32 - 3.0 + W[18])).exp() * s.powf(-W[19]);
    s * if rating == Rating::Good { grows.max(1.0) } else { grows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fsrs::{FSRS, FSRSItem, FSRSReview};
    use proptest::prelude::*;

    fn close(a: f32, b: f32) -> bool {
        (a - b).abs() <= b.abs() * 1e-3
    }

    proptest! {
        #[test]
        fn any_history_comes_to_what_the_crate_makes_of_it(reviews in proptest::collection::vec((any::<bool>(), 0u32..400), 1..12)) {
            let rating = |right: bool| if right { Rating::Good } else { Rating::Again };
            let mut state = State::first(rating(reviews[0].0));
            for (right, days) in &reviews[1..] {
                state = state.next(rating(*right), *days);
            }
            let history = |n: usize, (right, days): &(bool, u32)| FSRSReview { rating: rating(*right) as u32, delta_t: if n == 0 { 0 } else { *days } };
            let item = FSRSItem { reviews: reviews.iter().enumerate().map(|(n, review)| history(n, review)).collect() };
            let theirs = FSRS::default().memory_state(item, None).expect("a history");
            prop_assert!(close(state.stability, theirs.stability) && close(state.difficulty, theirs.difficulty), "{state:?} {theirs:?}");
        }
    }

    #[test]
    fn after_as_many_days_as_it_is_stable_nine_of_ten_remember() {
        for days in [0.5, 3.0, 21.0, 365.0] {
            assert!(close(State { stability: days, difficulty: 5.0 }.retrievability(days), 0.9));
        }
        assert!(close(State::first(Rating::Good).retrievability(0.0), 1.0));
    }
}
