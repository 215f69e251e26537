//! .xls, the binary workbooks of Excel 97 to 2003: records one after the other in a stream of a container.

mod records;
mod strings;

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read as _};

use self::records::{Record, Records, double, short, word};
use super::format::Shape;
use super::grid::Grid;
use super::raw::Want;
use super::room::Room;
use super::{NOT_COMPUTED, Sheet, broken, locked};
use crate::{Code, Issue};

/// Reads every sheet.
pub fn read(bytes: &[u8], want: Want) -> Result<Vec<Sheet>, Issue> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken("打不开"))?;
    if container.is_stream("/EncryptedPackage") {
        return Err(locked());
    }
    if !container.is_stream("/Workbook") {
        let what = if container.is_stream("/Book") { "Excel 95" } else { "这种文件" };
        return Err(Issue::new(1, Code::Unsupported, what));
    }
    let mut stream = Vec::new();
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let opened = container.open_stream("/Workbook").map_err(|_| broken("打不开"))?;
    // what is cut off is read as far as it goes, and told by the sheet that does not end
    let _ = opened.take(most).read_to_end(&mut stream);
    let book = Book::read(&stream)?;
    let mut room = Room::of(stream.len());
    // sheets don't overlap: what is walked through is not much more than the stream
    let mut walk = stream.len().saturating_mul(2);
    let mut sheets = Vec::new();
    for place in &book.places {
        let mut grid = Grid::new(&place.title, place.is_hidden, want, &mut room);
        let rest = stream.get(place.at..).unwrap_or_default();
        walk = walk.saturating_sub(sheet(rest.get(..walk.min(rest.len())).unwrap_or_default(), &book, &mut grid));
        sheets.push(grid.finish());
    }
    Ok(sheets)
}

/// A workbook without its cells.
#[derive(Debug, Default)]
struct Book {
    places: Vec<Place>,
    strings: Vec<String>,
    shapes: Vec<Shape>,
    is_from_1904: bool,
}

/// Where a sheet is.
#[derive(Debug)]
struct Place {
    title: String,
    at: usize,
    is_hidden: bool,
}

impl Book {
    fn read(stream: &[u8]) -> Result<Self, Issue> {
        let mut book = Self::default();
        let mut codes: HashMap<u16, Shape> = HashMap::new();
        let mut styles = Vec::new();
        for Record { kind, data, more } in Records::new(stream) {
            match kind {
                records::BEGIN if short(data, 0) != Some(0x0600) => return Err(Issue::new(1, Code::Unsupported, "Excel 95")),
                records::LOCKED if short(data, 0) != Some(0) => return Err(locked()),
                records::EPOCH => book.is_from_1904 = short(data, 0) == Some(1),
                records::FORMAT => {
                    if let (Some(id), Some(code)) = (short(data, 0), strings::long(data.get(2..).unwrap_or_default(), &[])) {
                        codes.insert(id, Shape::of(u32::from(id), Some(&code)));
                    }
                }
                records::STYLE => styles.push(short(data, 2).unwrap_or(0)),
                records::SHEET => book.places.extend(Self::place(data)),
                records::STRINGS => book.strings = strings::list(data, &more),
                records::END => break,
                _ => {}
            }
        }
        let shape = |id: &u16| codes.get(id).cloned().unwrap_or_else(|| Shape::of(u32::from(*id), None));
        book.shapes = styles.iter().map(shape).collect();
        if book.places.is_empty() { Err(broken("没有工作表")) } else { Ok(book) }
    }

    fn place(data: &[u8]) -> Option<Place> {
        // other kinds hold charts and macros
        let is_sheet = *data.get(5)? == 0;
        let place =
            Place { title: strings::brief(data.get(6..)?)?, at: usize::try_from(word(data, 0)?).ok()?, is_hidden: data.get(4)? & 3 != 0 };
        is_sheet.then_some(place)
    }

    fn put(&self, grid: &mut Grid, (row, column): (usize, usize), value: f64, style: u16) {
        let shape = self.shapes.get(usize::from(style)).unwrap_or(&Shape::Plain);
        grid.put_number(row, column, shape.show(value, self.is_from_1904), shape.held(value, self.is_from_1904));
    }
}

