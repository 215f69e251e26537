//! A bank as the folder that this program keeps banks in: `bank.toml`, a file for each topic, and beside them, under `kept/`, what
//! can't be asked: questions without a key, blanks, short answers, and what each question is worth.

mod read;
mod text;

use std::collections::HashMap;
use std::fmt::Write as _;

use domain::{Citation, question};

use self::text::{list, quoted};
use crate::{Bank, Item, Key, Kind};

pub use read::read;

/// The level of a question whose level nobody knows.
const MIDDLING: u8 = 2;
/// The file that says what questions are worth: a question itself has no place for it.
const POINTS: &str = "points.toml";

/// The files of a bank, as paths below the folder of all banks and texts.
#[must_use]
pub fn write(bank: &Bank, id: &str) -> Vec<(String, String)> {
    let mut topics: Vec<Topic> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut points = String::new();
    for (n, item) in bank.items.iter().enumerate() {
        let place = *places.entry(&item.topic).or_insert(topics.len());
        if place == topics.len() {
            topics.push(Topic::default());
        }
        let id = format!("{id}-{:04}", n + 1);
        if let Some(topic) = topics.get_mut(place) {
            let file = if can_be_asked(item) { &mut topic.asked } else { &mut topic.kept };
            if file.is_empty() {
                *file = format!("title = {}\n", quoted(&item.topic));
            }
            file.push_str(&written(item, &id));
        }
        if let Some(worth) = item.points {
            points += &format!("{} = {worth}\n", quoted(&id));
        }
    }
    let mut files = vec![(format!("{id}/bank.toml"), head(bank, id))];
    for (n, topic) in topics.into_iter().enumerate() {
        let name = format!("{id}-t{}.toml", n + 1);
        files.push((format!("{id}/{name}"), topic.asked));
        files.push((format!("{id}/kept/{name}"), topic.kept));
    }
    files.push((format!("{id}/kept/{POINTS}"), points));
    files.retain(|(_, text)| !text.is_empty());
    files
}

/// The texts of a topic's two files.
#[derive(Default)]
struct Topic {
    asked: String,
    kept: String,
}

fn head(bank: &Bank, id: &str) -> String {
    let laws = laws(bank).unwrap_or_default();
    format!("id = {}\ntitle = {}\nversion = \"1\"\nlaws = {}\n", quoted(id), quoted(&bank.title), list(&laws))
}

/// The laws of a bank in which every question that can be asked has an explanation and cites places that can be read; `None` when
/// not: a bank that names laws must keep to them.
fn laws(bank: &Bank) -> Option<Vec<String>> {
    let mut laws = Vec::new();
    for item in bank.items.iter().filter(|item| can_be_asked(item)) {
        if item.explain.trim().is_empty() || item.basis.is_empty() {
            return None;
        }
        for place in &item.basis {
            let law = Citation::parse(place).ok()?.law;
            if !laws.contains(&law) {
                laws.push(law);
            }
        }
    }
    Some(laws)
}

/// Whether a question is one that can be asked: it has a key that fits it, and choices that differ.
fn can_be_asked(item: &Item) -> bool {
    if item.stem.trim().is_empty() {
        return false;
    }
    let set = match &item.key {
        Some(Key::Truth(_)) => return item.kind == Kind::Judge && item.choices.is_empty(),
        Some(Key::Choices(set)) => *set,
        Some(Key::Texts(_)) | None => return false,
    };
    let mut texts: Vec<&str> = item.choices.iter().map(|text| text.trim()).collect();
    texts.sort_unstable();
    texts.dedup();
    let differ = texts.len() == item.choices.len() && texts.iter().all(|text| !text.is_empty());
    let fits = match item.kind {
        Kind::Single => set.len() == 1,
        Kind::Multiple => set.len() > 1,
        Kind::Indefinite => !set.is_empty(),
        Kind::Judge | Kind::Blank | Kind::Short => false,
    };
    differ && fits && (2..=question::MOST_CHOICES).contains(&texts.len()) && set.places().all(|place| place < texts.len())
}

fn written(item: &Item, id: &str) -> String {
    let mut out = format!("\n[[question]]\nid = {}\nkind = \"{}\"\nstem = {}\n", quoted(id), item.kind.word(), quoted(&item.stem));
    let mut line = |name: &str, value: String| {
        // a String takes whatever is written to it
        let _ = writeln!(out, "{name} = {value}");
    };
    if !item.choices.is_empty() {
        line("choices", list(&item.choices));
    }
    match &item.key {
        // a key that does not fit its question is told by whoever reads it
        Some(Key::Choices(set)) => line("key", format!("\"{set}\"")),
        Some(Key::Truth(truth)) => line("key", truth.to_string()),
        Some(Key::Texts(texts)) => line("answer", list(texts)),
        None => {}
    }
    if !item.explain.is_empty() {
        line("explain", quoted(&item.explain));
    }
    if !item.basis.is_empty() {
        line("basis", list(&item.basis));
    }
    line("level", item.level.unwrap_or(MIDDLING).to_string());
    out
}

#[cfg(test)]
mod tests;
