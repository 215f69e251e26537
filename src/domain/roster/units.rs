//! The tree of units: any depth, and a root may be a region.

use std::collections::{BTreeMap, BTreeSet};

use super::plain;
use crate::region;

/// A unit or region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is known by; no other unit has it. Of a unit that nobody gave a code it is its path: 某县/某局/办公室.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code of the unit it belongs to; `None` for a root.
    pub parent: Option<String>,
}

/// Units as a tree: every parent is one of them, and none is above itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    units: BTreeMap<String, Unit>,
    /// The codes right below each; the roots are below `None`.
    below: BTreeMap<Option<String>, BTreeSet<String>>,
}

/// What is wrong with a list of units, with the place of the unit in the list, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The code is empty.
    NoCode(usize),
    /// The code stands twice; the first holds.
    Twice(usize),
    /// The parent is not in the list; the unit was taken as a root.
    NoParent(usize),
    /// It is above itself; the unit was taken as a root.
    Loop(usize),
}

/// A unit as somebody names it: by code, or by name and, where that is not enough, by what it belongs to. What is empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its code.
    pub code: String,
    /// Its name, or names from the outermost on with `/` between them.
    pub name: String,
    /// The code, name or path of the unit it belongs to.
    pub parent: String,
}

/// Why no unit was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// There is none.
    Unknown,
    /// There are several.
    Several,
}

impl Units {
    /// A tree of a list. What does not fit is told and the rest is there.
    #[must_use]
    pub fn of(list: Vec<Unit>) -> (Self, Vec<Fault>) {
        let (mut units, mut faults) = (BTreeMap::new(), Vec::new());
        let mut places = BTreeMap::new();
        for (n, unit) in list.into_iter().enumerate() {
            if unit.code.is_empty() {
                faults.push(Fault::NoCode(n));
            } else if units.contains_key(&unit.code) {
                faults.push(Fault::Twice(n));
            } else {
                places.insert(n, unit.code.clone());
                units.insert(unit.code.clone(), unit);
            }
        }
        for (n, code) in places {
            let fault = match units.get(&code).and_then(|unit| unit.parent.as_ref()) {
                Some(parent) if !units.contains_key(parent) => Fault::NoParent(n),
                Some(_) if is_above_itself(&units, &code) => Fault::Loop(n),
                _ => continue,
            };
            faults.push(fault);
            if let Some(unit) = units.get_mut(&code) {
                unit.parent = None;
            }
        }
        let mut tree = Self::default();
        units.into_values().for_each(|unit| tree.put(unit));
        (tree, faults)
    }

