//! Markdown: its signs are taken off, its tables are read as tables, and the rest as text laid out by hand.

mod inline;
mod line;
mod table;

use self::inline::{Inline, plain};
use self::line::Line;
use crate::{Bank, Code, Issue};

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let mut page = Page::default();
    let lines: Vec<&str> = text.split('\n').collect();
    let mut at = page.front_matter(&lines);
    while let Some(line) = lines.get(at) {
        at += match table::rows(lines.get(at..).unwrap_or_default()) {
            Some(rows) if !page.is_code => page.table(at, &rows),
            _ => page.line(at, line),
        };
    }
    page.finish()
}

/// Whether a text is one, by signs that ordinary questions don't have.
pub fn is_one(start: &str) -> bool {
    let lines = || start.lines().map(str::trim);
    let count = |is_sign: &dyn Fn(&str) -> bool| lines().filter(|line| is_sign(line)).count();
    let headings = count(&|line| line.starts_with("## ") || line.starts_with("### "));
    let bold = count(&|line| line.split("**").count() > 2);
    let items = count(&|line| line.starts_with("- ") || line.starts_with("* ") || line.starts_with("> "));
    let tables = count(&table::is_rule);
    let has_text = headings + bold + items > 0;
    headings > 0 && (bold > 0 || items > 1) || bold > 2 && items > 1 || tables > 0 && (has_text || start.trim_start().starts_with('|'))
}

/// A page being read.
#[derive(Debug, Default)]
struct Page {
    /// A line of plain text for each line of the source.
    lines: Vec<String>,
    title: String,
    first_headings: usize,
    tables: Bank,
    issues: Vec<Issue>,
    is_code: bool,
    /// Where a comment began, and what it says so far.
    comment: Option<(usize, String)>,
    numbers: line::Numbers,
}

impl Page {
    /// Skips what stands between lines of dashes at the very beginning; how many lines it took.
    fn front_matter(&mut self, lines: &[&str]) -> usize {
        let is_rule = |line: &&str| line.trim() == "---";
        if !lines.first().is_some_and(is_rule) {
            return 0;
        }
        let Some(end) = lines.iter().take(40).skip(1).position(|line| line.trim() == "---") else { return 0 };
        let fields = lines.iter().enumerate().skip(1).take(end);
        if !fields.clone().all(|(_, line)| line.trim().is_empty() || line.contains(':') || line.starts_with([' ', '-', '#'])) {
            return 0;
        }
        for (n, line) in fields.filter(|(_, line)| !line.trim().is_empty()) {
            match line.split_once(':') {
                Some(("title", title)) => self.title = title.trim().trim_matches(['"', '\'']).to_owned(),
                _ => self.issues.push(Issue::new(n + 1, Code::LeftOut, line.trim())),
            }
        }
        self.lines.resize(end + 2, String::new());
        end + 2
    }

    fn table(&mut self, at: usize, rows: &[(usize, Vec<String>)]) -> usize {
        let mut cells = Vec::new();
        for (n, row) in rows {
            let row = row.iter().map(|cell| self.text(at + n, cell, false).replace('\u{1}', "\n")).collect();
            cells.push((at + n + 1, row));
        }
        let count = rows.last().map_or(1, |(last, _)| last + 1);
        let from = self.lines.len();
        self.lines.resize(from + count, String::new());
        match crate::table::rows(&cells) {
            Some((bank, issues)) => {
                self.tables.items.extend(bank.items);
                self.issues.extend(issues);
            }
            None => {
                for ((n, _), (_, cells)) in rows.iter().zip(&cells) {
                    if let Some(line) = self.lines.get_mut(from + n) {
                        *line = cells.join("\t").replace('\n', " ");
                    }
                }
            }
        }
        count
    }

    fn line(&mut self, at: usize, source: &str) -> usize {
        let text = self.shown(at, source).replace('\u{1}', "  ");
        self.lines.push(text);
        1
    }

    fn shown(&mut self, at: usize, source: &str) -> String {
        if source.trim_start().starts_with("```") || source.trim_start().starts_with("~~~") {
            self.is_code = !self.is_code;
            return String::new();
        }
        if self.is_code {
            return source.to_owned();
        }
        let Some(source) = self.without_comment(at, source) else { return String::new() };
        let line = self.numbers.read(&source);
        match line {
            Line::Empty => String::new(),
            Line::Heading { level, text } => {
                let text = self.text(at, &text, false);
                self.first_headings += usize::from(level == 1);
                // the first heading of all is the title, unless it says what is asked below it
                if level == 1
                    && self.first_headings == 1
                    && self.title.is_empty()
                    && crate::words::kind(&text).is_none()
                    && !line::is_numbered(&text)
                {
                    self.title = text;
                    return String::new();
                }
                text
            }
            Line::Item { text, is_choice, is_right } => {
                let has_letter = line::has_letter(&plain(&text));
                let text = self.text(at, &text, has_letter || is_choice);
                let box_before = if is_choice && !has_letter { "☐ " } else { "" };
                format!("{box_before}{text}{}", if is_right { "（正确答案）" } else { "" })
            }
            Line::Text(text) => {
                let has_letter = line::has_letter(&plain(&text));
                self.text(at, &text, has_letter)
            }
        }
    }

    /// The text without signs; bold words are set off where choices are.
    fn text(&mut self, at: usize, source: &str, sets_off: bool) -> String {
        let Inline { text, pictures } = inline::read(source, sets_off);
        for picture in pictures {
            self.issues.push(Issue::new(at + 1, Code::NotKept, format!("图片{picture}")));
        }
        text
    }

    /// A line without comments; what these say is told.
    fn without_comment(&mut self, at: usize, source: &str) -> Option<String> {
        let mut rest = source;
        let mut out = String::new();
        loop {
            if let Some((line, mut said)) = self.comment.take() {
                let Some((inside, behind)) = rest.split_once("-->") else {
                    if said.len() < 200 {
                        said.push_str(rest.trim());
                    }
                    self.comment = Some((line, said));
                    return (!out.trim().is_empty()).then_some(out);
                };
                said.extend(inside.trim().chars().take(60));
                if !said.is_empty() {
                    self.issues.push(Issue::new(line, Code::LeftOut, said));
                }
                rest = behind;
            }
            let Some((before, behind)) = rest.split_once("<!--") else {
                out.push_str(rest);
                return Some(out);
            };
            out.push_str(before);
            self.comment = Some((at + 1, String::new()));
            rest = behind;
        }
    }

    fn finish(mut self) -> (Bank, Vec<Issue>) {
        if let Some((line, said)) = self.comment.take() {
            self.issues.push(Issue::new(line, Code::LeftOut, format!("<!-- {said}")));
        }
        let (mut bank, issues) = crate::text::read(&self.lines.join("\n"));
        self.issues.extend(issues);
        bank.items.append(&mut self.tables.items);
        bank.items.sort_by_key(|item| item.line);
        if !self.title.is_empty() {
            bank.title = self.title;
        }
        (bank, self.issues)
    }
}

#[cfg(test)]
mod tests;
