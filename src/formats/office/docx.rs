//! Word documents: their paragraphs and tables as lines, and the bank that these are.

pub mod bank;
mod body;
mod counter;
mod figures;
#[cfg(test)]
mod fuzz;
mod look;
mod numbering;
mod package;
mod paragraph;
mod styles;
mod symbol;
mod table;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
mod xml;

use self::counter::Counter;
use self::numbering::Numbering;
use self::styles::Styles;
use crate::text::{MARK, MARK_END};
use crate::{Bank, Issue};

/// One line of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The paragraph that it is in, or that its row begins with, counted from 1.
    pub number: usize,
    /// What it says, with its automatic number; what stands out is between U+FDD0 and U+FDD1. Of a row the cells, parted by tabs, or
    /// by `\n` when any of them has several paragraphs.
    pub text: String,
    /// The cells, when it is a row of a table.
    pub cells: Option<Vec<String>>,
    /// The places of the cells that one above reaches down to.
    pub reached: Vec<usize>,
}

/// Reads a bank.
pub fn read(bytes: &[u8]) -> (Bank, Vec<Issue>) {
    let (lines, issues) = match lines(bytes) {
        Ok(read) => read,
        Err(issue) => return (Bank::default(), vec![issue]),
    };
    bank::read(&lines, issues)
}

/// Reads a document as lines, and tells what is not kept.
///
/// # Errors
/// When it can't be opened.
pub fn lines(bytes: &[u8]) -> Result<(Vec<Line>, Vec<Issue>), Issue> {
    let package = package::open(bytes)?;
    let (styles, numbering) = (Styles::read(&package.styles), Numbering::read(&package.numbering));
    Ok(body::read(&package.document, &styles, Counter::new(&numbering, &styles)))
}

/// Text without the marks of what stands out.
#[must_use]
pub fn unmarked(text: &str) -> String {
    text.replace([MARK, MARK_END], "")
}
