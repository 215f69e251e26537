//! The rules of quizzes and study, pure: no clock, dice, disk, network, browser or database is known here.

pub mod citation;
pub mod numeral;

pub mod bank;
pub mod question;

pub mod blueprint;
pub mod campaign;
pub mod moment;
pub mod name;
pub mod region;

pub mod deck;
pub mod dice;
pub mod grading;
pub mod paper;

pub mod attempts;
pub mod countdown;
pub mod sitting;
pub mod wrong_book;

pub mod assignment;
pub mod certificate;
pub mod credit;
pub mod exam;
pub mod memory;
pub mod rates;
pub mod reading_meter;
pub mod roster;

pub mod award;
#[cfg(feature = "draw")]
pub mod draw;
pub mod tally;

pub mod issue;
#[cfg(feature = "read")]
pub mod read;
#[cfg(feature = "read")]
pub mod statute;

#[cfg(feature = "read")]
pub mod check;

pub use assignment::Assignment;
pub use award::Award;
pub use bank::{Bank, Topic};
pub use blueprint::{Blueprint, Section};
pub use campaign::Campaign;
pub use citation::Citation;
pub use deck::Deck;
pub use exam::Exam;
pub use grading::{Mark, Outcome, Points};
pub use issue::Issue;
pub use moment::{Moment, Zone};
pub use paper::{Item, Paper};
pub use question::{ChoiceSet, Kind, Question};

pub use rates::Rates;
pub use roster::Roster;
pub use sitting::Sitting;
pub use tally::{Participation, Tally};
