//! Web pages as Excel and Word save them, often called .xls or .doc: their tables and paragraphs as lines.

#[cfg(test)]
mod tests;

use super::html::plain;
use crate::office::docx::{Line, bank};
use crate::{Bank, Code, Issue};

/// The most columns that are read of a row.
const WIDEST: usize = 64;
/// The most rows that a cell may reach down.
const DEEPEST: usize = 1000;
/// How a page may begin.
const STARTS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<table"];
/// Elements whose text nobody sees.
const UNSEEN: [&str; 8] = ["head", "style", "script", "xml", "title", "s", "strike", "del"];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 10] = ["p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether a text is a web page.
pub fn is_one(start: &str) -> bool {
    let start = start.trim_start();
    let start = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(start, |(_, rest)| rest.trim_start());
    STARTS.iter().any(|name| start.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
}

/// Reads a bank; a page that is none is refused.
pub fn read(html: &str) -> (Bank, Vec<Issue>) {
    let refused = |about: &str| (Bank::default(), vec![Issue::new(1, Code::Unsupported, about)]);
    // which texts such a style strikes out takes more than reading the page
    if html.contains("line-through") {
        return refused("有删除线的网页（HTML）");
    }
    let (lines, issues) = lines(html);
    let (bank, issues) = bank::read(&lines, issues);
    if bank.items.is_empty() { refused("网页（HTML）") } else { (bank, issues) }
}

/// A page as lines, of which some are rows of its tables, and what is not kept.
pub fn lines(html: &str) -> (Vec<Line>, Vec<Issue>) {
    let mut page = Page { number: 1, padding: html.len() / 8, ..Page::default() };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        page.text(text);
        let after = from.get(1..).unwrap_or_default();
        let end = if from.starts_with("<!--") {
            from.find("-->").map(|at| at + 3)
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            end(from)
        } else {
            page.text("<");
            Some(1)
        };
        let Some(end) = end else {
            page.cut();
            break;
        };
        let (tag, after) = from.split_at(end);
        if tag.starts_with("</") || tag.len() > 1 && tag.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            page.tag(tag);
        }
        page.number += tag.matches('\n').count();
        rest = after;
    }
    page.text(rest);
    page.finish()
}

