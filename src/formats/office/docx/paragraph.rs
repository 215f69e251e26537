//! One paragraph while it is read: its pieces of text, which of them stand out, and what it comes to in lines.

use super::Line;
use super::look::Look;
use crate::text::{MARK, MARK_END};

/// An open paragraph.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its place among all, counted from 1.
    pub number: usize,
    /// Its style.
    pub style: Option<String>,
    /// The list that it says it is in.
    pub list: Option<String>,
    /// The level that it says it is on.
    pub level: Option<u32>,
    /// Its automatic number.
    pub label: Option<String>,
    /// Whether its end was deleted, so that the next one goes on in it.
    pub is_open_ended: bool,
    /// What it says.
    pub text: Pieces,
    /// How the run looks that is being read.
    pub look: Look,
    /// Whether some of it was struck out.
    pub is_struck: bool,
    /// The lines of the text boxes that hang on it.
    pub hanging: Vec<Line>,
}

/// Text in pieces that look the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pieces(Vec<Piece>);

#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    stands_out: bool,
    is_underlined: bool,
}

impl Pieces {
    /// Adds text.
    pub fn push(&mut self, text: &str, look: Look) {
        let (stands_out, is_underlined) = (look.stands_out(), look.is_underlined());
        match self.0.last_mut() {
            Some(last) if last.stands_out == stands_out && last.is_underlined == is_underlined => last.text.push_str(text),
            _ => self.0.push(Piece { text: text.to_owned(), stands_out, is_underlined }),
        }
    }

    /// Takes over the pieces before these.
    pub fn follow(&mut self, mut before: Self) {
        before.0.append(&mut self.0);
        *self = before;
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether nobody sees anything.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// Line by line, what stands out between [`MARK`] and [`MARK_END`]. Blanks with a line below are the line.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![String::new()];
        let (mut is_open, mut blank) = (false, String::new());
        for piece in &self.0 {
            let is_blank = piece.text.chars().all(char::is_whitespace);
            if is_blank && piece.is_underlined {
                close(&mut lines, &mut is_open, &mut blank);
                add(&mut lines, &drawn(&piece.text), false);
            } else if is_blank && is_open && !piece.text.contains('\n') {
                // whether a blank between two such pieces stands out itself is nothing that anybody sees
                blank.push_str(&piece.text);
            } else if piece.stands_out && !is_blank {
                if is_open {
                    add(&mut lines, &std::mem::take(&mut blank), true);
                } else {
                    add(&mut lines, &MARK.to_string(), false);
                }
                add(&mut lines, &piece.text, true);
                is_open = true;
            } else {
                close(&mut lines, &mut is_open, &mut blank);
                add(&mut lines, &piece.text, false);
            }
        }
        close(&mut lines, &mut is_open, &mut blank);
        lines
    }
}

/// Ends what stands out, and writes the blank that may follow it.
fn close(lines: &mut Vec<String>, is_open: &mut bool, blank: &mut String) {
    if std::mem::take(is_open) {
        add(lines, &MARK_END.to_string(), false);
    }
    add(lines, &std::mem::take(blank), false);
}

/// Adds text to the last line and begins others at its breaks; what is marked is marked on each.
fn add(lines: &mut Vec<String>, text: &str, is_marked: bool) {
    for (n, part) in text.split('\n').enumerate() {
        if n > 0 {
            if let Some(last) = lines.last_mut().filter(|_| is_marked) {
                last.push(MARK_END);
            }
            lines.push(if is_marked { MARK.to_string() } else { String::new() });
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(part);
        }
    }
}

fn drawn(blank: &str) -> String {
    blank
        .chars()
        .map(|c| {
            if c == '\n' {
                "\n"
            } else if c == '\t' {
                "____"
            } else {
                "_"
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use quick_xml::events::BytesStart;

    use super::*;

    fn check(pieces: &[(&str, &str)], expected: &[&str]) {
        let mut text = Pieces::default();
        for (property, piece) in pieces {
            let mut look = Look::default();
            look.take(property, &BytesStart::new(*property));
            text.push(piece, look);
        }
        let expected: Vec<_> = expected.iter().map(|line| line.replace('[', "\u{fdd0}").replace(']', "\u{fdd1}")).collect();
        assert_eq!(text.lines(), expected, "{pieces:?}");
    }

    #[test]
    fn what_stands_out_is_marked_once() {
        check(&[("", "A.甲 "), ("b", "B."), ("highlight", "乙"), ("", " C.丙")], &["A.甲 [B.乙] C.丙"]);
        check(&[("b", "甲"), ("", " "), ("b", "乙"), ("", "  ")], &["[甲 乙]  "]);
        check(&[("b", "甲")], &["[甲]"]);
        check(&[("b", " ")], &[" "]);
        check(&[], &[""]);
    }

    #[test]
    fn marks_are_whole_on_every_line() {
        check(&[("b", "甲\n乙"), ("", "\n丙")], &["[甲]", "[乙]", "丙"]);
    }

    #[test]
    fn a_blank_with_a_line_below_is_the_line() {
        check(&[("", "由"), ("u", "   "), ("", "产生")], &["由___产生"]);
        check(&[("u", " A "), ("u", "\t")], &["[ A \t]"]);
        check(&[("b", "甲"), ("u", "  "), ("b", "乙")], &["[甲]__[乙]"]);
    }
}
