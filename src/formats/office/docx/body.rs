//! The one pass over what is written in a document: which element means what, and where the text goes.

mod blocks;
mod open;
mod place;
mod properties;

use quick_xml::Reader;
use quick_xml::events::Event;

use self::place::{Opened, Place};
use super::Line;
use super::counter::Counter;
use super::paragraph::{Paragraph, Pieces};
use super::styles::Styles;
use super::symbol::Font;
use super::table::Table;
use super::xml::resolve;
use crate::{Code, Issue};

/// How deep tables and text boxes are read as such; what is in deeper ones goes to the one around.
const DEEPEST: usize = 8;

/// What is said of a document that breaks off.
const CUT: &str = "从这里起的内容不完整，没有读进来";

/// Reads the main part.
pub fn read<'a>(xml: &str, styles: &'a Styles, counter: Counter<'a>) -> (Vec<Line>, Vec<Issue>) {
    let mut body = Body::new(styles, counter);
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let opened = body.open(&element);
                body.opened.push(opened);
            }
            Ok(Event::Empty(element)) => {
                let opened = body.open(&element);
                body.close(opened);
            }
            Ok(Event::End(_)) => {
                if let Some(opened) = body.opened.pop() {
                    body.close(opened);
                }
            }
            Ok(Event::Eof) if !body.opened.is_empty() => {
                body.tell(Code::Broken, CUT);
                break;
            }
            Ok(Event::Text(text)) if body.is_reading => body.text(&text.xml10_content()),
            Ok(Event::CData(text)) if body.is_reading => body.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) if body.is_reading => body.text(&resolve(&reference)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                body.tell(Code::Broken, CUT);
                break;
            }
        }
    }
    while let Some(opened) = body.opened.pop() {
        body.close(opened);
    }
    body.end_joint();
    (body.sinks.pop().unwrap_or_default(), body.issues)
}

/// What is known while reading.
struct Body<'a> {
    styles: &'a Styles,
    counter: Counter<'a>,
    /// What the open elements mean.
    opened: Vec<Opened>,
    place: Place,
    /// How many open elements are left out.
    skipped: usize,
    /// Whether text is text, and not the space between elements.
    is_reading: bool,
    /// Whether the text is what a field is made by.
    is_instruction: bool,
    /// How many tables are open that are too deep.
    deep: usize,
    /// How many text boxes are open.
    boxes: usize,
    /// How many links are open.
    links: usize,
    /// How many paragraphs began.
    count: usize,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Where lines go: to the document, a cell or a text box.
    sinks: Vec<Vec<Line>>,
    /// The text of paragraphs whose end was deleted.
    joint: Pieces,
    /// A box to tick, and whether it is ticked.
    tick: Option<bool>,
    /// Whether one of several ways to say the same was read.
    is_chosen: bool,
    /// The formula that is being read, and whether it is more than a line of text.
    formula: String,
    is_raised: bool,
    issues: Vec<Issue>,
}

impl<'a> Body<'a> {
    fn new(styles: &'a Styles, counter: Counter<'a>) -> Self {
        Self {
            styles,
            counter,
            opened: Vec::new(),
            place: Place::Text,
            skipped: 0,
            is_reading: false,
            is_instruction: false,
            deep: 0,
            boxes: 0,
            links: 0,
            count: 0,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            sinks: vec![Vec::new()],
            joint: Pieces::default(),
            tick: None,
            is_chosen: false,
            formula: String::new(),
            is_raised: false,
            issues: Vec::new(),
        }
    }

    /// Tells something of the paragraph that is being read, once.
    fn tell(&mut self, code: Code, about: &str) {
        let issue = Issue::new(self.paragraphs.last().map_or(self.count, |paragraph| paragraph.number).max(1), code, about);
        if self.issues.last() != Some(&issue) {
            self.issues.push(issue);
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_instruction {
            let made_by = text.trim_start().split([' ', '\\']).next().unwrap_or_default();
            match made_by.to_ascii_uppercase().as_str() {
                "EQ" | "EMBED" => self.tell(Code::NotKept, "公式"),
                "INCLUDEPICTURE" => self.tell(Code::NotKept, "图片"),
                _ => {}
            }
        } else if self.place == Place::Formula {
            self.formula.push_str(text);
        } else {
            self.write(text);
        }
    }

    /// Adds what is seen to the paragraph.
    fn write(&mut self, text: &str) {
        let is_link = self.links > 0;
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let look = if is_link { paragraph.look.without_line() } else { paragraph.look };
        if look.is_hidden() {
            return self.tell(Code::NotKept, "隐藏的文字");
        }
        if look.is_struck() && !text.trim().is_empty() {
            paragraph.is_struck = true;
            return self.tell(Code::NotKept, "删除线文字");
        }
        let font = look.font();
        let seen = |c: char| match c {
            '\u{ad}' | '\u{fdd0}' | '\u{fdd1}' => None,
            '\n' | '\r' => Some(' '),
            '\u{e000}'..='\u{f8ff}' => Some(font.shown(c).or_else(|| Font::First.shown(c)).unwrap_or('\u{fffd}')),
            c => Some(font.shown(c).unwrap_or('\u{fffd}')),
        };
        let shown: String = text.chars().filter_map(seen).collect();
        let is_lost = shown.contains('\u{fffd}') && !text.contains('\u{fffd}');
        paragraph.text.push(&shown, look);
        if is_lost {
            self.tell(Code::NotKept, "一个符号");
        }
    }

    /// Adds a break or a tab.
    fn space(&mut self, space: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.look.is_hidden()) {
            paragraph.text.push(space, paragraph.look);
        }
    }

    fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.extend(lines);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        paragraph.text.follow(std::mem::take(&mut self.joint));
        if paragraph.is_open_ended {
            self.joint = paragraph.text;
        } else {
            let number = paragraph.number;
            let mut texts = paragraph.text.lines();
            // a number before text that was struck out is struck out too
            let is_gone = paragraph.is_struck && paragraph.text.is_blank();
            if let (Some(label), Some(first)) = (paragraph.label.filter(|_| !is_gone), texts.first_mut()) {
                *first = format!("{label} {first}");
            }
            self.add(texts.into_iter().map(|text| Line { number, text, ..Line::default() }));
        }
        self.add(paragraph.hanging);
    }

    /// Writes what no paragraph followed.
    fn end_joint(&mut self) {
        let joint = std::mem::take(&mut self.joint);
        if !joint.is_empty() {
            let number = self.count.max(1);
            self.add(joint.lines().into_iter().map(|text| Line { number, text, ..Line::default() }));
        }
    }

    fn end_formula(&mut self) {
        let formula = std::mem::take(&mut self.formula);
        if std::mem::take(&mut self.is_raised) {
            self.tell(Code::NotKept, "公式");
        } else {
            self.write(&formula);
        }
    }
}
