//! An assignment (学习任务): what members study, practise and sit by a deadline, as its organiser published it.

mod done;
pub mod part;
pub mod who;

pub use part::{Chapter, Part, Task, Text};
pub use who::{Named, Person, Who};

use crate::credit::Credits;
use crate::moment::Day;
use crate::{Exam, Moment, Zone};

/// What an assignment file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The file's name without `.toml`, and the last part of the link: small letters, digits and hyphens.
    pub id: String,
    /// Its title; a line break in it is kept.
    pub title: String,
    /// Who set it.
    pub organiser: String,
    /// Whose days and clock it goes by.
    pub zone: Zone,
    /// Whom it is due from.
    pub who: Who,
    /// The day whose roster is frozen for it, the denominator of its rates; `None` is the day on which it opens.
    pub roster_on: Option<Day>,
    /// Until when all of it is to be done.
    pub deadline: Moment,
    /// What there is to study, and when.
    pub study: Option<Study>,
    /// The exam at its end.
    pub exam: Option<Exam>,
    /// The rules, a sentence each.
    pub rules: Vec<String>,
}

impl Assignment {
    /// The first moment at which anything of it can be done.
    #[must_use]
    pub fn opens(&self) -> Moment {
        let study = self.study.as_ref().map(|study| study.window.opens);
        let exam = self.exam.as_ref().map(|exam| exam.window.opens);
        study.into_iter().chain(exam).min().unwrap_or(self.deadline)
    }

    /// The day whose roster is the denominator: the one that is said, else the one on which it opens.
    #[must_use]
    pub fn frozen_on(&self) -> Day {
        self.roster_on.unwrap_or_else(|| self.zone.day(self.opens()))
    }
}

/// What is to be studied: it counts only within its own window, which need not touch that of the exam (R9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Study {
    /// When study counts.
    pub window: Window,
    /// The laws that are read, each with the version that is: 宪法@2018.
    pub laws: Vec<String>,
    /// What there is to read and to practise, in the order of the screen.
    pub parts: Vec<Part>,
    /// How many of the elective parts must be done, at most as many as there are.
    pub electives: u32,
    /// What study earns, and how much of it is asked for (R12).
    pub credits: Option<Credits>,
}

/// A time with a beginning and an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first moment.
    pub opens: Moment,
    /// The first moment after it; later than `opens`.
    pub closes: Moment,
}

impl Window {
    /// Whether a moment lies in it: from the opening one on, up to but not including the closing one.
    #[must_use]
    pub fn holds(self, at: Moment) -> bool {
        self.opens <= at && at < self.closes
    }
}