/// Reads the cells of a sheet; how many bytes it took.
fn sheet(stream: &[u8], book: &Book, grid: &mut Grid) -> usize {
    let mut hidden = BTreeSet::new();
    for Record { kind, data, .. } in Records::of_sheet(stream) {
        if kind == records::ROW && short(data, 12).is_some_and(|flags| flags & 0x20 != 0) {
            hidden.extend(short(data, 0));
        }
        if kind != records::MERGED {
            continue;
        }
        for range in data.get(2..).unwrap_or_default().chunks_exact(8) {
            if let (Some(first), Some(last), Some(left), Some(right)) = (short(range, 0), short(range, 2), short(range, 4), short(range, 6))
            {
                grid.merge((first.into(), left.into()), (last.into(), right.into()));
            }
        }
    }
    let mut records = Records::of_sheet(stream);
    let (mut formula, mut last) = (None, 0);
    for Record { kind, data, more } in records.by_ref() {
        if grid.is_full() {
            break;
        }
        if kind == records::FORMULA_TEXT {
            if let (Some((row, column)), Some(text)) = (formula.take(), strings::long(data, &more)) {
                grid.put(row, column, text);
            }
            continue;
        }
        if let Some((row, column)) = formula.take() {
            grid.error(row, column, NOT_COMPUTED);
        }
        if records::is_cell(kind) && short(data, 0).is_some_and(|row| hidden.contains(&row)) {
            grid.hide(short(data, 0).unwrap_or(0).into());
        }
        let (Some(row), Some(column), Some(style)) = (short(data, 0), short(data, 2), short(data, 4)) else { continue };
        let (row, column) = (usize::from(row), usize::from(column));
        if records::is_cell(kind) {
            last = row + 1;
        }
        match kind {
            records::TEXT_IN_LIST => {
                let text = word(data, 6).and_then(|n| book.strings.get(usize::try_from(n).ok()?));
                grid.put(row, column, text.cloned().unwrap_or_default());
            }
            records::TEXT | records::RICH_TEXT => {
                grid.put(row, column, data.get(6..).and_then(|data| strings::long(data, &more)).unwrap_or_default());
            }
            records::NUMBER => double(data, 6).into_iter().for_each(|value| book.put(grid, (row, column), value, style)),
            records::SMALL => word(data, 6).into_iter().for_each(|value| book.put(grid, (row, column), small(value), style)),
            records::SMALLS => {
                for (n, cell) in data.get(4..).unwrap_or_default().chunks_exact(6).enumerate() {
                    if let (Some(style), Some(value)) = (short(cell, 0), word(cell, 2)) {
                        book.put(grid, (row, column + n), small(value), style);
                    }
                }
            }
            records::TRUTH => truth_or_error(grid, row, column, data.get(6..8).unwrap_or_default()),
            records::FORMULA => match data.get(6..14) {
                Some([0, .., 0xff, 0xff]) => formula = Some((row, column)),
                Some([1, _, value, .., 0xff, 0xff]) => truth_or_error(grid, row, column, &[*value, 0]),
                Some([2, _, value, .., 0xff, 0xff]) => truth_or_error(grid, row, column, &[*value, 1]),
                // an empty text that is still to be computed
                Some([3, .., 0xff, 0xff]) if is_to_compute(data) => grid.error(row, column, NOT_COMPUTED),
                Some([.., 0xff, 0xff]) | None => {}
                Some(_) => double(data, 6).into_iter().for_each(|value| book.put(grid, (row, column), value, style)),
            },
            _ => {}
        }
    }
    if let Some((row, column)) = formula {
        grid.error(row, column, NOT_COMPUTED);
    }
    if !records.is_ended() && !grid.is_full() {
        grid.tell(Issue::new(last + 1, Code::Broken, "文件不完整"));
    }
    records.taken()
}

/// Whether a formula is to be computed when the file is opened, or never was: its place in the order of computing is not set.
fn is_to_compute(data: &[u8]) -> bool {
    short(data, 14).is_some_and(|flags| flags & 2 != 0) || word(data, 16) == Some(0)
}

fn truth_or_error(grid: &mut Grid, row: usize, column: usize, value: &[u8]) {
    match value {
        [value, 0] => grid.put(row, column, if *value == 0 { "FALSE" } else { "TRUE" }.to_owned()),
        [code, 1] => {
            let name = match code {
                0x00 => "#NULL!",
                0x07 => "#DIV/0!",
                0x0f => "#VALUE!",
                0x17 => "#REF!",
                0x1d => "#NAME?",
                0x24 => "#NUM!",
                _ => "#N/A",
            };
            grid.error(row, column, name);
        }
        _ => {}
    }
}

/// A number in 30 bits: whole or the upper half of a double, perhaps in hundredths.
fn small(bits: u32) -> f64 {
    let value = if bits & 2 == 0 { f64::from_bits(u64::from(bits & !3) << 32) } else { f64::from(bits.cast_signed() >> 2) };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_read() {
        let check = |bits: u32, expected: f64| assert!((small(bits) - expected).abs() < 1e-9, "{bits:x}");
        check(2 | (5 << 2), 5.0);
        check(3 | (250 << 2), 2.5);
        check(0x3ff0_0000, 1.0);
        check(0x3ff0_0001, 0.01);
        check(0xffff_fffe, -1.0);
    }
}
