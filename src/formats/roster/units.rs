//! Lists of units: a sheet with 单位编码, 单位名称 and 上级单位 and without people.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::roster::{Fault, Miss, Named, Unit, Units};

use super::columns::{Field, Layout};
use super::problem::{Code, Problem, What};
use super::walk::Walk;
use super::{List, Listed, cell};
use crate::table::sheets::Raw;

/// Reads a row of one.
pub fn row(walk: &mut Walk<'_>, raw: &Raw, layout: &Layout) {
    let mut faults = Vec::new();
    let mut take = |field: Field, is_code: bool| -> String {
        let Some(place) = layout.place(field) else { return String::new() };
        let shown = raw.cells.get(place).map_or("", String::as_str);
        let read = if is_code { cell::number(shown, raw.number(place)) } else { cell::text(shown) };
        if raw.odd.iter().any(|(odd, _)| *odd == place) {
            faults.push((place, Code::Formula));
        } else if raw.reached.contains(&place) && matches!(field, Field::Unit | Field::UnitCode) {
            faults.push((place, Code::MergedPeople));
        }
        read.unwrap_or_else(|code| {
            faults.push((place, code));
            String::new()
        })
    };
    let (code, name) = (take(Field::UnitCode, true), take(Field::Unit, false));
    let above = take(Field::ParentCode, true);
    let parent = if above.is_empty() { take(Field::Parent, false) } else { above };
    if name.is_empty() && faults.is_empty() {
        faults.extend(layout.place(Field::Unit).map(|place| (place, Code::NoUnit)));
    }
    if faults.is_empty() {
        walk.list.listed.push(Listed { sheet: walk.sheet, line: raw.line, unit: Named { code, name, parent } });
    }
    for (place, code) in faults {
        walk.tell(raw.line, &layout.column(place), code, if code == Code::TooLong { cell::LONGEST.to_string() } else { String::new() });
    }
}

impl List {
    /// The units that are known with those that are listed: new ones, and new names and places of those that are known by their
    /// code. No unit is taken away.
    #[must_use]
    pub fn units(&self, known: &Units) -> (Units, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut tell = |listed: &Listed, code: Code, about: &str| {
            let place = self.place(listed.sheet, listed.line, "");
            problems.push(Problem { place, what: What::Row(code, about.to_owned()) });
        };
        let above = Above::of(&self.listed);
        let mut sound: Vec<&Listed> = Vec::new();
        for (n, listed) in self.listed.iter().enumerate() {
            match above.look(known, &self.listed, n) {
                Ok(()) => sound.push(listed),
                Err(code) => tell(listed, code, &listed.unit.parent),
            }
        }
        let mut all = known.clone();
        let found = all.settle(sound.iter().map(|listed| listed.unit.clone()).collect());
        let unit = |listed: &&Listed| {
            let Named { name, parent, .. } = &listed.unit;
            let code = found.get(&listed.unit)?.clone().ok()?;
            let name = name.rsplit('/').next().unwrap_or(name).to_owned();
            let by_name = || all.find(&Named { name: parent.clone(), ..Named::default() }).ok();
            let parent = match parent.as_str() {
                "" => all.get(&code).and_then(|unit| unit.parent.clone()),
                _ => all.get(parent).or_else(by_name).map(|unit| unit.code.clone()),
            };
            Some(Unit { code, name, parent })
        };
        let mut units: Vec<Unit> = Vec::new();
        let mut places: Vec<&Listed> = Vec::new();
        for (listed, unit) in sound.iter().filter_map(|listed| Some((*listed, unit(listed)?))) {
            places.push(listed);
            units.push(unit);
        }
        let listed: BTreeSet<&str> = units.iter().map(|unit| unit.code.as_str()).collect();
        let rest: Vec<Unit> = all.iter().filter(|unit| !listed.contains(unit.code.as_str())).cloned().collect();
        units.extend(rest);
        let (units, faults) = Units::of(units);
        for fault in faults {
            match fault {
                Fault::Twice(n) => places.get(n).into_iter().for_each(|listed| tell(listed, Code::UnitTwice, "")),
                Fault::Loop(n) => places.get(n).into_iter().for_each(|listed| tell(listed, Code::UnitLoop, "")),
                Fault::NoParent(n) => places.get(n).into_iter().for_each(|listed| tell(listed, Code::NoParent, &listed.unit.parent)),
                Fault::NoCode(_) => {}
            }
        }
        problems.sort_by(|one, other| one.place.cmp(&other.place));
        (units, problems)
    }
}

/// No tree of offices is deeper.
const DEEPEST: usize = 64;

/// The listed units by what may be said of them: their places in the list.
struct Above<'a> {
    codes: HashMap<&'a str, usize>,
    /// The first of a name, and whether another has it too.
    names: HashMap<&'a str, (usize, bool)>,
    /// Those that stand above already.
    again: HashSet<usize>,
}

impl<'a> Above<'a> {
    fn of(listed: &'a [Listed]) -> Self {
        let mut above = Self { codes: HashMap::new(), names: HashMap::new(), again: HashSet::new() };
        let mut seen = HashSet::new();
        for (n, Listed { unit: Named { code, name, parent }, .. }) in listed.iter().enumerate() {
            let is_new = if code.is_empty() { seen.insert((name, parent)) } else { !above.codes.contains_key(code.as_str()) };
            if !is_new {
                above.again.insert(n);
                continue;
            }
            if !code.is_empty() {
                above.codes.insert(code, n);
            }
            above.names.entry(name).and_modify(|(_, is_one_of_several)| *is_one_of_several = true).or_insert((n, false));
        }
        above
    }

    /// Whether a unit can be taken, and all that it belongs to.
    fn look(&self, known: &Units, listed: &[Listed], n: usize) -> Result<(), Code> {
        let mut at = n;
        for _ in 0..DEEPEST {
            if self.again.contains(&at) {
                return Err(Code::UnitTwice);
            }
            match listed.get(at).map_or(Ok(None), |listed| self.find(known, &listed.unit.parent)) {
                Ok(None) => return Ok(()),
                Ok(Some(parent)) => at = parent,
                Err(_) if at != n => return Err(Code::NoParent),
                Err(Miss::Unknown) => return Err(Code::NoParent),
                Err(Miss::Several) => return Err(Code::SeveralParents),
            }
        }
        Err(Code::UnitLoop)
    }

    /// The place of the unit that another belongs to; `None` when it is not in the list and none is needed or one is known.
    fn find(&self, known: &Units, parent: &str) -> Result<Option<usize>, Miss> {
        if parent.is_empty() {
            return Ok(None);
        }
        if let Some(n) = self.codes.get(parent) {
            return Ok(Some(*n));
        }
        match self.names.get(parent) {
            Some((n, false)) => Ok(Some(*n)),
            Some((_, true)) => Err(Miss::Several),
            None if known.get(parent).is_some() => Ok(None),
            None => known.find(&Named { name: parent.to_owned(), ..Named::default() }).map(|_| None),
        }
    }
}
