//! A roster frozen for an assignment on a day: from whom it is due, and who is exempt and why.

use std::collections::BTreeSet;

use super::{Roster, Units};
use crate::moment::Day;

/// Whom an assignment is due from. Without anything it is everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Codes of units, each with all below it; empty is every unit.
    pub units: Vec<String>,
    /// Ranks; empty is every rank (R10).
    pub ranks: Vec<String>,
    /// Numbers of members. With neither units nor ranks they are the only ones (R11), otherwise they come beside those.
    pub numbers: Vec<String>,
}

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
    /// Numbers that were named and are no members on that day.
    pub absent: Vec<String>,
}

impl Who {
    /// Whether someone is meant. Exemptions are not asked for here.
    #[must_use]
    pub fn includes(&self, member: &Standing, units: &Units) -> bool {
        let only_named = !self.numbers.is_empty() && self.units.is_empty() && self.ranks.is_empty();
        let has_unit = || self.units.is_empty() || units.upwards(&member.unit).any(|unit| self.units.contains(&unit.code));
        let has_rank = || self.ranks.is_empty() || self.ranks.contains(&member.rank);
        self.numbers.contains(&member.number) || (!only_named && has_unit() && has_rank())
    }
}

impl Roster {
    /// The roster of a day for an assignment.
    #[must_use]
    pub fn frozen(&self, on: Day, who: &Who) -> Frozen {
        let mut frozen = self.frozen_where(on, |member| who.includes(member, &self.units));
        let named: BTreeSet<&String> = who.numbers.iter().collect();
        let is_absent = |number: &&String| self.members.get(*number).and_then(|member| member.on(on)).is_none();
        frozen.absent = named.into_iter().filter(is_absent).cloned().collect();
        frozen
    }

    /// The same of those whom a rule means, whatever it goes by.
    #[must_use]
    pub fn frozen_where(&self, on: Day, is_meant: impl Fn(&Standing) -> bool) -> Frozen {
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
        let places = self.units.places();
        let place = |unit: &String| places.get(unit.as_str()).copied().unwrap_or(usize::MAX);
        // members come by number, and a stable sort leaves them so
        frozen.due.sort_by_key(|member| place(&member.unit));
        frozen.exempt.sort_by_key(|exempt| place(&exempt.member.unit));
        frozen
    }
}
