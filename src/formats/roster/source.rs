//! Files as sheets of rows: workbooks, Word documents, web pages, and texts whose cells are parted.

use super::columns::Layout;
use crate::office::docx;
use crate::table::csv;
use crate::table::sheets::{self, Raw};
use crate::{Code, Format, Hint, Issue, decode, detect, guard, interchange};

/// A sheet, or what stands for one.
#[derive(Debug, Default)]
pub struct Source {
    /// Its name; empty where a file has none.
    pub title: String,
    /// Whether its author hid it.
    pub is_hidden: bool,
    /// Whether each row has as many cells as the header.
    pub is_strict: bool,
    /// Whether the last row does not end.
    pub is_open: bool,
    /// Its rows.
    pub rows: Vec<Raw>,
    /// What is the matter with it.
    pub issues: Vec<Issue>,
}

/// Reads a file.
///
/// # Errors
/// When it can't be opened, or is of a kind that is not read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Source>, Issue> {
    if bytes.is_empty() {
        return Err(Issue::new(1, Code::Empty, ""));
    }
    if let Some(issue) = guard::refuse(bytes) {
        return Err(issue);
    }
    if crate::is_page(bytes, &Hint::default()) {
        let decoded = decode::decode(bytes);
        let (lines, issues) = interchange::page::lines(&decoded.text);
        return Ok(vec![of_lines(lines, [issues, decoded.issues].concat())]);
    }
    match detect::format(bytes, name) {
        Format::Xlsx => {
            let sheets = sheets::rows(bytes)?.into_iter();
            Ok(sheets
                .map(|sheet| Source {
                    title: sheet.title,
                    is_hidden: sheet.is_hidden,
                    rows: sheet.rows,
                    issues: sheet.issues,
                    ..Source::default()
                })
                .collect())
        }
        Format::Docx => docx::lines(bytes).map(|(lines, issues)| vec![of_lines(lines, issues)]),
        Format::Qti | Format::Moodle | Format::Json => Err(Issue::new(1, Code::Unsupported, "XML / JSON")),
        _ => Ok(vec![of_text(bytes)]),
    }
}

/// The rows of all tables of a document; what stands outside them is no list.
fn of_lines(lines: Vec<docx::Line>, issues: Vec<Issue>) -> Source {
    let row = |line: docx::Line| {
        let cells = line.cells?.iter().map(|cell| docx::unmarked(cell)).collect();
        Some(Raw::of(line.number, cells, line.reached))
    };
    let mut rows: Vec<Raw> = lines.into_iter().filter_map(row).collect();
    // such a cell is empty, and means what the one above says
    let mut above: Vec<String> = Vec::new();
    for row in &mut rows {
        for place in &row.reached {
            if let (Some(cell), Some(above)) = (row.cells.get_mut(*place), above.get(*place))
                && cell.is_empty()
            {
                cell.clone_from(above);
            }
        }
        above.clone_from(&row.cells);
    }
    Source { rows, issues, ..Source::default() }
}

fn of_text(bytes: &[u8]) -> Source {
    let decoded = decode::decode(bytes);
    let mut source = Source { is_strict: true, is_open: !decoded.text.ends_with('\n'), ..Source::default() };
    let rows = &mut source.rows;
    let each = csv::each(
        &decoded.text,
        |cells| Layout::of(cells).is_some(),
        |line, cells| {
            rows.push(Raw::of(line, cells.iter_mut().map(std::mem::take).collect(), Vec::new()));
        },
    );
    source.issues = [each.unwrap_or_default(), decoded.issues].concat();
    source
}
