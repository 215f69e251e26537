//! Running text out of marked-up text: blanks run together, blocks become lines, and what is no text is told.

use super::lines::{GAP, between, tidy};

/// Elements that begin and end a line.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "figure",
    "figcaption",
    "prompt",
    "center",
];

/// Elements that say something which their text alone does not.
const LOST: [&str; 18] = [
    "img", "image", "audio", "video", "object", "embed", "iframe", "svg", "math", "canvas", "sup", "sub", "s", "strike", "del", "ruby",
    "input", "textarea",
];

/// Text that is being put together.
#[derive(Debug, Default)]
pub struct Flow {
    out: String,
    space: Space,
    /// Where gaps stand in `out`.
    gaps: Vec<usize>,
    lost: Vec<String>,
    /// The element whose text is none: a script, a style.
    unread: Option<&'static str>,
}

/// What parts the next character from the last, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    #[default]
    None,
    Blank,
    Wrap,
    Break,
}

impl Flow {
    /// An element begins. `about` is what tells it from its like: its source, its name.
    pub fn open(&mut self, name: &str, about: &str) {
        if self.unread.is_some() {
            return;
        }
        self.unread = ["script", "style"].into_iter().find(|unread| *unread == name);
        if LOST.contains(&name) {
            self.lose(name, about);
        }
        self.part(name);
    }

    /// An element ends.
    pub fn close(&mut self, name: &str) {
        if self.unread == Some(name) {
            self.unread = None;
        }
        self.part(name);
    }

    /// The line ends here.
    pub fn end_line(&mut self) {
        self.space = Space::Break;
    }

    /// Something is not kept.
    pub fn lose(&mut self, name: &str, about: &str) {
        let about = super::lines::beginning(about);
        let lost = if about.is_empty() { format!("<{name}>") } else { format!("<{name} {about}>") };
        if self.lost.last() != Some(&lost) {
            self.lost.push(lost);
        }
    }

    /// Text, with its entities resolved.
    pub fn text(&mut self, text: &str) {
        if self.unread.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' => self.space = self.space.max(Space::Blank),
                '\n' | '\r' => self.space = self.space.max(Space::Wrap),
                // a blank that is meant
                '\u{a0}' => self.push(' '),
                // where a word may be parted, and nothing
                '\u{ad}' | '\u{200b}' => {}
                c => self.push(c),
            }
        }
    }

    /// A place to answer. One that stands in a line of its own is no part of the text.
    pub fn gap(&mut self) {
        self.part_from('（');
        self.gaps.push(self.out.len());
        self.out.push_str(GAP);
    }

    /// The text, and what is not kept of it.
    pub fn finish(self) -> (String, Vec<String>) {
        let (mut kept, mut at, mut gaps) = (String::new(), 0, self.gaps.iter().peekable());
        for line in self.out.split_inclusive('\n') {
            let end = at + line.len();
            let mut count = 0;
            while gaps.next_if(|gap| **gap < end).is_some() {
                count += 1;
            }
            let is_gaps_only = count > 0 && line.matches(GAP).count() == count && line.replace(GAP, "").trim().is_empty();
            kept.push_str(if is_gaps_only { "\n" } else { line });
            at = end;
        }
        (tidy(&kept), self.lost)
    }

    fn part(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.space = Space::Break;
        } else if name == "td" || name == "th" {
            self.space = self.space.max(Space::Blank);
        }
    }

    fn push(&mut self, c: char) {
        self.part_from(c);
        self.out.push(c);
    }

    fn part_from(&mut self, first: char) {
        let Some(last) = self.out.chars().next_back() else {
            self.space = Space::None;
            return;
        };
        match std::mem::take(&mut self.space) {
            Space::None => {}
            Space::Blank => self.out.push(' '),
            Space::Wrap => self.out.push_str(between(last, first)),
            Space::Break => self.out.push('\n'),
        }
    }
}
