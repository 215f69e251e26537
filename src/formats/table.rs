//! Tables with a question a row: what the columns are called, and what a row of them says.

pub mod csv;
pub mod json;
pub mod sheets;

mod choices;
mod header;
mod key;
mod question;
mod row;
mod section;
mod values;

pub use section::{Heading, Table, heading as kind_heading, name};

use crate::{Bank, Issue};

/// The questions of a table whose rows come with the number of their line; `None` when no row among the first names the columns.
#[must_use]
pub fn rows(rows: &[(usize, Vec<String>)]) -> Option<(Bank, Vec<Issue>)> {
    let mut table = Table::new(Heading::default());
    for (line, cells) in rows {
        table.push(*line, &mut cells.clone());
    }
    table.finish()
}

/// The same under a heading, for rows of which some cells hold what a cell above says that reaches down to them; with their places.
#[must_use]
pub fn merged_rows(heading: Heading, rows: &[(usize, Vec<String>, Vec<usize>)]) -> Option<(Bank, Vec<Issue>)> {
    let mut table = Table::new(heading);
    for (line, cells, reached) in rows {
        table.push_merged(*line, &mut cells.clone(), reached);
    }
    table.finish()
}

/// Whether a cell is called like a column.
pub fn is_name(cell: &str) -> bool {
    header::read(cell).is_some()
}

/// What an export must know to write cells that read back.
pub mod written {
    pub use super::choices::apart;
    pub use super::key::choices as key;
    pub use super::row::are_numbered;
    pub use super::values::{list_cell, texts_cell};
}

#[cfg(test)]
mod tests;
