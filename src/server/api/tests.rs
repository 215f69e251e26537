//! The API through its router, as phones and strangers use it.

mod bad_input;
mod board;
mod late;
mod limits;
mod prizes;
mod roster;
mod school;
mod secrecy;
mod timed;
mod tokens;

/// A prize quiz with a limit of five minutes and three attempts a day.
pub const PLAIN: (&str, &str) = ("plain", "grading = \"server\"\ntime-limit-minutes = 5\nattempts-per-day = 3\npass = 60\n");
