//! Who somebody is that says a member's number and name.

use super::{Member, Roster, Spell};
use crate::moment::Day;

impl Roster {
    /// The member on a day whom this number and this name belong to, and what holds of them then. Spaces don't matter, nor whether
    /// letters are small or full-width. `None` doesn't tell which of the two is wrong.
    #[must_use]
    pub fn told(&self, number: &str, name: &str, on: Day) -> Option<(&Member, &Spell)> {
        let (number, name) = (plain(number), plain(name));
        // looked up, never searched for: wrong tries cost as little as right ones
        let spellings = [number.to_ascii_uppercase(), number.to_ascii_lowercase()];
        let member = self.member(&number).or_else(|| spellings.iter().find_map(|number| self.member(number)))?;
        let is_theirs = !name.is_empty() && plain(&member.name).eq_ignore_ascii_case(&name);
        member.on(on).filter(|_| is_theirs).map(|spell| (member, spell))
    }
}

/// Without spaces, and full-width letters, digits and signs as narrow ones.
fn plain(text: &str) -> String {
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
    fn nobody_else_is() {
        assert!(!check("A17", "王大明", 15) && !check("A17", "", 15) && !check("18", "王小明", 15) && !check("", "王小明", 15));
        assert!(!check("A17", "王小明", 9) && !check("A17", "王小明", 21));
    }
}