    /// The unit of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.units.get(code)
    }

    /// Every unit, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The codes right below a unit, or of the roots, in order.
    pub fn below<'a>(&'a self, code: Option<&str>) -> impl Iterator<Item = &'a str> + use<'a> {
        self.below.get(&code.map(str::to_owned)).into_iter().flatten().map(String::as_str)
    }

    /// Every unit with its level, 1 for roots, each right behind the one it belongs to: the order of an outline.
    #[must_use]
    pub fn outline(&self) -> Vec<(&Unit, usize)> {
        let mut found = Vec::with_capacity(self.units.len());
        let mut open: Vec<(&str, usize)> = self.below(None).map(|code| (code, 1)).collect();
        open.reverse();
        while let Some((code, level)) = open.pop() {
            found.extend(self.get(code).map(|unit| (unit, level)));
            let at = open.len();
            open.extend(self.below(Some(code)).map(|code| (code, level + 1)));
            open[at..].reverse();
        }
        found
    }

    /// The place of each code in the [outline](Self::outline), counted from 0.
    #[must_use]
    pub fn places(&self) -> BTreeMap<&str, usize> {
        self.outline().into_iter().enumerate().map(|(n, (unit, _))| (unit.code.as_str(), n)).collect()
    }

    /// A unit and what it belongs to, up to its root; nothing for a code that is not known.
    pub fn upwards(&self, code: &str) -> impl Iterator<Item = &Unit> {
        std::iter::successors(self.get(code), |unit| self.get(unit.parent.as_deref()?))
    }

    /// Whether a unit is `above` or lies below it.
    #[must_use]
    pub fn is_within(&self, code: &str, above: &str) -> bool {
        self.upwards(code).any(|unit| unit.code == above)
    }

    /// The names down to a unit: 某县/某局/办公室; empty for a code that is not known.
    #[must_use]
    pub fn path(&self, code: &str) -> String {
        let mut names: Vec<&str> = self.upwards(code).map(|unit| unit.name.as_str()).collect();
        names.reverse();
        names.join("/")
    }

    /// A unit as a root, with all below it.
    #[must_use]
    pub fn below_and(&self, code: &str) -> Self {
        let (mut part, mut open) = (Self::default(), Vec::new());
        if let Some(unit) = self.get(code) {
            part.put(Unit { parent: None, ..unit.clone() });
            open.push(code);
        }
        while let Some(code) = open.pop() {
            for unit in self.below(Some(code)).filter_map(|code| self.get(code)) {
                part.put(unit.clone());
                open.push(&unit.code);
            }
        }
        part
    }

    /// The unit that somebody names. A code decides alone; a name must fit one unit only.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn find(&self, named: &Named) -> Result<&Unit, Miss> {
        if !named.code.is_empty() {
            return self.get(&named.code).ok_or(Miss::Unknown);
        }
        if named.name.is_empty() {
            return Err(Miss::Unknown);
        }
        let fits = |unit: &&Unit| self.is_named(unit, &named.name) && self.has_parent(unit, &named.parent);
        let mut found = self.units.values().filter(fits);
        match (found.next(), found.next()) {
            (Some(unit), None) => Ok(unit),
            (None, _) => Err(Miss::Unknown),
            (Some(_), Some(_)) => Err(Miss::Several),
        }
    }

    /// The unit whose code stands beside the name of another one: neither it nor one above it is called so, and what is named as the parent
    /// is not it either, as it is where the code is that of the unit and the name that of an office in it. A longer name of the same, such
    /// as 某县财政局 for 财政局, is no other.
    #[must_use]
    pub fn contradicted(&self, named: &Named) -> Option<&Unit> {
        let unit = self.get(&named.code).filter(|unit| unit.name != unit.code)?;
        let last = |path: &str| plain(region::parts(path).last().unwrap_or_default());
        let is_called = |unit: &Unit, said: &str| {
            let name = plain(&unit.name);
            !said.is_empty() && (name.contains(said) || said.contains(&name))
        };
        let (name, parent) = (last(&named.name), last(&named.parent));
        let agrees = name.is_empty() || is_called(unit, &parent) || self.upwards(&unit.code).any(|unit| is_called(unit, &name));
        (!agrees).then_some(unit)
    }

    /// The code of the unit that somebody names, which is added, with what it belongs to, where there is none.
    ///
    /// # Errors
    /// When there is more than one, or nothing is said.
    pub fn find_or_add(&mut self, named: &Named) -> Result<String, Miss> {
        match self.find(named) {
            Ok(unit) => return Ok(unit.code.clone()),
            Err(Miss::Unknown) if named.code.is_empty() && named.name.is_empty() => return Err(Miss::Unknown),
            Err(Miss::Unknown) => {}
            Err(Miss::Several) => return Err(Miss::Several),
        }
        let (above, name) = match named.name.rsplit_once('/') {
            Some((above, name)) if named.parent.is_empty() => (above, name),
            _ => (named.parent.as_str(), named.name.as_str()),
        };
        let parent = match above {
            "" => None,
            above if self.get(above).is_some() => Some(above.to_owned()),
            above => Some(self.find_or_add(&Named { name: above.to_owned(), ..Named::default() })?),
        };
        let path = || parent.as_ref().map_or_else(|| name.to_owned(), |parent| format!("{parent}/{name}"));
        let code = if named.code.is_empty() { path() } else { named.code.clone() };
        let name = if name.is_empty() { code.clone() } else { name.to_owned() };
        if self.get(&code).is_none() {
            self.put(Unit { code: code.clone(), name, parent });
        }
        Ok(code)
    }

    fn put(&mut self, unit: Unit) {
        self.below.entry(unit.parent.clone()).or_default().insert(unit.code.clone());
        self.units.insert(unit.code.clone(), unit);
    }

    /// Whether a unit has a name, or the names of a path end in it.
    fn is_named(&self, unit: &Unit, name: &str) -> bool {
        let names: Vec<&str> = region::parts(name).collect();
        let mut upwards = self.upwards(&unit.code);
        unit.name == name || (names.len() > 1 && names.iter().rev().all(|name| upwards.next().is_some_and(|unit| unit.name == *name)))
    }

    fn has_parent(&self, unit: &Unit, parent: &str) -> bool {
        let above = unit.parent.as_deref().and_then(|code| self.get(code));
        parent.is_empty() || above.is_some_and(|above| above.code == parent || self.is_named(above, parent))
    }
}

