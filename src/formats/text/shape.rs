//! What a line looks like, by its first characters.

mod choice;
mod heading;
mod label;
mod number;
mod points;

pub use choice::{BULLETS, TICKS, bare_key, bare_option, circled, is_letter_mark, judge_mark, letter, option};
pub use heading::{Heading, body, heading, set_name};
pub use label::{Label, label, segments};
pub use number::{Numbered, Style, key_before, number};
pub use points::{leading_points, points, points_anywhere};

use super::clean::{MARK, MARK_END};
use heading::title;
use label::closing;

/// ASCII for full-width signs.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '。' => '.',
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Without signs of emphasis at the start.
pub fn unmarked(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == MARK || c == MARK_END || c.is_whitespace())
}

/// A line of dashes, stars and the like.
pub fn is_separator(text: &str) -> bool {
    let mut count = 0;
    text.chars().all(|c| {
        count += 1;
        "-—–_=*＊·•~～─━═#`".contains(c) || c.is_whitespace()
    }) && count >= 3
}

/// 第 3 页 共 10 页, - 3 -, Page 3 of 10, 3/10.
pub fn is_page(text: &str) -> bool {
    if text.chars().count() > 24 {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_lowercase();
    let is_number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    let dashed = bare.trim_matches(['-', '—', '–', '·', '~']);
    if dashed.len() < bare.len() && bare.starts_with(['-', '—', '–', '·', '~']) && is_number(dashed) {
        return true;
    }
    if let Some(rest) = bare.strip_prefix("page") {
        return rest.split("of").all(is_number);
    }
    if let Some((first, last)) = bare.split_once('/')
        && is_number(first)
        && is_number(last)
    {
        return true;
    }
    let bare = bare.trim_matches(['-', '—', '(', ')', '·']);
    let pages: Vec<&str> = bare.split(['第', '共', '页', ',', '，', '/']).filter(|part| !part.is_empty()).collect();
    bare.contains('页') && !pages.is_empty() && pages.len() <= 2 && pages.iter().all(|part| is_number(part))
}

/// Whether a line is of no special shape.
pub fn is_plain(text: &str) -> bool {
    number(text).is_none() && option(text).is_none() && label(text).is_none() && judge_mark(text).is_none() && bare_key(text).is_none()
}

/// Whether a character is a Chinese one.
pub fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// 得分　评卷人, 题号　一　二　三　总分: the boxes for marks on a printed paper.
pub fn is_score_box(text: &str) -> bool {
    const WORDS: &str = "得分|评卷人|评分人|阅卷人|复核人|复查人|总分|合计|题号|题型|分数|一|二|三|四|五|六|七|八|九|十";
    let mut words = text.split(|c: char| c.is_whitespace() || "|：:".contains(c)).filter(|word| !word.is_empty()).peekable();
    let is_known = |word: &str| WORDS.split('|').any(|known| known == word);
    words.peek().is_some_and(|first| !"一二三四五六七八九十".contains(*first)) && text.chars().count() <= 60 && words.all(is_known)
}
