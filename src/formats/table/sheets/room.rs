//! How much text the cells of a file may have together: one text may be named by many cells.

use crate::{Code, Issue};

/// How many times what a file weighs its cells may have.
const TIMES: usize = 16;
const LEAST: usize = 8 << 20;
const MOST: usize = 192 << 20;

/// The bytes that are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    left: usize,
    whole: usize,
}

impl Room {
    /// The room of a file that weighs so many bytes unpacked.
    pub fn of(weight: usize) -> Self {
        let whole = weight.saturating_mul(TIMES).clamp(LEAST, MOST);
        Self { left: whole, whole }
    }

    /// Takes so many bytes, when they are left.
    pub fn take(&mut self, bytes: usize) -> bool {
        let left = self.left.checked_sub(bytes);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// What is said when no more is left.
    pub fn issue(self, line: usize) -> Issue {
        Issue::new(line, Code::TooLarge, format!("> {} MiB", self.whole >> 20))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_goes_with_the_weight() {
        let check = |weight: usize, bytes: usize, expected: bool| assert_eq!(Room::of(weight).take(bytes), expected, "{weight} {bytes}");
        check(1, 8 << 20, true);
        check(1, (8 << 20) + 1, false);
        check(1 << 20, 16 << 20, true);
        check(1 << 20, (16 << 20) + 1, false);
        check(usize::MAX, (192 << 20) + 1, false);
        assert_eq!(Room::of(1).issue(3).about, "> 8 MiB");
    }
}
