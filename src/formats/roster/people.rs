//! A row of a list of people.

use domain::moment::Day;
use domain::roster::{Named, Row};

use super::Person;
use super::cell::{self, LONGEST};
use super::columns::{Field, Layout};
use super::number::Mark;
use super::problem::{Code, Weight};
use super::walk::Walk;
use crate::table::sheets::{Odd, Raw};

/// Reads one.
pub fn row(walk: &mut Walk<'_>, raw: &Raw, is_open: bool, layout: &Layout) {
    let mut reading = Reading { walk, raw, layout, has_fault: false };
    reading.look(is_open);
    let number = reading.take(Field::Number, cell::number);
    let name = reading.take(Field::Name, text).unwrap_or_default();
    let unit = reading.unit();
    let rank = reading.take(Field::Rank, text);
    let phone = reading.take(Field::Phone, cell::phone).filter(|phone| !phone.is_empty());
    let (whether, why) = (reading.take(Field::Exempt, text), reading.take(Field::Reason, text));
    let exempt = cell::exempt(whether.as_deref(), why.as_deref()).unwrap_or_else(|code| {
        reading.tell(layout.place(Field::Reason), code, "");
        None
    });
    let (from, to) = (reading.day(Field::From), reading.day(Field::To));
    reading.ask(number.as_deref(), &name, &unit, is_open);
    if let (Some(Some(from)), Some(Some(to))) = (from, to)
        && to < from
    {
        reading.tell(layout.place(Field::To), Code::Ends, to.to_string());
    }
    let (has_fault, is_held) = (reading.has_fault, reading.is_held());
    let number = number.unwrap_or_default();
    let (list, sheet) = (&mut *walk.list, walk.sheet);
    let person = (!has_fault && !number.is_empty() && !unit_is_missing(&unit)).then_some(list.people.len());
    walk.marks.push(Mark {
        number: number.clone(),
        column: layout.place(Field::Number).map(|place| layout.column(place)).unwrap_or_default(),
        phone: phone.clone().unwrap_or_default(),
        sheet,
        line: raw.line,
        person,
        is_held: is_held || walk.is_strict,
    });
    if person.is_some() {
        let row = Row { line: raw.line, number, name, unit, rank, phone, exempt, from: from.flatten(), to };
        list.people.push(Person { sheet, row });
    }
}

/// A text, whatever the sheet holds.
pub fn text(cell: &str, _: Option<f64>) -> Result<String, Code> {
    cell::text(cell)
}

fn unit_is_missing(unit: &Named) -> bool {
    unit.code.is_empty() && unit.name.is_empty()
}

/// A row being read.
struct Reading<'r, 'a> {
    walk: &'r mut Walk<'a>,
    raw: &'r Raw,
    layout: &'r Layout,
    has_fault: bool,
}

impl Reading<'_, '_> {
    fn tell(&mut self, place: Option<usize>, code: Code, about: impl Into<String>) {
        self.has_fault |= code.weight() == Weight::Fault;
        let column = place.map(|place| self.layout.column(place)).unwrap_or_default();
        self.walk.tell(self.raw.line, &column, code, about);
    }

    /// Looks at the row as a whole: what could not be taken of its cells, what reaches down to them, and how many there are.
    fn look(&mut self, is_open: bool) {
        if self.raw.is_struck {
            self.tell(None, Code::Struck, "");
        }
        for (place, odd) in &self.raw.odd {
            if self.layout.field(*place).is_none_or(|field| field == Field::Serial) {
                continue;
            }
            let code = match odd {
                Odd::NoValue => Code::Formula,
                Odd::Struck => Code::Struck,
                Odd::Covered => Code::Covered,
            };
            self.tell(Some(*place), code, "");
        }
        for place in &self.raw.reached {
            match self.layout.field(*place) {
                None | Some(Field::Serial) => {}
                Some(Field::Unit | Field::UnitCode | Field::Office | Field::Parent | Field::ParentCode | Field::Rank) => {
                    self.walk.repeat(*place, self.raw.line);
                }
                Some(_) => self.tell(Some(*place), Code::MergedPeople, ""),
            }
        }
        let (cells, columns) = (&self.raw.cells, self.layout.names.len());
        if self.walk.is_strict && cells.get(columns..).is_some_and(|more| more.iter().any(|cell| !cell.trim().is_empty())) {
            self.tell(None, Code::TooWide, "");
        }
        if is_open && self.is_short() {
            self.tell(None, Code::Cut, "");
        }
    }

