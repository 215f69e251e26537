//! Rosters (花名册) as offices keep them: lists of people and of units in workbooks, CSV, Word and web pages. Nothing is guessed, and
//! no row vanishes without a [`Problem`] that says where it stands, what is wrong and what to do.

mod cell;
mod columns;
mod number;
mod people;
mod problem;
mod sheet;
mod source;
mod units;
mod walk;

pub use problem::{Code, Place, Problem, Weight, What};

use std::collections::{BTreeSet, HashMap};

use domain::roster::{Covers, Import, Named, Row};

/// What files say of people and units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The sheets that were looked at, in order; also those that were not read.
    pub sheets: Vec<Sheet>,
    /// The rows that can be taken, in order; each with its sheet.
    pub people: Vec<Person>,
    /// Units that are listed on their own; see [`List::units`].
    pub listed: Vec<Listed>,
    /// What could not be taken or wants a look, by file, sheet and row.
    pub problems: Vec<Problem>,
}

/// A sheet, or a whole file where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sheet {
    /// The name of the file.
    pub file: String,
    /// The name of the sheet; empty where a file has none.
    pub title: String,
}

/// A row that can be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Which of [`List::sheets`] it stands in.
    pub sheet: usize,
    /// What it says; its line is the row as Excel shows it.
    pub row: Row,
}

/// A unit of a list of units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Which of [`List::sheets`] it stands in.
    pub sheet: usize,
    /// The row, counted from 1.
    pub line: usize,
    /// Its code and name, and the code, name or path of the unit it belongs to.
    pub unit: Named,
}

/// Reads files, each with its name. Who stands twice is told wherever the two stand.
#[must_use]
pub fn read(files: &[(&str, &[u8])]) -> List {
    let mut list = List::default();
    let mut marks = Vec::new();
    for (name, bytes) in files {
        sheet::file(name, bytes, &mut list, &mut marks);
    }
    number::settle(&mut list, &marks);
    list.sort(files);
    list
}

impl List {
    /// The people for [`domain::Roster::apply`].
    #[must_use]
    pub fn import(&self, covers: Covers) -> Import {
        Import { rows: self.people.iter().map(|person| person.row.clone()).collect(), covers, ..Import::default() }
    }

    /// How many rows, or files as a whole, were not taken because of a fault.
    #[must_use]
    pub fn faulty(&self) -> usize {
        let faults = self.problems.iter().filter(|problem| problem.what.weight() == Weight::Fault);
        faults.map(|problem| (&problem.place.sheet, problem.place.row)).collect::<BTreeSet<_>>().len()
    }

    /// Whether a file or a sheet could not be read, or not to its end. No row tells whom it names, so this is no matter of rows.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.problems.iter().any(|problem| problem.what.is_of_the_whole())
    }

    /// Puts what is to be told in the order of files, sheets and rows.
    fn sort(&mut self, files: &[(&str, &[u8])]) {
        let files: HashMap<&str, usize> = files.iter().enumerate().rev().map(|(n, (name, _))| (*name, n)).collect();
        let sheets: HashMap<&Sheet, usize> = self.sheets.iter().enumerate().rev().map(|(n, sheet)| (sheet, n)).collect();
        self.problems.sort_by_cached_key(|Problem { place, what }| {
            let at = (files.get(place.sheet.file.as_str()).copied(), sheets.get(&place.sheet).copied(), place.row);
            (at, place.column.clone(), what.weight(), what.word())
        });
    }

    /// Where one of the people stands; where nobody does when there are not so many.
    #[must_use]
    pub fn place_of(&self, person: usize) -> Place {
        self.people.get(person).map(|person| self.place(person.sheet, person.row.line, "")).unwrap_or_default()
    }

    /// Where a row stands.
    fn place(&self, sheet: usize, row: usize, column: impl Into<String>) -> Place {
        Place { sheet: self.sheets.get(sheet).cloned().unwrap_or_default(), row, column: column.into() }
    }

    fn tell(&mut self, sheet: usize, row: usize, column: impl Into<String>, code: Code, about: impl Into<String>) {
        let place = self.place(sheet, row, column);
        self.problems.push(Problem { place, what: What::Row(code, about.into()) });
    }
}

#[cfg(test)]
mod tests;
