//! A number at the start of a line: how it is written, and what follows it.

use super::{bare_key, is_letter_mark, narrow, title, unmarked};
use crate::words;

/// How a question is numbered. Each style is a way of its own: a list inside a question is rarely numbered as the questions are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// `1.` `1．` with no digit behind it, `1、` `1)` `1:`.
    Mark,
    /// `(1)` `【1】`.
    Bracket,
    /// 第1题.
    Word,
    /// `1.5`: perhaps a decimal.
    Decimal,
    /// `1 ` with a blank alone.
    Bare,
    /// 一、.
    Chinese,
}

/// A number at the start of a line and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered<'a> {
    pub style: Style,
    pub n: u32,
    pub rest: &'a str,
}

/// A number at the start of a line; without one, `None`.
pub fn number(text: &str) -> Option<Numbered<'_>> {
    let text = unmarked(text);
    let text = text
        .strip_prefix("题目")
        .or_else(|| text.strip_prefix("试题"))
        .or_else(|| text.strip_prefix('题'))
        .filter(|rest| starts_with_digit(rest))
        .unwrap_or(text);
    let text = text.strip_prefix("Question ").or_else(|| text.strip_prefix('Q').filter(|rest| starts_with_digit(rest))).unwrap_or(text);
    let text = behind_kind(behind_key(text));
    let first = text.chars().next().map(narrow)?;
    if first == '第' {
        let inner = &text['第'.len_utf8()..];
        let end = inner.find('题').filter(|end| *end <= 18)?;
        let (n, _) = count(inner[..end].trim()).filter(|(_, rest)| rest.is_empty())?;
        let rest = inner[end + '题'.len_utf8()..].trim_start_matches(is_after_number);
        return Some(Numbered { style: Style::Word, n, rest: unmarked(rest) });
    }
    if "([【〔".contains(first) {
        let inner = &text[text.chars().next()?.len_utf8()..];
        if let Some((said, rest)) = inner.trim_start().strip_prefix('第').and_then(|after| after.split_once('题')) {
            let n = count(said.trim()).filter(|(_, rest)| rest.is_empty())?.0;
            return Some(Numbered { style: Style::Word, n, rest: unmarked(rest.trim_start_matches([')', '）', ']', '】', '〕'])) });
        }
        let (n, rest) = digits(inner.trim_start())?;
        let rest = rest.trim_start();
        let close = rest.chars().next().filter(|c| ")]】〕".contains(narrow(*c)))?;
        let rest = rest[close.len_utf8()..].trim_start_matches(is_after_number);
        return Some(Numbered { style: Style::Bracket, n, rest: unmarked(rest) });
    }
    if let Some((n, rest)) = digits(text) {
        return after_digits(n, rest);
    }
    let (n, rest) = count(text)?;
    let rest = rest.trim_start().strip_prefix(['、', '.', '．', ',', '，'])?;
    Some(Numbered { style: Style::Chinese, n, rest: unmarked(rest) })
}

/// （ A ）1、: a key in brackets before the number, and what stands behind it.
pub fn key_before(text: &str) -> Option<(&str, &str)> {
    let text = unmarked(text);
    let open = text.chars().next().filter(|c| "（(".contains(*c))?;
    let (end, close) = text.char_indices().skip(1).take(14).find(|(_, c)| "）)".contains(*c))?;
    let (inner, rest) = (text[open.len_utf8()..end].trim(), text[end + close.len_utf8()..].trim_start());
    let is_key = inner.is_empty() || words::truth(inner).is_some() || bare_key(inner).is_some();
    let is_numbered = digits(rest).is_some_and(|(_, after)| after.trim_start().starts_with(is_letter_mark));
    (is_key && is_numbered).then_some((inner, rest))
}

fn behind_key(text: &str) -> &str {
    key_before(text).map_or(text, |(_, rest)| rest)
}

/// 单选 1., 【判断题】2、: what stands behind a kind, when a number does.
pub fn behind_kind(text: &str) -> &str {
    let open = text.chars().next().filter(|c| "【[（(".contains(*c));
    let inner = open.map_or(text, |c| &text[c.len_utf8()..]);
    let Some(title) = title(inner) else { return text };
    let rest = inner[title.len()..].trim_start_matches(|c: char| c.is_whitespace() || open.is_some() && "】]）)".contains(c));
    if starts_with_digit(rest) && digits(rest).is_some_and(|(_, after)| after.trim_start().starts_with(is_letter_mark)) {
        rest
    } else {
        text
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.trim_start().chars().next().is_some_and(|c| narrow(c).is_ascii_digit())
}

fn after_digits(n: u32, rest: &str) -> Option<Numbered<'_>> {
    let after = rest.trim_start();
    let mark = after.chars().next()?;
    // 2026：…
    if (1900..=2100).contains(&n) && ":：".contains(mark) {
        return None;
    }
    let behind = &after[mark.len_utf8()..];
    if ".、,:;)".contains(narrow(mark)) || mark == '丶' || mark == '·' {
        let next = behind.chars().next();
        let is_decimal = ".,:".contains(narrow(mark)) && mark != '．' && mark != '。' && next.is_some_and(|c| c.is_ascii_digit());
        let style = if is_decimal { Style::Decimal } else { Style::Mark };
        // `1、.` and `1.、` are slips
        let behind = if is_decimal { behind } else { behind.trim_start_matches(is_after_number) };
        return Some(Numbered { style, n, rest: unmarked(behind) });
    }
    let is_bare = rest.len() > after.len() && !mark.is_ascii_digit();
    is_bare.then(|| Numbered { style: Style::Bare, n, rest: unmarked(after) })
}

pub fn is_after_number(c: char) -> bool {
    c.is_whitespace() || ".、:．：".contains(c)
}

/// Up to four digits, full-width ones too.
pub fn digits(text: &str) -> Option<(u32, &str)> {
    let mut n = 0u32;
    let mut end = 0;
    for (at, c) in text.char_indices().take(5) {
        let Some(digit) = narrow(c).to_digit(10) else { break };
        if at > 0 && end == 0 {
            break;
        }
        n = n * 10 + digit;
        end = at + c.len_utf8();
    }
    (end > 0 && n > 0 && n < 10_000).then(|| (n, &text[end..]))
}

/// 一 to 九十九, or digits.
pub fn count(text: &str) -> Option<(u32, &str)> {
    if let Some(found) = digits(text) {
        return Some(found);
    }
    let end = text.char_indices().find(|(_, c)| !"零一二三四五六七八九十百".contains(*c)).map_or(text.len(), |(at, _)| at);
    let n = domain::numeral::read(&text[..end])?;
    (end > 0).then(|| (n, &text[end..]))
}
