//! Which names of the script get which short ones.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::{Role, Statement};
use crate::squeeze::js::{Kind, Token};

/// Words of one or two letters that can't be names (ECMA-262, 12.7.2), or read as part of the language.
const RESERVED: [&str; 5] = ["as", "do", "if", "in", "of"];

const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Short names for the names in `foreign` and for those the script declares at its top; the more often used the shorter.
pub fn choose(statements: &[Statement<'_>], foreign: &HashSet<String>) -> HashMap<String, String> {
    let fixed = fixed(statements);
    let own = statements.iter().flat_map(|statement| match &statement.role {
        Role::Names(names) => names.as_slice(),
        Role::Does | Role::AddsTo(_) => &[],
    });
    let own = own.filter(|name| !fixed.as_property.contains(name.as_str()));
    let wanted: HashSet<&str> =
        foreign.iter().chain(own).map(String::as_str).filter(|name| name.len() > 2 && !fixed.in_text.contains(*name)).collect();

    let mut uses: HashMap<&str, usize> = HashMap::new();
    for token in statements.iter().flat_map(|statement| &statement.tokens).filter(|token| token.kind == Kind::Word) {
        *uses.entry(&token.text).or_default() += 1;
    }
    let mut wanted: Vec<&str> = wanted.into_iter().collect();
    wanted.sort_by_key(|name| (Reverse(uses.get(name).copied().unwrap_or_default()), *name));
    let free = (0..)
        .map(nth_name)
        .filter(|name| !RESERVED.contains(&name.as_str()) && !uses.contains_key(name.as_str()) && !fixed.in_text.contains(name.as_str()));
    wanted.into_iter().map(str::to_owned).zip(free).collect()
}

/// Names that must stay as they are.
struct Fixed {
    /// Written in a template or a string, where nothing is replaced.
    in_text: HashSet<String>,
    /// Used as a property, so that it may be one of somebody else's.
    as_property: HashSet<String>,
}

fn fixed(statements: &[Statement<'_>]) -> Fixed {
    let mut fixed = Fixed { in_text: HashSet::new(), as_property: HashSet::new() };
    for statement in statements {
        let mut open = Vec::new();
        for (at, token) in statement.tokens.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| statement.tokens.get(at)).map_or("", Token::mark);
            let after = statement.tokens.get(at + 1).map_or("", Token::mark);
            match (token.kind, token.mark()) {
                (Kind::Mark, "{" | "(" | "[") => open.push(token.mark()),
                (Kind::Mark, "}" | ")" | "]") => drop(open.pop()),
                (Kind::Word, _) => {
                    let member = matches!(before, "." | "?.");
                    let key = matches!(before, "{" | ",") && matches!(after, ":" | "(");
                    let shorthand = open.last() == Some(&"{") && matches!(before, "{" | ",") && matches!(after, "}" | "," | "=");
                    if member || key || shorthand {
                        fixed.as_property.insert(token.text.to_string());
                    }
                }
                (Kind::Template | Kind::String, _) => {
                    let text = token.text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '$')));
                    fixed.in_text.extend(text.map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    fixed
}

/// `a` … `Z`, then `aa`, `ba` …
fn nth_name(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[n % LETTERS.len()]));
        n /= LETTERS.len();
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::nth_name;

    #[test]
    fn no_name_comes_twice() {
        let names: HashSet<String> = (0..5000).map(nth_name).collect();
        assert_eq!(names.len(), 5000);
        assert!(names.contains("a") && names.contains("Z") && names.contains("aa"));
    }
}
