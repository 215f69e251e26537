//! A sheet walked through row by row: where its header is, which rows are people or units, and which are something else.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Field, Kind, Layout};
use super::number::Mark;
use super::problem::Code;
use super::{List, people, units};
use crate::table::name;
use crate::table::sheets::Raw;

/// In how many rows that are not empty a header is looked for.
const SEARCHED: usize = 20;
/// From how many cells on a row above the header may be one of the list.
const WIDE: usize = 3;

/// A sheet being read.
pub struct Walk<'a> {
    pub list: &'a mut List,
    pub marks: &'a mut Vec<Mark>,
    /// Which sheet it is.
    pub sheet: usize,
    /// Whether rows have as many cells as the header, as they have where commas part them.
    pub is_strict: bool,
    layout: Option<Layout>,
    /// The header, without its second row.
    header: Option<Layout>,
    may_be_second_row: bool,
    /// Whether it was told which columns are missing.
    has_asked: bool,
    /// By column the first and the last row of a merged cell that is repeated.
    merged: BTreeMap<usize, (usize, usize)>,
    /// Columns without a name that hold something, which is told once.
    unnamed: BTreeSet<usize>,
    /// The first and the last of rows that have a running number only.
    serials: Option<(usize, usize)>,
    /// People below the header, and below the last total.
    count: usize,
    since_total: usize,
}

impl<'a> Walk<'a> {
    /// A sheet of which no row is read.
    pub fn new(list: &'a mut List, marks: &'a mut Vec<Mark>, sheet: usize, is_strict: bool) -> Self {
        Self {
            list,
            marks,
            sheet,
            is_strict,
            layout: None,
            header: None,
            may_be_second_row: false,
            has_asked: false,
            merged: BTreeMap::new(),
            unnamed: BTreeSet::new(),
            serials: None,
            count: 0,
            since_total: 0,
        }
    }

    /// Whether a row among the first names the columns.
    pub fn has_header(rows: &[Raw]) -> bool {
        rows.iter()
            .filter(|raw| !raw.cells.iter().all(|cell| cell.trim().is_empty()))
            .take(SEARCHED)
            .any(|raw| Layout::of(&raw.cells).is_some())
    }

    /// Reads a row; `is_open` when it is the last one of a text and does not end.
    pub fn row(&mut self, raw: &Raw, is_open: bool) {
        let cell = |place: &usize| raw.cells.get(*place).map_or("", |cell| cell.trim());
        let own: Vec<usize> = (0..raw.cells.len()).filter(|place| !cell(place).is_empty() && !raw.reached.contains(place)).collect();
        let is_header = own.iter().any(|place| may_be_header(cell(place)));
        if let Some(layout) = Layout::of(&raw.cells).filter(|_| is_header) {
            return self.begin(raw.line, layout);
        }
        let Some(layout) = self.layout.take() else {
            if own.len() >= WIDE {
                self.tell(raw.line, "", Code::BeforeHeader, "");
            }
            return;
        };
        let second = if std::mem::take(&mut self.may_be_second_row) { layout.with_second_row(&raw.cells, &raw.reached) } else { None };
        if let Some(second) = second {
            if second != layout {
                self.tell_header(raw.line, &second);
            }
            self.layout = Some(second);
            return;
        }
        self.below(raw, &own, is_open, &layout);
        self.layout = Some(layout);
    }

    /// Ends the sheet.
    pub fn finish(mut self) {
        self.end_serials();
        self.end_merged(usize::MAX);
        if self.count == 0 {
            self.tell(0, "", Code::Nobody, "");
        }
    }

    /// Tells something of a row.
    pub fn tell(&mut self, line: usize, column: &str, code: Code, about: impl Into<String>) {
        self.list.tell(self.sheet, line, column, code, about);
    }

    /// Takes down that a merged cell was repeated.
    pub fn repeat(&mut self, place: usize, line: usize) {
        match self.merged.get_mut(&place) {
            Some((_, last)) => *last = line,
            None => {
                self.merged.insert(place, (line.saturating_sub(1), line));
            }
        }
    }

    fn begin(&mut self, line: usize, layout: Layout) {
        self.may_be_second_row = true;
        // a header that stands again on every page
        if self.header.as_ref() == Some(&layout) {
            return;
        }
        self.tell_left_out(line, &layout);
        self.has_asked = false;
        self.header = Some(layout.clone());
        self.layout = Some(layout);
    }

    fn tell_left_out(&mut self, line: usize, layout: &Layout) {
        for (place, instead) in &layout.left_out {
            let code = if instead.is_some() { Code::ColumnTwice } else { Code::UnknownColumn };
            self.tell(line, &layout.column(*place), code, instead.clone().unwrap_or_default());
        }
    }

    /// What the first row of a header told is told again of both.
    fn tell_header(&mut self, line: usize, layout: &Layout) {
        let sheet = self.list.sheets.get(self.sheet).cloned().unwrap_or_default();
        let is_of_header = |problem: &super::Problem| {
            matches!(problem.what, super::What::Row(Code::UnknownColumn | Code::ColumnTwice, _))
                && problem.place.row.saturating_add(1) == line
        };
        self.list.problems.retain(|problem| problem.place.sheet != sheet || !is_of_header(problem));
        self.tell_left_out(line, layout);
    }

