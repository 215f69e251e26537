//! Values parted by commas, tabs or semicolons, under a header.

use super::header::Layout;
use super::{Heading, Table};
use crate::{Bank, Code, Issue};

/// What may part cells. A comma of Chinese text is no byte, so it is read as [`UNIT`].
const BETWEEN: [char; 6] = [',', '\t', ';', '，', '；', '|'];
/// A control character that parts units, and that no text has.
const UNIT: u8 = 0x1f;

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let none = || (Bank::default(), vec![Issue::new(1, Code::NoHeader, "")]);
    let mut table = Table::new(Heading { is_strict: true, ..Heading::default() });
    let Some(mut issues) = each(text, |cells| Layout::of(cells).is_some(), |line, cells| table.push(line, cells)) else { return none() };
    let Some((bank, told)) = table.finish() else { return none() };
    issues.extend(told);
    (bank, issues)
}

/// Takes every row of one, with its line, and tells what is the matter with quotes; `None` when nothing parts cells.
pub fn each(text: &str, is_header: fn(&[String]) -> bool, mut take: impl FnMut(usize, &mut [String])) -> Option<Vec<Issue>> {
    let between = between(text, is_header)?;
    let plain;
    let (text, between) = match u8::try_from(u32::from(between)) {
        Ok(byte) if between.is_ascii() => (text, byte),
        _ => {
            plain = text.replace(between, "\u{1f}");
            (plain.as_str(), UNIT)
        }
    };
    let mut issues = Vec::new();
    let rest = push(&mut take, text, between, &mut issues);
    // a quote that is never closed takes the rest of the file with it, so from there on quotes are no more than text
    if let Some((line, at)) = rest {
        issues.push(Issue::new(line, Code::Broken, "这一行的引号没有成对"));
        for (n, row) in text.get(at..).unwrap_or_default().lines().enumerate() {
            let mut cells: Vec<String> = row.split(char::from(between)).map(|cell| value(unquoted(cell))).collect();
            take(line + n, &mut cells);
        }
    }
    Some(issues)
}

/// Whether a text is one: its first line that is not empty names columns.
pub fn is_one(start: &str) -> bool {
    start
        .lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| BETWEEN.iter().any(|between| parts_header(line, *between, |cells| Layout::of(cells).is_some())))
}

/// Hands on rows; when a quote is not closed, the line and the place where its row begins.
fn push(take: &mut impl FnMut(usize, &mut [String]), text: &str, between: u8, issues: &mut Vec<Issue>) -> Option<(usize, usize)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text, at: 0, line: 1 };
    while reader.read_record(&mut record).unwrap_or(false) {
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        // empty lines before a row belong to its position
        let at = at + text.get(at..end).map_or(0, |row| row.len() - row.trim_start_matches(['\n', '\r']).len());
        let line = lines.of(at);
        let row = text.get(at..end).unwrap_or_default();
        if row.trim_end().contains('\n') {
            if end >= text.len() && row.matches('"').count() % 2 == 1 {
                return Some((line, at));
            }
            if has_rows_inside(&record, between) {
                issues.push(Issue::new(line, Code::RunTogether, ""));
            }
        }
        let mut cells: Vec<String> = record.iter().map(value).collect();
        take(line, &mut cells);
    }
    None
}

/// What a cell says: `="007"` is how a text is kept from being taken for a number.
fn value(cell: &str) -> String {
    let inside = cell.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inside.map_or_else(|| cell.to_owned(), |text| text.replace("\"\"", "\""))
}

fn unquoted(cell: &str) -> &str {
    cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
}

/// Whether a cell holds lines that look like rows: a quote too many has swallowed the end of one and the next.
fn has_rows_inside(record: &csv::StringRecord, between: u8) -> bool {
    let most = record.len().saturating_sub(2).clamp(2, 4);
    let marks = |line: &str| line.matches(char::from(between)).count();
    record.iter().any(|cell| cell.contains('\n') && cell.lines().any(|line| marks(line) >= most))
}

