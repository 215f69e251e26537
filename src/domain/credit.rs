//! Credits (学分): what reading, visits and practice earn, and how much of them an assignment asks for.

mod missing;
mod practice;
mod reading;
mod studied;

pub use missing::Missing;
pub use practice::{GRACE_MS, Practised, is_taken};
pub use reading::read_on;
pub use studied::{Earned, Progress, Studied};

use crate::assignment::{Chapter, Text};
use crate::{Moment, Points};

/// How study earns credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credits {
    /// What earns, each measure once.
    pub earnings: Vec<Earning>,
    /// The total that meets the study requirement.
    pub threshold: Points,
    /// How many of a hundred of each earning's `full` are asked for beside the total (R12: 60 % of each); 0 asks for none.
    pub least_percent: u32,
}

/// What one measure of study earns. The amount is minutes of reading, visits, or different questions answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earning {
    /// What is measured.
    pub by: Measure,
    /// Earned by each `per` of it, and by a part of that its share, rounded down to a hundredth when all is added up.
    pub points: Points,
    /// From 1 on.
    pub per: u32,
    /// The amount of one day beyond which nothing counts; `None` is no cap.
    pub per_day: Option<u32>,
    /// The amount in all beyond which nothing counts; `None` is no end.
    pub full: Option<u32>,
}

/// What study is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Minutes with one of the assignment's texts on the page.
    Reading,
    /// Visits, as the server tells one from the next.
    Visits,
    /// Different questions of the assignment's practice that were answered, right or wrong.
    Practice,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 3] = [Self::Reading, Self::Visits, Self::Practice];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Visits => "visits",
            Self::Practice => "practice",
        }
    }

    /// What one unit of an amount is made of: reading is counted in milliseconds, all else one by one.
    #[must_use]
    pub fn fine(self) -> u64 {
        match self {
            Self::Reading => 60_000,
            Self::Visits | Self::Practice => 1,
        }
    }
}

/// Something that a member did, as the server saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A text was on the page, and somebody moved. Two devices at one time are one time.
    Read {
        /// Which.
        text: Text,
        /// Since when.
        from: Moment,
        /// For how many milliseconds.
        ms: u32,
    },
    /// Somebody came to study.
    Visit {
        /// When.
        at: Moment,
    },
    /// A question was answered in practice.
    Answer {
        /// Where it stands.
        chapter: Chapter,
        /// Its id.
        question: String,
        /// When it arrived at the server.
        at: Moment,
        /// Whether it was right.
        is_right: bool,
    },
}

impl Earning {
    /// What an amount earns that already keeps to both caps, in the fine units of its measure.
    pub(crate) fn points(&self, fine: u64) -> Points {
        self.points.share(fine, u64::from(self.per) * self.by.fine())
    }

    /// The most of one day, in fine units.
    pub(crate) fn day_cap(&self) -> u64 {
        self.per_day.map_or(u64::MAX, |most| u64::from(most) * self.by.fine())
    }

    /// The most in all, in fine units.
    pub(crate) fn cap(&self) -> u64 {
        self.full.map_or(u64::MAX, |most| u64::from(most) * self.by.fine())
    }

    /// How much of it is asked for, in fine units, rounded up; 0 without an end.
    pub(crate) fn least(&self, percent: u32) -> u64 {
        self.full.map_or(0, |full| (u64::from(full) * self.by.fine() * u64::from(percent)).div_ceil(100))
    }
}
