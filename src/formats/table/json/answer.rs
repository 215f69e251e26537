//! Answers in JSON. Whether a number counts from 0 or from 1 must be evident from the whole file.

use domain::ChoiceSet;
use domain::question::letter;
use serde_json::Value;

use super::question::{Found, text};
use crate::table::choices::Choices;
use crate::table::key;

/// What an answer says.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing.
    Nothing,
    /// A text, to be read as in a table.
    Text(String),
    /// Places, counted from 0 or from 1.
    Numbers(Vec<u64>),
    /// A mark for each choice.
    Marks(ChoiceSet),
}

/// Reads an answer to a question with choices.
pub fn read(value: &Value, choices: &Choices, listed: &str, ids: &[String]) -> Answer {
    let list: Vec<&Value> = match value {
        Value::Array(list) => list.iter().filter(|value| !value.is_null()).collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    };
    let texts: Vec<String> = list.iter().map(|value| text(value)).collect();
    if texts.iter().all(String::is_empty) {
        return Answer::Nothing;
    }
    let has_choices = !choices.texts.is_empty() || !listed.is_empty();
    if has_choices && list.len() == choices.texts.len() && list.len() > 1 && list.iter().all(|value| value.is_boolean()) {
        let places: Vec<usize> = (0..list.len()).filter(|n| list.get(*n).and_then(|value| value.as_bool()) == Some(true)).collect();
        return Answer::Marks(ChoiceSet::of(&places));
    }
    if let Some(letters) = by_id(&texts, ids) {
        return Answer::Text(letters);
    }
    let is_text = |text: &String| choices.texts.iter().take(26).any(|choice| choice == text);
    // 2 among the choices 1, 2, 3, 4: the place or the words
    let are_places = list.iter().all(|value| value.is_number());
    let place_of = |text: &String| text.parse::<usize>().ok().and_then(|n| choices.texts.get(n)) == Some(text);
    if has_choices && are_places && texts.iter().any(|text| is_text(text) && !place_of(text)) {
        return Answer::Text(format!("{}?", texts.join("、")));
    }
    if has_choices && !choices.is_numbered && texts.iter().all(|text| key::is_number(text)) && !texts.iter().any(is_text) {
        let numbers: Option<Vec<u64>> = texts.iter().map(|text| text.parse().ok()).collect();
        return numbers.map_or_else(|| Answer::Text(texts.join("\n")), Answer::Numbers);
    }
    match &texts[..] {
        [one] => Answer::Text(one.clone()),
        // what each blank takes
        _ if !has_choices => Answer::Text(Value::from(texts).to_string()),
        _ => Answer::Text(texts.join("\n")),
    }
}

/// The letters of the choices that are called so.
fn by_id(texts: &[String], ids: &[String]) -> Option<String> {
    let place = |text: &String| {
        let mut places = (0..ids.len().min(26)).filter(|n| ids.get(*n) == Some(text));
        places.next().filter(|_| places.next().is_none())
    };
    texts.iter().map(|text| place(text).map(letter)).collect()
}

/// Finds out where numbers count from, and writes letters for them; where it is not evident they stay, and are in doubt.
pub fn settle(found: &mut [Found]) {
    let (mut has_first, mut has_last, mut is_beyond) = (false, false, false);
    for Found { parts, numbers } in found.iter().filter(|found| key::truths(&found.parts.choices.texts).is_none()) {
        let count = parts.choices.texts.len() as u64;
        has_first |= numbers.contains(&0);
        has_last |= count > 0 && numbers.contains(&count);
        is_beyond |= count > 0 && numbers.iter().any(|number| *number > count);
    }
    let from = match (has_first, has_last, is_beyond) {
        (true, false, false) => Some(0),
        (false, true, false) => Some(1),
        _ => None,
    };
    for Found { parts, numbers } in found.iter_mut().filter(|found| !found.numbers.is_empty()) {
        let place =
            |number: &u64| usize::try_from(number.checked_sub(from?)?).ok().filter(|place| *place < parts.choices.texts.len().min(26));
        let letters: Option<String> = numbers.iter().map(|number| place(number).map(letter)).collect();
        let digits = || numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("、");
        parts.keys.push(letters.unwrap_or_else(digits));
    }
}
