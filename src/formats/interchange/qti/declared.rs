//! What an item of QTI declares before its body: the right responses, and what it is worth.

use std::collections::HashMap;

use domain::Points;

use super::name::{attribute, parts};
use crate::interchange::points;
use crate::interchange::xml::Element;

/// One response.
#[derive(Debug, Default)]
pub struct Response {
    /// Whether the item declares it.
    pub is_declared: bool,
    /// Whether it holds several values.
    pub is_multiple: bool,
    /// The right values.
    pub values: Vec<String>,
    /// How much each value counts, as it is written, when that is said.
    pub mapping: Vec<String>,
}

/// The responses of an item, by what interactions call them.
pub fn responses(item: &Element) -> HashMap<String, Response> {
    let response = |element: &Element| Response {
        is_declared: true,
        is_multiple: matches!(attribute(element, "cardinality"), "multiple" | "ordered"),
        values: parts(element, "correctresponse")
            .flat_map(|right| parts(right, "value"))
            .map(|value| value.text().trim().to_owned())
            .collect(),
        mapping: parts(element, "mapping")
            .flat_map(|mapping| parts(mapping, "mapentry"))
            .map(|entry| format!("{}={}", attribute(entry, "mapkey"), attribute(entry, "mappedvalue")))
            .collect(),
    };
    parts(item, "responsedeclaration").map(|element| (attribute(element, "identifier").to_owned(), response(element))).collect()
}

/// What an item is worth: the outcome MAXSCORE, or the highest SCORE.
pub fn points(item: &Element) -> Option<Points> {
    let outcome = |name: &str| parts(item, "outcomedeclaration").find(|outcome| attribute(outcome, "identifier") == name);
    let most = outcome("MAXSCORE").and_then(|outcome| parts(outcome, "defaultvalue").flat_map(|value| parts(value, "value")).next());
    match most {
        Some(value) => points::read(&value.text()),
        None => outcome("SCORE").and_then(|score| points::read(attribute(score, "normalmaximum"))),
    }
}
