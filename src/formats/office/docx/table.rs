//! One table while it is read, and what it comes to in lines.

use super::Line;

/// The most cells that are read of a row.
const WIDEST: usize = 200;
/// The most columns that one cell may take.
const SPAN: usize = 16;

/// An open table.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    row: Option<Row>,
}

#[derive(Debug, Default)]
struct Row {
    number: usize,
    cells: Vec<String>,
    reached: Vec<usize>,
    is_deleted: bool,
    /// The columns that the next cell takes.
    span: usize,
    /// Whether the next cell is one that a cell above reaches down to.
    is_reached: bool,
}

impl Table {
    /// Begins a row at the paragraph of a number.
    pub fn begin(&mut self, number: usize) {
        self.end();
        self.row = Some(Row { number, ..Row::default() });
    }

    /// Ends the row.
    pub fn end(&mut self) {
        self.rows.extend(self.row.take().filter(|row| !row.is_deleted));
    }

    /// The row was deleted.
    pub fn delete(&mut self) {
        if let Some(row) = &mut self.row {
            row.is_deleted = true;
        }
    }

    /// Columns before the first cell.
    pub fn skip(&mut self, columns: u32) {
        if let Some(row) = &mut self.row {
            row.add_empty(usize::try_from(columns).unwrap_or(SPAN));
        }
    }

    /// How many columns the cell takes that is being read.
    pub fn span(&mut self, columns: u32) {
        if let Some(row) = &mut self.row {
            row.span = usize::try_from(columns).unwrap_or(SPAN);
        }
    }

    /// The cell that is being read goes on with the one above.
    pub fn go_on(&mut self) {
        if let Some(row) = &mut self.row {
            row.is_reached = true;
        }
    }

    /// Adds a cell; gives its lines back when there is no place for it.
    pub fn add(&mut self, lines: Vec<Line>) -> Vec<Line> {
        let Some(row) = self.row.as_mut().filter(|row| row.cells.len() < WIDEST) else { return lines };
        let mut texts: Vec<String> = lines.into_iter().map(|line| line.text).collect();
        while texts.last().is_some_and(|text| text.trim().is_empty()) {
            texts.pop();
        }
        if std::mem::take(&mut row.is_reached) {
            row.reached.push(row.cells.len());
        }
        row.cells.push(texts.join("\n"));
        let span = std::mem::take(&mut row.span);
        row.add_empty(span.saturating_sub(1));
        Vec::new()
    }

    /// All of it: a row a line.
    pub fn into_lines(mut self) -> Vec<Line> {
        self.end();
        self.rows.into_iter().map(Row::into_line).collect()
    }
}

impl Row {
    fn add_empty(&mut self, columns: usize) {
        self.cells.extend(std::iter::repeat_n(String::new(), columns.min(SPAN)));
    }

    /// Cells of a line each stand side by side; else they follow one another, for what stands side by side in them is not known.
    fn into_line(self) -> Line {
        let is_flat = !self.cells.iter().any(|cell| cell.contains('\n'));
        let text = if is_flat {
            self.cells.join("\t").trim_end().to_owned()
        } else {
            self.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
        };
        Line { number: self.number, text, cells: Some(self.cells), reached: self.reached }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Vec<Line> {
        text.split('|').map(|text| Line { number: 1, text: text.into(), ..Line::default() }).collect()
    }

    #[test]
    fn a_row_is_a_line() {
        let mut table = Table::default();
        table.begin(3);
        table.span(2);
        assert!(table.add(cell("甲| ")).is_empty() && table.add(cell("乙")).is_empty());
        table.begin(5);
        table.add(cell("题干|A.甲"));
        table.add(cell("A"));
        table.begin(8);
        table.delete();
        let line = |number, text: &str, cells: &[&str]| Line {
            number,
            text: text.into(),
            cells: Some(cells.iter().map(ToString::to_string).collect()),
            reached: Vec::new(),
        };
        assert_eq!(table.into_lines(), [line(3, "甲\t\t乙", &["甲", "", "乙"]), line(5, "题干\nA.甲\nA", &["题干\nA.甲", "A"])]);
    }

    #[test]
    fn a_cell_without_a_row_is_given_back() {
        assert_eq!(Table::default().add(cell("甲")), cell("甲"));
        let mut table = Table::default();
        table.begin(1);
        table.skip(u32::MAX);
        table.span(u32::MAX);
        for _ in 0..1000 {
            table.add(cell("甲"));
        }
        assert!(table.into_lines()[0].cells.as_ref().is_some_and(|cells| cells.len() <= WIDEST + SPAN));
    }
}
