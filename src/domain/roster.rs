//! Rosters (花名册): the tree of units and the people in them, over time, so that it can be said who was where on any day.
//!
//! A member is known by their number, which is given out once in a roster. What holds of them holds for a spell of days; a move, a
//! new rank or an exemption begins another one, and what was stays.

pub mod frozen;
pub mod units;

mod apply;
mod naming;
mod told;

pub use apply::{Change, Covers, Field, Import, Refusal, Renamed, Row, What};
pub use frozen::{Exempt, Frozen, Standing};
pub use told::plain;
pub use units::{Fault, Miss, Named, Unit, Units};

use std::collections::BTreeMap;

use crate::moment::Day;

/// Units and members, now and before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The tree of units.
    pub units: Units,
    members: BTreeMap<String, Member>,
    /// Of numbers with small letters in them, how they are written, by the same in capitals.
    spellings: BTreeMap<String, String>,
}

/// A person of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// What they are known by; no other member has it.
    pub number: String,
    /// Their name.
    pub name: String,
    /// A phone number, when one is known: nothing needs it but signing in by phone.
    pub phone: Option<String>,
    spells: Vec<Spell>,
}

/// What holds of a member from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub from: Day,
    /// The last day, which still counts; `None` while no end is known.
    pub to: Option<Day>,
    /// The code of the unit.
    pub unit: String,
    /// The rank, such as 县处级; may be empty.
    pub rank: String,
    /// Why nothing is due from them; `None` when it is.
    pub exempt: Option<String>,
}

impl Spell {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Member {
    /// A member of whom all this was known; spells in any order.
    #[must_use]
    pub fn of(number: String, name: String, phone: Option<String>, mut spells: Vec<Spell>) -> Self {
        spells.sort_by_key(|spell| spell.from);
        Self { number, name, phone, spells }
    }

    /// Everything that held, the earliest first; no two spells share a day. Nothing for who left before their first day.
    #[must_use]
    pub fn spells(&self) -> &[Spell] {
        &self.spells
    }

    /// What held on a day; `None` when they were no member then.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Spell> {
        self.spells.iter().find(|spell| spell.holds(day))
    }
}

impl Roster {
    /// A roster that has units and nobody yet.
    #[must_use]
    pub fn new(units: Units) -> Self {
        Self { units, ..Self::default() }
    }

    /// A roster as it was kept.
    #[must_use]
    pub fn of(units: Units, members: Vec<Member>) -> Self {
        let mut roster = Self::new(units);
        members.into_iter().for_each(|member| roster.put(member));
        roster
    }

    fn put(&mut self, member: Member) {
        let capitals = member.number.to_ascii_uppercase();
        if capitals != member.number {
            self.spellings.entry(capitals).or_insert_with(|| member.number.clone());
        }
        self.members.insert(member.number.clone(), member);
    }

    /// Everyone who is or was a member, by number.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &Member> {
        self.members.values()
    }

    /// The member of a number as it is kept, whether they still are one or not.
    #[must_use]
    pub fn member(&self, number: &str) -> Option<&Member> {
        self.members.get(number)
    }

    /// What the administrator of a unit sees: it and all below it, and those who were ever there, with the spells they had there and no
    /// others. Nothing for a unit that is not known.
    #[must_use]
    pub fn view(&self, unit: &str) -> Self {
        let units = self.units.below_and(unit);
        let member = |member: &Member| {
            let spells: Vec<Spell> = member.spells.iter().filter(|spell| units.get(&spell.unit).is_some()).cloned().collect();
            (!spells.is_empty()).then(|| Member { spells, ..member.clone() })
        };
        let members = self.members.values().filter_map(member).collect();
        Self::of(units, members)
    }
}

#[cfg(test)]
mod tests;
