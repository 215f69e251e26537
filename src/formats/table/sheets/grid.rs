//! The cells of a sheet put together to rows. What cells ask for is bounded by what they weigh.

use std::collections::BTreeMap;

use super::Sheet;
use super::raw::{Odd, Raw, Want};
use super::room::Room;
use crate::table::{Heading, Table, name};
use crate::{Code, Issue, words};

/// No table of questions is wider.
const MOST_COLUMNS: usize = 256;
/// From how many cells on a row may be one of a table of questions.
const WIDE: usize = 3;

/// A sheet being read.
#[derive(Debug)]
pub struct Grid<'a> {
    table: Table,
    title: String,
    is_hidden: bool,
    room: &'a mut Room,
    row: usize,
    cells: Vec<String>,
    /// The text of this row that is struck out, by column.
    struck: Vec<(usize, String)>,
    /// Where cells reach over others, by row and column, and to which row and column.
    merged: BTreeMap<(usize, usize), (usize, usize)>,
    /// By column, what reaches over others now.
    open: BTreeMap<usize, Open>,
    /// The first and the last of hidden rows that follow each other.
    hidden: Option<(usize, usize)>,
    hidden_row: Option<usize>,
    is_named_like_kind: bool,
    has_wide_rows: bool,
    /// The rows themselves, when they are wanted.
    rows: Option<Vec<Raw>>,
    /// What of this row is no more than told to whoever wants the rows.
    raw: Raw,
    issues: Vec<Issue>,
    is_too_wide: bool,
    is_too_large: bool,
}

