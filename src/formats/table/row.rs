//! What a row says under a layout.

use super::choices;
use super::header::{Column, Layout};
use super::question::Parts;
use super::values;

/// The parts of the question in a row, taken out of its cells.
pub fn parts(line: usize, cells: &mut [String], layout: &Layout) -> Parts {
    let mut parts = Parts { line, ..Parts::default() };
    let mut apart: Vec<String> = Vec::new();
    let mut together = Vec::new();
    let mut topics = Vec::new();
    for (n, cell) in cells.iter_mut().enumerate() {
        let column = layout.columns.get(n).copied().unwrap_or(Column::Unnamed);
        // an empty cell among choices keeps its place
        let is_choice = column == Column::Choices || column == Column::Unnamed && follows_choices(&layout.columns, n);
        if cell.is_empty() && !is_choice {
            continue;
        }
        match column {
            Column::Stem => parts.stem = std::mem::take(cell),
            Column::Kind => parts.kind = std::mem::take(cell),
            Column::Choice(place) => {
                if apart.len() <= place {
                    apart.resize(place + 1, String::new());
                }
                if let Some(choice) = apart.get_mut(place) {
                    *choice = std::mem::take(cell);
                }
            }
            // one name may stand over several cells of choices
            _ if is_choice => together.push(std::mem::take(cell)),
            Column::Key => parts.keys.push(std::mem::take(cell)),
            Column::Explain => parts.explain = std::mem::take(cell),
            Column::Points => parts.points = std::mem::take(cell),
            Column::Level => parts.level = std::mem::take(cell),
            Column::Topic => topics.push(std::mem::take(cell)),
            Column::Basis => parts.basis = values::list(cell),
            Column::Choices | Column::Number | Column::Unnamed | Column::Unknown => {}
        }
    }
    parts.topic = topics.join("/");
    let mut together = in_places(together);
    if apart.is_empty() && is_list(&together) {
        parts.listed = together.pop().unwrap_or_default();
    } else {
        together.append(&mut apart);
        parts.choices = choices::apart(together);
    }
    parts.choices.is_numbered |= layout.is_numbered;
    parts.are_numbers_in_doubt = layout.are_numbers_in_doubt;
    parts
}

/// Cells of choices up to the last that is not empty; where each has its letter, the letters say the places.
fn in_places(mut cells: Vec<String>) -> Vec<String> {
    cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    if filled().enumerate().all(|(n, cell)| choices::with_letter(cell).is_some_and(|(place, _)| place == n)) {
        cells.retain(|cell| !cell.is_empty());
    }
    cells
}

/// Whether cells of choices are but one, which holds all of them.
fn is_list(cells: &[String]) -> bool {
    let is_only = cells.iter().rev().skip(1).all(String::is_empty);
    is_only && cells.last().is_some_and(|cell| cells.len() == 1 || choices::together(cell).texts.len() > 1)
}

/// Whether an unnamed column stands right of 选项 with nothing but unnamed ones between.
pub fn follows_choices(columns: &[Column], n: usize) -> bool {
    columns.get(..n).is_some_and(|before| before.iter().rev().find(|column| **column != Column::Unnamed) == Some(&Column::Choices))
}

/// Takes the numbers off stems that all have one and count on, from any number, and again from 1.
pub fn without_numbers(parts: &mut [Parts]) {
    let stems: Vec<&str> = parts.iter().map(|part| part.stem.as_str()).filter(|stem| !stem.is_empty()).collect();
    if !are_numbered(&stems) {
        return;
    }
    for part in parts {
        if let Some((_, rest)) = number(&part.stem) {
            part.stem = rest.to_owned();
        }
    }
}

/// Whether stems all begin with a number and count on.
pub fn are_numbered(stems: &[&str]) -> bool {
    let mut last = None;
    stems.len() > 1
        && stems.iter().all(|stem| {
            let number = number(stem).map(|found| found.0);
            let before = std::mem::replace(&mut last, number);
            number.is_some_and(|number| number == 1 || before.is_none_or(|before: u32| before.checked_add(1) == Some(number)))
        })
}

fn number(stem: &str) -> Option<(u32, &str)> {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = stem.get(..stem.len() - rest.len())?;
    let after = rest.strip_prefix(['.', '．', '、', ':', '：', ')', '）'])?;
    (!after.starts_with(|c: char| c.is_ascii_digit()) && !after.trim().is_empty()).then_some((digits.parse().ok()?, after.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn cells_go_where_their_column_says() {
        let layout = Layout::of(&cells("答案|选项B|选项A|题干|章节|知识点|依据")).expect("a header");
        let parts = parts(7, &mut cells("A|乙|甲|问|总则|第一章|宪法第一条；宪法第二条"), &layout);
        assert_eq!((parts.line, parts.stem.as_str(), parts.topic.as_str()), (7, "问", "总则/第一章"));
        assert_eq!(parts.choices.texts, ["甲", "乙"]);
        assert_eq!((parts.keys, parts.basis), (vec!["A".to_owned()], vec!["宪法第一条".to_owned(), "宪法第二条".to_owned()]));
    }

    #[test]
    fn choices_under_one_wide_name_are_taken() {
        let layout = Layout::of(&cells("题干|选项|||答案")).expect("a header");
        for row in ["问|甲|乙|丙|A", "问|A.甲|B.乙|C.丙|A", "问|甲；乙；丙|||A"] {
            let mut parts = parts(1, &mut cells(row), &layout);
            parts.part_choices();
            assert_eq!(parts.choices.texts, ["甲", "乙", "丙"], "{row}");
        }
    }

    #[test]
    fn an_empty_choice_keeps_its_place() {
        let layout = Layout::of(&cells("题干|选项|||答案")).expect("a header");
        let check = |row: &str, expected: &[&str]| {
            let mut parts = parts(1, &mut cells(row), &layout);
            parts.part_choices();
            assert_eq!(parts.choices.texts, expected, "{row}");
        };
        check("问|甲||丙|B", &["甲", "", "丙"]);
        check("问||乙|丙|B", &["", "乙", "丙"]);
        check("问||乙||B", &["", "乙"]);
        check("问|A.甲||C.丙|B", &["甲", "", "丙"]);
        check("问|A.甲||B.乙|B", &["甲", "乙"]);
        check("问||A.甲 B.乙||B", &["甲", "乙"]);
    }

    #[test]
    fn numbers_that_count_on_are_taken_off() {
        let check = |stems: &[&str], expected: &[&str]| {
            let mut all: Vec<Parts> = stems.iter().map(|stem| Parts { stem: (*stem).into(), ..Parts::default() }).collect();
            without_numbers(&mut all);
            assert_eq!(all.iter().map(|part| part.stem.as_str()).collect::<Vec<_>>(), expected);
        };
        check(&["1、甲", "2．乙", "1. 丙"], &["甲", "乙", "丙"]);
        check(&["1、甲", "3、乙"], &["1、甲", "3、乙"]);
        check(&["1.5万元", "2.5万元"], &["1.5万元", "2.5万元"]);
        check(&["1、甲"], &["1、甲"]);
    }
}
