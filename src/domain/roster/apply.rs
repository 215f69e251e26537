//! A list of people taken into a roster: who is new, who moved, what changed, who left; nobody becomes two, and what was stays.

mod spells;

use std::collections::BTreeSet;

use self::spells::Claim;
use super::{Member, Miss, Named, Roster, Spell};
use crate::moment::Day;

/// One line of a list of people. What the list has no column for is `None` and stays as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// What the member is known by.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Their unit as it is named there.
    pub unit: Named,
    /// Their rank; empty for none.
    pub rank: Option<String>,
    /// Their phone number; one that is empty does not take away what is known.
    pub phone: Option<String>,
    /// Why nothing is due from them; empty when it is.
    pub exempt: Option<String>,
    /// The first day on which it holds; the day of the import when nothing is said.
    pub from: Option<Day>,
    /// The last day on which it holds; `Some(None)` when it is said that there is no end.
    pub to: Option<Option<Day>>,
}

/// A list of people, and whether it is a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whom it would name if they were there.
    pub covers: Covers,
    /// Whose name may change.
    pub renamed: Renamed,
}

/// Whose name a list may change. Offices give numbers of those who left to others, and a number is all that passwords, results and
/// answers go by: another name is taken only for those of whom somebody said that they are the same people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Renamed {
    /// Nobody's.
    #[default]
    Nobody,
    /// Everyone's.
    Everyone,
    /// That of the members of these numbers.
    These(BTreeSet<String>),
}

impl Renamed {
    /// Whether the member of a number may get another name.
    fn includes(&self, number: &str) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everyone => true,
            Self::These(numbers) => numbers.contains(number),
        }
    }
}

/// Whom a list of people covers: members it covers and does not name have left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Covers {
    /// Those it names and nobody else.
    #[default]
    Named,
    /// The whole roster.
    Everyone,
    /// A unit, by its code, and all below it.
    Unit(String),
}

/// What an import did to one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line of the row; 0 for someone whom no row names.
    pub line: usize,
    /// The number of the member.
    pub number: String,
    /// What.
    pub what: What,
}

/// What can become of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// They were not known.
    New,
    /// They had left and are a member again.
    Back,
    /// They are in another unit.
    Moved {
        /// The code of the unit before.
        from: String,
        /// The code of the unit now.
        to: String,
        /// What changed beside it.
        fields: Vec<Field>,
    },
    /// Something about them is different.
    Changed(Vec<Field>),
    /// All is as it was.
    Unchanged,
    /// They left: the list covers them and does not name them.
    Left,
    /// The row was not taken.
    Refused(Refusal),
}

/// What may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name.
    Name,
    /// The phone number.
    Phone,
    /// The rank.
    Rank,
    /// Whether they are exempt, or why.
    Exempt,
    /// The first day.
    From,
    /// The last day.
    To,
}

/// Why a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has no number.
    NoNumber,
    /// It has no name.
    NoName,
    /// Another row before it has the same number.
    Twice,
    /// It names no unit.
    NoUnit,
    /// Several units are called so.
    SeveralUnits,
    /// Its last day is before its first one.
    EndsBeforeItBegins,
    /// The number is known with another name, and it was not said that both are one person.
    OtherName,
}

