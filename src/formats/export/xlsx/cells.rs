//! What stands in the cells of a question's row, so that the row reads back as the question.

use domain::ChoiceSet;
use domain::question::{MOST_CHOICES, letter};

use crate::table::written;
use crate::{Item, Key, Kind};

/// Words for the levels 1, 2 and 3.
pub const LEVELS: [&str; 3] = ["易", "中", "难"];

/// The rows of questions in a sheet with `choices` columns of choices.
pub fn rows(items: &[Item], choices: usize) -> impl Iterator<Item = Vec<String>> {
    // numbers that count on would be taken for the numbers of questions
    let stems: Vec<&str> = items.iter().map(|item| item.stem.as_str()).filter(|stem| !stem.is_empty()).collect();
    let is_numbered = written::are_numbered(&stems);
    items.iter().enumerate().map(move |(n, item)| {
        let stem = if is_numbered && !item.stem.is_empty() { format!("{}. {}", n + 1, item.stem) } else { item.stem.clone() };
        let mut row = vec![item.kind.on_paper().to_owned(), stem];
        row.extend(with_room(&item.choices));
        row.resize(2 + choices, String::new());
        row.extend([
            key(item),
            item.explain.clone(),
            item.points.map(|points| points.to_string()).unwrap_or_default(),
            level(item),
            item.topic.clone(),
            if item.basis.is_empty() { String::new() } else { written::list_cell(&item.basis) },
        ]);
        row
    })
}

/// A, B, …; past Z the number.
pub fn name(place: usize) -> String {
    if place < MOST_CHOICES { letter(place).to_string() } else { (place + 1).to_string() }
}

/// Choices as they are; behind letters when they begin with something that would be taken for their letters.
fn with_room(choices: &[String]) -> Vec<String> {
    let read = written::apart(choices.to_vec());
    if read.texts == choices && read.disorder.is_none() {
        return choices.to_vec();
    }
    choices.iter().enumerate().map(|(n, text)| format!("{}. {text}", name(n))).collect()
}

fn key(item: &Item) -> String {
    match &item.key {
        Some(Key::Choices(set)) => letters(*set, &item.choices),
        Some(Key::Truth(true)) => "对".to_owned(),
        Some(Key::Truth(false)) => "错".to_owned(),
        Some(Key::Texts(texts)) => written::texts_cell(texts, &item.stem, item.kind == Kind::Blank),
        None => String::new(),
    }
}

/// Letters; in a longer form when a choice consists of such letters.
fn letters(set: ChoiceSet, choices: &[String]) -> String {
    let short = set.to_string();
    let long = format!("选项{set}");
    let text = |place: usize| choices.get(place).map_or("", String::as_str);
    let full = set.places().map(|place| format!("{}. {}", letter(place), text(place))).collect::<Vec<_>>().join("\n");
    let reads_back = |cell: &String| written::key(cell, choices, false) == Ok(set);
    [&short, &long, &full].into_iter().find(|cell| reads_back(cell)).unwrap_or(&short).clone()
}

fn level(item: &Item) -> String {
    let word = item.level.and_then(|level| usize::from(level).checked_sub(1)).and_then(|n| LEVELS.get(n));
    word.map_or(String::new(), |word| (*word).to_owned())
}
