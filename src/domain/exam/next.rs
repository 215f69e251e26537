//! What a member may do next about an exam: go on, start, or neither and why not.

use super::{Clock, Exam, Sat, Standing, Turn};
use crate::Moment;

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A sitting is open: it goes on, on whatever device.
    GoOn {
        /// Its place among the sittings that were given, counted from 0.
        nth: usize,
        /// Milliseconds left, above 0.
        left_ms: i64,
    },
    /// A sitting may be started.
    Start {
        /// Which chance it would be.
        turn: Turn,
        /// How many may be started now, this one among them; from 1 on.
        left: u32,
        /// Milliseconds it would have: less than the limit shortly before the window closes.
        time_ms: i64,
    },
}

/// Why no sitting may be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// There is a window to come for this member.
    Soon {
        /// When it opens.
        opens: Moment,
        /// Which chance it is.
        turn: Turn,
    },
    /// All windows are closed.
    Over,
    /// The study requirement is not met.
    StudyFirst,
    /// Time is out, and the server is about to hand in what was saved.
    BeingHandedIn,
    /// Every attempt was used.
    NoAttemptLeft,
    /// The make-up is for those who sat the exam and failed.
    OnlyForWhoFailed,
    /// The one make-up was sat.
    MakeUpUsed,
}

impl Exam {
    /// What a member may do at `now` who has these sittings; `study_is_met` as [`crate::credit::Studied::is_met`] says.
    ///
    /// # Errors
    /// Why nothing may be started.
    pub fn next(&self, sittings: &[Sat], study_is_met: bool, now: Moment) -> Result<Next, Barred> {
        for (nth, sat) in sittings.iter().enumerate() {
            match self.clock(*sat, now) {
                Clock::Runs { left_ms } => return Ok(Next::GoOn { nth, left_ms }),
                Clock::Waits | Clock::HandIn { .. } => return Err(Barred::BeingHandedIn),
                Clock::Ended => {}
            }
        }
        let used = |turn| sittings.iter().filter(|sat| sat.turn == turn).count();
        let used = |turn| u32::try_from(used(turn)).unwrap_or(u32::MAX);
        let new = self.begin(now).ok_or_else(|| self.between(sittings, now))?;
        let turn = new.turn;
        let left = match turn {
            Turn::Regular => match self.attempts.saturating_sub(used(turn)) {
                0 => return Err(self.make_up_to_come(sittings, now).unwrap_or(Barred::NoAttemptLeft)),
                left => left,
            },
            Turn::MakeUp if used(turn) > 0 => return Err(Barred::MakeUpUsed),
            Turn::MakeUp if !matches!(self.standing(sittings), Standing::Failed(_)) => return Err(Barred::OnlyForWhoFailed),
            Turn::MakeUp => 1,
        };
        if self.after_study && !study_is_met {
            return Err(Barred::StudyFirst);
        }
        Ok(Next::Start { turn, left, time_ms: new.ends.since_ms(now) })
    }

    /// The make-up, for who needs one and as long as it is to come.
    fn make_up_to_come(&self, sittings: &[Sat], now: Moment) -> Option<Barred> {
        let window = self.make_up.filter(|window| now < window.opens)?;
        matches!(self.standing(sittings), Standing::Failed(_)).then_some(Barred::Soon { opens: window.opens, turn: Turn::MakeUp })
    }

    /// What to say while no window is open.
    fn between(&self, sittings: &[Sat], now: Moment) -> Barred {
        if now < self.window.opens {
            return Barred::Soon { opens: self.window.opens, turn: Turn::Regular };
        }
        self.make_up_to_come(sittings, now).unwrap_or(Barred::Over)
    }
}