impl Roster {
    /// The roster with a list taken in on a day, and what became of each row and of those who left, in this order.
    ///
    /// Units that are named and not known are added. A row that differs from what is known begins a new spell: on the day it says, if
    /// that is later than the present spell began, else on the day of the import. The same list a second time changes nothing. A number
    /// stays with the person who has it, also when they have left: nobody else gets theirs, not even in other letters (`a17` for A17); it
    /// stays written as it was first.
    #[must_use]
    pub fn apply(&self, import: &Import, on: Day) -> (Self, Vec<Change>) {
        let mut roster = self.clone();
        let mut changes = Vec::with_capacity(import.rows.len());
        let mut seen = BTreeSet::new();
        let sound = import.rows.iter().filter(|row| !row.number.is_empty() && !row.name.is_empty());
        let units = roster.units.settle(sound.map(|row| row.unit.clone()).collect());
        for row in &import.rows {
            let number = self.number_of(&row.number);
            let what = match units.get(&row.unit) {
                _ if row.number.is_empty() => What::Refused(Refusal::NoNumber),
                _ if !seen.insert(number.clone().unwrap_or_else(|| row.number.to_ascii_uppercase())) => What::Refused(Refusal::Twice),
                _ if row.name.is_empty() => What::Refused(Refusal::NoName),
                Some(Err(Miss::Several)) => What::Refused(Refusal::SeveralUnits),
                None | Some(Err(Miss::Unknown)) => What::Refused(Refusal::NoUnit),
                Some(Ok(_)) if roster.is_somebody_else(row, &import.renamed) => What::Refused(Refusal::OtherName),
                Some(Ok(unit)) => roster.take(row, unit, on),
            };
            changes.push(Change { line: row.line, number: number.unwrap_or_else(|| row.number.clone()), what });
        }
        let named = import.rows.iter().filter_map(|row| roster.number_of(&row.number)).collect();
        changes.extend(roster.leave(&import.covers, &named, on));
        (roster, changes)
    }

    /// The number that a row means, as it is kept.
    fn number_of(&self, number: &str) -> Option<String> {
        self.numbered(number).map(|member| member.number.clone())
    }

    /// Whether a row gives a known number to another name, and nobody said that it is the same person.
    fn is_somebody_else(&self, row: &Row, renamed: &Renamed) -> bool {
        let is_renamed = |member: &Member| renamed.includes(&row.number) || renamed.includes(&member.number);
        self.numbered(&row.number).is_some_and(|member| !is_one_name(&member.name, &row.name) && !is_renamed(member))
    }

    fn take(&mut self, row: &Row, unit: &str, on: Day) -> What {
        let known = self.numbered(&row.number);
        let claim = Claim::of(row, unit, known.and_then(|member| member.spells.last()));
        let known = known.map(|member| member.number.clone());
        let phone = row.phone.clone().filter(|phone| !phone.is_empty());
        let Some(member) = known.and_then(|number| self.members.get_mut(&number)) else {
            let Some(spells) = claim.first(on) else { return What::Refused(Refusal::EndsBeforeItBegins) };
            let member = Member { number: row.number.clone(), name: row.name.clone(), phone, spells };
            self.put(member);
            return What::New;
        };
        if member.spells.is_empty() {
            let Some(spells) = claim.first(on) else { return What::Refused(Refusal::EndsBeforeItBegins) };
            (member.name, member.spells) = (row.name.clone(), spells);
            member.phone = phone.or(member.phone.take());
            return What::Back;
        }
        let mut fields = Vec::new();
        fields.extend((member.name != row.name).then_some(Field::Name));
        fields.extend((phone.is_some() && member.phone != phone).then_some(Field::Phone));
        let what = claim.put(&mut member.spells, on, &mut fields);
        if !matches!(what, What::Refused(_)) {
            member.name.clone_from(&row.name);
            member.phone = phone.or(member.phone.take());
        }
        what
    }

    /// Ends the spells of those whom a list covers and does not name.
    fn leave(&mut self, covers: &Covers, named: &BTreeSet<String>, on: Day) -> Vec<Change> {
        let units = &self.units;
        let is_covered = |unit: &str| match covers {
            Covers::Named => false,
            Covers::Everyone => true,
            Covers::Unit(above) => units.is_within(unit, above),
        };
        let mut left = Vec::new();
        for member in self.members.values_mut().filter(|member| !named.contains(&member.number)) {
            let is_there = |spell: &Spell| spell.to.is_none_or(|to| on <= to) && is_covered(&spell.unit);
            if member.spells.last().is_some_and(is_there) {
                spells::end(&mut member.spells, on);
                left.push(Change { line: 0, number: member.number.clone(), what: What::Left });
            }
        }
        left
    }
}

/// Whether two names are written with the same letters: dots and blanks in them come in many shapes.
fn is_one_name(one: &str, other: &str) -> bool {
    one.chars().filter(|c| c.is_alphanumeric()).eq(other.chars().filter(|c| c.is_alphanumeric()))
}
