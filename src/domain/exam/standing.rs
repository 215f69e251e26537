//! Which sitting of a member counts, and what it came to.

use super::{Counts, End, Exam, Sat, Turn};
use crate::{Moment, Points};

/// The sitting that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// Its place among the sittings that were given, counted from 0.
    pub nth: usize,
    /// Which chance it was.
    pub turn: Turn,
    /// When it was handed in.
    pub at: Moment,
    /// Its score.
    pub score: Points,
}

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was handed in that counts: 缺考 once all windows have closed.
    NotSat,
    /// 不合格.
    Failed(Counting),
    /// 合格 or better.
    Passed(Counting),
}

impl Exam {
    /// Where a member stands with these sittings, in any order. A second make-up counts nothing, nor does one of somebody who had passed;
    /// a make-up never makes worse.
    #[must_use]
    pub fn standing(&self, sittings: &[Sat]) -> Standing {
        let regular = self.regular(sittings);
        let failed = regular.is_some_and(|counting| !self.passes(counting.score));
        let make_up = if failed { self.handed_in(sittings, Turn::MakeUp).into_iter().min_by_key(|c| (c.at, c.nth)) } else { None };
        let counting = match (regular, make_up) {
            (Some(regular), Some(make_up)) if make_up.score > regular.score => Some(make_up),
            (regular, _) => regular,
        };
        match counting {
            None => Standing::NotSat,
            Some(counting) if self.passes(counting.score) => Standing::Passed(counting),
            Some(counting) => Standing::Failed(counting),
        }
    }

    /// Whether a member has earned a certificate.
    #[must_use]
    pub fn certifies(&self, standing: Standing) -> bool {
        self.certificate && matches!(standing, Standing::Passed(_))
    }

    /// The one of the regular sittings that counts.
    fn regular(&self, sittings: &[Sat]) -> Option<Counting> {
        let handed_in = self.handed_in(sittings, Turn::Regular).into_iter();
        match self.counts {
            Counts::Best => handed_in.min_by_key(|c| (std::cmp::Reverse(c.score), c.at, c.nth)),
            Counts::First => handed_in.min_by_key(|c| (c.at, c.nth)),
            Counts::Last => handed_in.max_by_key(|c| (c.at, c.nth)),
        }
    }

    fn handed_in(&self, sittings: &[Sat], turn: Turn) -> Vec<Counting> {
        let counting = |(nth, sat): (usize, &Sat)| match sat.end {
            End::HandedIn { at, score } if sat.turn == turn => Some(Counting { nth, turn, at, score }),
            _ => None,
        };
        sittings.iter().enumerate().filter_map(counting).collect()
    }
}

impl Standing {
    /// The sitting that counts, when one does.
    #[must_use]
    pub fn counting(self) -> Option<Counting> {
        match self {
            Self::NotSat => None,
            Self::Failed(counting) | Self::Passed(counting) => Some(counting),
        }
    }
}
