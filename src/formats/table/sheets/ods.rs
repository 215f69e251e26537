//! .ods: cells hold what is shown, and rows and cells that are the same are written once.

use std::collections::HashMap;

use domain::moment::Day;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::Grid;
use super::part::{self, Archive, attribute, number, resolve};
use super::raw::Want;
use super::room::Room;
use super::{NOT_COMPUTED, Sheet, broken, locked};
use crate::{Code, Issue};

/// How often a row may be repeated that is not empty.
const MOST_ROWS: usize = 1000;
/// From the 30th of December 1899 to the first day of 1970.
const UNIX: f64 = 25_569.0;
/// How often a cell may be repeated that is not empty.
const MOST_CELLS: usize = 256;

/// Reads every sheet.
pub fn read(archive: &mut Archive, want: Want) -> Result<Vec<Sheet>, Issue> {
    if part::text(archive, "META-INF/manifest.xml")?.is_some_and(|xml| xml.contains("encryption-data")) {
        return Err(locked());
    }
    let xml = part::text(archive, "content.xml")?.ok_or_else(|| broken("content.xml"))?;
    Ok(sheets(&xml, want))
}

fn sheets(xml: &str, want: Want) -> Vec<Sheet> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut room = Room::of(xml.len());
    let mut sheets = Vec::new();
    let mut styles = Styles::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                styles.look(&element);
                if element.name().into_inner() == "table:table" {
                    let title = attribute(&element, "name").unwrap_or_default();
                    let mut grid = Grid::new(&title, styles.hide(&element), want, &mut room);
                    sheet(&mut reader, &mut grid);
                    sheets.push(grid.finish());
                }
            }
            Ok(Event::Eof) | Err(_) => return sheets,
            Ok(_) => {}
        }
    }
}

/// Which styles hide a sheet.
#[derive(Default)]
struct Styles {
    last: String,
    hidden: HashMap<String, bool>,
}

impl Styles {
    fn look(&mut self, element: &BytesStart) {
        match element.local_name().into_inner() {
            "style" => self.last = attribute(element, "name").unwrap_or_default(),
            "table-properties" if attribute(element, "display").is_some_and(|value| value == "false") => {
                self.hidden.insert(self.last.clone(), true);
            }
            _ => {}
        }
    }

    fn hide(&self, table: &BytesStart) -> bool {
        attribute(table, "style-name").is_some_and(|name| self.hidden.contains_key(&name))
    }
}

/// A cell as it is written.
#[derive(Clone, Debug, Default)]
struct Cell {
    column: usize,
    repeats: usize,
    text: String,
    /// What it holds, when that is a number.
    number: Option<f64>,
    rows: usize,
    columns: usize,
    /// Whether another cell reaches over it.
    is_covered: bool,
    is_error: bool,
}

fn sheet(reader: &mut Reader<&[u8]>, grid: &mut Grid) {
    let mut row = 0usize;
    let mut repeats = 1usize;
    let mut column = 0usize;
    let mut cells: Vec<Cell> = Vec::new();
    while !grid.is_full() {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return grid.tell(Issue::new(row.saturating_add(1), Code::Broken, error.to_string())),
        };
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "table-row" => {
                    repeats = number(&element, "number-rows-repeated").unwrap_or(1);
                    column = 0;
                    if attribute(&element, "visibility").is_some_and(|value| value != "visible") {
                        grid.hide(row);
                    }
                }
                "table-cell" | "covered-table-cell" => {
                    let cell = cell(&element, reader, column);
                    column = column.saturating_add(cell.repeats);
                    if !cell.text.is_empty() || cell.is_error {
                        cells.push(cell);
                    }
                }
                _ => {}
            },
            Event::Empty(element) => match element.local_name().into_inner() {
                "table-row" => row = row.saturating_add(number(&element, "number-rows-repeated").unwrap_or(1)),
                "table-cell" | "covered-table-cell" => {
                    let repeats = number(&element, "number-columns-repeated").unwrap_or(1);
                    if is_to_compute(&element) {
                        cells.push(Cell { column, repeats, text: NOT_COMPUTED.to_owned(), is_error: true, ..Cell::default() });
                    }
                    column = column.saturating_add(repeats);
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "table-row" => {
                    put(grid, row, repeats, &cells);
                    cells.clear();
                    row = row.saturating_add(repeats);
                }
                "table" => return,
                _ => {}
            },
            Event::Eof => return grid.tell(Issue::new(row.saturating_add(1), Code::Broken, "文件不完整")),
            _ => {}
        }
    }
}

