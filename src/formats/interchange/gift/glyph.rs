//! Characters of GIFT, each with whether it is a mark or one that a backslash made mere text.

use crate::interchange::lines::between;

/// A character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    c: char,
    is_mark: bool,
}

impl Glyph {
    /// Whether it is this mark.
    pub fn is(self, mark: char) -> bool {
        self.is_mark && self.c == mark
    }

    /// What it is as text.
    pub fn char(self) -> char {
        self.c
    }

    fn is_blank(self) -> bool {
        self.c.is_whitespace()
    }
}

/// The characters of lines. The end of a line is a mark; `\n` is a character.
pub fn of(lines: &[&str]) -> Vec<Glyph> {
    let mut out = Vec::new();
    for line in lines {
        if !out.is_empty() {
            out.push(Glyph { c: '\n', is_mark: true });
        }
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            let escaped = if c == '\\' { chars.next_if(|c| "\\~=#{}:n".contains(*c)) } else { None };
            out.push(match escaped {
                Some('n') => Glyph { c: '\n', is_mark: false },
                Some(c) => Glyph { c, is_mark: false },
                None => Glyph { c, is_mark: "~=#{}:".contains(c) },
            });
        }
    }
    out
}

/// What is before the first such mark, and what is behind it.
pub fn split(glyphs: &[Glyph], mark: char) -> (&[Glyph], Option<&[Glyph]>) {
    match glyphs.iter().position(|glyph| glyph.is(mark)) {
        Some(at) => {
            let (before, rest) = glyphs.split_at(at);
            (before, rest.get(1..))
        }
        None => (glyphs, None),
    }
}

/// Without blanks at its ends.
pub fn trim(glyphs: &[Glyph]) -> &[Glyph] {
    let start = glyphs.iter().take_while(|glyph| glyph.is_blank()).count();
    let glyphs = glyphs.get(start..).unwrap_or_default();
    let end = glyphs.iter().rev().take_while(|glyph| glyph.is_blank()).count();
    glyphs.get(..glyphs.len() - end).unwrap_or_default()
}

/// As text, with wrapped lines joined.
pub fn text(glyphs: &[Glyph]) -> String {
    let (mut out, mut is_wrapped) = (String::new(), false);
    for glyph in glyphs {
        if glyph.is('\n') {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            is_wrapped = true;
            continue;
        }
        if is_wrapped && (glyph.c == ' ' || glyph.c == '\t') {
            continue;
        }
        if let Some(last) = out.chars().next_back().filter(|last| is_wrapped && *last != '\n' && glyph.c != '\n') {
            out.push_str(between(last, glyph.c));
        }
        is_wrapped = false;
        out.push(glyph.c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_no_mark() {
        let glyphs = of(&["a\\=b=c\\\\\\n\\x"]);
        assert_eq!(text(&glyphs), "a=b=c\\\n\\x");
        assert_eq!(glyphs.iter().filter(|glyph| glyph.is('=')).count(), 1);
        let (before, after) = split(&glyphs, '=');
        assert_eq!((text(before), text(after.expect("the mark"))), ("a=b".into(), "c\\\n\\x".into()));
    }

    #[test]
    fn wrapped_lines_are_joined() {
        assert_eq!(text(&of(&["宪法 ", "第一条", "the", "law\\n", "再"])), "宪法第一条 the law\n再");
    }
}
