//! JSON in the shapes that banks come in: lists of questions, sections with lists, one question a line.

mod answer;
mod find;
mod options;
mod question;

use serde_json::Value;

use self::find::Finder;
use crate::{Bank, Code, Issue};

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let mut finder = Finder::default();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => finder.whole(&value),
        Err(_) if is_one_a_line(text) => lines(text, &mut finder),
        Err(error) => return (Bank::default(), vec![Issue::new(error.line().max(1), Code::Broken, error.to_string())]),
    }
    finder.finish()
}

fn is_one_a_line(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| serde_json::from_str::<Value>(line).is_ok())
        && lines.next().is_some_and(|line| line.trim().starts_with('{'))
}

fn lines(text: &str, finder: &mut Finder) {
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => finder.at_line(n + 1, &value),
            Err(error) => finder.tell(Issue::new(n + 1, Code::Broken, error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests;
