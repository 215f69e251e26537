//! The bank that the paragraphs and tables of a document are.

use super::{Line, unmarked};
use crate::table::{self, Heading};
use crate::{Bank, Code, Issue, Item, Kind};

/// Among how many lines before a table the heading is looked for that says its kind.
const NEAR: usize = 3;

/// How long a text may be that holds for the rows below too: a kind, a topic.
const LONGEST: usize = 120;

/// Reads what a document says.
pub fn read(lines: &[Line], issues: Vec<Issue>) -> (Bank, Vec<Issue>) {
    let mut reader = Reader { issues, ..Reader::default() };
    for group in lines.chunk_by(|one, next| one.cells.is_some() == next.cells.is_some()) {
        match rows(group) {
            Some(rows) => reader.table(group, rows),
            None => reader.paragraphs(group),
        }
    }
    reader.finish()
}

/// A row: its line, its cells, and the places of those that a cell above reaches down to.
type Row = (usize, Vec<String>, Vec<usize>);

#[derive(Default)]
struct Reader {
    /// What is read as text.
    text: Vec<(usize, String)>,
    items: Vec<Item>,
    issues: Vec<Issue>,
    /// The kind that stands before the next table.
    kind: Option<Kind>,
    /// The table that may go on.
    open: Option<Open>,
    /// The headings since it, when there is nothing else.
    between: Vec<Row>,
    /// The tables that are read as text: first and last line, and how they begin.
    other: Vec<(usize, usize, String)>,
}

/// A table of questions.
struct Open {
    kind: Option<Kind>,
    width: usize,
    rows: Vec<Row>,
}

impl Reader {
    fn table(&mut self, lines: &[Line], rows: Vec<Row>) {
        let width = width(&rows);
        let is_headed = read_rows(self.kind, &rows).is_some();
        if let Some(open) = self.open.as_mut().filter(|open| !is_headed && open.width == width && rows.iter().all(may_be_question)) {
            open.rows.append(&mut self.between);
            return open.rows.extend(rows);
        }
        self.close();
        if is_headed {
            // what stands before a table does not go on behind it
            self.text.extend(lines.first().map(|line| (line.number, String::new())));
            self.open = Some(Open { kind: self.kind, width, rows });
        } else {
            let (first, last) = (lines.first().map_or(1, |line| line.number), lines.last().map_or(1, |line| line.number));
            let is_filled = |line: &&Line| !line.text.trim().is_empty();
            let begins = lines.iter().filter(is_filled).map(|line| unmarked(&line.text)).find(|text| !crate::text::is_score_box(text));
            self.other.extend(begins.map(|text| (first, last, text.split_whitespace().collect::<Vec<_>>().join(" "))));
            self.as_text(lines);
        }
    }

    fn paragraphs(&mut self, lines: &[Line]) {
        let filled = || lines.iter().rev().map(|line| (line.number, unmarked(&line.text))).filter(|(_, text)| !text.trim().is_empty());
        if filled().next().is_some() {
            self.kind = filled().take(NEAR).find_map(|(_, text)| table::kind_heading(text.trim()));
        }
        if filled().all(|(_, text)| table::kind_heading(text.trim()).is_some() || goes_on(&text)) {
            let heading = |(number, text)| (number, vec![text], Vec::new());
            let headings: Vec<Row> = filled().filter(|(_, text)| !goes_on(text)).map(heading).collect();
            self.between.extend(headings.into_iter().rev());
        } else {
            self.close();
        }
        self.as_text(lines);
    }

    fn as_text(&mut self, lines: &[Line]) {
        self.text.extend(lines.iter().flat_map(|line| line.text.split('\n').map(|text| (line.number, text.to_owned()))));
    }

    /// Reads the open table.
    fn close(&mut self) {
        self.between.clear();
        if let Some((bank, told)) = self.open.take().and_then(|open| read_rows(open.kind, &open.rows)) {
            self.items.extend(bank.items);
            self.issues.extend(told);
        }
    }

    fn finish(mut self) -> (Bank, Vec<Issue>) {
        self.close();
        let (mut bank, told) = crate::text::read_lines(&self.text);
        let first = bank.items.iter().map(|item| item.line).min();
        for (from, to, begins) in self.other {
            let is_told = told.iter().any(|issue| (from..=to).contains(&issue.line));
            if first.is_none_or(|first| first > to) && !is_told {
                self.issues.push(Issue::new(from, Code::LeftOut, begins.chars().take(40).collect::<String>()));
            }
        }
        self.issues.extend(told);
        bank.items.extend(self.items);
        bank.items.sort_by_key(|item| item.line);
        (bank, self.issues)
    }
}

