//! What stands before a law: its title over one line or several, and the notes on who passed it.

use super::Law;
use super::shape::{heading, is_contents, is_preamble, opening, tight};
use super::source::Raw;

/// Words that a note ends with.
const PASSED: [&str; 8] = ["通过", "修正", "修订", "公布", "发布", "施行", "批准", "修改"];

/// Reads the head; what is left is the rest of the lines.
pub fn read(lines: &[Raw]) -> (Law, &[Raw]) {
    let is_body = |line: &Raw| {
        let text = line.text.as_str();
        is_contents(text)
            || is_preamble(text)
            || heading(text).is_some()
            || opening(text).is_some_and(|opening| opening.has_gap || opening.number == (1, 0))
    };
    let (head, rest) = lines.split_at(lines.iter().position(is_body).unwrap_or(lines.len()));
    let texts: Vec<&str> = head.iter().map(|line| line.text.as_str()).collect();
    let first = texts.iter().position(|text| is_note(text)).unwrap_or(texts.len());
    let (before, after) = texts.split_at(first);
    let (title, orders) = title(before);
    let mut notes: Vec<String> = orders.iter().map(ToString::to_string).collect();
    notes.extend(parted(&joined(after)));
    (Law { title, notes, parts: Vec::new() }, rest)
}

/// A title may go on over lines; an order that puts a law into force may stand before it.
fn title<'a>(lines: &[&'a str]) -> (String, Vec<&'a str>) {
    let is_order = |line: &&str| line.contains('。') || tight(line).ends_with('令') || tight(line).ends_with('号');
    let begin = lines.iter().rposition(is_order).map_or(0, |at| at + 1);
    let (orders, own) = lines.split_at(begin);
    match own.last() {
        // behind an order come the name and the day of whoever gave it
        Some(last) if begin > 0 => (tight(last), lines.iter().take(lines.len() - 1).copied().collect()),
        Some(_) => (own.iter().map(|line| tight(line)).collect(), orders.to_vec()),
        None => (orders.first().map(|line| tight(line)).unwrap_or_default(), orders.iter().skip(1).copied().collect()),
    }
}

/// （1982年…通过 …）, or the same without brackets.
fn is_note(line: &str) -> bool {
    let is_date = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('年') && line.contains('月');
    is_date && PASSED.iter().any(|word| line.contains(word)) || (line.starts_with(['（', '(']) && line.contains('年'))
}

/// Notes go on over lines; a line that ends as a note does ends one.
fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        out.push_str(line);
        if PASSED.iter().any(|word| line.ends_with(word)) {
            out.push('\n');
        }
    }
    out
}

/// Notes stand in brackets, parted by blanks or ；.
fn parted(text: &str) -> Vec<String> {
    let text = text.trim();
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')'])).unwrap_or(text);
    let mut notes: Vec<String> = Vec::new();
    for piece in inner.split(['；', '\n']) {
        let mut is_new = true;
        for word in piece.split_whitespace() {
            match notes.last_mut().filter(|last| !is_new && !PASSED.iter().any(|passed| last.ends_with(passed))) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(word);
                }
                None => notes.push(word.to_owned()),
            }
            is_new = false;
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: &str, notes: &[&str]) {
        let lines: Vec<_> =
            text.lines().enumerate().map(|(at, text)| Raw { number: at + 1, indent: 0, text: text.trim().into() }).collect();
        let (law, rest) = read(&lines);
        assert_eq!((law.title.as_str(), law.notes.iter().map(String::as_str).collect()), (title, notes.to_vec()), "{text}");
        assert!(rest.first().is_none_or(|line| line.text.starts_with('第')), "{text}");
    }

    #[test]
    fn the_note_in_brackets_is_parted() {
        check(
            "中华人民共和国某法\n（2005年4月27日某会议通过　根据2017年9月1日\n《决定》修正　2018年12月29日 某会议修订）\n第一章　总则",
            "中华人民共和国某法",
            &["2005年4月27日某会议通过", "根据2017年9月1日《决定》修正", "2018年12月29日 某会议修订"],
        );
        check("某条例\n1997年7月21日 某令发布；2012年修正\n第一条 甲", "某条例", &["1997年7月21日 某令发布", "2012年修正"]);
    }

    #[test]
    fn a_title_may_have_several_lines_and_no_note() {
        check("中华人民共和国\n某　法\n第一条 甲", "中华人民共和国某法", &[]);
        check("", "", &[]);
    }

    #[test]
    fn an_order_before_the_title_is_a_note() {
        check(
            "中华人民共和国主席令\n第三十五号\n《某法》现予公布。\n主席 某某\n2018年3月20日\n某法\n（2018年3月20日某会议通过）\n第一条 甲",
            "某法",
            &["中华人民共和国主席令", "第三十五号", "《某法》现予公布。", "主席 某某", "2018年3月20日", "2018年3月20日某会议通过"],
        );
    }
}
