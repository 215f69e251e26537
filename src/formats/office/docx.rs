//! Word documents: their paragraphs and tables as lines, and the bank that these are.

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
}

/// Reads a bank.
pub fn read(bytes: &[u8]) -> (Bank, Vec<Issue>) {
    let (lines, mut issues) = match lines(bytes) {
        Ok(read) => read,
        Err(issue) => return (Bank::default(), vec![issue]),
    };
    let (mut text, mut items): (Vec<(usize, String)>, _) = (Vec::new(), Vec::new());
    for group in lines.chunk_by(|one, next| one.cells.is_some() == next.cells.is_some()) {
        if let Some((bank, told)) = read_rows(group) {
            items.extend(bank.items);
            issues.extend(told);
            // what stands before a table does not go on behind it
            text.extend(group.first().map(|line| (line.number, String::new())));
        } else {
            text.extend(group.iter().flat_map(|line| line.text.split('\n').map(|text| (line.number, text.to_owned()))));
        }
    }
    let (mut bank, told) = crate::text::read_lines(&text);
    issues.extend(told);
    bank.items.extend(items);
    bank.items.sort_by_key(|item| item.line);
    (bank, issues)
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

/// The questions of a table whose first row names its columns; `None` for other lines.
fn read_rows(lines: &[Line]) -> Option<(Bank, Vec<Issue>)> {
    let row = |line: &Line| Some((line.number, line.cells.as_ref()?.iter().map(|cell| unmarked(cell)).collect()));
    let rows: Vec<(usize, Vec<String>)> = lines.iter().map(row).collect::<Option<_>>()?;
    crate::table::rows(&rows)
}
