//! A bank as a Word document: a paper for print, with the answers at its end when they are asked for.

mod package;
mod paragraph;

use domain::question::letter;

use self::paragraph::{Paragraph, Style};
use super::fit::Part;
use super::heading::{each, heading};
use super::text::{line, lines, told};
use crate::{Bank, Issue, Item, Kind};

/// The widest choices that stand four on a line, in half characters.
const FOUR: usize = 16;
/// The widest that stand two on a line.
const TWO: usize = 37;
/// How many lines are left for a short answer.
const SPACE: usize = 5;

/// What a paper has no place for.
#[must_use]
pub fn left_out(bank: &Bank) -> Vec<Issue> {
    super::fit::each(bank, &[Part::Level, Part::Topic, Part::Basis], |_| Ok(()))
}

/// Writes a paper; `with_key` adds the answers and explanations at the end.
#[must_use]
pub fn write(bank: &Bank, with_key: bool) -> Vec<u8> {
    let sections: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| (*kind, bank.items.iter().filter(|item| item.kind == *kind).collect::<Vec<&Item>>()))
        .filter(|(_, items)| !items.is_empty())
        .collect();
    let mut out = vec![Paragraph::of(Style::Title, &line(&bank.title))];
    let mut number = 0;
    for (at, (kind, items)) in sections.iter().enumerate() {
        out.push(Paragraph::of(Style::Heading, &heading(at, *kind, items)));
        for item in items {
            number += 1;
            question(&mut out, number, item, each(items).is_none());
        }
    }
    if with_key {
        out.push(Paragraph::of(Style::NewPage, "参考答案"));
        let mut number = 0;
        for (at, (kind, items)) in sections.iter().enumerate() {
            out.push(Paragraph::of(Style::Heading, &heading(at, *kind, items)));
            for item in items {
                number += 1;
                answer(&mut out, number, item);
            }
        }
    }
    package::pack(&out.iter().map(Paragraph::to_xml).collect::<String>())
}

fn question(out: &mut Vec<Paragraph>, number: usize, item: &Item, with_points: bool) {
    let points = item.points.filter(|_| with_points).map(|points| format!("（{points}分）")).unwrap_or_default();
    let bracket = if item.kind == Kind::Judge && !has_bracket(&item.stem) { "（　　）" } else { "" };
    let first = out.len();
    out.extend(lines(&format!("{number}. {points}{}{bracket}", lines(&item.stem))).lines().map(|text| Paragraph::of(Style::Text, text)));
    choices(out, &item.choices);
    if item.kind == Kind::Short {
        out.extend((0..SPACE).map(|_| Paragraph::of(Style::Line, "")));
    }
    // a page does not part a question
    let last = out.len() - 1;
    out.iter_mut().take(last).skip(first).for_each(|paragraph| paragraph.keeps_next = true);
}

/// Choices stand side by side where all are short.
fn choices(out: &mut Vec<Paragraph>, choices: &[String]) {
    let choices: Vec<_> = choices.iter().enumerate().map(|(place, choice)| format!("{}. {}", letter(place), line(choice))).collect();
    let widest = choices.iter().map(|choice| choice.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max().unwrap_or(0);
    let columns = if widest <= FOUR {
        4
    } else if widest <= TWO {
        2
    } else {
        1
    };
    let style = if columns > 1 { Style::Choices } else { Style::Choice };
    out.extend(choices.chunks(columns).map(|row| Paragraph::of(style, &row.join(if columns == 2 { "\t\t" } else { "\t" }))));
}

fn answer(out: &mut Vec<Paragraph>, number: usize, item: &Item) {
    let key = item.key.as_ref().map_or_else(|| "（没有答案）".to_owned(), told);
    out.extend(lines(&format!("{number}. {key}")).lines().map(|text| Paragraph::of(Style::Text, text)));
    if !item.explain.trim().is_empty() {
        out.extend(lines(&format!("解析：{}", item.explain)).lines().map(|text| Paragraph::of(Style::Text, text)));
    }
}

/// Whether a stem has a place for the answer: a bracket around blanks.
fn has_bracket(stem: &str) -> bool {
    stem.split(['（', '(']).skip(1).any(|after| after.trim_start().starts_with(['）', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::bank;
    use crate::office::docx as reader;

    fn texts(bank: &Bank, with_key: bool) -> Vec<String> {
        let (lines, issues) = reader::lines(&write(bank, with_key)).expect("a document");
        assert_eq!(issues, []);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_paper_has_headings_numbers_and_choices() {
        let expected = [
            "宪法知识题库",
            "一、单选题（每题2分，共4分）",
            "1. 国家的根本法是（ ）。",
            "A. 宪法\tB. 民法典",
            "2. 首都是（ ）。",
            "A. 北京\tB. 上海\tC. 广州\tD. 深圳",
            "二、多选题（每题4分，共4分）",
            "3. 下列属于公民基本权利的有（ ）。",
            "A. 甲是比较长的一个选项，一行里放不下四个",
            "B. 乙",
            "C. 丙 <b>&amp;",
            "D. 丁",
            "三、判断题（每题1分，共2分）",
            "4. 国旗是五星红旗。（　　）",
        ];
        assert_eq!(texts(&bank(), false)[..expected.len()], expected);
        assert_eq!(texts(&Bank::default(), false), [""]);
    }

    #[test]
    fn what_is_printed_with_its_key_is_read_back() {
        let (read, issues) = reader::read(&write(&bank(), true));
        let bare = |item: &Item| (item.kind, item.choices.clone(), item.letters(), item.points);
        assert_eq!(read.items.iter().map(bare).collect::<Vec<_>>(), bank().items.iter().map(bare).collect::<Vec<_>>(), "{issues:?}");
        assert_eq!(issues, []);
    }

    #[test]
    fn signs_that_no_document_may_hold_are_left_out() {
        let item = Item { stem: "甲\u{1}乙\u{ffff}\n\n丙".into(), ..Item::default() };
        assert_eq!(texts(&Bank { title: String::new(), items: vec![item] }, true)[2..4], ["1. 甲乙", "丙"]);
    }
}
