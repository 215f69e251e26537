//! A bank from its folder.

use std::collections::HashMap;

use domain::{ChoiceSet, Points};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::POINTS;
use crate::{Bank, Code, Issue, Item, Key, Kind};

/// Reads the files that [`super::write`] writes, and others like them: `bank.toml`, topics, and what is kept beside them.
#[must_use]
pub fn read(files: &[(String, String)]) -> (Bank, Vec<Issue>) {
    let mut bank = Bank::default();
    let mut issues = Vec::new();
    let mut points = HashMap::new();
    let mut found: Vec<(String, Item)> = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".toml")) {
        let file = File::parse(text, &mut issues);
        match path.rsplit('/').next() {
            Some("bank.toml") => bank.title = file.text("title"),
            Some(POINTS) => points.extend(file.points(&mut issues)),
            _ => found.extend(file.questions(&mut issues)),
        }
    }
    for (id, item) in &mut found {
        item.points = points.remove(id);
    }
    // the numbers of questions say in which order they came; what has none comes last
    found.sort_by_key(|(id, _)| id.rsplit('-').next().and_then(|number| number.parse::<u64>().ok()).unwrap_or(u64::MAX));
    bank.items = found.into_iter().map(|(_, item)| item).collect();
    (bank, issues)
}

/// A file of which what is whole is read.
struct File<'a> {
    text: &'a str,
    table: Spanned<DeTable<'a>>,
    /// Where it is broken, ascending.
    broken: Vec<usize>,
}

impl<'a> File<'a> {
    fn parse(text: &'a str, issues: &mut Vec<Issue>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut broken: Vec<usize> = errors.iter().map(|error| error.span().map_or(0, |span| span.start)).collect();
        broken.sort_unstable();
        if let (Some(first), Some(error)) = (broken.first(), errors.first()) {
            issues.push(Issue::new(line(text, *first), Code::Broken, error.message()));
        }
        Self { text, table, broken }
    }

    fn text(&self, name: &str) -> String {
        self.table.get_ref().get(name).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
    }

    fn points(&self, issues: &mut Vec<Issue>) -> Vec<(String, Points)> {
        let mut all = Vec::new();
        for (id, value) in self.table.get_ref() {
            let read = match value.get_ref() {
                DeValue::Integer(number) => Points::read(number.as_str()),
                DeValue::Float(number) => Points::read(number.as_str()),
                _ => None,
            };
            match read {
                Some(points) => all.push((id.get_ref().to_string(), points)),
                None => issues.push(Issue::new(1, Code::LeftOut, id.get_ref().to_string())),
            }
        }
        all
    }

    fn questions(&self, issues: &mut Vec<Issue>) -> Vec<(String, Item)> {
        let topic = self.text("title");
        let Some(tables) = self.table.get_ref().get("question").and_then(|value| value.get_ref().as_array()) else { return Vec::new() };
        let mut lines = (0usize, 1usize);
        let starts: Vec<usize> = tables.iter().map(|table| table.span().start).collect();
        let ends = starts.iter().skip(1).copied().chain([self.text.len()]);
        let mut found = Vec::new();
        for (table, (start, end)) in tables.iter().zip(starts.iter().zip(ends)) {
            let passed = self.text.as_bytes().get(lines.0..*start).unwrap_or_default();
            lines = (lines.0.max(*start), lines.1 + passed.iter().filter(|byte| **byte == b'\n').count());
            let next = self.broken.partition_point(|at| at < start);
            // what a parser made of a broken line is a guess
            if self.broken.get(next).is_some_and(|at| *at < end) {
                issues.push(Issue::new(lines.1, Code::LeftOut, "[[question]]"));
                continue;
            }
            match table.get_ref().as_table() {
                Some(table) => found.extend(question(table, lines.1, &topic, issues)),
                None => issues.push(Issue::new(lines.1, Code::LeftOut, "question")),
            }
        }
        found
    }
}

fn question(table: &DeTable, line: usize, topic: &str, issues: &mut Vec<Issue>) -> Option<(String, Item)> {
    const KNOWN: [&str; 9] = ["id", "kind", "stem", "choices", "key", "answer", "explain", "basis", "level"];
    for (name, _) in table {
        match name.get_ref().as_ref() {
            // only counted, never shown
            "case" => {}
            name if KNOWN.contains(&name) => {}
            name => issues.push(Issue::new(line, Code::UnknownColumn, name)),
        }
    }
    let text = |name: &str| table.get(name).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned();
    let word = text("kind");
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.word() == word) else {
        issues.push(Issue::new(line, Code::LeftOut, format!("kind = {word}")));
        return None;
    };
    let mut item = Item { kind, stem: text("stem"), explain: text("explain"), topic: topic.to_owned(), line, ..Item::default() };
    item.choices = texts(table, "choices").unwrap_or_default();
    item.basis = texts(table, "basis").unwrap_or_default();
    item.level = table.get("level").and_then(|value| value.get_ref().as_integer()).and_then(|level| level.as_str().parse().ok());
    item.level = item.level.filter(|level| (1..4).contains(level));
    item.key = key(table, &item, issues);
    Some((text("id"), item))
}

fn texts(table: &DeTable, name: &str) -> Option<Vec<String>> {
    let list = table.get(name)?.get_ref().as_array()?;
    Some(list.iter().map(|text| text.get_ref().as_str().unwrap_or_default().to_owned()).collect())
}

fn key(table: &DeTable, item: &Item, issues: &mut Vec<Issue>) -> Option<Key> {
    let mut told = |code: Code, about: &str| issues.push(Issue::new(item.line, code, about));
    if let Some(texts) = texts(table, "answer") {
        if matches!(item.kind, Kind::Blank | Kind::Short) {
            return Some(Key::Texts(texts));
        }
        told(Code::KindAndAnswer, item.kind.word());
    }
    let Some(value) = table.get("key").map(Spanned::get_ref) else {
        told(Code::NoAnswer, "");
        return None;
    };
    let letters = value.as_str().unwrap_or_default();
    match (item.kind, value.as_bool(), ChoiceSet::from_letters(letters).filter(|set| !set.is_empty())) {
        (Kind::Judge, Some(truth), _) => return Some(Key::Truth(truth)),
        (kind, _, Some(set)) if kind.has_choices() => {
            let fits = match kind {
                Kind::Single => set.len() == 1,
                Kind::Multiple => set.len() > 1,
                _ => true,
            };
            if set.places().any(|place| place >= item.choices.len()) {
                told(Code::AnswerNamesNoChoice, letters);
            } else if fits {
                return Some(Key::Choices(set));
            } else {
                told(Code::KindAndAnswer, letters);
            }
        }
        _ => told(Code::UnclearAnswer, letters),
    }
    None
}

fn line(text: &str, at: usize) -> usize {
    text.as_bytes().get(..at).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count() + 1
}
