//! The table of contents of a law, which says nothing of its own.

use super::shape::{heading, is_contents, is_preamble, opening};
use super::source::Raw;

/// The lines without the table of contents before them: from where its first entry comes again. What comes again only behind an
/// article is none.
pub fn skip(lines: &[Raw]) -> &[Raw] {
    let is_titled = lines.first().is_some_and(|line| is_contents(&line.text));
    let lines = lines.get(usize::from(is_titled)..).unwrap_or_default();
    let Some(first) = lines.first().and_then(|line| entry(&line.text)) else { return lines };
    let listed = lines.iter().skip(1).take_while(|line| opening(&line.text).is_none());
    let again = listed.map(|line| entry(&line.text)).position(|entry| entry.as_ref() == Some(&first));
    again.and_then(|at| lines.get(at + 1..)).unwrap_or(lines)
}

/// A heading without the page behind it.
fn entry(line: &str) -> Option<String> {
    let bare = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "….·．-—".contains(c));
    if is_preamble(bare) {
        return Some("序言".into());
    }
    heading(bare).map(|heading| format!("{} {}", heading.mark, heading.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], left: usize) {
        let raw: Vec<_> = lines.iter().map(|line| Raw { number: 1, indent: 0, text: (*line).into() }).collect();
        assert_eq!(skip(&raw).len(), left, "{lines:?}");
    }

    #[test]
    fn contents_are_skipped_with_or_without_a_title() {
        check(&["目　录", "第一章　总　则……1", "第二章　附　则 3", "第一章　总则", "第一条　甲", "第二章　附则"], 3);
        check(&["目录", "序　言", "第一章 总纲", "序言", "甲。", "第一章 总纲"], 3);
        check(&["第一章 总则", "第二章 附则", "第一章 总则", "第一条 甲"], 2);
    }

    #[test]
    fn what_is_no_contents_stays() {
        check(&["第一编 甲", "第一章 总则", "第一条 甲", "第一编 甲", "第二条 乙"], 5);
        check(&["目录", "第一章 总则", "第一条 甲"], 2);
        check(&["第一条 甲", "第二条 乙"], 2);
        check(&[], 0);
    }
}
