//! Takes comments and needless white space out of a style sheet. Every declaration stays, also one that a later one overrides:
//! a browser that doesn't know the later one (`100dvh`) takes the earlier (`100vh`).

/// The same style sheet in fewer bytes.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut gap = false;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_whitespace() {
            gap = true;
            rest = &rest[1..];
        } else if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            gap |= rest.starts_with(|c: char| c.is_ascii_whitespace());
            if !gap && joins(&out, rest) {
                out.push_str("/**/");
            }
        } else {
            let piece = piece(rest);
            if gap && needs_gap(&out, piece) {
                out.push(' ');
            }
            gap = false;
            if piece == "}" && out.ends_with(';') {
                out.pop();
            }
            out.push_str(piece);
            rest = &rest[piece.len()..];
        }
    }
    out
}

/// The next part that is copied as it is: a string, an address, a word, or one character.
fn piece(rest: &str) -> &str {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(['"', '\'']) {
        return string(rest);
    }
    if starts_with_ignoring_case(rest, "url(") && !rest[4..].trim_start().starts_with(['"', '\'']) {
        return &rest[..rest.find(')').map_or(rest.len(), |end| end + 1)];
    }
    let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    &rest[..word.max(first)]
}

fn string(rest: &str) -> &str {
    let quote = rest.as_bytes()[0];
    let mut escaped = false;
    let end = rest.bytes().enumerate().skip(1).find(|(_, byte)| {
        let ends = !escaped && *byte == quote;
        escaped = !escaped && *byte == b'\\';
        ends
    });
    &rest[..end.map_or(rest.len(), |(at, _)| at + 1)]
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '\\' | '%') || !c.is_ascii()
}

/// Whether leaving a comment out would make one word of two.
fn joins(before: &str, after: &str) -> bool {
    before.ends_with(is_word) && after.starts_with(is_word)
}

/// Whether white space between what is written and what comes means something.
///
/// It does before a colon (`a :hover` is not `a:hover`) and around `+` and `-` (`calc(1px + 2px)`), between words,
/// and after the colon of an empty custom property (`--none: ;`).
fn needs_gap(before: &str, next: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last == ':' {
        return matches!(next, ";" | "}");
    }
    let open = matches!(last, '{' | '}' | ';' | ',' | '(' | '[' | '>');
    let close = matches!(next, "{" | "}" | ";" | "," | ")" | "]" | ">" | "!");
    !open && !close
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    fn check(css: &str, expected: &str) {
        assert_eq!(squeeze(css), expected);
        assert_eq!(squeeze(expected), expected, "a second time changes nothing");
    }

    #[test]
    fn comments_and_layout_go() {
        check("/* red */\n.a ,\n.b {\n  color: red; /* why */\n  margin: 0 auto;\n}\n", ".a,.b{color:red;margin:0 auto}");
    }

    #[test]
    fn a_fallback_for_older_browsers_stays() {
        check("main { min-height: 100vh; min-height: 100dvh; }", "main{min-height:100vh;min-height:100dvh}");
    }

    #[test]
    fn calc_keeps_the_spaces_it_needs() {
        check("a { width: calc( 100% - 2 * ( 1px + 2px ) ); }", "a{width:calc(100% - 2 * (1px + 2px))}");
        check("a { width: max(1px, -2px) }", "a{width:max(1px,-2px)}");
    }

    #[test]
    fn a_descendant_stays_a_descendant() {
        check("ul > li :hover { top: 0 }", "ul>li :hover{top:0}");
        check("a:not( .b ) .c + .d ~ p { top: 0 }", "a:not(.b) .c + .d ~ p{top:0}");
        check("[data-q] [lang = 'zh'] {}", "[data-q] [lang = 'zh']{}");
    }

    #[test]
    fn media_conditions_stay_readable_for_browsers() {
        check(
            "@media screen and (min-width: 40em) and (width >= 2px) { a { top: 0 } }",
            "@media screen and (min-width:40em) and (width>= 2px){a{top:0}}",
        );
    }

    #[test]
    fn strings_and_addresses_are_left_alone() {
        check("a::after { content: \"/* no  */ ; }\\\" x\" }", "a::after{content:\"/* no  */ ; }\\\" x\"}");
        check("a { background: url(data:image/svg+xml;utf8,<a  b=//c>) }", "a{background:url(data:image/svg+xml;utf8,<a  b=//c>)}");
        check("a { content: '，；  》' }", "a{content:'，；  》'}");
    }

    #[test]
    fn an_empty_custom_property_keeps_its_space() {
        check(":root { --none: ; --gap: 4px; }", ":root{--none: ;--gap:4px}");
    }

    #[test]
    fn a_comment_between_words_still_parts_them() {
        check("a/**/b{}", "a/**/b{}");
        check("a /* x */ b{}", "a b{}");
    }

    #[test]
    fn important_and_several_values_stay_apart() {
        check(
            "a { margin: 0  auto !important; font: 1rem/1.5 var(--a) , serif }",
            "a{margin:0 auto!important;font:1rem/1.5 var(--a),serif}",
        );
    }
}
