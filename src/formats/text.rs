//! Text laid out by hand: lines are made ready, sorted by what they are, gathered into questions, and each question is read.

mod answer;
mod assemble;
mod clean;
mod gather;
mod joined;
mod keys;
mod options;
mod rows;
mod shape;
mod stem;
mod wordlist;

pub mod markdown;

pub use clean::{MARK, MARK_END};

use std::borrow::Cow;

use crate::{Bank, Issue};

/// A line that has text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where it stands, counted from 1.
    pub number: usize,
    /// Its text, trimmed.
    pub text: Cow<'a, str>,
    /// Whether a blank line stands before it, and that means something.
    pub gap: bool,
    /// Whether a line of dashes or stars stands before it.
    pub broken: bool,
}

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    of_lines(clean::lines((1..).zip(text.split('\n'))))
}

/// Reads lines with their numbers; words between [`MARK`] and [`MARK_END`] are set off.
#[must_use]
pub fn read_lines(lines: &[(usize, String)]) -> (Bank, Vec<Issue>) {
    of_lines(clean::lines(lines.iter().map(|(number, text)| (*number, text.as_str()))))
}

/// Whether a text is nothing but the boxes for marks on a printed paper: 得分, 评卷人.
pub fn is_score_box(text: &str) -> bool {
    shape::is_score_box(text)
}

fn of_lines(lines: Vec<Line<'_>>) -> (Bank, Vec<Issue>) {
    if let Some(read) = rows::read(&lines) {
        return read;
    }
    let gathered = gather::gather(&lines);
    drop(lines);
    assemble::bank(gathered)
}
