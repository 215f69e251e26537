//! Draws that anyone can recompute: a list that is frozen and hashed first, chance that nobody made, and winners that follow from both.
//!
//! 1. When the draw's time has passed, the entry list is written ([`EntryList::write`]) and the SHA-256 of that text is published,
//!    before the public randomness is known (the numbers of a lottery named beforehand, say). The text holds the tiers too, so
//!    neither who is in nor what there is to win can be changed afterwards.
//! 2. The seed is the SHA-256 of `pufa-draw 1`, a line feed, the list's hash in hex, a line feed, and the randomness in UTF-8.
//! 3. A lot's ticket is the SHA-256 of the seed in hex, a line feed, and the lot's line. The lots are drawn by ticket, the smallest first;
//!    who has already won in this draw, or is left out because of a win before, is passed over. The first tier is filled first.
//!
//! ```python
//! import hashlib
//! sha = lambda text: hashlib.sha256(text.encode()).hexdigest()
//! text = open("entries.txt", encoding="utf-8", newline="").read()
//! seed = sha(f"pufa-draw 1\n{sha(text)}\n{randomness}")
//! lots = [line for line in text.split("\n") if line and line[:4] not in ("pufa", "tier")]
//! for ticket, lot in sorted((sha(f"{seed}\n{lot}"), lot) for lot in lots):
//!     print(ticket, lot)
//! ```
//!
//! What is published says nothing about a person only if their key does not: a key made from a phone number must be made with a secret.

mod list;
mod ranking;
mod record;

pub use list::{EntryList, Lot};
pub use ranking::{RankingList, RankingRecord};
pub use record::{DrawRecord, LeftOut, Winner, draw, verify};

use sha2::{Digest, Sha256};
use std::fmt;

/// A participant as a list shows them: 16 bytes, written as 32 small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Who(pub [u8; 16]);

/// A SHA-256, written as 64 small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(pub [u8; 32]);

impl Who {
    /// Reads what it prints; `None` for anything but 32 small hexadecimal digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read_hex(text).map(Self)
    }
}

impl Fingerprint {
    /// Of some text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// Reads what it prints; `None` for anything but 64 small hexadecimal digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read_hex(text).map(Self)
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

/// Why a list or a record can't be read: the line, counted from 1, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub text: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

impl std::error::Error for Unreadable {}

fn unreadable<T>(line: usize, text: impl Into<String>) -> Result<T, Unreadable> {
    Err(Unreadable { line, text: text.into() })
}

/// The lines of a text whose every line ends with a line feed and nothing else, each with its number.
fn lines(text: &str) -> Result<Vec<(usize, &str)>, Unreadable> {
    let Some(body) = text.strip_suffix('\n') else {
        return unreadable(text.lines().count().max(1), "the last line has no end, so the file was cut off; fetch it again");
    };
    let lines: Vec<_> = (1..).zip(body.split('\n')).collect();
    match lines.iter().find(|(_, line)| line.ends_with('\r')) {
        Some((number, _)) => unreadable(*number, "another program has changed how lines end, and with it the hash; fetch the file again"),
        None => Ok(lines),
    }
}

/// A text on one line: what would part fields or lines becomes a space.
fn plain(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests;
