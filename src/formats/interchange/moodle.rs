//! Moodle XML: a `quiz` of questions, each with its type, its texts and how much each answer counts.

mod answers;
mod question;
mod text;

use super::lines;
use super::xml::{Element, Pieces};
use crate::{Bank, Code, Issue};

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let (mut bank, mut issues) = (Bank::default(), Vec::new());
    let mut topic = String::new();
    let mut pieces = Pieces::new(text, |name| name == "question");
    for piece in pieces.by_ref() {
        match piece {
            Ok(element) if element.attribute("type") == "category" => topic = category(&element),
            Ok(element) => bank.items.extend(question::read(&element, &topic, &mut issues)),
            Err(issue) => issues.push(issue),
        }
    }
    issues.append(&mut pieces.told);
    if let (Some(root), true) = (pieces.root, bank.items.is_empty() && issues.is_empty())
        && root != "quiz"
    {
        issues.push(Issue::new(1, Code::Unsupported, format!("<{}>", lines::beginning(&root))));
    }
    (bank, issues)
}

fn category(element: &Element) -> String {
    element.elements().find(|part| part.name == "category").map(|part| lines::category(&part.text())).unwrap_or_default()
}

#[cfg(test)]
mod tests;