/// Where a tag ends: at the first `>` that is not quoted.
fn end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(at + 1),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Page {
    /// The line that is being read, and the one where the open paragraph or row begins.
    number: usize,
    begun: usize,
    lines: Vec<Line>,
    issues: Vec<Issue>,
    /// The HTML of the open paragraph or cell.
    open: String,
    /// Whether it says anything.
    has_text: bool,
    /// How many tables are open.
    tables: usize,
    row: Option<Line>,
    /// How many columns and rows the open cell takes.
    cell: Option<(usize, usize)>,
    /// In how many more rows each column is taken by a cell above.
    taken: Vec<usize>,
    /// How many cells may be there that the page does not write out.
    padding: usize,
    /// The element whose text is not seen.
    unseen: Option<String>,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.unseen.is_none() {
            if !self.has_text {
                let blank = text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count();
                self.begun = self.number + blank;
                self.has_text = !text.trim().is_empty();
            }
            self.open.extend(text.chars().filter(|c| !matches!(c, '\u{fdd0}' | '\u{fdd1}')));
        }
        self.number += text.matches('\n').count();
    }

    fn tag(&mut self, tag: &str) {
        let is_end = tag.starts_with("</");
        let bare = tag.trim_start_matches(['<', '/']);
        let name = bare.split(|c: char| !c.is_ascii_alphanumeric() && c != ':').next().unwrap_or_default().to_ascii_lowercase();
        if let Some(unseen) = &self.unseen {
            if is_end && *unseen == name || name == "body" && unseen == "head" {
                self.unseen = None;
            }
            return;
        }
        match name.as_str() {
            name if UNSEEN.contains(&name) && !is_end && !tag.ends_with("/>") => {
                if ["s", "strike", "del"].contains(&name) {
                    self.issues.push(Issue::new(self.number, Code::NotKept, "删除线文字"));
                }
                self.unseen = Some(name.to_owned());
            }
            "table" if !is_end => {
                self.tables += 1;
                if self.tables == 1 {
                    self.end_paragraph();
                    self.taken.clear();
                }
            }
            "table" => {
                if self.tables == 1 {
                    self.end_row();
                    // a table right behind is another one
                    self.lines.push(Line { number: self.number, ..Line::default() });
                }
                self.tables = self.tables.saturating_sub(1);
            }
            "tr" if self.tables == 1 => {
                self.end_row();
                self.row = (!is_end).then(|| Line { number: self.number, cells: Some(Vec::new()), ..Line::default() });
            }
            "td" | "th" if self.tables == 1 => {
                self.end_cell();
                self.cell = (!is_end).then(|| (span(tag, "colspan"), span(tag, "rowspan")));
            }
            "td" | "th" | "tr" => self.open.push_str("<br>"),
            name if BLOCKS.contains(&name) && self.tables == 0 => self.end_paragraph(),
            "html" | "body" | "tbody" | "thead" | "tfoot" => {}
            _ => self.open.push_str(tag),
        }
    }

    fn end_paragraph(&mut self) {
        let text = self.take();
        let number = self.begun.max(1);
        self.lines.extend(text.lines().map(|text| Line { number, text: text.to_owned(), ..Line::default() }));
    }

    fn end_cell(&mut self) {
        let text = self.take();
        let Some((columns, rows)) = self.cell.take() else {
            // text between cells is shown before the table
            return self.lines.extend(text.lines().map(|text| Line { number: self.number, text: text.to_owned(), ..Line::default() }));
        };
        self.pass_taken();
        let Some(cells) = self.row.as_mut().and_then(|row| row.cells.as_mut()).filter(|cells| cells.len() < WIDEST) else {
            return self.issues.push(Issue::new(self.number, Code::LeftOut, text.chars().take(40).collect::<String>()));
        };
        let columns = columns.clamp(1, WIDEST - cells.len());
        for n in 0..columns {
            if n > 0 && self.padding == 0 {
                break;
            }
            self.padding = self.padding.saturating_sub(usize::from(n > 0));
            self.taken.resize(self.taken.len().max(cells.len() + 1), 0);
            if let Some(taken) = self.taken.get_mut(cells.len()) {
                *taken = rows.clamp(1, DEEPEST) - 1;
            }
            cells.push(if n == 0 { text.clone() } else { String::new() });
        }
    }

    /// Fills the places that cells above reach down to.
    fn pass_taken(&mut self) {
        let Some((row, cells)) = self.row.as_mut().and_then(|row| Some((&mut row.reached, row.cells.as_mut()?))) else { return };
        while let Some(taken) = self.taken.get_mut(cells.len()).filter(|taken| **taken > 0) {
            *taken -= 1;
            if self.padding == 0 {
                break;
            }
            self.padding -= 1;
            row.push(cells.len());
            cells.push(String::new());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.pass_taken();
        let Some(mut row) = self.row.take() else { return };
        let cells = row.cells.as_deref().unwrap_or_default();
        let is_flat = !cells.iter().any(|cell| cell.contains('\n'));
        row.text = cells.join(if is_flat { "\t" } else { "\n" });
        self.lines.push(row);
    }

    /// The text that is open, and what is not kept of it.
    fn take(&mut self) -> String {
        self.has_text = false;
        let (text, lost) = plain(&std::mem::take(&mut self.open));
        self.issues.extend(lost.into_iter().map(|lost| Issue::new(self.number, Code::NotKept, lost)));
        text
    }

    fn cut(&mut self) {
        self.issues.push(Issue::new(self.number, Code::Broken, "从这里起的内容不完整，没有读进来"));
    }

    fn finish(mut self) -> (Vec<Line>, Vec<Issue>) {
        if self.unseen.is_some() || self.tables > 0 {
            self.cut();
        }
        self.end_row();
        self.end_paragraph();
        (self.lines, self.issues)
    }
}

/// How many columns or rows a tag says that its cell takes.
fn span(tag: &str, name: &str) -> usize {
    let said = tag.to_ascii_lowercase();
    let digits = said.split_once(name).map_or("", |(_, rest)| rest.trim_start_matches([' ', '=', '"', '\'']));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(1)
}
