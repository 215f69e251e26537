//! Tables of answers: `1-5 DACAC`, `1.ABC 2.ABCD`, `1-5 √×√√×`, and letters in a row without numbers.

use super::shape;
use crate::words;

/// One answer of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which question of its section; `None` in a table that does not number.
    pub number: Option<u32>,
    /// Whether the number was counted from a range.
    pub is_counted: bool,
    /// What is said.
    pub text: String,
}

/// A piece that is no table or does not come out even.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uneven(pub String);

/// Whether a line is so much like a table that it is one wherever it stands: ranges, or at least two numbered keys.
pub fn is_table(text: &str) -> bool {
    match entries(text) {
        Some(Ok(found)) => found.len() >= 2 && found.iter().all(|entry| is_key(&entry.text)),
        Some(Err(_)) => true,
        None => false,
    }
}

/// The answers in a line of a table. `None` when it is no such line.
pub fn entries(text: &str) -> Option<Result<Vec<Entry>, Uneven>> {
    let pieces = pieces(text);
    if pieces.is_empty() {
        return row(text).map(Ok);
    }
    let mut found = Vec::new();
    for (first, last, said) in pieces {
        match last {
            None => found.push(Entry { number: Some(first), is_counted: false, text: said.to_owned() }),
            Some(last) => {
                let count = usize::try_from(last.checked_sub(first)?.checked_add(1)?).ok().filter(|count| *count <= 500)?;
                let Some(keys) = parted(said, count) else { return Some(Err(Uneven(format!("{first}-{last} {said}").trim().to_owned()))) };
                found.extend((first..).zip(keys).map(|(number, text)| Entry { number: Some(number), is_counted: true, text }));
            }
        }
    }
    Some(Ok(found))
}

/// Letters or signs in a row, for so many questions as there are.
fn row(text: &str) -> Option<Vec<Entry>> {
    let is_row = text.chars().all(|c| {
        c.is_whitespace() || ",，、;；".contains(c) || (shape::letter(c).is_some() && shape::narrow(c).is_ascii_uppercase()) || is_sign(c)
    });
    if !is_row {
        return None;
    }
    let said: Vec<String> =
        text.split(|c: char| c.is_whitespace() || ",，、;；".contains(c)).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    // one long word, or groups of five: a letter each; else a group each
    let is_each = said.iter().all(|part| part.chars().count() >= 5 || part.chars().all(is_sign)) || said.len() == 1;
    let keys: Vec<String> = if is_each { said.iter().flat_map(|part| part.chars()).map(String::from).collect() } else { said };
    (keys.len() >= 2).then(|| keys.into_iter().map(|text| Entry { number: None, is_counted: true, text }).collect())
}

/// A number or a range with what follows it up to the next.
type Piece<'a> = (u32, Option<u32>, &'a str);

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<(u32, Option<u32>, usize, usize)> = Vec::new();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let may_begin = before.is_none_or(|b| {
            b.is_whitespace() || ",，;；、。|".contains(b) || shape::letter(b).is_some() || is_sign(b) || "对错）)】]".contains(b)
        });
        let found = if may_begin { numbered(&text[at..]) } else { None };
        match found {
            Some((first, last, length)) => {
                pieces.push((first, last, at, at + length));
                at += length;
                before = Some(' ');
            }
            None => {
                at += c.len_utf8();
                before = Some(c);
            }
        }
    }
    let starts: Vec<usize> = pieces.iter().skip(1).map(|piece| piece.2).chain([text.len()]).collect();
    let leads =
        pieces.first().is_some_and(|piece| text[..piece.2].trim_matches(|c: char| c.is_whitespace() || "【[（(".contains(c)).is_empty());
    if !leads {
        return Vec::new();
    }
    let trim = |said: &str| said.trim_matches(|c: char| c.is_whitespace() || ",，;；、。|".contains(c)).len();
    pieces
        .into_iter()
        .zip(starts)
        .map(|((first, last, _, begin), end)| {
            let said = &text[begin..end];
            let said = said.trim_start_matches(|c: char| c.is_whitespace() || ",，;；、。|".contains(c));
            (first, last, said.get(..trim(said)).unwrap_or(said))
        })
        .collect()
}

