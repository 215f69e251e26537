//! Texts in records: in one byte a character or in two, and carried on from record to record.

use super::records::{short, word};

/// A text after two bytes of length, which may go on in other records.
pub fn long(data: &[u8], more: &[&[u8]]) -> Option<String> {
    Strand::new(data, more).text()
}

/// A text after one byte of length.
pub fn brief(data: &[u8]) -> Option<String> {
    let (count, rest) = data.split_first()?;
    let (flags, rest) = rest.split_first()?;
    let mut strand = Strand::new(rest, &[]);
    Some(strand.characters(usize::from(*count), flags & 1 == 1))
}

/// The list of texts that cells point to, as far as it goes.
pub fn list(data: &[u8], more: &[&[u8]]) -> Vec<String> {
    // how many texts there are is said in eight bytes before them
    let mut strand = Strand::new(data.get(8..).unwrap_or_default(), more);
    std::iter::from_fn(|| strand.text()).collect()
}

/// Bytes that go on in other records.
struct Strand<'a> {
    now: &'a [u8],
    more: std::slice::Iter<'a, &'a [u8]>,
}

impl<'a> Strand<'a> {
    fn new(data: &'a [u8], more: &'a [&'a [u8]]) -> Self {
        Self { now: data, more: more.iter() }
    }

    /// A text with its length, its flags, and what stands behind it.
    fn text(&mut self) -> Option<String> {
        let count = short(&self.bytes::<2>()?, 0)?;
        let [flags] = self.bytes::<1>()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(short(&self.bytes::<2>()?, 0)?) };
        let spoken = if flags & 4 == 0 { 0 } else { usize::try_from(word(&self.bytes::<4>()?, 0)?).ok()? };
        let text = self.characters(usize::from(count), flags & 1 == 1);
        self.skip(runs.saturating_mul(4).saturating_add(spoken));
        Some(text)
    }

    /// So many characters; in each further record a flag says anew how wide they are.
    fn characters(&mut self, count: usize, mut is_wide: bool) -> String {
        let mut units = Vec::new();
        while units.len() < count {
            if self.now.is_empty() {
                let Some([flag]) = self.bytes::<1>() else { break };
                is_wide = flag & 1 == 1;
            }
            let left = count - units.len();
            if is_wide {
                let (pairs, _) = self.now.as_chunks::<2>();
                let taken = pairs.len().min(left);
                units.extend(pairs.iter().take(taken).map(|pair| u16::from_le_bytes(*pair)));
                // half a character at the end of a record is none
                let used = if taken < left { self.now.len() } else { taken * 2 };
                self.now = self.now.get(used..).unwrap_or_default();
            } else {
                let taken = self.now.len().min(left);
                units.extend(self.now.iter().take(taken).map(|byte| u16::from(*byte)));
                self.now = self.now.get(taken..).unwrap_or_default();
            }
        }
        String::from_utf16_lossy(&units)
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            while self.now.is_empty() {
                self.now = self.more.next()?;
            }
            let (first, rest) = self.now.split_first()?;
            (*byte, self.now) = (*first, rest);
        }
        Some(bytes)
    }

    fn skip(&mut self, mut count: usize) {
        loop {
            if let Some(rest) = self.now.get(count..) {
                self.now = rest;
                return;
            }
            count -= self.now.len();
            match self.more.next() {
                Some(next) => self.now = next,
                None => {
                    self.now = &[];
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_go_on_in_the_next_record() {
        let head = [2, 0, 0, 0, 2, 0, 0, 0];
        let first = [&head[..], &[3, 0, 1, 0x32, 0x75]].concat();
        let second = [0, b'a', b'b', 1, 0, 8 | 1, 1, 0, 0x59, 0x4e, 9, 9];
        let third = [9, 9, 1, 0, 0, b'c'];
        assert_eq!(list(&first, &[&second, &third]), ["甲ab", "乙", "c"]);
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        assert_eq!(long(&[9, 0, 0, b'a', b'b'], &[]).as_deref(), Some("ab"));
        assert_eq!(long(&[9], &[]), None);
        assert_eq!(long(&[3, 0, 0, b'a'], &[&[1, 0x32, 0x75, 0x59, 0x4e]]).as_deref(), Some("a甲乙"));
        assert_eq!(brief(&[2, 1, 0x32, 0x75, 0x59]).as_deref(), Some("甲"));
        assert_eq!(list(&[], &[]), Vec::<String>::new());
    }
}
