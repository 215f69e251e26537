//! How a text of GIFT is marked up, as `[html]` before it says, and its plain text.

use super::glyph::{self, Glyph};
use crate::interchange::{html, lines};
use crate::{Code, Issue};

/// A way to mark up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Nothing is said: HTML where lines stay lines.
    Auto,
    /// HTML.
    Html,
    /// Nothing is marked up, or it is kept as it is written.
    Plain,
}

/// The longest name in brackets.
const LONGEST: usize = 12;

/// What the brackets before a text say, and the text.
pub fn of(glyphs: &[Glyph], or: Markup) -> (Markup, &[Glyph]) {
    let glyphs = glyph::trim(glyphs);
    let start: String = glyphs.iter().take(LONGEST).map(|glyph| glyph.char()).collect();
    let name = start.strip_prefix('[').and_then(|start| start.split_once(']')).map_or("", |(name, _)| name);
    let markup = match name {
        "moodle" => Markup::Auto,
        "html" => Markup::Html,
        "plain" | "markdown" => Markup::Plain,
        _ => return (or, glyphs),
    };
    (markup, glyph::trim(glyphs.get(name.len() + 2..).unwrap_or_default()))
}

impl Markup {
    /// The plain text; what is not kept of it is told.
    pub fn plain(self, text: &str, line: usize, issues: &mut Vec<Issue>) -> String {
        let (text, lost) = match self {
            Self::Auto => html::plain(&text.replace('\n', "<br>")),
            Self::Html => html::plain(text),
            Self::Plain => (lines::tidy(text), Vec::new()),
        };
        issues.extend(lost.into_iter().map(|lost| Issue::new(line, Code::NotKept, lost)));
        text
    }
}
