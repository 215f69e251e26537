//! Rows as they stand in a sheet, for readers whose tables are not of questions.

/// What the cells of a sheet are put together to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Questions.
    Questions,
    /// The rows themselves.
    Rows,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    /// Which one, counted from 1.
    pub line: usize,
    /// What its cells show.
    pub cells: Vec<String>,
    /// What the sheet holds where it holds a number, by place; days are counted from the 30th of December 1899.
    pub numbers: Vec<(usize, f64)>,
    /// The places of cells that hold what is written in a cell above that reaches down to them.
    pub reached: Vec<usize>,
    /// The places of cells of which something could not be taken, and why.
    pub odd: Vec<(usize, Odd)>,
    /// Whether all of it is struck out.
    pub is_struck: bool,
}

/// Why something in a cell could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// A formula has no value, or an error for one.
    NoValue,
    /// It is struck out, as a whole or in part.
    Struck,
    /// Another cell reaches over it.
    Covered,
}

impl Raw {
    /// A row of nothing but texts.
    pub fn of(line: usize, cells: Vec<String>, reached: Vec<usize>) -> Self {
        Self { line, cells, reached, ..Self::default() }
    }

    /// The number that the sheet holds at a place.
    pub fn number(&self, place: usize) -> Option<f64> {
        self.numbers.iter().find(|(at, _)| *at == place).map(|(_, number)| *number)
    }
}
