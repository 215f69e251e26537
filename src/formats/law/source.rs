//! The lines of a law, whatever file they come in, without the numbers of its pages.

use crate::interchange::page;
use crate::office::docx;
use crate::{Code, Issue, decode};

/// What a file holds.
#[derive(Debug, Default)]
pub struct Source {
    /// Its lines; one that says nothing is not among them.
    pub lines: Vec<Raw>,
    /// What was not kept.
    pub issues: Vec<Issue>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    /// Its place in the file, counted from 1.
    pub number: usize,
    /// How wide the blank before it is; a Chinese character is 2 wide.
    pub indent: usize,
    /// What it says, with ASCII digits and without blanks around.
    pub text: String,
}

/// Reads the lines of a file.
pub fn read(bytes: &[u8]) -> Result<Source, Issue> {
    let (lines, issues) = if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        let (lines, issues) = docx::lines(bytes)?;
        let text = |line: &docx::Line| docx::unmarked(&line.text);
        let split = |line: &docx::Line| text(line).split('\n').map(|text| (line.number, text.to_owned())).collect::<Vec<_>>();
        (lines.iter().flat_map(split).collect::<Vec<_>>(), issues)
    } else {
        let decoded = decode::decode(bytes);
        if page::is_one(&decoded.text) {
            return Err(Issue::new(1, Code::Unsupported, "网页（HTML）"));
        }
        (decoded.text.split('\n').enumerate().map(|(at, text)| (at + 1, text.to_owned())).collect(), decoded.issues)
    };
    let lines = lines.iter().map(|(number, text)| raw(*number, text)).filter(|line| !line.text.is_empty());
    Ok(Source { lines: without_pages(lines), issues })
}

/// How wide a text is on paper.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn raw(number: usize, text: &str) -> Raw {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        c => c,
    };
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}');
    let blank: String = text.chars().take_while(|c| is_blank(*c)).collect();
    Raw { number, indent: width(&blank), text: text.trim_matches(is_blank).chars().map(plain).collect() }
}

fn without_pages(lines: impl Iterator<Item = Raw>) -> Vec<Raw> {
    let (mut kept, mut page) = (Vec::new(), None::<u32>);
    for line in lines {
        match page_number(&line.text) {
            // a bare number may be more than a page, so it has to count on
            Some((number, is_framed)) if is_framed || page.map_or(number <= 3, |page| number == page.saturating_add(1)) => {
                page = Some(number);
            }
            _ => kept.push(line),
        }
    }
    kept
}

/// The number of a page, and whether there is more to it than the number: - 3 -, 第3页, 3/20.
fn page_number(text: &str) -> Option<(u32, bool)> {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_dash = |c: char| "-－—–―─·•".contains(c);
    let bare = dense.trim_matches(is_dash);
    let (bare, is_page) = match bare.strip_prefix('第').and_then(|rest| rest.split_once('页')) {
        Some((number, rest)) if rest.chars().all(|c| c.is_ascii_digit() || "共页/，,".contains(c)) => (number, true),
        Some(_) => return None,
        None => bare.split_once('/').map_or((bare, false), |(number, all)| (number, is_digits(all))),
    };
    let number = is_digits(bare).then(|| bare.parse().ok()).flatten()?;
    Some((number, is_page || bare.len() < dense.len()))
}

fn is_digits(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_known() {
        let check = |text: &str, expected: Option<(u32, bool)>| assert_eq!(page_number(text), expected, "{text}");
        for text in ["- 12 -", "—12—", "第12页", "第 12 页 共 30 页", "12/30", "· 12 ·"] {
            check(text, Some((12, true)));
        }
        check("12", Some((12, false)));
        for text in ["", "-", "第一条", "2018年", "12345", "第12页的", "第十二条 12"] {
            check(text, None);
        }
    }

    #[test]
    fn a_bare_number_is_a_page_when_it_counts_on() {
        let lines = ["甲", "1", "乙", "2018", "2", "丙", "3"].map(|text| raw(1, text));
        let kept: Vec<_> = without_pages(lines.into_iter()).into_iter().map(|line| line.text).collect();
        assert_eq!(kept, ["甲", "乙", "2018", "丙"]);
    }

    #[test]
    fn digits_are_narrow_and_blanks_are_off() {
        assert_eq!(raw(7, "　　第１７条　甲 "), Raw { number: 7, indent: 4, text: "第17条　甲".into() });
    }
}
