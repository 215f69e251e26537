//! What a workbook says of its sheets, and what they share: texts and formats.

use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::strings::{self, Text};
use crate::Issue;
use crate::table::sheets::broken;
use crate::table::sheets::format::Shape;
use crate::table::sheets::part::{self, Archive, attribute, number};

/// A workbook without its cells.
#[derive(Debug, Default)]
pub struct Book {
    /// In order.
    pub sheets: Vec<Place>,
    /// The texts that cells point to.
    pub strings: Vec<Text>,
    /// Whether that list is whole.
    pub is_whole: bool,
    /// How the styles that cells point to show numbers.
    pub shapes: Vec<Shape>,
    /// The styles that strike out what is in a cell.
    pub struck: BTreeSet<usize>,
    /// Whether days are counted from 1904.
    pub is_from_1904: bool,
}

/// Where a sheet is.
#[derive(Debug, Default)]
pub struct Place {
    /// Its name.
    pub title: String,
    /// The part.
    pub path: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
}

/// Reads it.
pub fn read(archive: &mut Archive) -> Result<Book, Issue> {
    let roots = part::text(archive, "_rels/.rels")?.map(|xml| relations(&xml, "")).unwrap_or_default();
    let main =
        roots.into_values().find(|(kind, _)| kind == "officeDocument").map_or_else(|| "xl/workbook.xml".to_owned(), |(_, path)| path);
    if main.ends_with(".bin") {
        return Err(Issue::new(1, crate::Code::Unsupported, "xlsb"));
    }
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let xml = part::text(archive, &main)?.ok_or_else(|| broken(&main))?;
    let links = part::text(archive, &format!("{folder}/_rels/{name}.rels"))?.map(|xml| relations(&xml, folder)).unwrap_or_default();
    let path = |kind: &str, usual: &str| {
        links.values().find(|(known, _)| known == kind).map_or_else(|| format!("{folder}/{usual}"), |(_, path)| path.clone())
    };
    let mut book = Book { is_whole: true, ..Book::default() };
    if let Some(xml) = part::text(archive, &path("sharedStrings", "sharedStrings.xml"))? {
        (book.strings, book.is_whole) = strings::read(&xml)?;
    }
    if let Some(xml) = part::text(archive, &path("styles", "styles.xml"))? {
        (book.shapes, book.struck) = shapes(&xml);
    }
    each(&xml, |element| match element.local_name().into_inner() {
        "workbookPr" => book.is_from_1904 = attribute(element, "date1904").is_some_and(|value| value == "1" || value == "true"),
        "sheet" => {
            // a relation has the prefix, a number of the sheet has none
            let link = attribute(element, "id").and_then(|id| links.get(&id));
            if let Some((_, path)) = link.filter(|(kind, _)| kind == "worksheet") {
                book.sheets.push(Place {
                    title: attribute(element, "name").unwrap_or_default(),
                    path: path.clone(),
                    is_hidden: attribute(element, "state").is_some_and(|state| state != "visible"),
                });
            }
        }
        _ => {}
    });
    Ok(book)
}

/// By name, the last word of the kind and the path.
fn relations(xml: &str, folder: &str) -> HashMap<String, (String, String)> {
    let mut all = HashMap::new();
    each(xml, |element| {
        if element.local_name().into_inner() != "Relationship" {
            return;
        }
        let (Some(id), Some(kind), Some(target)) = (attribute(element, "Id"), attribute(element, "Type"), attribute(element, "Target"))
        else {
            return;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None if folder.is_empty() => target,
            None => format!("{folder}/{target}"),
        };
        all.insert(id, (kind, path));
    });
    all
}

/// How each style shows numbers, and which strike out.
fn shapes(xml: &str) -> (Vec<Shape>, BTreeSet<usize>) {
    let mut codes: HashMap<u32, Shape> = HashMap::new();
    let mut shapes = Vec::new();
    let (mut fonts, mut struck_fonts, mut struck) = (0usize, BTreeSet::new(), BTreeSet::new());
    let (mut is_in_fonts, mut is_in_cells) = (false, false);
    let id = |element: &BytesStart| attribute(element, "numFmtId").and_then(|id| id.trim().parse().ok()).unwrap_or(0);
    each(xml, |element| match element.local_name().into_inner() {
        "numFmt" => {
            if let Some(code) = attribute(element, "formatCode") {
                codes.insert(id(element), Shape::of(id(element), Some(&code)));
            }
        }
        "fonts" => is_in_fonts = true,
        "fills" | "borders" | "cellStyleXfs" => is_in_fonts = false,
        "font" if is_in_fonts => fonts += 1,
        "strike" if is_in_fonts && strings::is_on(element) => {
            struck_fonts.insert(fonts);
        }
        "cellXfs" => (is_in_fonts, is_in_cells) = (false, true),
        "cellStyles" | "dxfs" => is_in_cells = false,
        "xf" if is_in_cells => {
            let id = id(element);
            if number(element, "fontId").is_some_and(|font| struck_fonts.contains(&font.saturating_add(1))) {
                struck.insert(shapes.len());
            }
            shapes.push(codes.get(&id).cloned().unwrap_or_else(|| Shape::of(id, None)));
        }
        _ => {}
    });
    (shapes, struck)
}

/// Looks at the beginning of every element, as far as the part can be read.
fn each(xml: &str, mut look: impl FnMut(&BytesStart)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => look(&element),
            Event::Eof => break,
            _ => {}
        }
    }
}