    /// Whether cells are missing that the header has a name for.
    fn is_short(&self) -> bool {
        let columns = self.layout.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        self.walk.is_strict && self.raw.cells.len() < columns
    }

    /// What a field says; `None` when there is no such column or it can't be read, which is told.
    fn take<T>(&mut self, field: Field, read: fn(&str, Option<f64>) -> Result<T, Code>) -> Option<T> {
        let place = self.layout.place(field)?;
        let cell = self.raw.cells.get(place).map_or("", String::as_str);
        let held = self.raw.number(place).filter(|_| !self.raw.reached.contains(&place));
        match read(cell, held) {
            Ok(value) => Some(value),
            Err(code) => {
                let about = match code {
                    Code::Date => cell.chars().filter(|c| !c.is_control()).take(24).collect(),
                    Code::TooLong => LONGEST.to_string(),
                    _ => String::new(),
                };
                self.tell(Some(place), code, about);
                None
            }
        }
    }

    fn day(&mut self, field: Field) -> Option<Option<Day>> {
        self.take(field, cell::day).flatten()
    }

    /// The unit as it is named there: an office in a unit is below it.
    fn unit(&mut self) -> Named {
        let code = self.take(Field::UnitCode, cell::number).unwrap_or_default();
        let name = self.take(Field::Unit, text).unwrap_or_default();
        let office = self.take(Field::Office, text).unwrap_or_default();
        let above = self.take(Field::ParentCode, cell::number).filter(|code| !code.is_empty());
        let parent = above.or_else(|| self.take(Field::Parent, text)).unwrap_or_default();
        match (name.as_str(), office.as_str()) {
            ("", _) if code.is_empty() => Named { code, name: office, parent },
            (_, "") => Named { code, name, parent },
            (_, _) => {
                let parent = if parent.is_empty() { name } else { format!("{parent}/{name}") };
                Named { code, name: office, parent }
            }
        }
    }

    /// Tells what nobody can be taken without.
    fn ask(&mut self, number: Option<&str>, name: &str, unit: &Named, is_open: bool) {
        let place = |field: Field| self.layout.place(field);
        let (at_number, at_name, at_unit) = (place(Field::Number), place(Field::Name), place(Field::Unit).or(place(Field::UnitCode)));
        // what could not be read has been told
        let is_told = |told: &Self, place: Option<usize>| told.raw.odd.iter().any(|(odd, _)| Some(*odd) == place);
        if number.is_some_and(str::is_empty) && !is_told(self, at_number) {
            self.tell(at_number, Code::NoNumber, "");
        }
        let is_empty =
            |place: Option<usize>| place.is_some_and(|place| self.raw.cells.get(place).is_none_or(|cell| cell.trim().is_empty()));
        let (no_name, no_unit) = (is_empty(at_name), unit_is_missing(unit) && at_unit.is_some());
        if (no_name || name.is_empty() && !self.has_fault) && !is_told(self, at_name) {
            self.tell(at_name, Code::NoName, "");
        }
        if no_unit && !is_told(self, at_unit) && (is_empty_at(self.raw, at_unit) || !self.has_fault) {
            self.tell(at_unit, Code::NoUnit, "");
        }
        if number.is_some_and(|number| !number.is_empty()) && self.layout.is_id_card && !number.is_some_and(cell::is_id_card) {
            self.tell(at_number, Code::IdCard, "");
        }
        if self.is_short() && !is_open {
            self.tell(None, if self.has_fault { Code::Cut } else { Code::Short }, "");
        }
    }

    /// Whether the sheet holds the number of the person as one.
    fn is_held(&self) -> bool {
        self.layout.place(Field::Number).is_some_and(|place| self.raw.number(place).is_some())
    }
}

fn is_empty_at(raw: &Raw, place: Option<usize>) -> bool {
    place.is_none_or(|place| raw.cells.get(place).is_none_or(|cell| cell.trim().is_empty()))
}
