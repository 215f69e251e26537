//! Which units the rows of an import mean: the same ones whatever order the rows come in.

use std::collections::{BTreeMap, BTreeSet};

use super::{Miss, Named, Units};

/// No tree of offices is deeper; beyond it units are taken in the order of their names.
const DEEPEST: usize = 32;

impl Units {
    /// Finds or adds every unit that is named: first what says where it belongs, from above down, then what only has a name, so that
    /// a name alone finds the unit that another row placed.
    pub fn settle(&mut self, named: BTreeSet<Named>) -> BTreeMap<Named, Result<String, Miss>> {
        let says_where = |named: &Named| !named.code.is_empty() || !named.parent.is_empty() || named.name.contains('/');
        let (mut placed, bare): (Vec<Named>, Vec<Named>) = named.into_iter().partition(says_where);
        let mut found = BTreeMap::new();
        for _ in 0..DEEPEST {
            let waiting: BTreeSet<&str> = placed.iter().flat_map(|named| [named.code.as_str(), &named.name]).collect();
            let is_ready = |named: &Named| named.parent == named.name || !waiting.contains(named.parent.as_str());
            let ready: BTreeSet<Named> = placed.iter().filter(|named| named.parent.is_empty() || is_ready(named)).cloned().collect();
            if ready.is_empty() {
                break;
            }
            placed.retain(|named| !ready.contains(named));
            self.settle_each(ready, &mut found);
        }
        self.settle_each(placed, &mut found);
        self.settle_each(bare, &mut found);
        found
    }

    fn settle_each(&mut self, named: impl IntoIterator<Item = Named>, found: &mut BTreeMap<Named, Result<String, Miss>>) {
        for named in named {
            let code = self.find_or_add(&named);
            found.insert(named, code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outline of what is named as name<parent.
    fn check(named: &[&str], expected: &[&str]) {
        let read = |text: &&str| {
            let (name, parent) = text.split_once('<').unwrap_or((text, ""));
            Named { code: String::new(), name: name.into(), parent: parent.into() }
        };
        let named: BTreeSet<Named> = named.iter().map(read).collect();
        let mut units = Units::default();
        let found = units.settle(named.clone());
        let outline: Vec<String> = units.outline().into_iter().map(|(unit, _)| units.path(&unit.code)).collect();
        assert_eq!(outline, expected, "{named:?}");
        let before = units.clone();
        assert_eq!((units.settle(named), units), (found, before), "a second time nothing is added");
    }

    #[test]
    fn what_a_row_belongs_to_may_be_placed_by_a_later_row() {
        check(&["办公室<司法局", "司法局<某县", "某县<某市"], &["某市", "某市/某县", "某市/某县/司法局", "某市/某县/司法局/办公室"]);
    }

    #[test]
    fn a_name_alone_is_the_unit_that_another_row_placed() {
        check(&["办公室", "办公室<司法局"], &["司法局", "司法局/办公室"]);
        check(&["办公室", "某县/司法局/办公室"], &["某县", "某县/司法局", "某县/司法局/办公室"]);
        check(&["司法局", "财政局"], &["司法局", "财政局"]);
    }

    #[test]
    fn a_circle_ends() {
        check(&["甲<甲"], &["甲", "甲/甲"]);
        let mut units = Units::default();
        let circle =
            [("甲", "乙"), ("乙", "甲")].map(|(name, parent)| Named { name: name.into(), parent: parent.into(), ..Named::default() });
        assert_eq!(units.settle(circle.into()).len(), 2);
    }
}