/// The rows of a table; `None` for paragraphs.
fn rows(lines: &[Line]) -> Option<Vec<Row>> {
    let mut above: Vec<String> = Vec::new();
    let mut row = |line: &Line| {
        let mut cells: Vec<String> = line.cells.as_ref()?.iter().map(|cell| unmarked(cell)).collect();
        let is_own = |n: &usize, cell: &String| !cell.trim().is_empty() && !line.reached.contains(n);
        // a row of one choice has nothing but that
        let is_row = cells.iter().enumerate().filter(|(n, cell)| is_own(n, cell)).count() > 1;
        let holds = |n: &usize| is_row && above.get(*n).is_some_and(|text| !table::is_name(text));
        let reached: Vec<usize> = line.reached.iter().copied().filter(holds).collect();
        above.resize(above.len().max(cells.len()), String::new());
        for (n, (cell, text)) in cells.iter_mut().zip(&mut above).enumerate() {
            if reached.contains(&n) && text.len() <= LONGEST {
                cell.clone_from(text);
            } else if !line.reached.contains(&n) {
                text.clone_from(cell);
            }
        }
        Some((line.number, cells, reached))
    };
    lines.iter().map(&mut row).collect()
}

fn read_rows(kind: Option<Kind>, rows: &[Row]) -> Option<(Bank, Vec<Issue>)> {
    table::merged_rows(Heading { kind, ..Heading::default() }, rows)
}

fn width(rows: &[Row]) -> usize {
    rows.iter().map(|(_, cells, _)| cells.len()).max().unwrap_or(0)
}

/// Whether a row may be a question, and is none of a table of answers.
fn may_be_question((_, cells, _): &Row) -> bool {
    let is_written = |cell: &String| cell.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    cells.iter().all(|cell| cell.trim().is_empty())
        || cells.iter().any(is_written) && !cells.iter().any(|cell| cell.contains("题号") || cell.trim_end().ends_with("答案"))
}

/// 续表.
fn goes_on(text: &str) -> bool {
    let bare = text.trim().trim_matches(['（', '）', '(', ')', '【', '】']);
    bare.starts_with('续') && bare.chars().count() <= 4 || bare == "接上表"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines from `甲`, rows from `甲|乙`; `^` is a cell that one above reaches down to.
    fn check(lines: &[&str], expected: &[(&str, Kind, &str)], told: &[(usize, Code, &str)]) {
        let line = |(n, text): (usize, &&str)| {
            let cells: Vec<&str> = text.split('|').collect();
            let reached = (0..cells.len()).filter(|n| cells[*n] == "^").collect();
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('^', "")).collect();
            Line { number: n + 1, text: cells.join("\t"), cells: Some(cells).filter(|_| text.contains('|')), reached }
        };
        let lines: Vec<Line> = lines.iter().enumerate().map(line).collect();
        let (bank, issues) = read(&lines, Vec::new());
        let found: Vec<_> = bank.items.iter().map(|item| (item.stem.clone(), item.kind, item.letters().unwrap_or_default())).collect();
        let expected: Vec<_> = expected.iter().map(|(stem, kind, key)| ((*stem).to_owned(), *kind, (*key).to_owned())).collect();
        assert_eq!(found, expected, "{lines:?} {issues:?}");
        let told: Vec<_> = told.iter().map(|(line, code, about)| Issue::new(*line, *code, *about)).collect();
        assert_eq!(issues, told, "{lines:?}");
    }

    const NAMES: &str = "题目|A|B|答案";

    #[test]
    fn a_parted_table_goes_on() {
        let expected = [("问一", Kind::Single, "A"), ("问二", Kind::Single, "B")];
        check(&[NAMES, "问一|甲|乙|A", "", "问二|甲|乙|B"], &expected, &[]);
        check(&[NAMES, "问一|甲|乙|A", "（续表）", "问二|甲|乙|B"], &expected, &[]);
        let both = [("问一", Kind::Single, "A"), ("问二", Kind::Multiple, "AB")];
        check(&[NAMES, "问一|甲|乙|A", "二、多选题", "问二|甲|乙|AB"], &both, &[]);
    }

    #[test]
    fn a_table_does_not_go_on_behind_text() {
        let told = [(4, Code::LeftOut, "问二 甲 乙 B")];
        check(&[NAMES, "问一|甲|乙|A", "说明", "问二|甲|乙|B"], &[("问一", Kind::Single, "A")], &told);
    }

    #[test]
    fn a_table_that_gives_nothing_is_told() {
        let question = [("问一", Kind::Single, "A")];
        check(&["姓名|得分", "", NAMES, "问一|甲|乙|A"], &question, &[(1, Code::LeftOut, "姓名 得分")]);
        check(&[NAMES, "问一|甲|乙|A", "", "题号|1|2|3"], &question, &[(4, Code::LeftOut, "题号 1 2 3")]);
    }

    #[test]
    fn a_heading_and_a_merged_kind_say_the_kind() {
        check(&["不定项选择题", NAMES, "问一|甲|乙|A"], &[("问一", Kind::Indefinite, "A")], &[]);
        let rows = ["题型|题目|A|B|答案", "不定项|问一|甲|乙|A", "^|问二|甲|乙|AB"];
        check(&rows, &[("问一", Kind::Indefinite, "A"), ("问二", Kind::Indefinite, "AB")], &[]);
        let names = ["题型|题目|选项|^|答案", "^|^|A|B|^", "不定项|问一|甲|乙|A"];
        check(&names, &[("问一", Kind::Indefinite, "A")], &[]);
    }
}