fn is_above_itself(units: &BTreeMap<String, Unit>, code: &str) -> bool {
    let above = |code: &String| units.get(code).and_then(|unit| unit.parent.clone());
    let first = above(&code.to_owned());
    // a loop that does not hold this unit is another one's fault, so the walk is bounded
    std::iter::successors(first, above).take(units.len()).any(|above| above == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units written as code/name/parent.
    fn units(list: &[&str]) -> (Units, Vec<Fault>) {
        let unit = |text: &&str| {
            let mut parts = text.split('/').map(str::to_owned);
            let mut part = || parts.next().unwrap_or_default();
            Unit { code: part(), name: part(), parent: Some(part()).filter(|code| !code.is_empty()) }
        };
        Units::of(list.iter().map(unit).collect())
    }

    fn county() -> Units {
        let (units, faults) = units(&["1/某县", "10/司法局/1", "100/办公室/10", "11/财政局/1", "110/办公室/11", "2/外县"]);
        assert_eq!(faults, []);
        units
    }

    #[test]
    fn a_list_may_come_in_any_order_and_its_faults_are_told() {
        let check = |list: &[&str], expected: &[Fault]| assert_eq!(units(list).1, expected, "{list:?}");
        check(&["10/局/1", "1/县"], &[]);
        check(&["1/县", "1/乡"], &[Fault::Twice(1)]);
        check(&["1/县", "/乡"], &[Fault::NoCode(1)]);
        check(&["10/局/9"], &[Fault::NoParent(0)]);
        check(&["1/甲/2", "2/乙/3", "3/丙/1", "4/丁/3"], &[Fault::Loop(0)]);
        check(&["1/甲/1"], &[Fault::Loop(0)]);
    }

    #[test]
    fn the_outline_puts_each_unit_behind_the_one_it_belongs_to() {
        let tree = county();
        let outline: Vec<(&str, usize)> = tree.outline().into_iter().map(|(unit, level)| (unit.code.as_str(), level)).collect();
        assert_eq!(outline, [("1", 1), ("10", 2), ("100", 3), ("11", 2), ("110", 3), ("2", 1)]);
        assert_eq!((tree.path("100").as_str(), tree.path("9").as_str()), ("某县/司法局/办公室", ""));
        assert!(tree.is_within("100", "1") && tree.is_within("1", "1") && !tree.is_within("2", "1") && !tree.is_within("1", "10"));
    }

    #[test]
    fn a_unit_is_found_by_what_is_said_of_it_and_never_guessed() {
        let check = |code: &str, name: &str, parent: &str, expected: Result<&str, Miss>| {
            let named = Named { code: code.into(), name: name.into(), parent: parent.into() };
            assert_eq!(county().find(&named).map(|unit| unit.code.clone()), expected.map(str::to_owned), "{named:?}");
        };
        check("11", "随便", "", Ok("11"));
        check("99", "司法局", "", Err(Miss::Unknown));
        check("", "司法局", "", Ok("10"));
        check("", "办公室", "", Err(Miss::Several));
        check("", "办公室", "财政局", Ok("110"));
        check("", "办公室", "11", Ok("110"));
        check("", "财政局/办公室", "", Ok("110"));
        check("", "办公室", "某县/财政局", Ok("110"));
        check("", "办公室", "外县", Err(Miss::Unknown));
        check("", "", "", Err(Miss::Unknown));
    }

    #[test]
    fn a_code_beside_the_name_of_another_unit_is_told() {
        let check = |code: &str, name: &str, parent: &str, expected: Option<&str>| {
            let named = Named { code: code.into(), name: name.into(), parent: parent.into() };
            assert_eq!(county().contradicted(&named).map(|unit| unit.name.as_str()), expected, "{named:?}");
        };
        check("11", "司法局", "", Some("财政局"));
        check("11", "司法局", "某县", Some("财政局"));
        check("11", "某县/司法局", "", Some("财政局"));
        for [name, parent] in [["财政局", ""], ["某县财政局", ""], ["某县/财政局", ""], ["预算科", "财政局"], ["某县", ""], ["", "某县"]]
        {
            check("11", name, parent, None);
        }
        check("99", "司法局", "", None);
        check("", "司法局", "", None);
    }

    #[test]
    fn a_unit_that_is_not_there_is_added_with_what_it_belongs_to() {
        let mut tree = county();
        let mut check = |code: &str, name: &str, parent: &str, expected: Result<&str, Miss>| {
            let named = Named { code: code.into(), name: name.into(), parent: parent.into() };
            assert_eq!(tree.find_or_add(&named), expected.map(str::to_owned), "{named:?}");
        };
        check("", "办公室", "", Err(Miss::Several));
        check("", "政工科", "司法局", Ok("10/政工科"));
        check("", "政工科", "10", Ok("10/政工科"));
        check("12", "教育局", "1", Ok("12"));
        check("", "新县/新局/新科", "", Ok("新县/新局/新科"));
        check("", "新科", "", Ok("新县/新局/新科"));
        check("77", "", "", Ok("77"));
        assert_eq!((tree.path("12").as_str(), tree.path("新县/新局/新科").as_str()), ("某县/教育局", "新县/新局/新科"));
    }
}