/// What parts the cells of the header; else of the first line that is parted at all.
fn between(text: &str, is_header: fn(&[String]) -> bool) -> Option<char> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(15);
    let in_header = lines().find_map(|line| BETWEEN.into_iter().find(|between| parts_header(line, *between, is_header)));
    // a header may have line breaks within quotes
    in_header.or_else(|| lines().find_map(|line| BETWEEN.into_iter().find(|between| line.contains(*between))))
}

fn parts_header(line: &str, between: char, is_header: fn(&[String]) -> bool) -> bool {
    let bare = |cell: &str| value(cell).trim().trim_matches('"').trim().to_owned();
    let cells: Vec<String> = line.split(between).take(256).map(bare).collect();
    cells.len() > 1 && is_header(&cells)
}

/// Counts lines, going forward only.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, items: &[&str], issues: &[&str]) {
        let (bank, told) = read(text);
        let found: Vec<_> = bank
            .items
            .iter()
            .map(|item| format!("{} {} [{}] {}", item.line, item.stem, item.choices.join("/"), item.letters().unwrap_or_default()))
            .collect();
        let told: Vec<_> = told.iter().map(|issue| format!("{} {}", issue.line, issue.code.word())).collect();
        assert_eq!((found, told), (items.iter().map(|t| (*t).into()).collect(), issues.iter().map(|t| (*t).into()).collect()), "{text}");
    }

    #[test]
    fn whatever_parts_cells_is_found() {
        for between in [",", "\t", ";", "，", "；", "|"] {
            let text = "题干,A,B,答案\n\n甲问,甲,乙,A\n\"乙\n问\",甲,乙,B\n丙问,甲,乙,B\n".replace(',', between);
            check(&text, &["3 甲问 [甲/乙] A", "4 乙\n问 [甲/乙] B", "6 丙问 [甲/乙] B"], &[]);
            assert!(is_one(&text), "{text}");
        }
    }

    #[test]
    fn a_title_may_stand_before_the_header() {
        check("法律知识题库,,,\n题干,A,B,答案\n甲问,甲,乙,A\n", &["3 甲问 [甲/乙] A"], &[]);
    }

    #[test]
    fn broken_rows_are_told() {
        check("题干,A,B,答案\n甲,问,甲,乙,A\n乙问,甲,乙,B", &["3 乙问 [甲/乙] B"], &["2 left-out"]);
        check(
            "题干,A,B,答案\n甲问,甲,乙,A\n\"乙问,甲,乙,B\n丙问,甲,乙,A\n",
            &["2 甲问 [甲/乙] A", "3 \"乙问 [甲/乙] B", "4 丙问 [甲/乙] A"],
            &["3 broken"],
        );
        let (bank, issues) = read("题干,A,B,C,答案\n\"甲问,甲,乙,丙,A\n乙问\",甲,乙,丙,B\n");
        assert!(issues.iter().any(|issue| issue.code == Code::RunTogether), "{bank:?} {issues:?}");
        check("甲,乙\n丙,丁", &[], &["1 no-header"]);
        check("", &[], &["1 no-header"]);
    }

    #[test]
    fn texts_that_are_kept_from_being_numbers_are_texts() {
        check("题干,A,B,答案\n=\"甲问\",=\"007\",\"=\"\"00\"\"\",=\"A\"\n", &["2 甲问 [007/00] A"], &[]);
        check("=\"题干\",=\"A\",=\"B\",=\"答案\"\n甲问,甲,=乙,A\n", &["2 甲问 [甲/=乙] A"], &[]);
    }

    #[test]
    fn ordinary_text_is_none() {
        for text in ["1、题目, 答案在哪里？\nA、甲", "题干", "下列题目，答案都是A的，选哪一个？", "", "答案,解析"]
        {
            assert!(!is_one(text), "{text}");
        }
    }
}
