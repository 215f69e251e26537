//! What the answers of a question say together; where they don't agree, or say what can't be, there is no key.

use domain::ChoiceSet;

use super::Parts;
use crate::table::{key, values};
use crate::{Code, Issue, Item, Key, Kind, words};

/// The answer of a question that is true or false.
pub fn judge(item: &mut Item, parts: &Parts, issues: &mut Vec<Issue>) {
    let texts = &parts.choices.texts;
    let truths = key::truths(texts);
    if truths.is_none() && !texts.is_empty() {
        issues.push(Issue::new(parts.line, Code::ChoiceLetters, texts.join("/")));
    }
    let by_place = |set: ChoiceSet| {
        let mut places = set.places();
        let place = places.next().filter(|_| places.next().is_none())?;
        truths.and_then(|truths| truths.get(place).copied())
    };
    let is_said = words::kind(&parts.kind).or(parts.heading).is_some();
    let read = |text: &String| {
        if parts.are_numbers_in_doubt && key::is_number(text) {
            return None;
        }
        let by_choice = truths.and_then(|_| key::choices(text, texts, parts.choices.is_numbered).ok()).and_then(by_place);
        // beside choices, 1 and 0 may be places as well as truths
        let by_word = key::truth(text).filter(|_| !key::is_number(text) || (is_said && texts.is_empty()));
        match (by_choice, by_word) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    };
    let marked = parts.marked.map(by_place);
    let said = parts.keys.iter().map(|text| (text.clone(), read(text))).chain(marked.map(|truth| ("√".to_owned(), truth)));
    item.key = agreed(said.collect(), parts, issues).map(Key::Truth);
}

/// The answer of a question that is answered in words.
pub fn in_words(item: &mut Item, parts: &mut Parts, issues: &mut Vec<Issue>) {
    // what the source offers to choose from is text here
    for (n, text) in std::mem::take(&mut parts.choices.texts).iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        issues.push(Issue::new(parts.line, Code::LeftOut, format!("{}. {text}", domain::question::letter(n))));
    }
    let said = parts.keys.iter().map(|text| (text.clone(), Some(values::texts(text, &parts.stem, item.kind == Kind::Blank))));
    item.key = agreed(said.collect(), parts, issues).map(Key::Texts);
}

/// The choices of a question, and which of them are right.
pub fn among(item: &mut Item, parts: &mut Parts, issues: &mut Vec<Issue>) {
    item.choices = std::mem::take(&mut parts.choices.texts);
    let mut told = |code: Code, about: String| issues.push(Issue::new(parts.line, code, about));
    match item.choices.len() {
        0 => told(Code::NoChoices, String::new()),
        1 => told(Code::OneChoice, String::new()),
        _ => {}
    }
    for (n, _) in item.choices.iter().enumerate().filter(|(_, text)| text.is_empty()) {
        told(Code::EmptyChoice, name(n));
    }
    if let Some(text) = twice(&item.choices) {
        told(Code::SameChoices, text);
    }
    if let Some(letters) = &parts.choices.disorder {
        told(Code::ChoiceLetters, letters.clone());
    }
    let is_in_doubt = parts.choices.disorder.is_some() || item.choices.is_empty();
    if is_in_doubt && !(parts.keys.is_empty() && parts.marked.is_none()) {
        for text in &parts.keys {
            issues.push(Issue::new(parts.line, Code::UnclearAnswer, text));
        }
        return;
    }
    let mut said = Vec::new();
    for text in &parts.keys {
        match key::choices(text, &item.choices, parts.choices.is_numbered) {
            Ok(set) => said.push((text.clone(), Some(set))),
            Err(code) => {
                issues.push(Issue::new(parts.line, code, text));
                return;
            }
        }
    }
    said.extend(parts.marked.map(|set| (set.to_string(), Some(set))));
    let Some(set) = agreed(said, parts, issues) else { return };
    let fits = match item.kind {
        Kind::Single => set.len() == 1,
        Kind::Multiple => set.len() > 1,
        _ => true,
    };
    if let Some(place) = set.places().find(|place| item.choices.get(*place).is_none_or(String::is_empty)) {
        issues.push(Issue::new(parts.line, Code::AnswerNamesNoChoice, name(place)));
    } else if fits {
        item.key = Some(Key::Choices(set));
    } else {
        issues.push(Issue::new(parts.line, Code::KindAndAnswer, format!("{}：{set}", item.kind.on_paper())));
    }
}

/// What every answer that is given says; nothing when one is not clear or two differ.
fn agreed<T: PartialEq>(said: Vec<(String, Option<T>)>, parts: &Parts, issues: &mut Vec<Issue>) -> Option<T> {
    let mut told = |code: Code, about: String| issues.push(Issue::new(parts.line, code, about));
    if let Some((text, _)) = said.iter().find(|(_, meant)| meant.is_none()) {
        told(Code::UnclearAnswer, text.clone());
        return None;
    }
    if said.windows(2).any(|two| matches!(two, [(_, one), (_, other)] if one != other)) {
        told(Code::TwoAnswers, said.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("、"));
        return None;
    }
    let agreed = said.into_iter().next().and_then(|(_, meant)| meant);
    if agreed.is_none() {
        told(Code::NoAnswer, String::new());
    }
    agreed
}

/// A text that two choices have.
fn twice(texts: &[String]) -> Option<String> {
    let mut sorted: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    sorted.sort();
    sorted.windows(2).find_map(|two| matches!(two, [one, other] if one == other).then(|| two.first().map(|text| (*text).clone())))?
}

/// A, B, …; past Z the number.
fn name(place: usize) -> String {
    if place < domain::question::MOST_CHOICES { domain::question::letter(place).to_string() } else { (place + 1).to_string() }
}
