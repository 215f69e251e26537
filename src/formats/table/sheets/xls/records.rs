//! Records: a kind, a length, and so many bytes.

pub const BEGIN: u16 = 0x0809;
pub const END: u16 = 0x000a;
pub const LOCKED: u16 = 0x002f;
pub const EPOCH: u16 = 0x0022;
pub const FORMAT: u16 = 0x041e;
pub const STYLE: u16 = 0x00e0;
pub const SHEET: u16 = 0x0085;
pub const STRINGS: u16 = 0x00fc;
pub const MERGED: u16 = 0x00e5;
pub const TEXT_IN_LIST: u16 = 0x00fd;
pub const TEXT: u16 = 0x0204;
pub const RICH_TEXT: u16 = 0x00d6;
pub const NUMBER: u16 = 0x0203;
pub const SMALL: u16 = 0x027e;
pub const SMALLS: u16 = 0x00bd;
pub const TRUTH: u16 = 0x0205;
pub const FORMULA: u16 = 0x0006;
pub const FORMULA_TEXT: u16 = 0x0207;
pub const ROW: u16 = 0x0208;
const MORE: u16 = 0x003c;

/// Whether a record is a cell that holds something.
pub fn is_cell(kind: u16) -> bool {
    [TEXT_IN_LIST, TEXT, RICH_TEXT, NUMBER, SMALL, SMALLS, TRUTH, FORMULA].contains(&kind)
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// What it is.
    pub kind: u16,
    /// Its bytes.
    pub data: &'a [u8],
    /// The bytes of the records that carry it on.
    pub more: Vec<&'a [u8]>,
}

/// The records of a stream, as far as they are whole.
#[derive(Debug)]
pub struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    /// In a sheet, how many streams within streams are open.
    depth: Option<usize>,
    is_ended: bool,
}

impl<'a> Records<'a> {
    /// All of a stream.
    pub fn new(stream: &'a [u8]) -> Self {
        Self { stream, at: 0, depth: None, is_ended: false }
    }

    /// Those of a sheet up to its end, without the charts in it.
    pub fn of_sheet(stream: &'a [u8]) -> Self {
        Self { depth: Some(0), ..Self::new(stream) }
    }

    /// How many bytes were taken.
    pub fn taken(&self) -> usize {
        self.at
    }

    /// Whether the end of a sheet was seen.
    pub fn is_ended(&self) -> bool {
        self.is_ended
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let (kind, length) = (short(self.stream, self.at)?, short(self.stream, self.at.checked_add(2)?)?);
        let from = self.at.checked_add(4)?;
        let data = self.stream.get(from..from.checked_add(usize::from(length))?)?;
        self.at = from + data.len();
        Some((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        loop {
            let (kind, data) = self.one()?;
            let mut more = Vec::new();
            while short(self.stream, self.at) == Some(MORE) {
                more.push(self.one()?.1);
            }
            if let Some(depth) = &mut self.depth {
                match kind {
                    BEGIN => *depth += 1,
                    END => *depth = depth.saturating_sub(1),
                    _ if *depth > 1 => continue,
                    _ => {}
                }
                if *depth == 0 {
                    self.is_ended = kind == END;
                    return None;
                }
            }
            return Some(Record { kind, data, more });
        }
    }
}

/// Two bytes at a place.
pub fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Four bytes at a place.
pub fn word(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// A number of eight bytes at a place.
pub fn double(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..)?.first_chunk().map(|bytes| f64::from_le_bytes(*bytes)).filter(|value| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_parted_and_carried_on() {
        let stream = [0x09, 8, 1, 0, 7, 0x3c, 0, 2, 0, 8, 9, 0x0a, 0, 0, 0, 1, 2, 3];
        let found: Vec<_> = Records::new(&stream).collect();
        let expected = [Record { kind: BEGIN, data: &[7][..], more: vec![&[8, 9][..]] }, Record { kind: END, data: &[][..], more: vec![] }];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sheet_ends_at_its_end_and_charts_are_not_in_it() {
        let stream: Vec<u8> =
            [BEGIN, NUMBER, BEGIN, NUMBER, END, SMALL, END, NUMBER].iter().flat_map(|k| [k.to_le_bytes(), [0, 0]].concat()).collect();
        let kinds: Vec<u16> = Records::of_sheet(&stream).map(|record| record.kind).filter(|kind| *kind != BEGIN && *kind != END).collect();
        assert_eq!(kinds, [NUMBER, SMALL]);
    }
}
