//! A table read row by row: where its header is, which rows are headings between questions, and what is left out.

mod group;

use std::collections::BTreeSet;

use super::header::{self, Column, Layout};
use super::question::{self, Parts};
use super::{key, row, values};
use crate::{Bank, Code, Issue, Item, Kind, words};

/// In how many rows that are not empty a header is looked for.
const SEARCHED: usize = 15;

/// What is known of a table from what stands around it.
#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// The kind of its questions.
    pub kind: Option<Kind>,
    /// Where they belong when no column says so.
    pub topic: String,
    /// Whether a row with more cells than the header is broken, as it is where commas part them.
    pub is_strict: bool,
}

/// A table being read.
#[derive(Debug, Default)]
pub struct Table {
    heading: Heading,
    layout: Option<Layout>,
    header_line: usize,
    may_be_second_row: bool,
    searched: usize,
    /// Rows before the header that are more than a title.
    early: Vec<Issue>,
    /// The kind of the questions under the last heading.
    kind: Option<Kind>,
    parts: Vec<Parts>,
    unnamed: BTreeSet<usize>,
    items: Vec<Item>,
    issues: Vec<Issue>,
}

impl Table {
    /// A table of which no row is read.
    pub fn new(heading: Heading) -> Self {
        Self { kind: heading.kind, heading, ..Self::default() }
    }

    /// Reads a row; what it needs is taken out of the cells.
    pub fn push(&mut self, line: usize, cells: &mut [String]) {
        self.push_merged(line, cells, &[]);
    }

    /// Reads a row of which some cells hold what is written in a cell above that reaches down to them.
    pub fn push_merged(&mut self, line: usize, cells: &mut [String], reached: &[usize]) {
        let under_header = self.may_be_second_row;
        for n in reached {
            let column = self.layout.as_ref().and_then(|layout| layout.columns.get(*n));
            // a stem or key is one row's; what sorts questions holds for all rows
            let holds = matches!(column, Some(Column::Kind | Column::Topic | Column::Points | Column::Level | Column::Basis));
            // a name that reaches down into the second row of a header is none of that row
            if let Some(cell) = cells.get_mut(*n).filter(|_| !holds || under_header) {
                cell.clear();
            }
        }
        cells.iter_mut().for_each(clean);
        if cells.iter().all(String::is_empty) {
            return;
        }
        if let Some(layout) = Layout::of(cells).filter(|_| !self.says_kind(cells)) {
            self.finish_section();
            self.tell_unknown(line, &layout);
            (self.layout, self.header_line, self.may_be_second_row) = (Some(layout), line, true);
        } else if let Some(layout) = self.layout.take() {
            let second = if std::mem::take(&mut self.may_be_second_row) { layout.with_second_row(cells) } else { None };
            if second.is_none() {
                self.body(line, cells, reached, &layout);
            }
            self.layout = Some(second.unwrap_or(layout));
        } else if self.searched < SEARCHED {
            self.searched += 1;
            if only(cells).is_none() {
                self.early.push(Issue::new(line, Code::LeftOut, start(cells)));
            }
        }
    }

    /// What was read; `None` when no row named the columns.
    pub fn finish(mut self) -> Option<(Bank, Vec<Issue>)> {
        self.layout.as_ref()?;
        self.finish_section();
        self.issues.append(&mut self.early);
        Some((Bank { items: self.items, ..Bank::default() }, self.issues))
    }

    /// Whether a row says which kind its question is: no header does.
    fn says_kind(&self, cells: &[String]) -> bool {
        let columns = self.layout.as_ref().map_or(&[][..], |layout| &layout.columns);
        let mut kinds = columns.iter().zip(cells).filter(|(column, _)| **column == Column::Kind);
        kinds.any(|(_, cell)| header::read(cell).is_none() && words::kind(cell).is_some())
    }

    fn body(&mut self, line: usize, cells: &mut [String], reached: &[usize], layout: &Layout) {
        let column = |n: usize| layout.columns.get(n).copied().unwrap_or(Column::Unnamed);
        // a question whose choices stand one under the other
        if let Some((n, text)) = only_own(cells, reached)
            && column(n) == Column::Choices
            && let Some(before) = self.parts.last_mut().filter(|before| !before.listed.is_empty())
        {
            before.listed.push('\n');
            return before.listed.push_str(text);
        }
        if let Some((n, text)) = only(cells) {
            if let Some(kind) = heading(text) {
                self.kind = Some(kind);
                return;
            }
            match column(n) {
                Column::Stem => {}
                Column::Number if key::is_number(text) => return,
                _ => return self.issues.push(Issue::new(line, Code::LeftOut, start(cells))),
            }
        }
        let beyond = |n: usize| column(n) == Column::Unnamed && !row::follows_choices(&layout.columns, n);
        let strays: Vec<usize> = (0..cells.len()).filter(|n| beyond(*n) && cells.get(*n).is_some_and(|cell| !cell.is_empty())).collect();
        if self.heading.is_strict && strays.iter().any(|n| *n >= layout.columns.len()) {
            return self.issues.push(Issue::new(line, Code::LeftOut, start(cells)));
        }
        for n in strays {
            if self.unnamed.insert(n) {
                self.issues.push(Issue::new(line, Code::UnknownColumn, name(n)));
            }
        }
        let beginning = start(cells);
        if is_sum(cells, layout) {
            return self.issues.push(Issue::new(line, Code::LeftOut, beginning));
        }
        let mut parts = row::parts(line, cells, layout);
        if parts.stem.is_empty() && parts.listed.is_empty() && parts.choices.texts.is_empty() && parts.keys.is_empty() {
            return self.issues.push(Issue::new(line, Code::LeftOut, beginning));
        }
        parts.heading = self.kind;
        if !layout.has(Column::Topic) {
            parts.topic.clone_from(&self.heading.topic);
        }
        self.parts.push(parts);
    }

