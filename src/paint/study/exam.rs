//! An exam while it is sat: its rules before it, its questions, the answer sheet, and what is looked over before handing in.

mod question;
mod sheet;
mod start;

pub(in crate::study) use question::item;
pub use question::{gauge, keeping, screen};
pub use sheet::{cells, hand_in, over};
pub use start::start;

use super::Route;
use domain::{Moment, Zone};
use wire::study::{ExamQuestion, Saved};

/// Where the answers are, in the words of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing was changed yet.
    #[default]
    Nothing,
    /// A change is on its way.
    OnItsWay,
    /// All is on the server, since that moment.
    Saved(Moment),
    /// The server could not be reached; the answers are on this device.
    Unreached,
    /// The server does not take them now, and says why; the answers are on this device.
    Refused(String),
    /// The session ended; the answers are on this device until someone signs in again.
    SignedOut,
    /// Neither the server nor the device could keep them: they are in this page only.
    PageOnly,
}

/// An open sitting, as its screens look at it.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Id of the assignment.
    pub task: &'a str,
    /// Whose clock times are shown by.
    pub zone: Zone,
    /// What is asked.
    pub questions: &'a [ExamQuestion],
    /// By question, what is answered.
    pub answers: &'a [Saved],
    /// The question in sight, from 0.
    pub at: usize,
    /// Milliseconds left.
    pub left_ms: i64,
    /// Where the answers are.
    pub keeping: &'a Keeping,
}

impl Frame<'_> {
    fn to(&self, at: usize) -> Route {
        Route::Question { task: self.task.to_owned(), at }
    }

    fn blanks(&self) -> impl Iterator<Item = usize> {
        self.answers.iter().enumerate().filter(|(_, answer)| is_blank(answer)).map(|(n, _)| n)
    }
}

/// Whether nothing was answered.
#[must_use]
pub fn is_blank(answer: &Saved) -> bool {
    answer.given.is_empty() && answer.text.trim().is_empty()
}

#[cfg(test)]
mod tests;
