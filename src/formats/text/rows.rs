//! Rows without a header, as they come from a sheet that was pasted: a question a line, its parts between tabs or bars, the key last.

use super::Line;
use super::shape;
use crate::{Bank, Code, Issue, Item, Key, Kind, words};
use domain::ChoiceSet;

/// Signs that part a row; the first that fits counts.
const SEPARATORS: [&str; 6] = ["|||", "@@@", "###", "\t", "｜", "|"];

/// What the last column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    Truths,
    Letters,
    /// Two numbers, and nobody can tell which is true.
    Digits,
    /// Behind 答案：.
    Words,
}

/// The bank of such lines; `None` when they are no rows, or it is not clear which part is which.
pub fn read(lines: &[Line<'_>]) -> Option<(Bank, Vec<Issue>)> {
    let separator = SEPARATORS.into_iter().find(|separator| {
        let parted = lines.iter().filter(|line| line.text.contains(separator)).count();
        parted >= 3 && parted * 10 >= lines.len() * 9
    })?;
    let rows: Vec<(usize, Vec<&str>)> =
        lines.iter().map(|line| (line.number, line.text.split(separator).map(str::trim).collect())).collect();
    let width = rows.first()?.1.len();
    let is_even = width >= 2 && rows.iter().all(|(_, row)| row.len() == width);
    // letters before each choice, labels before each part: that is read line by line
    let is_laid_out = lines.iter().any(|line| shape::option(&line.text).is_some() || shape::label(&line.text).is_some());
    if !is_even || is_laid_out {
        return None;
    }
    let key = width - 1;
    let said = |row: &[&str]| -> (bool, String) {
        match shape::label(row[key]) {
            Some((shape::Label::Answer, said)) => (true, said.to_owned()),
            _ => (false, row[key].to_owned()),
        }
    };
    let keys = keys(rows.iter().map(|(_, row)| said(row)))?;
    let column = |at: usize| rows.iter().map(move |(_, row)| row[at]);
    let stem = (0..key).max_by_key(|at| column(*at).map(|cell| cell.chars().count()).sum::<usize>())?;
    let has_choices = keys == Keys::Letters && key - stem > 2;
    if key - stem > 1 && !has_choices {
        return None;
    }
    let level = (0..stem).find(|at| column(*at).all(|cell| level(cell).is_some()));
    let topic = (0..stem).find(|at| Some(*at) != level && column(*at).all(|cell| cell.parse::<u32>().is_err()));
    let mut issues = Vec::new();
    let items = rows.iter().map(|(line, row)| {
        let choices: Vec<String> = if has_choices {
            row[stem + 1..key].iter().filter(|cell| !cell.is_empty()).map(|cell| (*cell).to_owned()).collect()
        } else {
            Vec::new()
        };
        let mut item = Item {
            stem: row[stem].to_owned(),
            level: level.and_then(|at| self::level(row[at])),
            topic: topic.map(|at| row[at].to_owned()).unwrap_or_default(),
            line: *line,
            ..Item::default()
        };
        answer(&mut item, keys, &said(row).1, choices, &mut issues);
        item
    });
    let items = items.collect();
    Some((Bank { title: String::new(), items }, issues))
}

/// What a column of keys is made of; `None` when it is no such column.
fn keys(cells: impl Iterator<Item = (bool, String)> + Clone) -> Option<Keys> {
    let all = |fits: &dyn Fn(&str) -> bool| cells.clone().all(|(_, said)| fits(&said));
    if all(&|said| words::truth(said).is_some()) {
        return Some(Keys::Truths);
    }
    if all(&|said| words::letters(said).is_some()) {
        return Some(Keys::Letters);
    }
    if all(&|said| ["1", "2"].contains(&said)) || all(&|said| ["0", "1"].contains(&said)) {
        return Some(Keys::Digits);
    }
    cells.clone().all(|(is_labelled, said)| is_labelled && !said.is_empty()).then_some(Keys::Words)
}

/// The kind and the key of one row; a key in doubt is told and left out.
fn answer(item: &mut Item, keys: Keys, said: &str, choices: Vec<String>, issues: &mut Vec<Issue>) {
    item.kind = Kind::Judge;
    match keys {
        Keys::Truths => item.key = words::truth(said).map(Key::Truth),
        // A and B for 对 and 错, and which is which is not said
        Keys::Digits => issues.push(Issue::new(item.line, Code::UnclearAnswer, said)),
        Keys::Letters if choices.is_empty() => {
            item.kind = if matches!(said, "A" | "B") { Kind::Judge } else { Kind::Single };
            issues.push(Issue::new(item.line, if item.kind == Kind::Judge { Code::UnclearAnswer } else { Code::NoChoices }, said));
        }
        Keys::Letters => {
            let set = words::letters(said).unwrap_or_default();
            item.kind = if set.len() > 1 { Kind::Multiple } else { Kind::Single };
            item.key = within(set, choices.len(), item.line, issues);
            item.choices = choices;
        }
        Keys::Words => {
            item.kind = if super::stem::gaps(&item.stem) > 0 { Kind::Blank } else { Kind::Short };
            item.key = Some(Key::Texts(vec![said.to_owned()]));
        }
    }
}

fn within(set: ChoiceSet, choices: usize, line: usize, issues: &mut Vec<Issue>) -> Option<Key> {
    if set.places().all(|place| place < choices) {
        return Some(Key::Choices(set));
    }
    issues.push(Issue::new(line, Code::AnswerNamesNoChoice, set.to_string()));
    None
}

fn level(cell: &str) -> Option<u8> {
    match cell {
        "易" | "低" | "简单" | "容易" => Some(1),
        "中" | "一般" | "中等" => Some(2),
        "难" | "高" | "困难" | "较难" => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        let lines = super::super::clean::lines((1..).zip(text.lines()));
        let items = read(&lines).map(|(bank, _)| bank.items).unwrap_or_default();
        let told: Vec<_> = items.iter().map(|item| (item.stem.as_str(), item.kind.word(), item.letters())).collect();
        assert_eq!(told, expected.iter().map(|(stem, kind, key)| (*stem, *kind, key.map(str::to_owned))).collect::<Vec<_>>(), "{text}");
    }

    #[test]
    fn the_longest_column_is_the_stem_and_the_last_the_key() {
        check(
            "1|||水是湿的东西。|||对\n2|||火是冷的东西。|||错\n3|||风是看得见的。|||错",
            &[
                ("水是湿的东西。", "judge", Some("true")),
                ("火是冷的东西。", "judge", Some("false")),
                ("风是看得见的。", "judge", Some("false")),
            ],
        );
        check(
            "下列哪一个是水果的名字\t苹果\t石头\t桌子\tA\n下列哪一个是家具的名字\t苹果\t石头\t桌子\tC\n下列哪些不是水果的名字\t苹果\t石头\t桌子\tBC",
            &[
                ("下列哪一个是水果的名字", "single", Some("A")),
                ("下列哪一个是家具的名字", "single", Some("C")),
                ("下列哪些不是水果的名字", "multiple", Some("BC")),
            ],
        );
    }

    #[test]
    fn keys_that_nobody_can_tell_are_left_out() {
        check(
            "水是湿的东西。@@@正确答案：A\n火是冷的东西。@@@正确答案：B\n风是看得见的。@@@正确答案：B",
            &[("水是湿的东西。", "judge", None), ("火是冷的东西。", "judge", None), ("风是看得见的。", "judge", None)],
        );
        check(
            "1\t水是湿的东西。\t1\n2\t火是冷的东西。\t2\n3\t风是看得见的。\t2",
            &[("水是湿的东西。", "judge", None), ("火是冷的东西。", "judge", None), ("风是看得见的。", "judge", None)],
        );
    }

    #[test]
    fn what_is_laid_out_otherwise_is_left() {
        check("A、甲\tB、乙\nA、甲\tB、乙\nA、甲\tB、乙", &[]);
        check("一\t二\n三", &[]);
    }
}
