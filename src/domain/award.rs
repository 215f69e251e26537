//! Awards: who is entitled to what, how it is given, and what there is of it.

mod chances;
mod give;
mod rank;
mod throw;

pub use chances::Deed;
#[cfg(feature = "draw")]
pub(crate) use give::hand_out;
pub use give::{Given, Won};
pub use rank::{Standing, rank};
pub use throw::{Stock, Thrown};

use crate::{Moment, Points};

/// One way of winning something in a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// What files, rows and links call it: small letters, digits and hyphens.
    pub id: String,
    /// What the screen calls it: 幸运抽奖.
    pub title: String,
    /// Who is entitled.
    pub entitled: Entitled,
    /// How it is given.
    pub way: Way,
    /// What can be won, the best first.
    pub tiers: Vec<Tier>,
    /// What happens to what nobody qualified for.
    pub too_few: TooFew,
}

/// What entitles a person to an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entitled {
    /// A sitting with at least this score; zero points is any sitting. With `each`, every such sitting is a chance of its own, else
    /// a person has one (R1, R2).
    Score {
        /// The least score.
        from: Points,
        /// Whether each such sitting is a chance of its own.
        each: bool,
    },
    /// A sitting with every point there was (R6); with `each`, every such sitting is a chance of its own.
    FullMarks {
        /// Whether each such sitting is a chance of its own.
        each: bool,
    },
    /// Days with an all-right sitting (R7): one chance for each full `days`, in a row or not.
    RightDays {
        /// So many days; at least 1.
        days: u32,
        /// Whether a day without an all-right sitting begins the count anew.
        in_a_row: bool,
    },
    /// Points added up over all sittings (R3): one chance for each full `each`.
    Points {
        /// So many points; more than none.
        each: Points,
    },
}

/// How an award is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At once, while the stock of the day lasts (R7): a tier's odds decide.
    Instant,
    /// By lot from the list of those entitled, at that time; with `daily`, at that time of every day until everything that was
    /// handed in in time has been in a draw (R6).
    Draw {
        /// When the list is frozen; the first time when there are several. What is handed in up to this very millisecond is in.
        at: Moment,
        /// Whether it is drawn every day, from the chances that arose since the last draw.
        daily: bool,
    },
    /// By score, then by time used (R5, R8), when the campaign and its late hand-ins are over.
    Rank,
}

/// One tier of an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// 一等奖.
    pub name: String,
    /// What it is.
    pub what: String,
    /// How many there are in all; for a daily draw, at each draw.
    pub quantity: u32,
    /// For an instant award: the most on one calendar day of the campaign's zone; `None` is no more than all.
    pub per_day: Option<u32>,
    /// For an instant award: one chance in so many; 1 is every chance. Other ways take no notice.
    pub one_in: u32,
}

/// What happens when fewer qualify than there are prizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TooFew {
    /// What is left over is not given.
    #[default]
    Lapse,
    /// What is left over is added to the next draw of a daily draw.
    Carry,
}
