//! A file into a list: which of its sheets are read, and what is told of those that are not.

use super::number::Mark;
use super::problem::{Code, Place, Problem, What};
use super::source::{self, Source};
use super::walk::Walk;
use super::{List, Sheet};
use crate::Issue;

/// Reads a file into the list.
pub fn file(name: &str, bytes: &[u8], list: &mut List, marks: &mut Vec<Mark>) {
    let sources = match source::read(name, bytes) {
        Ok(sources) => sources,
        Err(issue) => return tell(list, &Sheet { file: name.to_owned(), title: String::new() }, issue),
    };
    let (read, other): (Vec<Source>, Vec<Source>) = sources.into_iter().partition(|source| Walk::has_header(&source.rows));
    let is_seen = read.iter().any(|source| !source.is_hidden);
    let is_none = read.is_empty();
    for source in read {
        let sheet = begin(list, name, &source.title);
        if source.is_hidden && is_seen {
            list.tell(sheet, 0, "", Code::HiddenSheet, "");
            // what can't be read at all is told wherever it is
            for issue in source.issues.into_iter().filter(|issue| issue.code == crate::Code::Broken) {
                tell(list, &list.sheets[sheet].clone(), issue);
            }
            continue;
        }
        for issue in source.issues {
            tell(list, &list.sheets[sheet].clone(), issue);
        }
        let mut walk = Walk::new(list, marks, sheet, source.is_strict);
        let last = source.rows.len();
        for (n, raw) in source.rows.iter().enumerate() {
            walk.row(raw, source.is_open && n + 1 == last);
        }
        walk.finish();
    }
    for source in other {
        let sheet = begin(list, name, &source.title);
        let wide = source.rows.iter().filter(|raw| raw.cells.iter().filter(|cell| !cell.is_empty()).count() > 1).count();
        for issue in source.issues.into_iter().filter(|issue| is_none || wide > 0 || issue.code == crate::Code::Broken) {
            tell(list, &list.sheets[sheet].clone(), issue);
        }
        if wide > 0 && !is_none {
            list.tell(sheet, 0, "", Code::SheetLeftOut, source.rows.len().to_string());
        }
    }
    if is_none {
        let place = Place { sheet: Sheet { file: name.to_owned(), title: String::new() }, row: 0, column: String::new() };
        list.problems.push(Problem { place, what: What::Row(Code::NoHeader, String::new()) });
    }
}

fn begin(list: &mut List, file: &str, title: &str) -> usize {
    list.sheets.push(Sheet { file: file.to_owned(), title: title.to_owned() });
    list.sheets.len() - 1
}

/// Tells what a reader of files told.
fn tell(list: &mut List, sheet: &Sheet, issue: Issue) {
    let place = Place { sheet: sheet.clone(), row: issue.line, column: String::new() };
    let what = match issue.code {
        crate::Code::RunTogether => What::Row(Code::Quotes, String::new()),
        crate::Code::Broken if issue.about.contains("引号") => What::Row(Code::Quotes, String::new()),
        _ => What::File(issue),
    };
    list.problems.push(Problem { place, what });
}