/// Puts a row as often as it is repeated.
fn put(grid: &mut Grid, row: usize, repeats: usize, cells: &[Cell]) {
    if cells.is_empty() {
        return;
    }
    for cell in cells.iter().filter(|cell| cell.is_error) {
        grid.error(row, cell.column, &cell.text);
    }
    if repeats > MOST_ROWS {
        grid.tell(Issue::new(row.saturating_add(1), Code::LeftOut, format!("× {repeats}")));
    }
    let first = row;
    for row in (0..repeats.clamp(1, MOST_ROWS)).map(|n| first.saturating_add(n)) {
        for cell in cells.iter().filter(|cell| cell.is_covered && row == first) {
            grid.cover(row, cell.column, &cell.text);
        }
        for cell in cells.iter().filter(|cell| !cell.is_error && !cell.is_covered) {
            for column in (0..cell.repeats.min(MOST_CELLS)).map(|n| cell.column.saturating_add(n)) {
                if grid.is_full() {
                    return;
                }
                match cell.number {
                    Some(number) => grid.put_number(row, column, cell.text.clone(), number),
                    None => grid.put(row, column, cell.text.clone()),
                }
                let last = |first: usize, count: usize| first.saturating_add(count.saturating_sub(1));
                grid.merge((row, column), (last(row, cell.rows), last(column, cell.columns)));
            }
        }
    }
}

/// Reads a cell up to its end.
fn cell(element: &BytesStart, reader: &mut Reader<&[u8]>, column: usize) -> Cell {
    let kind = attribute(element, "value-type").unwrap_or_default();
    let mut is_error = element.attributes_raw().contains("calcext:value-type=\"error\"");
    let mut shown = shown(reader);
    if shown.is_empty() && is_to_compute(element) {
        (is_error, shown) = (true, NOT_COMPUTED.to_owned());
    }
    let value = |name: &str| attribute(element, name).filter(|value| !value.is_empty());
    let text = match kind.as_str() {
        "boolean" => value("boolean-value").map(|value| value.to_uppercase()),
        "date" if shown.is_empty() => value("date-value").map(|value| value.trim_end_matches("T00:00:00").replace('T', " ")),
        "string" if shown.is_empty() => value("string-value"),
        _ if shown.is_empty() => value("value"),
        _ => None,
    };
    let held = match kind.as_str() {
        "float" => value("value").and_then(|value| value.parse().ok()),
        "date" => value("date-value").and_then(|value| days(&value)),
        _ => None,
    };
    Cell {
        column,
        number: held,
        repeats: number(element, "number-columns-repeated").unwrap_or(1).max(1),
        text: text.unwrap_or(shown),
        rows: number(element, "number-rows-spanned").unwrap_or(1),
        columns: number(element, "number-columns-spanned").unwrap_or(1),
        is_covered: element.local_name().into_inner() == "covered-table-cell",
        is_error,
    }
}

/// Whether a cell holds a formula that nothing has computed: one whose value is an empty text has a kind.
fn is_to_compute(element: &BytesStart) -> bool {
    attribute(element, "formula").is_some() && attribute(element, "value-type").is_none_or(|kind| kind.is_empty())
}

/// A day such as 2027-06-01, perhaps with a time behind it, as sheets count them.
fn days(date: &str) -> Option<f64> {
    let day = Day::read(date.split('T').next()?)?;
    Some(f64::from(day.0) + UNIX)
}

/// What a cell shows: its paragraphs, without notes on it.
fn shown(reader: &mut Reader<&[u8]>) -> String {
    let mut text = String::new();
    let (mut notes, mut depth, mut paragraphs) = (0usize, 0usize, 0usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().into_inner() {
                "annotation" => notes += 1,
                "p" if notes == 0 => {
                    depth += 1;
                    paragraphs += 1;
                    if paragraphs > 1 {
                        text.push('\n');
                    }
                }
                _ => {}
            },
            Ok(Event::Empty(element)) if notes == 0 && depth > 0 => match element.local_name().into_inner() {
                "s" => text.extend(std::iter::repeat_n(' ', number(&element, "c").unwrap_or(1).min(80))),
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                _ => {}
            },
            Ok(Event::End(element)) => match element.local_name().into_inner() {
                "annotation" => notes = notes.saturating_sub(1),
                "p" if notes == 0 => depth = depth.saturating_sub(1),
                "table-cell" | "covered-table-cell" if notes == 0 => return text,
                "table-row" | "table" => return text,
                _ => {}
            },
            Ok(Event::Text(part)) if notes == 0 && depth > 0 => text.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) if notes == 0 && depth > 0 => text.push_str(&part.xml10_content()),
            Ok(Event::GeneralRef(name)) if notes == 0 && depth > 0 => text.push_str(&resolve(&name)),
            Ok(Event::Eof) | Err(_) => return text,
            Ok(_) => {}
        }
    }
}
