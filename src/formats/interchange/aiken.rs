//! Aiken: a stem, choices behind letters, `ANSWER: B`. Chinese marks are read as well.

pub mod line;

use domain::ChoiceSet;

use self::line::Line;
use super::{chosen, chosen::MOST_CHOICES, lines};
use crate::{Bank, Code, Issue, Item, Key, Kind, words};

/// Reads one.
pub fn read(text: &str) -> (Bank, Vec<Issue>) {
    let mut reading = Reading::default();
    for (place, text) in text.lines().enumerate() {
        reading.take(place + 1, text.trim());
    }
    reading.finish(None);
    (Bank { title: String::new(), items: reading.items }, reading.issues)
}

/// Whether a text is one: two choices at least come right before a line `ANSWER: B`.
pub fn is_one(start: &str) -> bool {
    let mut choices = 0u8;
    for text in start.lines().map(str::trim).filter(|text| !text.is_empty()) {
        match line::what(text, choices) {
            Line::Choice(_, _) => choices = choices.saturating_add(1),
            Line::Answer(answer) => {
                return text.starts_with("ANSWER") && choices >= 2 && words::letters(answer).is_some();
            }
            Line::Text => choices = 0,
        }
    }
    false
}

#[derive(Default)]
struct Reading<'a> {
    items: Vec<Item>,
    issues: Vec<Issue>,
    draft: Draft<'a>,
}

/// The question that is being read.
#[derive(Default)]
struct Draft<'a> {
    /// Where it begins; 0 before it does.
    line: usize,
    /// The lines of the stem; empty ones part paragraphs.
    stem: Vec<&'a str>,
    letters: Vec<char>,
    choices: Vec<String>,
    /// Lines behind a choice that may belong to it or to the next question, with their numbers.
    loose: Vec<(usize, &'a str)>,
    /// Whether an empty line came last.
    is_parted: bool,
    /// Where its text may be that of two questions.
    run_together: Option<usize>,
}

impl<'a> Reading<'a> {
    fn take(&mut self, number: usize, text: &'a str) {
        if text.is_empty() {
            self.draft.is_parted = true;
            return;
        }
        let expected = if self.draft.choices.is_empty() { 0 } else { u8::try_from(self.draft.letters.len()).unwrap_or(u8::MAX) };
        match line::what(text, expected) {
            Line::Choice(letter, choice) => self.choice(number, letter, choice),
            Line::Answer(answer) => self.finish(Some((number, answer))),
            Line::Text => self.text(number, text),
        }
        self.draft.is_parted = false;
    }

    fn text(&mut self, number: usize, text: &'a str) {
        if !self.draft.choices.is_empty() && self.draft.is_parted {
            self.finish(None);
        }
        let draft = &mut self.draft;
        if !draft.choices.is_empty() {
            draft.loose.push((number, text));
            return;
        }
        if draft.is_parted && !draft.stem.is_empty() {
            draft.stem.push("");
            self.issues.push(Issue::new(number, Code::RunTogether, lines::beginning(text)));
        }
        draft.begin(number);
        draft.stem.push(text);
    }

    fn choice(&mut self, number: usize, letter: char, choice: &str) {
        if letter == 'A' && !self.draft.choices.is_empty() {
            let loose = std::mem::take(&mut self.draft.loose);
            self.finish(None);
            for (number, text) in loose {
                self.draft.begin(number);
                self.draft.stem.push(text);
            }
        }
        let draft = &mut self.draft;
        draft.begin(number);
        // the next letter comes, so what came between was the rest of the choice before it
        if let Some(last) = draft.choices.last_mut().filter(|_| !draft.loose.is_empty()) {
            *last = lines::join(std::iter::once(last.as_str()).chain(draft.loose.iter().map(|(_, text)| *text)));
            draft.loose.clear();
        }
        draft.letters.push(letter);
        draft.choices.push(choice.to_owned());
    }

