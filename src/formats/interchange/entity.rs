//! Entities of HTML and XML: `&lt;`, `&#160;`, `&nbsp;`. Nothing that a file declares for itself is ever put in.

/// The named ones that texts have; names that HTML knows beside these are kept as they are written.
const NAMED: [(&str, char); 42] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("minus", '−'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("radic", '√'),
    ("deg", '°'),
    ("permil", '‰'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("yen", '¥'),
    ("euro", '€'),
    ("shy", '\u{ad}'),
];

/// The longest name or number between `&` and `;`.
const LONGEST: usize = 10;

/// The character that a name (`lt`) or a number (`#160`, `#xa0`) stands for.
pub fn resolve(name: &str) -> Option<char> {
    match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?;
            char::from_u32(code).filter(|c| *c != '\0')
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    }
}

/// A text with its entities resolved; what is none stays.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.char_indices().take(LONGEST).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let name = end.and_then(|end| after.get(..end));
        match name.and_then(|name| Some((resolve(name)?, after.get(name.len() + 1..)?))) {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_resolved_and_the_rest_stays() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text), expected);
        check("a &lt;b&gt; &amp;amp; &#20013;&#x56fd;", "a <b> &amp; 中国");
        check("R&D &unknown; &#xd800; &; &", "R&D &unknown; &#xd800; &; &");
        check("&宪法;&lt", "&宪法;&lt");
    }
}
