//! The automatic numbers of a document: which lists there are, and how each of their levels is written.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml::{attribute, is_on, number, value};

/// How many levels a list has.
pub const LEVELS: usize = 9;
/// The longest pattern of a number that is kept, in characters.
const LONGEST: usize = 40;

/// The lists of a document.
#[derive(Debug, Default)]
pub struct Numbering {
    shapes: HashMap<String, Shape>,
    lists: HashMap<String, List>,
}

/// How lists are numbered; several lists may share one, and count on in it.
#[derive(Debug, Default)]
pub struct Shape {
    levels: [Option<Level>; LEVELS],
    /// The style that has the levels instead.
    style: Option<String>,
}

/// One list.
#[derive(Debug, Default)]
pub struct List {
    shape: String,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

/// One level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// What its first number is.
    pub start: u32,
    /// The name of the format: `decimal`.
    pub format: String,
    /// The pattern: `%1.`.
    pub pattern: String,
    /// Whether every number in it is written in digits.
    pub is_plain: bool,
    /// Where it starts anew: 0 nowhere, 2 after the first two levels, else after every level above.
    pub restart: Option<u32>,
    /// The style whose paragraphs are on this level.
    pub style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, format: "decimal".into(), pattern: String::new(), is_plain: false, restart: None, style: None }
    }
}

/// A list with what it is numbered by.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The id of what counts.
    pub id: &'a str,
    shape: &'a Shape,
    list: &'a List,
}

impl<'a> Found<'a> {
    /// One of its levels.
    pub fn level(self, level: usize) -> Option<&'a Level> {
        let own = self.list.levels.get(level)?.as_ref();
        own.or(self.shape.levels.get(level)?.as_ref())
    }

    /// Where this list begins a level that others of the same shape began otherwise.
    pub fn start(self, level: usize) -> Option<u32> {
        *self.list.starts.get(level)?
    }

    /// The level that a style is on.
    pub fn level_of(self, style: &str) -> Option<usize> {
        (0..LEVELS).find(|level| self.level(*level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }
}

impl Numbering {
    /// A list; `list_of` tells the list of a style.
    pub fn find(&self, list: &str, list_of: impl Fn(&str) -> Option<String>) -> Option<Found<'_>> {
        let list = self.lists.get(list)?;
        let (id, shape) = self.shapes.get_key_value(&list.shape)?;
        let Some(other) = shape.style.as_deref().and_then(list_of).and_then(|list| self.lists.get(&list)) else {
            return Some(Found { id, shape, list });
        };
        let (id, shape) = self.shapes.get_key_value(&other.shape)?;
        Some(Found { id, shape, list })
    }

    /// Reads `numbering.xml`; what is damaged in it is left out.
    pub fn read(xml: &str) -> Self {
        let mut builder = Builder::default();
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => builder.open(&element),
                Event::Empty(element) => {
                    builder.open(&element);
                    builder.close(element.local_name().into_inner());
                }
                Event::End(element) => builder.close(element.local_name().into_inner()),
                Event::Eof => break,
                _ => {}
            }
        }
        builder.numbering
    }
}

#[derive(Default)]
struct Builder {
    numbering: Numbering,
    shape: Option<(String, Shape)>,
    list: Option<(String, List)>,
    level: Option<(usize, Level)>,
    /// The level that is written otherwise in a list.
    other: usize,
}

impl Builder {
    fn open(&mut self, element: &BytesStart) {
        let level = || attribute(element, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(LEVELS);
        match element.local_name().into_inner() {
            "abstractNum" => self.shape = Some((attribute(element, "abstractNumId").unwrap_or_default(), Shape::default())),
            "num" => self.list = Some((attribute(element, "numId").unwrap_or_default(), List::default())),
            "lvl" => self.level = Some((level(), Level::default())),
            "lvlOverride" => self.other = level(),
            "startOverride" => {
                if let Some(start) = self.list.as_mut().and_then(|(_, list)| list.starts.get_mut(self.other)) {
                    *start = number(element);
                }
            }
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.shape = value(element).unwrap_or_default();
                }
            }
            "numStyleLink" => {
                if let Some((_, shape)) = &mut self.shape {
                    shape.style = value(element);
                }
            }
            name => {
                if let Some((_, level)) = &mut self.level {
                    level.take(name, element);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "abstractNum" => self.numbering.shapes.extend(self.shape.take()),
            "num" => self.numbering.lists.extend(self.list.take()),
            "lvl" => {
                let Some((at, level)) = self.level.take() else { return };
                let levels = match (&mut self.list, &mut self.shape) {
                    (Some((_, list)), _) => &mut list.levels,
                    (None, Some((_, shape))) => &mut shape.levels,
                    (None, None) => return,
                };
                if let Some(place) = levels.get_mut(at) {
                    *place = Some(level);
                }
            }
            _ => {}
        }
    }
}

impl Level {
    fn take(&mut self, name: &str, element: &BytesStart) {
        match name {
            "start" => self.start = number(element).unwrap_or(1),
            // a format made by hand has a usual one beside it for those who don't know it
            "numFmt" => self.format = value(element).filter(|format| format != "custom").unwrap_or_else(|| "decimal".into()),
            "lvlText" => self.pattern = value(element).unwrap_or_default().chars().take(LONGEST).collect(),
            "isLgl" => self.is_plain = is_on(element),
            "lvlRestart" => self.restart = number(element),
            "pStyle" => self.style = value(element),
            _ => {}
        }
    }
}