/// `1.` `1、` `1-5:` `1~5` `(1)` `1A` at the start of a text: the numbers and the length.
fn numbered(text: &str) -> Option<(u32, Option<u32>, usize)> {
    let open = text.chars().next().filter(|c| "（(【[".contains(*c) || *c == '第').map_or(0, char::len_utf8);
    let (first, mut at) = digits(text, open)?;
    let mut last = None;
    let after = text[at..].trim_start_matches(' ');
    if let Some(dash) = after.chars().next().filter(|c| "-—–~～－至到―".contains(*c)) {
        let from = text.len() - after.len() + dash.len_utf8();
        let from = text[from..].char_indices().find(|(_, c)| !"-—–~～－ ".contains(*c)).map_or(from, |(skip, _)| from + skip);
        if let Some((n, end)) = digits(text, from).filter(|(n, _)| *n > first) {
            (last, at) = (Some(n), end);
        }
    }
    let rest = text[at..].trim_start_matches('题').trim_start_matches([' ', '\t', '\u{3000}']);
    let rest = if open > 0 { rest.trim_start_matches(['）', ')', '】', ']', '题']) } else { rest };
    let marks = rest.trim_start_matches(|c: char| ".．、:：)）]】".contains(c) || c.is_whitespace());
    let next = marks.chars().next();
    let is_marked = marks.len() < rest.len() || last.is_some() || open > 0;
    // `1A`: a letter or a sign at once
    let is_at_once = next.is_some_and(|c| shape::letter(c).is_some() || is_sign(c) || "对错正".contains(c));
    (is_marked || is_at_once).then_some((first, last, text.len() - marks.len()))
}

fn digits(text: &str, from: usize) -> Option<(u32, usize)> {
    let digits: String = text.get(from..)?.chars().take_while(|c| shape::narrow(*c).is_ascii_digit()).take(4).collect();
    let n: u32 = digits.chars().map(shape::narrow).collect::<String>().parse().ok()?;
    (n > 0).then_some((n, from + digits.len()))
}

/// So many keys from what stands behind a range; `None` when it does not come out even.
fn parted(said: &str, count: usize) -> Option<Vec<String>> {
    let groups: Vec<&str> = said.split(|c: char| c.is_whitespace() || ",，、;；|".contains(c)).filter(|part| !part.is_empty()).collect();
    if groups.len() == count && groups.iter().all(|group| is_key(group)) {
        return Some(groups.into_iter().map(str::to_owned).collect());
    }
    let chars: Vec<char> = groups.iter().flat_map(|group| group.chars()).collect();
    let is_each = chars.iter().all(|c| shape::letter(*c).is_some() || is_sign(*c) || "对错".contains(*c));
    (is_each && chars.len() == count).then(|| chars.into_iter().map(String::from).collect())
}

fn is_key(text: &str) -> bool {
    words::truth(text).is_some() || words::letters(text).is_some()
}

fn is_sign(c: char) -> bool {
    "√×✓✔✗✘❌✅".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let told = match entries(text) {
            None => "-".to_owned(),
            Some(Err(Uneven(said))) => format!("uneven {said}"),
            Some(Ok(found)) => {
                let of = |entry: &Entry| format!("{}{}", entry.number.map(|n| n.to_string()).unwrap_or_default(), entry.text);
                found.iter().map(of).collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn ranges_and_single_keys_are_read() {
        check("1-5 DACAC 6-10 BBADC", "1D 2A 3C 4A 5C 6B 7B 8A 9D 10C");
        check("1-5：DACAC", "1D 2A 3C 4A 5C");
        check("1～3 AB ACD BC", "1AB 2ACD 3BC");
        check("1.ABC 2.ABCD", "1ABC 2ABCD");
        check("1、A 2、B", "1A 2B");
        check("1A 2B 3C", "1A 2B 3C");
        check("1-5 √×√√×", "1√ 2× 3√ 4√ 5×");
        check("1.对 2.错", "1对 2错");
        check("1.A；2.B；3.C", "1A 2B 3C");
        check("1. 全国人民代表大会", "1全国人民代表大会");
        check("DACAC BBADC", "D A C A C B B A D C");
        check("AB ACD BC", "AB ACD BC");
    }

    #[test]
    fn what_does_not_come_out_even_is_told() {
        check("1-5 DACA", "uneven 1-5 DACA");
    }

    #[test]
    fn what_is_no_table_is_left() {
        check("国家的一切权力属于人民。", "-");
        check("A", "-");
        assert!(is_table("1-5 DACAC") && is_table("1.A 2.B") && !is_table("1.国家的一切权力 2.属于人民") && !is_table("2.B"));
    }
}
