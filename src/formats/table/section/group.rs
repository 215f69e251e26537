//! A kind that is written once for several rows.

use crate::table::question::Parts;
use crate::{Kind, words};

/// Gives rows without a kind the one above them where kinds are clearly written once for a group; else it is in doubt.
pub fn carry_kinds(parts: &mut [Parts]) {
    if are_grouped(parts) {
        let (mut above, mut heading) = (String::new(), None);
        for part in parts {
            if !part.kind.is_empty() {
                (above, heading) = (part.kind.clone(), part.heading);
            } else if part.heading == heading {
                part.kind.clone_from(&above);
            }
        }
        return;
    }
    let has_several = |part: &Parts| matches!(words::kind(&part.kind), Some(Kind::Multiple | Kind::Indefinite));
    if parts.iter().any(has_several) {
        for part in parts.iter_mut().filter(|part| part.kind.is_empty() && part.heading.is_none()) {
            part.is_kind_in_doubt = true;
        }
    }
}

/// Whether each kind stands once, the first in the first row, and each with rows below that have none.
fn are_grouped(parts: &[Parts]) -> bool {
    let is_first_said = parts.first().is_some_and(|part| !part.kind.is_empty());
    let mut seen: Vec<Kind> = Vec::new();
    is_first_said
        && parts.iter().enumerate().filter(|(_, part)| !part.kind.is_empty()).all(|(n, part)| {
            let is_followed = parts.get(n + 1).is_some_and(|next| next.kind.is_empty());
            let kind = words::kind(&part.kind).filter(|kind| !seen.contains(kind));
            seen.extend(kind);
            is_followed && kind.is_some()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_stays_for_the_rows_below_only_where_kinds_are_grouped() {
        let check = |kinds: &str, expected: &str| {
            let mut parts: Vec<Parts> = kinds.split('|').map(|kind| Parts { kind: kind.into(), ..Parts::default() }).collect();
            carry_kinds(&mut parts);
            let found = |part: &Parts| if part.is_kind_in_doubt { "?".to_owned() } else { part.kind.clone() };
            assert_eq!(parts.iter().map(found).collect::<Vec<_>>().join("|"), expected, "{kinds}");
        };
        check("单选||多选||", "单选|单选|多选|多选|多选");
        check("多选||", "多选|多选|多选");
        check("单选|多选||", "单选|多选|?|?");
        check("多选||多选|", "多选|?|多选|?");
        check("|多选|", "?|多选|?");
        check("单选||判断|判断|", "单选||判断|判断|");
        check("||", "||");
    }
}
