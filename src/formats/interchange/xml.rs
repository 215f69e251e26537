//! XML in pieces: each element of a certain name as a small tree, one after the other, so that what comes before a fault is kept.
//! Entities that a file declares are never put in, and nesting has a bound.

mod element;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{entity, lines};
use crate::{Code, Issue};

pub use element::{Element, Node};

/// How deep a piece may be nested.
const DEEPEST: usize = 100;
/// How many elements and texts a piece may have.
const MOST_NODES: usize = 200_000;

/// The elements that `is_piece` names, wherever they are, not looking into one for more.
pub struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    is_piece: fn(&str) -> bool,
    /// The place in the text up to which lines are counted, and the line there.
    counted: (usize, usize),
    /// How many elements outside of pieces are open.
    outside: usize,
    is_over: bool,
    /// The name of the first element.
    pub root: Option<String>,
    /// Text outside of pieces, and entities that are not known.
    pub told: Vec<Issue>,
}

impl<'a> Pieces<'a> {
    /// Over a text.
    pub fn new(text: &'a str, is_piece: fn(&str) -> bool) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, text, is_piece, counted: (0, 1), outside: 0, is_over: false, root: None, told: Vec::new() }
    }

    fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let to = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).clamp(from, self.text.len());
        let passed = self.text.as_bytes().get(from..to).unwrap_or_default();
        self.counted = (to, line + passed.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }

    fn broken(&mut self, about: impl Into<String>) -> Issue {
        self.is_over = true;
        Issue::new(self.line(), Code::Broken, about)
    }

    /// The next piece; `None` at the end.
    fn piece(&mut self) -> Result<Option<Element>, Issue> {
        let mut open: Vec<Element> = Vec::new();
        let mut nodes = 0usize;
        loop {
            let line = self.line();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let cut = open.first().map(|piece| format!(" (<{}> {})", piece.name, piece.line)).unwrap_or_default();
                    return Err(self.broken(format!("{error}{cut}")));
                }
            };
            nodes += 1;
            if open.len() > DEEPEST || nodes > MOST_NODES && !open.is_empty() {
                return Err(self.broken(if open.len() > DEEPEST { "too deep" } else { "too many elements" }));
            }
            match event {
                Event::Start(start) => {
                    let element = element(&start, line);
                    if open.is_empty() && !(self.is_piece)(&element.name) {
                        self.root.get_or_insert(element.name);
                        self.outside += 1;
                    } else {
                        if open.is_empty() {
                            nodes = 0;
                        }
                        open.push(element);
                    }
                }
                Event::Empty(start) => {
                    let element = element(&start, line);
                    match open.last_mut() {
                        Some(parent) => parent.nodes.push(Node::Element(element)),
                        None if (self.is_piece)(&element.name) => return Ok(Some(element)),
                        None => self.root = self.root.take().or(Some(element.name)),
                    }
                }
                Event::End(_) => match (open.pop(), open.last_mut()) {
                    (Some(element), Some(parent)) => parent.nodes.push(Node::Element(element)),
                    (Some(element), None) => return Ok(Some(element)),
                    (None, _) => self.outside = self.outside.saturating_sub(1),
                },
                Event::Text(text) => self.text(&mut open, &text.xml10_content(), line),
                Event::CData(text) => self.text(&mut open, &text.xml10_content(), line),
                Event::GeneralRef(name) => {
                    let text = self.reference(&name, line);
                    self.text(&mut open, &text, line);
                }
                Event::Eof => {
                    self.is_over = true;
                    return match open.first() {
                        Some(piece) => Err(Issue::new(piece.line, Code::Broken, format!("<{}> has no end", piece.name))),
                        None if self.outside > 0 => Err(self.broken(format!("<{}> has no end", self.root.as_deref().unwrap_or_default()))),
                        None => Ok(None),
                    };
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn text(&mut self, open: &mut [Element], text: &str, line: usize) {
        match open.last_mut() {
            Some(parent) => match parent.nodes.last_mut() {
                Some(Node::Text(last)) => last.push_str(text),
                _ => parent.nodes.push(Node::Text(text.to_owned())),
            },
            None if text.trim().is_empty() => {}
            None => {
                let skipped = text.len() - text.trim_start().len();
                let line = line + text.get(..skipped).unwrap_or_default().matches('\n').count();
                self.told.push(Issue::new(line, Code::LeftOut, lines::beginning(text)));
            }
        }
    }

    fn reference(&mut self, name: &BytesRef<'_>, line: usize) -> String {
        entity::resolve(name).map_or_else(
            || {
                let text = format!("&{};", &**name);
                self.told.push(Issue::new(line, Code::NotKept, lines::beginning(&text)));
                text
            },
            String::from,
        )
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Element, Issue>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        self.piece().transpose()
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Element {
    let mut attributes = start.attributes();
    // looking for doubles takes time that grows with the square
    let attributes = attributes.with_checks(false).flatten();
    let attributes = attributes.map(|one| (one.key.local_name().into_inner().to_owned(), entity::decode(&one.value))).collect();
    Element { name: start.local_name().into_inner().to_owned(), attributes, nodes: Vec::new(), line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], broken: Option<(usize, &str)>, told: &[(usize, Code)]) {
        let mut pieces = Pieces::new(text, |name| name == "q");
        let (mut texts, mut error) = (Vec::new(), None);
        for piece in pieces.by_ref() {
            match piece {
                Ok(piece) => texts.push(format!("{} {}", piece.line, piece.text())),
                Err(issue) => error = Some(issue),
            }
        }
        assert_eq!(texts, expected);
        assert_eq!(error.as_ref().map(|issue| issue.line), broken.map(|(line, _)| line), "{error:?}");
        assert!(error.is_none_or(|issue| issue.about.contains(broken.unwrap_or_default().1)));
        assert_eq!(pieces.told.iter().map(|issue| (issue.line, issue.code)).collect::<Vec<_>>(), told);
    }

    #[test]
    fn pieces_come_with_their_lines() {
        check(
            "<?xml version=\"1.0\"?>\n<a>\n<q>甲<b>&lt;</b></q>\n<x:q><![CDATA[<p>]]></x:q><q/></a>",
            &["3 甲<", "4 <p>", "4 "],
            None,
            &[],
        );
        check("<a><q>R & D &nbsp;x</q></a>", &["1 R & D \u{a0}x"], None, &[]);
    }

    #[test]
    fn what_comes_before_a_fault_is_kept() {
        check("<a>\n<q>甲</q>\n<q>乙", &["2 甲"], Some((3, "no end")), &[]);
        check("<a>\n<q>甲</q>\n<q>乙</b></q></a>", &["2 甲"], Some((3, "<q> 3")), &[]);
        check("<a>\n<q>甲</q>\n", &["2 甲"], Some((3, "<a>")), &[]);
    }

    #[test]
    fn declared_entities_are_not_put_in() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"xxxx\"><!ENTITY y \"&x;&x;\">]>\n<a><q>&y;</q></a>";
        check(bomb, &["2 &y;"], None, &[(2, Code::NotKept)]);
    }

    #[test]
    fn nesting_has_a_bound() {
        check(&format!("<q>甲</q>{}", "<q>".repeat(100_000)), &["1 甲"], Some((1, "too deep")), &[]);
        check(&"<a>".repeat(100_000), &[], Some((1, "no end")), &[]);
        check(&format!("<q>{}</q>", "<b/>".repeat(300_000)), &[], Some((1, "too many")), &[]);
    }

    #[test]
    fn text_beside_the_pieces_is_told() {
        check("<a>\n\n迷路\n<q/></a>", &["4 "], None, &[(3, Code::LeftOut)]);
    }
}
