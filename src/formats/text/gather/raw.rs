//! What is gathered: questions, sections and tables, each as lines sorted by what they are.

use std::ops::Range;

use domain::Points;

use crate::{Issue, Kind};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub line: usize,
    pub text: String,
}

/// The lines of one question, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub line: usize,
    pub last_line: usize,
    pub number: Option<u32>,
    /// Its place among [`Gathered::sections`].
    pub section: usize,
    pub stem: Vec<Piece>,
    pub options: Vec<Piece>,
    /// The furthest letter that a line of them begins with.
    pub letter: Option<usize>,
    /// What stands behind 答案：.
    pub given: Vec<Piece>,
    pub explain: Vec<Piece>,
    pub kind: Option<Kind>,
    pub points: Option<Points>,
    pub level: Option<u8>,
    pub topic: String,
    pub basis: Vec<String>,
    /// The numbers before and here, where they jump.
    pub jump: Option<String>,
    /// Whether it was torn from the question before it.
    pub is_torn: bool,
}

/// What a heading says of the questions below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    pub kind: Option<Kind>,
    pub points: Option<Points>,
    pub topic: String,
}

/// Answers in a table, for the questions of a part of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Which of [`Gathered::raws`].
    pub scope: Range<usize>,
    /// The numbers of a row 题号 that waits for its row 答案.
    pub numbers: Vec<u32>,
    pub groups: Vec<Group>,
}

/// Those below one heading of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub kind: Option<Kind>,
    pub is_headed: bool,
    pub entries: Vec<TableEntry>,
}

/// One answer of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    pub line: usize,
    pub number: Option<u32>,
    /// Whether its number was counted from a range.
    pub is_counted: bool,
    pub text: String,
    pub explain: String,
}

/// A text taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    pub title: String,
    pub sections: Vec<Section>,
    pub raws: Vec<Raw>,
    pub tables: Vec<Table>,
    pub issues: Vec<Issue>,
}
