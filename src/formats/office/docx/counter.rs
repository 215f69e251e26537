//! Counts the paragraphs of lists, and writes the number of each as Word shows it.

use std::collections::{HashMap, HashSet};

use super::figures;
use super::numbering::{Found, LEVELS, Level, Numbering};
use super::styles::Styles;
use super::symbol::Font;

/// How far every list has come.
#[derive(Debug)]
pub struct Counter<'a> {
    numbering: &'a Numbering,
    styles: &'a Styles,
    counts: HashMap<&'a str, [Option<u32>; LEVELS]>,
    begun: HashSet<(String, usize)>,
}

impl<'a> Counter<'a> {
    /// None has begun.
    pub fn new(numbering: &'a Numbering, styles: &'a Styles) -> Self {
        Self { numbering, styles, counts: HashMap::new(), begun: HashSet::new() }
    }

    /// The number before the next paragraph: of a style, and in a list and on a level when it says so itself.
    pub fn label(&mut self, style: Option<&str>, list: Option<&str>, level: Option<u32>) -> Option<String> {
        let (list, level) = self.place(style, list, level)?;
        let found = self.find(&list)?;
        let own = found.level(level)?;
        let counts = self.counts.entry(found.id).or_default();
        let is_first = found.start(level).is_some() && self.begun.insert((list, level));
        let count = counts.get_mut(level)?;
        *count = Some(match (*count, found.start(level)) {
            (_, Some(start)) if is_first => start,
            (None, start) => start.unwrap_or(own.start),
            (Some(count), _) => count.saturating_add(1),
        });
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = found.level(below).and_then(|level| level.restart);
            if restart.is_none_or(|restart| level < restart as usize) {
                *count = None;
            }
        }
        Some(write(found, own, counts))
    }

    fn place(&self, style: Option<&str>, list: Option<&str>, level: Option<u32>) -> Option<(String, usize)> {
        let at = |level: u32| usize::try_from(level).ok();
        let by_style = self.styles.list(style);
        match list {
            Some("0") => None,
            Some(list) => Some((list.to_owned(), at(level.or(by_style.and_then(|listed| listed.level)).unwrap_or(0))?)),
            None => {
                let listed = by_style?;
                let known = || self.find(&listed.list)?.level_of(&listed.style);
                let level = level.or(listed.level).and_then(at).or_else(known).unwrap_or(0);
                Some((listed.list, level))
            }
        }
    }

    fn find(&self, list: &str) -> Option<Found<'a>> {
        let styles = self.styles;
        self.numbering.find(list, |style| styles.list(Some(style)).map(|listed| listed.list))
    }
}

/// Puts the counts of all levels into the pattern of one.
fn write(found: Found, own: &Level, counts: &[Option<u32>; LEVELS]) -> String {
    if own.format == "bullet" {
        return own.pattern.chars().map(|c| Font::Plain.shown(c).or_else(|| Font::First.shown(c)).unwrap_or('•')).collect();
    }
    let mut out = String::new();
    let mut rest = own.pattern.chars().peekable();
    while let Some(c) = rest.next() {
        let digit = rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| c == '%' && *digit > 0);
        let Some(level) = digit.map(|digit| digit as usize - 1) else {
            out.push(c);
            continue;
        };
        rest.next();
        if let (Some(level), Some(count)) = (found.level(level), counts.get(level)) {
            let format = if own.is_plain { "decimal" } else { level.format.as_str() };
            out.push_str(&figures::write(format, count.unwrap_or(level.start)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERING: &str = r#"<w:numbering>
      <w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="2">
        <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1题"/><w:pStyle w:val="q"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="（%1.%2）100%"/><w:isLgl/></w:lvl>
      </w:abstractNum>
      <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0FC;"/></w:lvl></w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
      <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
      <w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
    </w:numbering>"#;
    const STYLES: &str = r#"<w:styles><w:style w:styleId="q"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style></w:styles>"#;

    fn check(paragraphs: &[(Option<&str>, u32)], expected: &[&str]) {
        let (numbering, styles) = (Numbering::read(NUMBERING), Styles::read(STYLES));
        let mut counter = Counter::new(&numbering, &styles);
        let labels: Vec<_> = paragraphs.iter().map(|(list, level)| counter.label(None, *list, Some(*level)).unwrap_or_default()).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn letters_begin_anew_below_each_number() {
        let (one, other) = ((Some("1"), 0), (Some("1"), 1));
        check(&[one, other, other, one, other], &["1.", "A.", "B.", "2.", "A."]);
    }

    #[test]
    fn a_list_counts_on_in_its_shape_unless_it_starts_anew() {
        let at = |list| (Some(list), 0);
        check(&[at("1"), at("1"), at("3"), at("2"), at("2"), at("1")], &["1.", "2.", "3.", "1.", "2.", "3."]);
    }

    #[test]
    fn patterns_hold_several_levels_and_other_signs() {
        check(&[(Some("4"), 0), (Some("4"), 1), (Some("4"), 1)], &["第三题", "（3.1）100%", "（3.2）100%"]);
        check(&[(Some("4"), 1)], &["（3.1）100%"]);
        check(&[(Some("5"), 0)], &["√"]);
    }

    #[test]
    fn what_is_in_no_list_has_no_number() {
        check(&[(None, 0), (Some("0"), 0), (Some("9"), 0), (Some("1"), 8), (Some("1"), u32::MAX)], &["", "", "", "", ""]);
    }

    #[test]
    fn a_style_numbers_its_paragraphs() {
        let (numbering, styles) = (Numbering::read(NUMBERING), Styles::read(STYLES));
        let mut counter = Counter::new(&numbering, &styles);
        assert_eq!(counter.label(Some("q"), None, None).as_deref(), Some("第三题"));
        assert_eq!(counter.label(Some("q"), Some("0"), None), None);
    }
}
