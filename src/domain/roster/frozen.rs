//! A roster frozen for an assignment on a day: from whom it is due, and who is exempt and why.

use std::collections::BTreeSet;

use super::{Roster, Units};
use crate::assignment::{Person, Who};
use crate::moment::Day;

/// A member as they stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// The code of their unit.
    pub unit: String,
    /// Their rank; may be empty.
    pub rank: String,
}

/// Someone from whom nothing is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempt {
    /// Who.
    pub member: Standing,
    /// Why.
    pub reason: String,
}

/// A roster as it was on a day, for one assignment: the denominator of its rates. Later imports don't change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The day.
    pub on: Day,
    /// The units as they were known when it was frozen.
    pub units: Units,
    /// From whom it is due: in the order of the outline of units, then by number.
    pub due: Vec<Standing>,
    /// Who would be due and is exempt, in the same order.
    pub exempt: Vec<Exempt>,
    /// Numbers that were named and that nothing is due from: no members on that day, or in another unit than they were named in.
    pub absent: Vec<String>,
}

impl Frozen {
    /// Puts members into the order of the outline of units, then by number.
    pub fn sort(&mut self) {
        let places = self.units.places();
        let place = |member: &Standing| places.get(member.unit.as_str()).copied().unwrap_or(usize::MAX);
        self.due.sort_by_cached_key(|member| (place(member), member.number.clone()));
        self.exempt.sort_by_cached_key(|exempt| (place(&exempt.member), exempt.member.number.clone()));
    }
}

impl Roster {
    /// The roster of a day for an assignment.
    #[must_use]
    pub fn frozen(&self, on: Day, who: &Who) -> Frozen {
        let mut frozen = self.frozen_where(on, |member| self.is_meant(who, member));
        let named: BTreeSet<&String> = who.members.iter().map(|named| &named.number).collect();
        let exempt = frozen.exempt.iter().map(|exempt| &exempt.member.number);
        let there: BTreeSet<String> =
            frozen.due.iter().map(|member| &member.number).chain(exempt).map(|number| number.to_ascii_lowercase()).collect();
        let is_absent = |number: &&String| !there.contains(&number.to_ascii_lowercase());
        frozen.absent = named.into_iter().filter(is_absent).cloned().collect();
        frozen
    }

    /// Whether an assignment means someone. Exemptions are not asked for here.
    #[must_use]
    pub fn is_meant(&self, who: &Who, member: &Standing) -> bool {
        who.includes(Person { unit: &self.units.path(&member.unit), rank: &member.rank, number: &member.number })
    }

    /// The same of those whom a rule means, whatever it goes by.
    fn frozen_where(&self, on: Day, is_meant: impl Fn(&Standing) -> bool) -> Frozen {
        let mut frozen = Frozen { on, units: self.units.clone(), due: Vec::new(), exempt: Vec::new(), absent: Vec::new() };
        for member in self.members.values() {
            let Some(spell) = member.on(on) else { continue };
            let (number, name) = (member.number.clone(), member.name.clone());
            let standing = Standing { number, name, unit: spell.unit.clone(), rank: spell.rank.clone() };
            match &spell.exempt {
                _ if !is_meant(&standing) => {}
                None => frozen.due.push(standing),
                Some(reason) => frozen.exempt.push(Exempt { member: standing, reason: reason.clone() }),
            }
        }
        frozen.sort();
        frozen
    }
}