    /// The question ends, with its answer or without one.
    fn finish(&mut self, answer: Option<(usize, &str)>) {
        let mut draft = std::mem::take(&mut self.draft);
        let Some((number, text)) = answer else {
            if draft.line > 0 {
                let loose = std::mem::take(&mut draft.loose);
                self.issues.extend(loose.iter().map(|(number, text)| Issue::new(*number, Code::LeftOut, lines::beginning(text))));
                self.issues.push(Issue::new(draft.line, Code::NoAnswer, ""));
                self.put(draft, None);
            }
            return;
        };
        if draft.line == 0 {
            self.issues.push(Issue::new(number, Code::LeftOut, lines::beginning(text)));
            return;
        }
        if let Some((loose, _)) = draft.loose.first() {
            draft.run_together = Some(*loose);
        }
        self.put(draft, Some((number, text)));
    }

    fn put(&mut self, draft: Draft<'_>, answer: Option<(usize, &str)>) {
        let paragraphs = draft.stem.split(|line| line.is_empty()).map(|lines| lines::join(lines.iter().copied()));
        let mut item = Item { stem: lines::paragraphs(paragraphs), line: draft.line, ..Item::default() };
        if item.stem.is_empty() {
            self.issues.push(Issue::new(draft.line, Code::NoStem, ""));
        }
        if let Some((_, text)) = answer.filter(|_| draft.choices.is_empty()) {
            self.without_choices(item, text);
            return;
        }
        let mut key = answer.and_then(|(number, text)| self.key(number, text, &draft.choices));
        if !draft.letters.iter().copied().eq((0..draft.letters.len()).map(lines::letter)) && draft.letters.len() <= MOST_CHOICES {
            self.issues.push(Issue::new(draft.line, Code::ChoiceLetters, lines::beginning(&draft.letters.iter().collect::<String>())));
            key = None;
        }
        let mut choices = draft.choices;
        if let Some(line) = draft.run_together {
            self.issues.push(Issue::new(line, Code::RunTogether, ""));
            let loose = draft.loose.iter().map(|(_, text)| *text);
            if let Some(last) = choices.last_mut() {
                *last = lines::join(std::iter::once(last.as_str()).chain(loose));
            }
            key = None;
        }
        chosen::put(&mut item, key.is_some_and(|key| key.len() > 1), choices, key, &mut self.issues);
        self.items.push(item);
    }

    /// The letters of an answer, or what a word of truth picks among two choices of truth.
    fn key(&mut self, number: usize, text: &str, choices: &[String]) -> Option<ChoiceSet> {
        let all: Vec<_> = (0..choices.len()).collect();
        let truth = words::truth(text);
        let place = choices.iter().position(|choice| truth.is_some() && words::truth(choice) == truth);
        match (words::letters(text), place) {
            (Some(set), _) if set.within(ChoiceSet::of(&all)) => return Some(set),
            (_, Some(place)) if choices.len() == 2 => return Some(ChoiceSet::of(&[place])),
            (Some(_), _) => self.issues.push(Issue::new(number, Code::AnswerNamesNoChoice, lines::beginning(text))),
            (None, _) if text.is_empty() => self.issues.push(Issue::new(number, Code::NoAnswer, "")),
            (None, _) => self.issues.push(Issue::new(number, Code::UnclearAnswer, lines::beginning(text))),
        }
        None
    }

    /// A question without choices is one to judge when a whole word says so; a letter alone may be that of a lost choice.
    fn without_choices(&mut self, mut item: Item, text: &str) {
        match chosen::truth(text) {
            Some(truth) => (item.kind, item.key) = (Kind::Judge, Some(Key::Truth(truth))),
            None => self.issues.push(Issue::new(item.line, Code::NoChoices, "")),
        }
        self.items.push(item);
    }
}

impl Draft<'_> {
    fn begin(&mut self, line: usize) {
        if self.line == 0 {
            self.line = line;
        }
    }
}

#[cfg(test)]
mod tests;
