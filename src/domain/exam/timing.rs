//! The time of a sitting by the server's clock alone: whatever device it goes on with, and however long it was interrupted.

use super::{End, Exam, Sat, Turn};
use crate::Moment;

/// Where the time of a sitting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It goes on.
    Runs {
        /// Milliseconds left, above 0.
        left_ms: i64,
    },
    /// Its time is out; for the length of the grace what is still on its way is waited for.
    Waits,
    /// The server is to hand it in as it was last saved.
    HandIn {
        /// When its time was out: the moment it counts as handed in.
        at: Moment,
    },
    /// It was handed in.
    Ended,
}

impl Exam {
    /// A sitting started at `started`; `None` outside of both windows. Its time is out when its limit is, or at the end of its window
    /// when that comes first.
    #[must_use]
    pub fn begin(&self, started: Moment) -> Option<Sat> {
        let turn = self.turn(started)?;
        let closes = match turn {
            Turn::Regular => self.window.closes,
            Turn::MakeUp => self.closes(),
        };
        Some(Sat { started, ends: started.plus_ms(self.limit_ms).min(closes), turn, end: End::Open })
    }

    /// Where the time of a sitting stands at `now`.
    #[must_use]
    pub fn clock(&self, sat: Sat, now: Moment) -> Clock {
        let ends = sat.ends;
        match sat.end {
            End::HandedIn { .. } => Clock::Ended,
            End::Open if now < ends => Clock::Runs { left_ms: ends.since_ms(now) },
            End::Open if now < ends.plus_ms(self.grace_ms) => Clock::Waits,
            End::Open => Clock::HandIn { at: ends },
        }
    }

    /// Whether a hand-in that arrives at `at` is in time.
    #[must_use]
    pub fn in_time(&self, sat: Sat, at: Moment) -> bool {
        sat.started <= at && at <= sat.ends.plus_ms(self.grace_ms)
    }
}
