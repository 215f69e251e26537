//! Choices in JSON: lists of texts, lists of objects, objects of letters.

use domain::ChoiceSet;
use serde_json::{Map, Value};

use super::question::text;
use crate::table::choices::{self, Choices};
use crate::words;

/// Choices, and what is said of them.
#[derive(Debug, Default)]
pub struct Options {
    /// The choices.
    pub choices: Choices,
    /// All of them in one text.
    pub together: String,
    /// What each is called, when that is more than its letter.
    pub ids: Vec<String>,
    /// Those that are marked as right, when any is marked.
    pub marked: Option<ChoiceSet>,
}

/// Reads choices.
pub fn read(value: &Value) -> Options {
    match value {
        Value::Array(list) if list.iter().any(Value::is_object) => objects(list),
        Value::Array(list) => Options { choices: choices::apart(list.iter().map(text).collect()), ..Options::default() },
        Value::Object(object) => by_name(object.iter().map(|(name, value)| (name.trim().to_owned(), text(value))).collect()),
        other => Options { together: text(other), ..Options::default() },
    }
}

/// Whether a value is a list of choices rather than an answer: objects of which each has a text and says whether it is right.
pub fn are_choices(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|list| !list.is_empty() && list.iter().all(|value| value.as_object().is_some_and(|object| is_right(object).is_some())))
}

fn objects(list: &[Value]) -> Options {
    let empty = Map::new();
    let objects: Vec<&Map<String, Value>> = list.iter().map(|value| value.as_object().unwrap_or(&empty)).collect();
    let label = label(&objects);
    let named = objects.iter().zip(list).map(|(object, value)| {
        let name = label.and_then(|label| object.get(label)).map(text).unwrap_or_default();
        (name, if object.is_empty() { text(value) } else { body(object, label) })
    });
    let right: Vec<Option<bool>> = objects.iter().map(|object| is_right(object)).collect();
    let named: Vec<(String, String)> = named.collect();
    let order = order(&named);
    let mut options = by_name(named);
    if right.iter().any(Option::is_some) {
        let places: Vec<usize> =
            order.iter().enumerate().filter(|(_, from)| right.get(**from) == Some(&Some(true))).map(|(place, _)| place).collect();
        options.marked = Some(ChoiceSet::of(&places)).filter(|set| !set.is_empty());
    }
    options
}

/// The field that only names a choice: a letter or a number in each.
fn label<'a>(objects: &[&Map<String, Value>]) -> Option<&'a str> {
    const NAMES: [&str; 14] =
        ["label", "key", "letter", "prefix", "option", "value", "name", "code", "no", "index", "id", "optionKey", "option_key", "选项"];
    let is_label = |text: &str| {
        text.chars().count() == 1 && words::letters(text).is_some() || !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    // a label in each, and beside it something that is none
    NAMES.into_iter().find(|name| {
        objects.iter().all(|object| object.get(*name).is_some_and(|value| is_label(&text(value))) && !body(object, Some(name)).is_empty())
    })
}

/// What a choice says.
fn body(object: &Map<String, Value>, label: Option<&str>) -> String {
    const NAMES: [&str; 18] = [
        "text",
        "content",
        "title",
        "desc",
        "description",
        "body",
        "optionContent",
        "option_content",
        "optionText",
        "内容",
        "选项内容",
        "value",
        "label",
        "name",
        "option",
        "answer",
        "choice",
        "选项",
    ];
    let found = NAMES.iter().filter(|name| Some(**name) != label).find_map(|name| object.get(*name));
    found.filter(|value| !value.is_object() && !value.is_array()).map(text).unwrap_or_default()
}

fn is_right(object: &Map<String, Value>) -> Option<bool> {
    const NAMES: [&str; 13] = [
        "is_correct",
        "isCorrect",
        "correct",
        "is_right",
        "isRight",
        "right",
        "is_answer",
        "isAnswer",
        "iscorrect",
        "isright",
        "checked",
        "是否正确",
        "正确",
    ];
    let value = NAMES.iter().find_map(|name| object.get(*name))?;
    match text(value).as_str() {
        "1" | "100" => Some(true),
        "0" => Some(false),
        text => words::truth(text),
    }
}

/// Choices that have names: put in the order of their letters when these are A, B, C and so on, each once.
fn by_name(named: Vec<(String, String)>) -> Options {
    let letters: Vec<Option<usize>> = named.iter().map(|(name, _)| letter(name)).collect();
    let order = order(&named);
    let is_lettered = !named.is_empty() && order.iter().enumerate().all(|(place, from)| letters.get(*from) == Some(&Some(place)));
    let texts: Vec<String> = order.iter().filter_map(|from| named.get(*from)).map(|(_, text)| text.clone()).collect();
    let mut options = Options { choices: choices::apart(texts), ..Options::default() };
    if is_lettered || named.iter().all(|(name, _)| name.is_empty()) {
        return options;
    }
    let names: Vec<String> = named.into_iter().map(|(name, _)| name).collect();
    if letters.iter().all(Option::is_some) {
        options.choices.disorder = Some(names.concat());
    } else {
        options.choices.is_numbered = names.iter().enumerate().all(|(n, name)| *name == (n + 1).to_string());
        options.ids = names;
    }
    options
}

fn order(named: &[(String, String)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..named.len()).collect();
    if named.iter().all(|(name, _)| letter(name).is_some()) {
        order.sort_by_key(|n| named.get(*n).and_then(|(name, _)| letter(name)));
    }
    order
}

/// The place of a name that is a letter, or ends in one: A, optionA.
fn letter(name: &str) -> Option<usize> {
    let bare = name.strip_prefix("option").unwrap_or(name).trim_start_matches(['_', '-', ' ']);
    let mut chars = bare.trim_end_matches(['.', '、', ':', '．']).chars();
    let letters = words::letters(&chars.next()?.to_string()).filter(|_| chars.next().is_none())?;
    letters.places().next()
}
