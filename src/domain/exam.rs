//! Exams of assignments: their rules, and what follows from them for the sittings of a member.

pub mod signs;

mod next;
mod short;
mod standing;
mod timing;

pub use next::{Barred, Next};
pub use short::{Marking, Short};
pub use standing::{Counting, Standing};
pub use timing::Clock;

use crate::assignment::Window;
use crate::campaign::Band;
use crate::grading::Scoring;
use crate::{Blueprint, Moment, Points};

/// The exam of an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exam {
    /// When it is sat. At its end the server hands in what is still open, so that a review after it gives nothing away.
    pub window: Window,
    /// Milliseconds for one sitting.
    pub limit_ms: i64,
    /// Milliseconds that a slow network may take and the hand-in is still in time.
    pub grace_ms: i64,
    /// How often it may be sat, from 1 on; the make-up is not among these.
    pub attempts: u32,
    /// Which of several sittings counts.
    pub counts: Counts,
    /// How papers are drawn, by rank (R10); the first that fits is taken.
    pub papers: Vec<PaperFor>,
    /// Short answers, at the end of every paper.
    pub shorts: Vec<Short>,
    /// How many people mark a short answer, 1 or 2.
    pub markers: usize,
    /// How papers are scored.
    pub scoring: Scoring,
    /// The score from which a sitting passes.
    pub pass: Points,
    /// Named bands, the highest first: 优秀 from 90 (R9).
    pub bands: Vec<Band>,
    /// When those who failed may sit it once more (R11); opens when `window` has closed or later.
    pub make_up: Option<Window>,
    /// Whether only who met the study requirement may sit it (R12).
    pub after_study: bool,
    /// From when answers and keys may be looked at.
    pub review: Review,
    /// Whether who passes gets a certificate.
    pub certificate: bool,
    /// Whether its questions may also be given out with their keys, in campaigns that devices grade.
    pub open_questions: bool,
}

/// A paper, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperFor {
    /// The ranks it is for; empty is everyone.
    pub ranks: Vec<String>,
    /// How it is drawn.
    pub blueprint: Blueprint,
}

/// Which of several sittings counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counts {
    /// The best score; of equal ones the first.
    #[default]
    Best,
    /// The one handed in last.
    Last,
    /// The one handed in first.
    First,
}

/// From when answers and keys may be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// Once the last window has closed, that of the make-up too.
    #[default]
    AfterWindow,
    /// As soon as it is handed in.
    AtOnce,
}

/// One sitting of a member, as the server's clock has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sat {
    /// When it was started.
    pub started: Moment,
    /// When its time is out, as was said at its start: another limit or window in the file holds for later sittings.
    pub ends: Moment,
    /// Which chance it was at its start.
    pub turn: Turn,
    /// How it ended, if it did.
    pub end: End,
}

/// How a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Not yet.
    Open,
    /// It was handed in, by the member or by the server.
    HandedIn {
        /// When it arrived; when its time was out, for one that did not arrive in time ([`Exam::in_time`]).
        at: Moment,
        /// What it came to.
        score: Points,
    },
}

/// Which chance a sitting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One of the exam's own.
    Regular,
    /// 补考.
    MakeUp,
}

impl Exam {
    /// How the paper of a rank is drawn; `None` when the exam has none for it.
    #[must_use]
    pub fn blueprint(&self, rank: &str) -> Option<&Blueprint> {
        let fits = |paper: &&PaperFor| paper.ranks.is_empty() || paper.ranks.iter().any(|known| known == rank);
        self.papers.iter().find(fits).map(|paper| &paper.blueprint)
    }

    /// What a paper is worth whose drawn questions are worth so much: the short answers come on top.
    #[must_use]
    pub fn out_of(&self, drawn: Points) -> Points {
        self.shorts.iter().fold(drawn, |sum, short| sum + short.points)
    }

    /// Whether a score passes.
    #[must_use]
    pub fn passes(&self, score: Points) -> bool {
        score >= self.pass
    }

    /// The name of the band that a score falls in; `None` below the lowest.
    #[must_use]
    pub fn band(&self, score: Points) -> Option<&str> {
        self.bands.iter().filter(|band| score >= band.from).max_by_key(|band| band.from).map(|band| band.name.as_str())
    }

    /// Which chance a sitting started at `at` is; `None` outside of both windows.
    #[must_use]
    pub fn turn(&self, at: Moment) -> Option<Turn> {
        if self.window.holds(at) { Some(Turn::Regular) } else { self.make_up.filter(|window| window.holds(at)).map(|_| Turn::MakeUp) }
    }

    /// The first moment after all of it, the make-up too.
    #[must_use]
    pub fn closes(&self) -> Moment {
        self.make_up.map_or(self.window.closes, |make_up| make_up.closes.max(self.window.closes))
    }

    /// From when a sitting handed in at `handed_in` may be looked at with its keys.
    #[must_use]
    pub fn review_from(&self, handed_in: Moment) -> Moment {
        match self.review {
            Review::AtOnce => handed_in,
            Review::AfterWindow => self.closes().plus_ms(self.grace_ms).max(handed_in),
        }
    }
}

#[cfg(test)]
mod tests;
