//! The letter that a choice begins with, and lines that are nothing but a key.

use super::{is_chinese, narrow, unmarked};
use crate::text::clean::{MARK, MARK_END};
use crate::words;

/// Signs that forms put before a choice.
pub const BULLETS: [char; 8] = ['○', '□', '◯', '☐', '◻', '▢', '⚪', '◎'];

/// Signs that people put before the right choice.
pub const TICKS: [char; 8] = ['*', '√', '✓', '✔', '☑', '✅', '＊', '★'];

/// The letter that a line of choices begins with (0 is A), when a mark or bracket belongs to it; a letter with only a blank behind
/// it is told by [`bare_option`].
pub fn option(text: &str) -> Option<usize> {
    let text = unmarked(text).trim_start_matches(BULLETS);
    let text = unmarked(text).trim_start_matches(TICKS);
    let text = unmarked(text);
    let mut chars = text.chars();
    let first = chars.next()?;
    if let Some(place) = circled(first) {
        return Some(place);
    }
    if "([【〔{".contains(narrow(first)) {
        let rest = chars.as_str().trim_start();
        let place = letter(rest.chars().next()?)?;
        let close = rest.chars().nth(1)?;
        return ")]】〕}".contains(narrow(close)).then_some(place);
    }
    let place = letter(first)?;
    let rest = chars.as_str();
    let mark = rest.trim_start().chars().next()?;
    is_letter_mark(mark).then_some(place)
}

/// The letter that a line begins with and nothing but a blank, a digit or a Chinese character behind it.
pub fn bare_option(text: &str) -> Option<usize> {
    let text = unmarked(text);
    let mut chars = text.chars();
    let place = letter(chars.next()?).filter(|_| text.starts_with(|c: char| narrow(c).is_ascii_uppercase()))?;
    let next = chars.next()?;
    (next.is_whitespace() || next.is_ascii_digit() || is_chinese(next)).then_some(place)
}

/// A sign that parts a letter from its choice.
pub fn is_letter_mark(c: char) -> bool {
    matches!(c, '.' | '．' | '、' | ':' | '：' | ',' | '，' | ')' | '）' | '。' | '·' | ']' | '】' | '；' | ';' | '﹒' | '․')
}

/// The place of a letter A–J, of whatever width and case.
pub fn letter(c: char) -> Option<usize> {
    let c = narrow(c).to_ascii_uppercase();
    ('A'..='J').contains(&c).then(|| c as usize - 'A' as usize)
}

/// The place of Ⓐ or ⓐ.
pub fn circled(c: char) -> Option<usize> {
    match c {
        'Ⓐ'..='Ⓙ' => Some(c as usize - 'Ⓐ' as usize),
        'ⓐ'..='ⓙ' => Some(c as usize - 'ⓐ' as usize),
        _ => None,
    }
}

/// No key alone is longer, in bytes.
const SHORT: usize = 120;

/// A line that is nothing but √, （正确）, 错 and the like.
pub fn judge_mark(text: &str) -> Option<bool> {
    if text.len() > SHORT {
        return None;
    }
    let bare = unmarked(text).trim_end_matches([MARK, MARK_END]).trim();
    let inner = bare.strip_prefix(['（', '(', '[', '【']).and_then(|rest| rest.strip_suffix(['）', ')', ']', '】'])).unwrap_or(bare).trim();
    let is_word =
        |word: &str| !matches!(word.to_ascii_lowercase().as_str(), "y" | "n" | "r" | "v" | "x" | "t" | "f") || inner.len() < bare.len();
    words::truth(inner).filter(|_| is_word(inner))
}

/// A line that is nothing but letters of choices: `ABD`.
pub fn bare_key(text: &str) -> Option<domain::ChoiceSet> {
    if text.len() > SHORT {
        return None;
    }
    let bare = unmarked(text).trim_end_matches([MARK, MARK_END]).trim();
    let is_key = bare.chars().count() <= 16
        && bare.chars().all(|c| letter(c).is_some_and(|_| narrow(c).is_ascii_uppercase()) || "、,，; ".contains(c));
    if is_key { words::letters(bare) } else { None }
}
