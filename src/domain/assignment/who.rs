//! Whom an assignment is due from: units, ranks, and members by name (R10, R11).

use crate::region;

/// Whom an assignment is due from. Without anything it is everyone of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Paths of units, each with all below it; empty is every unit.
    pub units: Vec<String>,
    /// Ranks; empty is every rank.
    pub ranks: Vec<String>,
    /// Members who are named. With neither units nor ranks they are the only ones, otherwise they are due beside those.
    pub members: Vec<Named>,
}

/// A member as a list names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The path of a unit at or above theirs; empty is any, where numbers are given out once in the whole roster.
    pub unit: String,
    /// Their number in the roster, in whatever case.
    pub number: String,
    /// Their name, for people who read the list; a number alone decides.
    pub name: String,
}

/// What of a member decides whether an assignment is due from them, as the frozen roster has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person<'a> {
    /// The path of their unit, outermost first: 某省/某厅/办公室.
    pub unit: &'a str,
    /// Their rank; may be empty.
    pub rank: &'a str,
    /// Their number.
    pub number: &'a str,
}

impl Named {
    /// A member known by the number alone.
    #[must_use]
    pub fn by_number(number: &str) -> Self {
        Self { unit: String::new(), number: number.to_owned(), name: String::new() }
    }
}

impl Who {
    /// Whether it is due from a member. Exemptions are the roster's business.
    #[must_use]
    pub fn includes(&self, person: Person<'_>) -> bool {
        let is_named =
            self.members.iter().any(|named| named.number.eq_ignore_ascii_case(person.number) && is_within(person.unit, &named.unit));
        let names_only = !self.members.is_empty() && self.units.is_empty() && self.ranks.is_empty();
        is_named || (!names_only && self.has_unit(person.unit) && self.has_rank(person.rank))
    }

    fn has_unit(&self, unit: &str) -> bool {
        self.units.is_empty() || self.units.iter().any(|above| is_within(unit, above))
    }

    fn has_rank(&self, rank: &str) -> bool {
        self.ranks.is_empty() || self.ranks.iter().any(|known| known == rank)
    }
}

/// Whether a unit is `above` or lies below it.
fn is_within(unit: &str, above: &str) -> bool {
    let mut names = region::parts(unit);
    region::parts(above).all(|name| names.next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(units: &[&str], ranks: &[&str], members: &[(&str, &str)], person: (&str, &str, &str)) -> bool {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let named = |(unit, number): &(&str, &str)| Named { unit: (*unit).into(), number: (*number).into(), name: "某人".into() };
        let who = Who { units: texts(units), ranks: texts(ranks), members: members.iter().map(named).collect() };
        who.includes(Person { unit: person.0, rank: person.1, number: person.2 })
    }

    #[test]
    fn without_anything_it_is_everyone() {
        assert!(check(&[], &[], &[], ("某市/某局", "", "1")));
    }

    #[test]
    fn a_unit_has_all_that_lies_below_it_and_no_namesake() {
        assert!(check(&["某市/某局"], &[], &[], ("某市/某局/办公室", "", "1")));
        assert!(check(&["某市/某局"], &[], &[], ("某市/某局", "", "1")));
        assert!(!check(&["某市/某局"], &[], &[], ("某市", "", "1")));
        assert!(!check(&["某市/某局"], &[], &[], ("某市/某局二处", "", "1")));
    }

    #[test]
    fn unit_and_rank_must_both_fit() {
        assert!(check(&["某市"], &["厅级"], &[], ("某市/某局", "厅级", "1")));
        assert!(!check(&["某市"], &["厅级"], &[], ("某市/某局", "处级", "1")));
        assert!(!check(&["某市"], &["厅级"], &[], ("外市", "厅级", "1")));
    }

    #[test]
    fn who_is_named_is_due_alone_or_beside_the_others() {
        assert!(check(&[], &[], &[("某县", "7")], ("某县/某镇", "", "7")));
        assert!(!check(&[], &[], &[("某县", "7")], ("某县/某镇", "", "8")));
        assert!(!check(&[], &[], &[("某县", "7")], ("外县/某镇", "", "7")));
        assert!(check(&["某市"], &[], &[("", "7")], ("外县/某镇", "", "7")));
        assert!(check(&["某市"], &[], &[("", "7")], ("某市/某局", "", "8")));
    }
}
