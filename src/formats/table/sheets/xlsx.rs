//! .xlsx and .xlsm: sheets of numbers, and of texts that stand in a list of their own.

mod book;
mod cell;
mod strings;

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::book::Book;
use super::grid::Grid;
use super::part::{self, Archive, attribute, number};
use super::raw::Want;
use super::room::Room;
use super::{Sheet, broken};
use crate::{Code, Issue};

/// More sheets than anyone has.
const MOST_SHEETS: usize = 256;

/// Reads every sheet.
pub fn read(archive: &mut Archive, want: Want) -> Result<Vec<Sheet>, Issue> {
    let book = book::read(archive)?;
    let mut room = Room::of(part::weight(archive));
    let mut sheets = Vec::new();
    let mut seen = BTreeSet::new();
    for place in book.sheets.iter().take(MOST_SHEETS) {
        // a part that two names point to is one sheet
        if !seen.insert(place.path.clone()) {
            continue;
        }
        let mut grid = Grid::new(&place.title, place.is_hidden, want, &mut room);
        match part::text(archive, &place.path) {
            Ok(Some(xml)) => sheet(&xml, &book, &mut grid),
            Ok(None) => grid.tell(broken(&place.path)),
            Err(issue) => grid.tell(issue),
        }
        sheets.push(grid.finish());
    }
    if book.sheets.len() > MOST_SHEETS {
        let issues = vec![Issue::new(1, Code::TooLarge, format!("{}个工作表", book.sheets.len()))];
        let read = Some(Default::default());
        sheets.push(Sheet { title: String::new(), is_hidden: false, read, rows: Vec::new(), may_have_questions: false, issues });
    }
    let first = sheets.iter().position(|sheet| sheet.read.is_some()).unwrap_or(0);
    if let Some(first) = sheets.get_mut(first).filter(|_| !book.is_whole) {
        first.issues.push(broken("sharedStrings.xml 不完整，后面的文字没有了"));
    }
    let has_pictures = part::names(archive).any(|(_, name)| name.starts_with("xl/media/"));
    if let Some(first) = sheets.iter_mut().find(|sheet| sheet.read.is_some()).filter(|_| has_pictures) {
        first.issues.push(Issue::new(1, Code::NotKept, "图片"));
    }
    Ok(sheets)
}

fn sheet(xml: &str, book: &Book, grid: &mut Grid) {
    // what reaches down stands behind the cells
    if let Some((_, rest)) = xml.rsplit_once("mergeCells>").and_then(|(before, _)| before.rsplit_once("mergeCells")) {
        merges(rest, grid);
    }
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let (mut row, mut next) = (0usize, 0usize);
    while !grid.is_full() {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().into_inner() {
                "row" => {
                    row = number(&element, "r").and_then(|row| row.checked_sub(1)).unwrap_or(row);
                    next = 0;
                    if attribute(&element, "hidden").is_some_and(|value| value == "1" || value == "true") {
                        grid.hide(row);
                    }
                }
                "c" => {
                    let (at, column) = place(&element).unwrap_or((row, next));
                    cell::read(&element, &mut reader, book).put(grid, at, column);
                    next = column.saturating_add(1);
                }
                _ => {}
            },
            Ok(Event::Empty(element)) => match element.local_name().into_inner() {
                "row" => row = number(&element, "r").unwrap_or(row.saturating_add(1)),
                "sheetData" => return,
                "c" => next = place(&element).map_or(next, |(_, column)| column).saturating_add(1),
                _ => {}
            },
            Ok(Event::End(element)) => match element.local_name().into_inner() {
                "row" => row = row.saturating_add(1),
                "sheetData" => return,
                _ => {}
            },
            Ok(Event::Eof) => return grid.tell(Issue::new(row.saturating_add(1), Code::Broken, "文件不完整")),
            Ok(_) => {}
            Err(error) => return grid.tell(Issue::new(row.saturating_add(1), Code::Broken, error.to_string())),
        }
    }
}

/// Where a cell stands: C5 is row 4, column 2.
fn place(element: &BytesStart) -> Option<(usize, usize)> {
    let name = attribute(element, "r")?;
    at(&name)
}

fn at(name: &str) -> Option<(usize, usize)> {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = name.get(..name.len() - digits.len()).filter(|letters| (1..=3).contains(&letters.len()))?;
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
    Some((usize::try_from(row).ok()?, column.checked_sub(1)?))
}

fn merges(xml: &str, grid: &mut Grid) {
    for range in xml.split("ref=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        if let Some((from, to)) = range.split_once(':').and_then(|(from, to)| Some((at(from)?, at(to)?))) {
            grid.merge(from, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_names() {
        let check = |name: &str, expected: Option<(usize, usize)>| assert_eq!(at(name), expected, "{name}");
        check("A1", Some((0, 0)));
        check("xfd1048576", Some((1_048_575, 16_383)));
        for name in ["", "A", "A0", "1", "AAAA1", "A99999999999", "甲1"] {
            check(name, None);
        }
    }
}