    fn below(&mut self, raw: &Raw, own: &[usize], is_open: bool, layout: &Layout) {
        self.end_merged(raw.line);
        let is_read = |place: &usize| layout.field(*place).is_some_and(|field| field != Field::Serial);
        let has_odd = raw.odd.iter().any(|(place, _)| is_read(place));
        if own.is_empty() && !has_odd {
            return;
        }
        if !has_odd {
            let texts: Vec<&str> = own.iter().filter_map(|place| raw.cells.get(*place)).map(|cell| cell.trim()).collect();
            if self.is_footer(raw.line, own, &texts, layout) {
                return;
            }
            if !own.iter().any(is_read) && texts.iter().all(|text| text.chars().all(|c| c.is_ascii_digit() || c == '.')) {
                self.serials = Some((self.serials.map_or(raw.line, |(first, _)| first), raw.line));
                return;
            }
            if is_heading(own, &texts, layout) {
                return self.tell(raw.line, "", Code::Heading, "");
            }
        }
        self.end_serials();
        self.ask(raw.line, layout);
        self.tell_unnamed(raw.line, own, layout);
        self.count += 1;
        self.since_total += 1;
        match layout.kind() {
            Some(Kind::Units) => units::row(self, raw, layout),
            _ => people::row(self, raw, is_open, layout),
        }
    }

    /// Tells, once above all rows, which columns are missing that people can't be taken without.
    fn ask(&mut self, line: usize, layout: &Layout) {
        if std::mem::replace(&mut self.has_asked, true) || layout.kind() != Some(Kind::People) {
            return;
        }
        let has = |field: Field| layout.place(field).is_some();
        if !has(Field::Number) {
            self.tell(line.saturating_sub(1), "", Code::NoColumn, "编号");
        }
        if !has(Field::Unit) && !has(Field::UnitCode) {
            self.tell(line.saturating_sub(1), "", Code::NoColumn, "单位");
        }
    }

    fn tell_unnamed(&mut self, line: usize, own: &[usize], layout: &Layout) {
        for place in own.iter().filter(|place| layout.names.get(**place).is_none_or(String::is_empty)) {
            if !(self.is_strict && *place >= layout.names.len()) && self.unnamed.insert(*place) {
                self.tell(line, &layout.column(*place), Code::UnknownColumn, "");
            }
        }
    }

    /// Whether it is a total or a remark, which is told.
    fn is_footer(&mut self, line: usize, own: &[usize], texts: &[&str], layout: &Layout) -> bool {
        const TOTALS: [&str; 7] = ["合计", "总计", "小计", "共计", "总人数", "人数合计", "共"];
        const REMARKS: [&str; 14] = [
            "填表人",
            "填报人",
            "制表",
            "审核",
            "填报单位",
            "填表单位",
            "联系人",
            "备注：",
            "备注:",
            "说明：",
            "说明:",
            "注：",
            "注:",
            "填表说明",
        ];
        let has = |field: Field| layout.place(field).is_some_and(|place| own.contains(&place));
        let first: String = texts.first().map_or("", |text| text).split_whitespace().collect();
        if has(Field::Number) && has(Field::Name) && (has(Field::Unit) || has(Field::UnitCode)) {
            return false;
        }
        if REMARKS.iter().any(|start| first.starts_with(start)) {
            self.tell(line, "", Code::Footer, "");
            return true;
        }
        let said = count(texts);
        // 共和国 begins like a total
        let is_total = TOTALS.iter().any(|start| first.starts_with(start)) && (first.chars().count() <= 4 || said.is_some());
        if is_total {
            let is_right = said.is_none_or(|said| said == self.since_total || said == self.count);
            match said.filter(|_| !is_right) {
                Some(said) => self.tell(line, "", Code::TotalDiffers, format!("{said} ≠ {}", self.count)),
                None => self.tell(line, "", Code::Total, ""),
            }
            self.since_total = 0;
        }
        is_total
    }

    /// Tells of merged cells that end before a row.
    fn end_merged(&mut self, line: usize) {
        let ended: Vec<_> =
            self.merged.iter().filter(|(_, (_, last))| last.saturating_add(1) < line).map(|(place, rows)| (*place, *rows)).collect();
        for (place, (first, last)) in ended {
            self.merged.remove(&place);
            let letters = name(place);
            self.tell(first, &letters, Code::Merged, format!("{letters}{first}:{letters}{last}"));
        }
    }

    fn end_serials(&mut self) {
        if let Some((first, last)) = self.serials.take() {
            self.tell(first, "", Code::Empty, if first == last { first.to_string() } else { format!("{first}–{last}") });
        }
    }
}

/// Whether a row with such a cell is worth a look as a header: most rows are none, and this is asked of every row.
fn may_be_header(cell: &str) -> bool {
    let has = |word: &str| cell.len() <= 120 && cell.contains(word);
    has("姓") && has("名")
        || has("名字")
        || has("单位")
        || has("机构")
        || ["name", "unit", "Name", "Unit", "NAME", "UNIT"].into_iter().any(has)
}

/// How many people a total says there are.
fn count(texts: &[&str]) -> Option<usize> {
    let digits = |text: &str| {
        let text = super::cell::narrow(text);
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let rest = text.get(from..)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let behind = rest.get(end..)?.trim();
        (behind.is_empty() || behind.starts_with('人') || behind.starts_with('名')).then(|| rest.get(..end)?.parse().ok()).flatten()
    };
    texts.iter().take(3).find_map(|text| digits(text))
}

/// Whether a row has one text only that is no part of a person.
fn is_heading(own: &[usize], texts: &[&str], layout: &Layout) -> bool {
    let ([place], [text]) = (own, texts) else { return false };
    let is_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    is_chinese && matches!(layout.field(*place), None | Some(Field::Serial | Field::Number))
}
