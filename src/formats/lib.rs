//! Question banks and laws as organisers have them, in and out: text laid out by hand, Word, Excel, CSV, JSON, Markdown, and the
//! formats that other systems exchange. Pure: bytes in, values out. Nothing panics, whatever the bytes are, and nothing is dropped
//! in silence: what can't be read is an [`Issue`] with its line.

pub mod bank;
pub mod export;
pub mod issue;
pub mod law;
pub mod roster;

mod codes;
mod decode;
mod detect;
mod guard;
mod interchange;
mod office;
mod table;
mod text;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use bank::{Bank, Item, Key, Kind};
pub use detect::Format;
pub use issue::{Code, Issue};

/// What whoever hands over bytes knows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The format, when somebody says so; else it is found by content.
    pub format: Option<Format>,
    /// The name of the file, without its folder; its stem is the title of a bank that has none.
    pub name: String,
}

/// Reads a bank. What could not be taken is told, and the rest is there.
#[must_use]
pub fn import(bytes: &[u8], hint: &Hint) -> (Bank, Vec<Issue>) {
    let (mut bank, mut issues) = match guard::refuse(bytes) {
        Some(issue) => (Bank::default(), vec![issue]),
        None if is_page(bytes, hint) => with_text(bytes, interchange::page::read),
        None => read(bytes, hint.format.unwrap_or_else(|| detect::format(bytes, &hint.name))),
    };
    if bank.title.is_empty() {
        bank.title = hint.name.rsplit_once('.').map_or(hint.name.as_str(), |(stem, _)| stem).to_owned();
    }
    if bank.items.is_empty() && issues.is_empty() {
        issues.push(Issue::new(1, Code::Nothing, ""));
    }
    issues.sort();
    (bank, issues)
}

/// Some lines of a source as an [`Issue`] counts them, to show the one it is about; none where a source has no lines of text.
#[must_use]
pub fn lines(bytes: &[u8], hint: &Hint, wanted: &BTreeSet<usize>) -> BTreeMap<usize, String> {
    if wanted.is_empty() || guard::refuse(bytes).is_some() {
        return BTreeMap::new();
    }
    match hint.format.unwrap_or_else(|| detect::format(bytes, &hint.name)) {
        Format::Docx if !is_page(bytes, hint) => office::docx::lines(bytes)
            .map(|(lines, _)| {
                let lines = lines.into_iter().filter(|line| wanted.contains(&line.number));
                lines.map(|line| (line.number, office::docx::unmarked(&line.text))).collect()
            })
            .unwrap_or_default(),
        // their issues count rows and places in a list
        Format::Xlsx | Format::Qti | Format::Json if !is_page(bytes, hint) => BTreeMap::new(),
        _ => {
            let text = decode::decode(bytes).text;
            let lines = (1..).zip(text.split('\n')).filter(|(number, _)| wanted.contains(number));
            lines.map(|(number, line)| (number, line.to_owned())).collect()
        }
    }
}

/// Whether it is a web page, which Excel and Word call .xls and .doc.
fn is_page(bytes: &[u8], hint: &Hint) -> bool {
    let may_be = matches!(hint.format, None | Some(Format::Docx | Format::Xlsx));
    may_be && interchange::page::is_one(&decode::decode(&bytes[..bytes.len().min(1024)]).text)
}

fn read(bytes: &[u8], format: Format) -> (Bank, Vec<Issue>) {
    match format {
        Format::Docx => office::docx::read(bytes),
        Format::Xlsx => table::sheets::read(bytes),
        Format::Qti => interchange::qti::read(bytes),
        Format::Text => with_text(bytes, text::read),
        Format::Csv => with_text(bytes, table::csv::read),
        Format::Json => with_text(bytes, table::json::read),
        Format::Md => with_text(bytes, text::markdown::read),
        Format::Aiken => with_text(bytes, interchange::aiken::read),
        Format::Gift => with_text(bytes, interchange::gift::read),
        Format::Moodle => with_text(bytes, interchange::moodle::read),
    }
}

/// Reads bytes as text in whatever encoding they are.
fn with_text(bytes: &[u8], read: fn(&str) -> (Bank, Vec<Issue>)) -> (Bank, Vec<Issue>) {
    let decoded = decode::decode(bytes);
    let (bank, mut issues) = read(&decoded.text);
    issues.extend(decoded.issues);
    (bank, issues)
}
