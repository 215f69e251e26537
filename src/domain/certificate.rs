//! Numbers of certificates, such as `XF2027-7K4M-29QX-A`: made of random bits, read however people type them, and checked by their own
//! last character, so that a number typed wrongly is told from one that was never given.
//!
//! The characters are Crockford's base 32 (<https://www.crockford.com/base32.html>): digits and letters without I, L, O and U. His check
//! character modulo 37 would need `*`, `~`, `$`, `=` and `U` beside them, and ISO 7064 MOD 37,36 needs the letters O and I, which are
//! read as 0 and 1 here, and misses some transpositions. So the check is Damm's (H. M. Damm, *Total anti-symmetrische Quasigruppen*,
//! 2004), over the field of 32 elements with `x∗y = 2x + y`: it stays among these characters, and over the whole number notices every
//! single wrong character, every two neighbours that changed places, and every pair typed for another pair (`AA` for `BB`).

#[cfg(test)]
mod tests;

use std::fmt;

/// What every number begins with.
const PREFIX: &str = "XF";
/// The characters by value.
const SYMBOLS: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Four of the year, eight of chance, one to check them.
const LENGTH: usize = 13;
/// How many of them are the year.
const YEAR: usize = 4;

/// The number of a certificate. Prints as `XF2027-7K4M-29QX-A`; two numbers are the same certificate when they are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number([u8; LENGTH]);

/// Why a text is no number of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// So many characters stand after `XF`, hyphens and spaces apart, where 13 should.
    Length(usize),
    /// This character, as it was typed, is at no place of a number, or no digit of a year. `place` counts what was typed, hyphens and
    /// spaces apart, from 1 on.
    Character {
        /// From 1 on.
        place: usize,
        /// As typed.
        character: char,
    },
    /// Every character could be, but they don't go together: one is wrong, or two changed places.
    Check,
}

impl Number {
    /// The number of a certificate given in `year` (years after 9999 are written as 9999), out of 40 random bits.
    #[must_use]
    pub fn new(year: u16, random: [u8; 5]) -> Self {
        let mut values = [0; LENGTH];
        let mut year = year.min(9999);
        for digit in values[..YEAR].iter_mut().rev() {
            *digit = (year % 10) as u8;
            year /= 10;
        }
        let mut bits = random.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for value in values[YEAR..LENGTH - 1].iter_mut().rev() {
            *value = (bits % 32) as u8;
            bits /= 32;
        }
        values[LENGTH - 1] = double(sum(&values[..LENGTH - 1]));
        Self(values)
    }

    /// Reads a number however it is typed: in small or wide letters, with O for 0 and I or L for 1, with hyphens and spaces anywhere or
    /// nowhere, with `XF` or without.
    ///
    /// # Errors
    /// What is wrong with it: first a character that can't be, then the length, then the check.
    pub fn read(typed: &str) -> Result<Self, Fault> {
        let typed: Vec<char> = typed.chars().filter(|c| !parts(*c)).collect();
        let plain: Vec<char> = typed.iter().copied().map(narrow).collect();
        let before = if plain.iter().take(PREFIX.len()).copied().eq(PREFIX.chars()) { PREFIX.len() } else { 0 };
        let mut values = Vec::with_capacity(LENGTH);
        for (n, c) in plain[before..].iter().enumerate() {
            let value = value(*c).filter(|value| n >= YEAR || *value < 10);
            values.push(value.ok_or(Fault::Character { place: before + n + 1, character: typed[before + n] })?);
        }
        let values: [u8; LENGTH] = values.try_into().map_err(|values: Vec<u8>| Fault::Length(values.len()))?;
        if sum(&values) == 0 { Ok(Self(values)) } else { Err(Fault::Check) }
    }

    /// The year it was given in.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0[..YEAR].iter().fold(0, |year, digit| year * 10 + u16::from(*digit))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        for (n, value) in self.0.iter().enumerate() {
            let hyphen = if n > 0 && n % 4 == 0 { "-" } else { "" };
            write!(f, "{hyphen}{}", char::from(SYMBOLS[usize::from(*value)]))?;
        }
        Ok(())
    }
}

/// Damm's sum from the left; 0 for a number that is whole. A field of two's powers adds and takes away by the same exclusive or.
fn sum(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| double(sum) ^ value)
}

/// Twice an element of the field of 32 elements, whose polynomial is x⁵ + x² + 1.
fn double(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
}

/// What people write between the groups.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '.' | '·' | '－' | '＿' | '—' | '‐'..='―' | '−' | '一' | '\u{200b}' | '\u{feff}')
}

/// A capital of ordinary width: Chinese keyboards also write Ａ and １.
fn narrow(c: char) -> char {
    let narrow = match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    narrow.to_ascii_uppercase()
}

fn value(c: char) -> Option<u8> {
    let read = match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == read).and_then(|value| u8::try_from(value).ok())
}
