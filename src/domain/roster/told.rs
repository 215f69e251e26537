//! Who somebody is that types a member's number, and their name or unit.

use super::{Member, Roster, Spell};
use crate::moment::Day;

impl Roster {
    /// The member whose number somebody typed, whether they still are one or not. Spaces don't matter, nor whether letters are small or
    /// full-width: `a17` is A17, as long as no other member is known as `a17`.
    #[must_use]
    pub fn numbered(&self, typed: &str) -> Option<&Member> {
        // looked up, never searched for: wrong tries cost as little as right ones
        let number = plain(typed);
        let capitals = number.to_ascii_uppercase();
        let spelled = || self.spellings.get(&capitals).and_then(|number| self.member(number));
        self.member(&number).or_else(|| self.member(&capitals)).or_else(spelled)
    }

    /// The member on a day whom this number and this name belong to, and what holds of them then, however both are typed. `None` doesn't
    /// tell which of the two is wrong.
    #[must_use]
    pub fn told(&self, number: &str, name: &str, on: Day) -> Option<(&Member, &Spell)> {
        let (member, name) = (self.numbered(number)?, plain(name));
        let is_theirs = !name.is_empty() && plain(&member.name).eq_ignore_ascii_case(&name);
        member.on(on).filter(|_| is_theirs).map(|spell| (member, spell))
    }

    /// The member on a day whom this number belongs to and this unit: its code, name or path, or that of one above it.
    #[must_use]
    pub fn told_with_unit(&self, number: &str, unit: &str, on: Day) -> Option<&Member> {
        let (member, unit) = (self.numbered(number)?, plain(unit));
        let is_it = |said: &str| !unit.is_empty() && plain(said).eq_ignore_ascii_case(&unit);
        let mut upwards = self.units.upwards(&member.on(on)?.unit);
        upwards.any(|one| is_it(&one.code) || is_it(&one.name) || is_it(&self.units.path(&one.code))).then_some(member)
    }
}

/// A text as it is compared with what somebody typed: without spaces, and full-width letters, digits and signs as narrow ones.
#[must_use]
pub fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        // the dots in names of minorities are written in many ways
        '•' | '・' | '‧' => '·',
        _ => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Spell, Units};

    fn check(number: &str, name: &str, day: i32) -> bool {
        let spell = Spell { from: Day(10), to: Some(Day(20)), unit: "1".into(), rank: String::new(), exempt: None };
        let member = |number: &str, name: &str| Member::of(number.into(), name.into(), None, vec![spell.clone()]);
        let roster = Roster::of(Units::default(), vec![member("A17", "王 小明"), member("18", "阿依古丽·买买提")]);
        roster.told(number, name, Day(day)).is_some()
    }

    #[test]
    fn a_member_is_known_by_number_and_name_however_they_are_typed() {
        assert!(check("A17", "王小明", 10) && check("a17", " 王　小明 ", 20) && check("Ａ１７", "王小明", 15));
        assert!(check("18", "阿依古丽•买买提", 15));
    }

    #[test]
    fn a_number_is_the_same_in_capitals_and_in_small_letters() {
        let member = |number: &str| Member::of(number.into(), "王".into(), None, vec![]);
        let roster = Roster::of(Units::default(), ["A17", "b-8x", "C9", "c9"].map(member).to_vec());
        let check = |typed: &str, kept: Option<&str>| {
            assert_eq!(roster.numbered(typed).map(|member| member.number.as_str()), kept, "{typed}");
        };
        check("a17", Some("A17"));
        check("Ｂ－8X", Some("b-8x"));
        check("B-8x", Some("b-8x"));
        // two of before numbers were looked up like this: each stays who they are
        check("c9", Some("c9"));
        check("C9", Some("C9"));
        check("A1", None);
    }

    #[test]
    fn a_unit_is_known_however_its_signs_are_typed() {
        let unit = |code: &str, name: &str, parent: Option<&str>| crate::roster::Unit {
            code: code.into(),
            name: name.into(),
            parent: parent.map(str::to_owned),
        };
        let (units, _) = Units::of(vec![unit("A1", "某县", None), unit("某县/某局（本级）", "某局（本级）", Some("A1"))]);
        let spell = Spell { from: Day(10), to: None, unit: "某县/某局（本级）".into(), rank: String::new(), exempt: None };
        let roster = Roster::of(units, vec![Member::of("7".into(), "王".into(), None, vec![spell])]);
        let check = |unit: &str| roster.told_with_unit("7", unit, Day(10)).is_some();
        for unit in ["某局（本级）", "某局(本级)", "某县／某局（本级）", "某县 / 某局(本级)", "a1", "Ａ1", "某县"]
        {
            assert!(check(unit), "{unit}");
        }
        assert!(!check("") && !check("　") && !check("某局") && !check("别局"));
        assert!(roster.told_with_unit("7", "某县", Day(9)).is_none());
    }

    #[test]
    fn nobody_else_is() {
        assert!(!check("A17", "王大明", 15) && !check("A17", "", 15) && !check("18", "王小明", 15) && !check("", "王小明", 15));
        assert!(!check("A17", "王小明", 9) && !check("A17", "王小明", 21));
    }
}