    fn tell_unknown(&mut self, line: usize, layout: &Layout) {
        self.unnamed.clear();
        self.kind = self.kind.or(self.heading.kind);
        for name in &layout.left_out {
            self.issues.push(Issue::new(line, Code::UnknownColumn, name));
        }
    }

    /// Makes questions of the rows under one header.
    fn finish_section(&mut self) {
        let mut parts = std::mem::take(&mut self.parts);
        row::without_numbers(&mut parts);
        group::carry_kinds(&mut parts);
        parts.iter_mut().for_each(Parts::part_choices);
        // where one number is 0, all count from 0 whatever the header says, or one is wrong
        let is_from_zero =
            |part: &Parts| part.choices.is_numbered && part.keys.iter().any(|text| key::is_number(text) && text.trim() == "0");
        if parts.iter().any(is_from_zero) {
            parts.iter_mut().for_each(|part| part.choices.is_numbered = false);
        }
        // where one level is 4, 3 is not the hardest
        let is_beyond = |part: &Parts| key::is_number(&part.level) && values::level(&part.level).is_none();
        if let Some(beyond) = parts.iter().find(|part| is_beyond(part)).map(|part| part.level.clone()) {
            self.issues.push(Issue::new(self.header_line, Code::LeftOut, format!("难度：1…{beyond}")));
            parts.iter_mut().filter(|part| key::is_number(&part.level)).for_each(|part| part.level.clear());
        }
        for part in parts {
            self.items.push(question::item(part, &mut self.issues));
        }
    }
}

/// The kind that a row between questions says: 一、单选题（每题2分）.
pub fn heading(text: &str) -> Option<Kind> {
    let kind = words::kind(text)?;
    let text = text.trim_start_matches(['#', ' ']);
    let bare = text.split(['（', '(', '：', ':']).next().unwrap_or_default().trim();
    let is_counted = bare.starts_with(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第']);
    let is_short = bare.chars().count() <= 20;
    (is_short && (bare.ends_with('题') || is_counted && text.chars().count() <= 60) && !text.contains(['？', '?'])).then_some(kind)
}

/// The only text in a row, and where it stands first: in one cell, or the same in all.
fn only(cells: &[String]) -> Option<(usize, &str)> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (n, first) = filled.next()?;
    (filled.next().is_none() || cells.iter().all(|cell| cell == first)).then_some((n, first.as_str()))
}

/// The only cell of a row that no cell above reaches down to.
fn only_own<'a>(cells: &'a [String], reached: &[usize]) -> Option<(usize, &'a str)> {
    let mut own = cells.iter().enumerate().filter(|(n, cell)| !cell.is_empty() && !reached.contains(n));
    let (n, first) = own.next()?;
    own.next().is_none().then_some((n, first.as_str()))
}

/// Whether a row says how many questions there are, and is none.
fn is_sum(cells: &[String], layout: &Layout) -> bool {
    const WORDS: [&str; 7] = ["合计", "总计", "小计", "共计", "总分", "总数", "统计"];
    let first = cells.iter().find(|cell| !cell.is_empty()).map_or("", |cell| cell.trim_end_matches([':', '：']));
    let answers = |column: &Column| matches!(column, Column::Key | Column::Choice(_) | Column::Choices | Column::Explain);
    WORDS.contains(&first) && !layout.columns.iter().zip(cells).any(|(column, cell)| answers(column) && !cell.is_empty())
}

/// The beginning of a row, to tell it by.
fn start(cells: &[String]) -> String {
    let mut text = String::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        if !text.is_empty() {
            text.push_str(" | ");
        }
        text.extend(cell.chars().map(|c| if c == '\n' { ' ' } else { c }).take(40));
        if text.len() > 240 {
            break;
        }
    }
    text
}

/// The name of a column as sheets have it: A, B, …, AA.
pub fn name(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(domain::question::letter(n));
        match n.checked_sub(26) {
            Some(rest) => n = rest / 26,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// Takes off what stands around a text without being seen.
fn clean(cell: &mut String) {
    if cell.contains('\r') {
        *cell = cell.replace("\r\n", "\n").replace('\r', "\n");
    }
    let is_unseen = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let trimmed = cell.trim_matches(is_unseen);
    if trimmed.len() < cell.len() {
        *cell = trimmed.to_owned();
    }
}

#[cfg(test)]
mod tests;
