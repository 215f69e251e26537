//! A question from an object.

use serde_json::{Map, Value};

use super::answer::{self, Answer};
use super::options::{self, Options};
use crate::table::choices;
use crate::table::header::{self, Column};
use crate::table::question::Parts;

/// A question, and what its numbers may mean.
#[derive(Debug, Default)]
pub struct Found {
    /// The question; without a key when that is in numbers.
    pub parts: Parts,
    /// The places that the key names, counted from 0 or from 1.
    pub numbers: Vec<u64>,
}

/// Whether an object is a question: it has a stem, and no list of questions.
pub fn is_one(object: &Map<String, Value>) -> bool {
    let has_stem = object.iter().any(|(name, value)| column(name) == Some(Column::Stem) && value.is_string());
    let is_list = |name: &str, value: &Value| {
        !matches!(column(name), Some(Column::Choices | Column::Key | Column::Choice(_)))
            && value.as_array().is_some_and(|list| list.iter().any(|value| value.as_object().is_some_and(has_stem_or_more)))
    };
    has_stem && !object.iter().any(|(name, value)| is_list(name, value))
}

fn has_stem_or_more(object: &Map<String, Value>) -> bool {
    object.iter().any(|(name, value)| column(name) == Some(Column::Stem) && value.is_string() || column(name) == Some(Column::Choices))
}

/// Reads it; names that are not known are told.
pub fn read(object: &Map<String, Value>, line: usize, unknown: &mut dyn FnMut(usize, &str)) -> Found {
    let mut parts = Parts { line, ..Parts::default() };
    let mut apart: Vec<String> = Vec::new();
    let mut listed: Option<Options> = None;
    let mut answers = Vec::new();
    let stem = stem(object);
    for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
        match column(name) {
            Some(Column::Stem) if Some(name.as_str()) == stem => parts.stem = text(value),
            Some(Column::Kind) => parts.kind = text(value),
            Some(Column::Choice(place)) if place < 99 => {
                if apart.len() <= place {
                    apart.resize(place + 1, String::new());
                }
                if let Some(choice) = apart.get_mut(place) {
                    *choice = text(value);
                }
            }
            Some(Column::Choices) if listed.is_none() => listed = Some(options::read(value)),
            // answers to choose from, of which some are right
            Some(Column::Key) if listed.is_none() && options::are_choices(value) => listed = Some(options::read(value)),
            Some(Column::Key) => answers.push(value),
            Some(Column::Explain) => join(&mut parts.explain, &text(value)),
            Some(Column::Points) => parts.points = text(value),
            Some(Column::Level) => parts.level = text(value),
            Some(Column::Topic) => join(&mut parts.topic, &text(value).replace('\n', "/")),
            Some(Column::Basis) => parts.basis = texts(value),
            Some(Column::Number) => {}
            _ => unknown(line, name),
        }
    }
    let options = listed.unwrap_or_default();
    parts.marked = options.marked;
    parts.listed = options.together;
    parts.choices = if apart.is_empty() { options.choices } else { choices::apart(apart) };
    let mut numbers = Vec::new();
    for value in answers {
        match answer::read(value, &parts.choices, &parts.listed, &options.ids) {
            Answer::Nothing => {}
            Answer::Text(text) => parts.keys.push(text),
            Answer::Numbers(found) if numbers.is_empty() => numbers = found,
            Answer::Numbers(found) => parts.keys.extend(found.iter().map(u64::to_string)),
            Answer::Marks(set) => parts.marked = Some(set),
        }
    }
    Found { parts, numbers }
}

/// Which of several names holds the stem: `content` beside `title` is the longer text.
fn stem(object: &Map<String, Value>) -> Option<&str> {
    let texts = object.iter().filter(|(name, value)| column(name) == Some(Column::Stem) && value.is_string());
    let rank = |name: &str| usize::from(matches!(name, "title" | "content" | "内容" | "题目名称" | "试题名称"));
    let best = texts.filter(|(_, value)| !text(value).is_empty()).min_by_key(|(name, _)| rank(name));
    best.map(|(name, _)| name.as_str())
}

/// What a name names; names of programs beside those of people.
pub fn column(name: &str) -> Option<Column> {
    header::read(name).map(|(column, _)| column).or(match name.to_lowercase().replace(['_', '-'], "").as_str() {
        "questioncontent" | "questiontitle" | "questionname" | "questionstem" | "stemtext" | "problem" | "prompt" => Some(Column::Stem),
        "optionlist" | "choicelist" | "answerlist" | "optionslist" | "selects" | "alternatives" => Some(Column::Choices),
        "rightanswers" | "correctoption" | "correctoptions" | "correctindex" | "answerindex" | "rightoption" | "standardanswer" => {
            Some(Column::Key)
        }
        "answeranalysis" | "parse" | "explanations" | "reason" | "rationale" => Some(Column::Explain),
        "knowledge" | "knowledgepoint" | "tag" | "tags" | "section" | "subject" => Some(Column::Topic),
        "law" | "laws" | "reference" | "references" => Some(Column::Basis),
        "uuid" | "key" | "sort" | "questionid" | "qid" => Some(Column::Number),
        _ => None,
    })
}

/// A value as text.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace("\r\n", "\n").trim().to_owned(),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Array(list) if list.iter().all(|value| !value.is_array() && !value.is_object()) => {
            list.iter().map(text).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().map(text).filter(|text| !text.is_empty()).collect(),
        other => crate::table::values::list(&text(other)),
    }
}

fn join(out: &mut String, text: &str) {
    if !out.is_empty() && !text.is_empty() {
        out.push('/');
    }
    out.push_str(text);
}