impl<'a> Grid<'a> {
    /// A sheet of which no cell is read.
    pub fn new(title: &str, is_hidden: bool, want: Want, room: &'a mut Room) -> Self {
        let kind = words::kind(title);
        let topic = if kind.is_some() || says_nothing(title) { String::new() } else { title.trim().to_owned() };
        Self {
            table: Table::new(Heading { kind, topic, is_strict: false }),
            title: title.to_owned(),
            is_hidden,
            room,
            row: 0,
            cells: Vec::new(),
            struck: Vec::new(),
            merged: BTreeMap::new(),
            open: BTreeMap::new(),
            hidden: None,
            hidden_row: None,
            is_named_like_kind: kind.is_some(),
            has_wide_rows: false,
            rows: (want == Want::Rows).then(Vec::new),
            raw: Raw::default(),
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
        if !self.room.take(text.len()) {
            if !std::mem::replace(&mut self.is_too_large, true) {
                self.issues.push(self.room.issue(row.saturating_add(1)));
            }
            return;
        }
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

    /// Takes a number as it is shown, and as the sheet holds it.
    pub fn put_number(&mut self, row: usize, column: usize, text: String, number: f64) {
        self.put(row, column, text);
        if self.rows.is_some() && column < MOST_COLUMNS && !self.is_too_large {
            self.raw.numbers.push((column, number));
        }
    }

    /// Takes text that is struck out, which is no more than told unless all of its row is.
    pub fn strike(&mut self, row: usize, column: usize, text: String) {
        self.put(row, column, String::new());
        if !text.trim().is_empty() && column < MOST_COLUMNS && !self.is_too_large && self.room.take(text.len()) {
            self.struck.push((column, text));
        }
    }

    /// Tells that a row is hidden.
    pub fn hide(&mut self, row: usize) {
        self.put(row, 0, String::new());
        self.hidden_row = Some(row);
    }

    /// Takes text of a cell that another reaches over.
    pub fn cover(&mut self, row: usize, column: usize, text: &str) {
        self.put(row, column, String::new());
        self.leave_out(column, Odd::Covered, text);
    }

    /// Tells of text that is struck out in a cell that holds more.
    pub fn strike_part(&mut self, row: usize, column: usize, text: &str) {
        self.put(row, column, String::new());
        if !text.trim().is_empty() {
            self.leave_out(column, Odd::Struck, text);
        }
    }

    /// Whether no more text is taken.
    pub fn is_full(&self) -> bool {
        self.is_too_large
    }

    /// Tells of a value that could not be computed.
    pub fn error(&mut self, row: usize, column: usize, text: &str) {
        if self.rows.is_some() {
            self.put(row, column, String::new());
            return self.leave_out(column, Odd::NoValue, text);
        }
        self.issues.push(Issue::new(row + 1, Code::NotKept, format!("{}{} {text}", name(column), row + 1)));
    }

    /// Tells that the cell at a place reaches over all up to a row and a column.
    pub fn merge(&mut self, from: (usize, usize), to: (usize, usize)) {
        if (to.0 > from.0 || to.1 > from.1) && from.1 < MOST_COLUMNS {
            self.merged.insert(from, to);
        }
    }

    /// Tells what is the matter with the sheet.
    pub fn tell(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// The sheet as it was read.
    pub fn finish(mut self) -> Sheet {
        self.finish_row();
        self.tell_hidden();
        let may_have_questions = self.has_wide_rows || self.is_named_like_kind;
        let (rows, read) = (self.rows.unwrap_or_default(), self.table.finish());
        Sheet { title: self.title, is_hidden: self.is_hidden, read, rows, may_have_questions, issues: self.issues }
    }

    fn go_on_hidden(&mut self) {
        let row = self.row;
        match &mut self.hidden {
            Some((_, last)) if last.saturating_add(1) == row => *last = row,
            _ => {
                self.tell_hidden();
                self.hidden = Some((row, row));
            }
        }
    }

    fn tell_hidden(&mut self) {
        if let Some((first, last)) = self.hidden.take() {
            let (first, last) = (first.saturating_add(1), last.saturating_add(1));
            let rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
            self.issues.push(Issue::new(first, Code::ReadToo, format!("隐藏的第 {rows} 行")));
        }
    }

    fn finish_row(&mut self) {
        self.take_struck();
        self.open();
        self.leave_out_covered();
        if self.cells.iter().all(String::is_empty) && self.raw.odd.is_empty() {
            self.raw = Raw::default();
            return self.cells.clear();
        }
        let row = self.row;
        let mut reached = Vec::new();
        for (column, open) in self.open.iter_mut().filter(|(_, open)| !open.text.is_empty() || open.first == row) {
            if open.first == row {
                open.text = self.cells.get(*column).cloned().unwrap_or_default();
                continue;
            }
            if self.cells.len() <= *column {
                self.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = self.cells.get_mut(*column).filter(|cell| cell.is_empty())
                && self.room.take(open.text.len())
            {
                cell.clone_from(&open.text);
                reached.push(*column);
            }
        }
        if self.hidden_row == Some(row) {
            self.go_on_hidden();
        }
        self.has_wide_rows |= self.cells.iter().filter(|cell| !cell.is_empty()).count() >= WIDE;
        if let Some(rows) = &mut self.rows {
            let cells = std::mem::take(&mut self.cells);
            return rows.push(Raw { line: row.saturating_add(1), cells, reached, ..std::mem::take(&mut self.raw) });
        }
        self.table.push_merged(row + 1, &mut self.cells, &reached);
        self.cells.clear();
    }

    /// Tells what is struck out; a row of which all is struck out is read, for there may be a reason.
    fn take_struck(&mut self) {
        let struck = std::mem::take(&mut self.struck);
        let line = self.row.saturating_add(1);
        if !struck.is_empty() && self.cells.iter().all(String::is_empty) {
            if self.rows.is_some() {
                self.raw.is_struck = true;
            } else {
                self.issues.push(Issue::new(line, Code::ReadToo, format!("有删除线的第 {line} 行")));
            }
            for (column, text) in struck {
                if self.cells.len() <= column {
                    self.cells.resize(column + 1, String::new());
                }
                if let Some(cell) = self.cells.get_mut(column) {
                    *cell = text;
                }
            }
            return;
        }
        for (column, text) in struck {
            self.leave_out(column, Odd::Struck, &text);
        }
    }

    /// Ends what reaches no further than the row before, and begins what reaches on from this row or one that was passed over.
    fn open(&mut self) {
        let row = self.row;
        self.open.retain(|_, open| open.last.0 >= row);
        while let Some(entry) = self.merged.first_entry().filter(|entry| entry.key().0 <= row) {
            let ((first, column), last) = entry.remove_entry();
            if last.0 >= row {
                self.open.insert(column, Open { first, last, text: String::new() });
            }
        }
    }

    /// Empties the cells that another reaches over: what is left in them is not seen.
    fn leave_out_covered(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let mut covered = Vec::new();
        // up to where a cell further left reaches
        let mut end = None;
        for (column, cell) in self.cells.iter_mut().enumerate() {
            let open = self.open.get(&column);
            let is_covered = end.is_some_and(|end| column <= end) || open.is_some_and(|open| open.first < self.row);
            end = end.max(open.map(|open| open.last.1));
            if is_covered && !cell.is_empty() {
                covered.push((column, std::mem::take(cell)));
            }
        }
        for (column, text) in covered {
            self.leave_out(column, Odd::Covered, &text);
        }
    }

    fn leave_out(&mut self, column: usize, why: Odd, text: &str) {
        if self.rows.is_some() {
            return self.raw.odd.push((column, why));
        }
        let why = if why == Odd::Covered { "在合并的单元格下面" } else { "有删除线" };
        let line = self.row.saturating_add(1);
        let start: String = text.chars().take(40).collect();
        self.issues.push(Issue::new(line, Code::LeftOut, format!("{}{line}（{why}）：{start}", name(column))));
    }
}

/// A cell that reaches over others.
#[derive(Debug)]
struct Open {
    first: usize,
    last: (usize, usize),
    text: String,
}

/// Whether the name of a sheet is no topic.
fn says_nothing(title: &str) -> bool {
    const NAMES: [&str; 9] = ["sheet", "工作表", "题库", "试题", "题目", "导入", "模板", "选择题", "table"];
    let title = title.trim().to_lowercase();
    NAMES.iter().any(|name| title.contains(name)) || title.chars().all(|c| c.is_ascii_digit())
}
