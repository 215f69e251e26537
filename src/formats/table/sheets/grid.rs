//! The cells of a sheet put together to rows. What cells ask for is bounded by what they weigh.

use std::collections::{BTreeMap, HashMap};

use super::Sheet;
use crate::table::{Heading, Table, name};
use crate::{Code, Issue, words};

/// No table of questions is wider.
const MOST_COLUMNS: usize = 256;
/// The most bytes of text that the cells of a file may have together: one text may be named by many cells.
pub const ROOM: usize = 192 << 20;

/// A sheet being read.
#[derive(Debug)]
pub struct Grid<'a> {
    table: Table,
    title: String,
    is_hidden: bool,
    room: &'a mut usize,
    row: usize,
    cells: Vec<String>,
    /// Where cells reach down, and to which row.
    merged: HashMap<(usize, usize), usize>,
    /// By column, what reaches down now, and to which row.
    open: BTreeMap<usize, (usize, String)>,
    issues: Vec<Issue>,
    is_too_wide: bool,
    is_too_large: bool,
}

impl<'a> Grid<'a> {
    /// A sheet of which no cell is read.
    pub fn new(title: &str, is_hidden: bool, room: &'a mut usize) -> Self {
        let kind = words::kind(title);
        let topic = if kind.is_some() || says_nothing(title) { String::new() } else { title.trim().to_owned() };
        Self {
            table: Table::new(Heading { kind, topic, is_strict: false }),
            title: title.to_owned(),
            is_hidden,
            room,
            row: 0,
            cells: Vec::new(),
            merged: HashMap::new(),
            open: BTreeMap::new(),
            issues: Vec::new(),
            is_too_wide: false,
            is_too_large: false,
        }
    }

    /// Takes a cell; rows and columns are counted from 0, and rows go down.
    pub fn put(&mut self, row: usize, column: usize, text: String) {
        if row != self.row {
            self.finish_row();
            self.row = row;
        }
        if text.is_empty() {
            return;
        }
        let Some(room) = self.room.checked_sub(text.len()) else {
            if !std::mem::replace(&mut self.is_too_large, true) {
                self.issues.push(Issue::new(row + 1, Code::TooLarge, format!("> {} MiB", ROOM >> 20)));
            }
            return;
        };
        *self.room = room;
        if column >= MOST_COLUMNS {
            if !std::mem::replace(&mut self.is_too_wide, true) {
                self.issues.push(Issue::new(row + 1, Code::UnknownColumn, name(column)));
            }
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
    }

    /// Whether no more text is taken.
    pub fn is_full(&self) -> bool {
        self.is_too_large
    }

    /// Tells of a value that could not be computed.
    pub fn error(&mut self, row: usize, column: usize, text: &str) {
        self.issues.push(Issue::new(row + 1, Code::NotKept, format!("{}{} {text}", name(column), row + 1)));
    }

    /// Tells that the cell at a place reaches down to a row.
    pub fn merge(&mut self, row: usize, column: usize, last: usize) {
        if last > row && column < MOST_COLUMNS {
            self.merged.insert((row, column), last);
        }
    }

    /// Tells what is the matter with the sheet.
    pub fn tell(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// The sheet as it was read.
    pub fn finish(mut self) -> Sheet {
        self.finish_row();
        Sheet { title: self.title, is_hidden: self.is_hidden, read: self.table.finish(), issues: self.issues }
    }

    fn finish_row(&mut self) {
        if self.cells.iter().all(String::is_empty) {
            return self.cells.clear();
        }
        let row = self.row;
        self.open.retain(|_, (last, _)| *last >= row);
        let mut reached = Vec::new();
        for (column, (_, text)) in &self.open {
            if self.cells.len() <= *column {
                self.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = self.cells.get_mut(*column).filter(|cell| cell.is_empty())
                && let Some(room) = self.room.checked_sub(text.len())
            {
                *self.room = room;
                cell.clone_from(text);
                reached.push(*column);
            }
        }
        if !self.merged.is_empty() {
            for (column, text) in self.cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                if let Some(last) = self.merged.get(&(row, column)) {
                    self.open.insert(column, (*last, text.clone()));
                }
            }
        }
        self.table.push_merged(row + 1, &mut self.cells, &reached);
        self.cells.clear();
    }
}

/// Whether the name of a sheet is no topic.
fn says_nothing(title: &str) -> bool {
    const NAMES: [&str; 9] = ["sheet", "工作表", "题库", "试题", "题目", "导入", "模板", "选择题", "table"];
    let title = title.trim().to_lowercase();
    NAMES.iter().any(|name| title.contains(name)) || title.chars().all(|c| c.is_ascii_digit())
}
