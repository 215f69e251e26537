//! What the columns of a table are called, and which row says so.

mod names;
mod note;

use self::names::may_be_stem;

pub use self::names::read;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What is asked.
    Stem,
    /// The name of a kind.
    Kind,
    /// The choice at a place, counted from 0.
    Choice(usize),
    /// All choices in one cell.
    Choices,
    /// What is right.
    Key,
    /// Why.
    Explain,
    /// What it is worth.
    Points,
    /// How hard it is.
    Level,
    /// Where it belongs.
    Topic,
    /// The places in laws.
    Basis,
    /// A running number, which says nothing.
    Number,
    /// A column without a name.
    Unnamed,
    /// A column whose name is not known.
    Unknown,
}

/// The columns of a table from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// What each holds.
    pub columns: Vec<Column>,
    /// Whether the choices are called 1, 2, 3 rather than A, B, C.
    pub is_numbered: bool,
    /// Whether a note on the answer gives 1 or 0 a meaning that may not be the usual one.
    pub are_numbers_in_doubt: bool,
    /// The names that are not known, and those that stand twice.
    pub left_out: Vec<String>,
}

impl Layout {
    /// The layout that a row gives; `None` when it names no stem or nothing beside it.
    pub fn of(cells: &[String]) -> Option<Self> {
        // most rows are no headers, and this is asked of every row
        cells.iter().find(|cell| may_be_stem(cell) && read(cell).is_some_and(|(column, _)| column == Column::Stem))?;
        let layout = Self::take(cells);
        let names = |column: Column| layout.columns.contains(&column);
        // a table of points has stems too, and no questions
        let says_more = layout
            .columns
            .iter()
            .any(|column| matches!(column, Column::Kind | Column::Key | Column::Choice(_) | Column::Choices | Column::Explain));
        (names(Column::Stem) && says_more).then_some(layout)
    }

    /// This layout with the second row of its header: a row of nothing but names, without a stem.
    pub fn with_second_row(&self, cells: &[String]) -> Option<Self> {
        let second = Self::take(cells);
        let mut names = second.columns.iter().filter(|column| **column != Column::Unnamed).peekable();
        let is_header = names.peek().is_some() && names.all(|column| matches!(column, Column::Choice(_)));
        if !is_header || second.columns.iter().filter(|column| **column != Column::Unnamed).count() < 2 {
            return None;
        }
        let at = |columns: &[Column], n: usize| columns.get(n).copied().unwrap_or(Column::Unnamed);
        let columns = (0..self.columns.len().max(second.columns.len()))
            .map(|n| match at(&second.columns, n) {
                Column::Unnamed => at(&self.columns, n),
                named => named,
            })
            .collect();
        Some(Self { columns, is_numbered: second.is_numbered, ..self.clone() })
    }

    /// Whether a column of that kind is there.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    fn take(cells: &[String]) -> Self {
        let mut layout = Self::default();
        for cell in cells {
            let (column, is_numbered) = match read(cell) {
                _ if cell.is_empty() => (Column::Unnamed, false),
                Some(found) => found,
                None => (Column::Unknown, false),
            };
            let may_repeat = matches!(column, Column::Key | Column::Topic | Column::Number | Column::Unnamed | Column::Unknown);
            let column = if !may_repeat && layout.has(column) { Column::Unknown } else { column };
            if column == Column::Unknown && layout.left_out.len() <= MOST_NAMES && !layout.left_out.contains(cell) {
                layout.left_out.push(if layout.left_out.len() < MOST_NAMES { cell.clone() } else { "…".to_owned() });
            }
            layout.is_numbered |= is_numbered;
            layout.are_numbers_in_doubt |= matches!(column, Column::Key | Column::Kind | Column::Stem) && note::is_in_doubt(cell);
            layout.columns.push(column);
        }
        layout
    }
}

/// How many names that are not known are told one by one.
const MOST_NAMES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn a_header_names_a_stem_and_more() {
        let layout = Layout::of(&cells("序号|题干|A|B||答案|备注")).expect("a header");
        assert_eq!(layout.columns[1..4], [Column::Stem, Column::Choice(0), Column::Choice(1)]);
        assert_eq!((layout.columns[4], layout.columns[5]), (Column::Unnamed, Column::Key));
        assert_eq!(layout.left_out, ["备注"]);
        for row in ["题干", "序号|题干", "题目|分值|得分", "答案|解析", "1|题目|甲|乙"] {
            assert_eq!(Layout::of(&cells(row)), None, "{row}");
        }
    }

    #[test]
    fn a_header_may_have_two_rows() {
        let first = Layout::of(&cells("题目|选项||答案")).expect("a header");
        let both = first.with_second_row(&cells("|A|B|")).expect("a second row");
        assert_eq!(both.columns, [Column::Stem, Column::Choice(0), Column::Choice(1), Column::Key]);
        for row in ["题|A|B|A", "|A||", "|||"] {
            assert_eq!(first.with_second_row(&cells(row)), None, "{row}");
        }
    }
}
