//! One item of QTI.

use std::collections::HashMap;

use domain::ChoiceSet;

use super::body::Body;
use super::declared::{self, Response};
use super::name::{self, attribute, parts};
use crate::interchange::xml::Element;
use crate::interchange::{chosen, lines};
use crate::{Code, Issue, Item, Key, Kind};

/// Reads one; `None` for what asks nothing.
pub fn read(element: &Element, issues: &mut Vec<Issue>) -> Option<Item> {
    let line = element.line;
    let empty = Element::default();
    let root = parts(element, "itembody").next().unwrap_or(&empty);
    let mut body = Body::of(root);
    let (interactions, feedback) = (std::mem::take(&mut body.interactions), std::mem::take(&mut body.feedback));
    let (stem, lost) = body.finish();
    issues.extend(lost.into_iter().map(|lost| Issue::new(line, Code::NotKept, lost)));
    issues.extend(parts(element, "assessmentstimulusref").map(|part| Issue::new(line, Code::NotKept, format!("<{}>", part.name))));
    if interactions.is_empty() {
        let about = if stem.is_empty() { attribute(element, "title") } else { &stem };
        issues.push(Issue::new(line, Code::LeftOut, lines::beginning(about)));
        return None;
    }
    let item = Item { stem, line, points: declared::points(element), ..Item::default() };
    let responses = declared::responses(element);
    let mut reading = Reading { item, responses, feedback, right: HashMap::new(), issues };
    let names: Vec<_> = interactions.iter().map(|interaction| name::plain(&interaction.name)).collect();
    match (interactions.as_slice(), names.first().map(String::as_str)) {
        ([one], Some("choiceinteraction")) => reading.choices(one),
        ([one], Some("extendedtextinteraction")) => reading.short(one),
        _ if names.iter().all(|name| name == "textentryinteraction") => reading.blanks(&interactions),
        _ => {
            (reading.item.kind, reading.item.stem) = (Kind::Short, Body::whole(root).finish().0);
            let told: Vec<_> = names.iter().take(3).map(String::as_str).collect();
            reading.tell(Code::NoCounterpart, &told.join(", "));
        }
    }
    if reading.item.stem.is_empty() {
        reading.tell(Code::NoStem, "");
    }
    reading.explain(element);
    Some(reading.item)
}

struct Reading<'a> {
    item: Item,
    /// By what interactions call them.
    responses: HashMap<String, Response>,
    feedback: Vec<&'a Element>,
    /// Whether each choice is right, by its identifier.
    right: HashMap<&'a str, bool>,
    issues: &'a mut Vec<Issue>,
}

impl<'a> Reading<'a> {
    fn choices(&mut self, interaction: &'a Element) {
        let (mut texts, mut places) = (Vec::new(), HashMap::new());
        let mut is_doubtful = false;
        for (place, choice) in parts(interaction, "simplechoice").enumerate() {
            let mut body = Body::of(choice);
            self.feedback.append(&mut body.feedback);
            let (text, lost) = body.finish();
            lost.iter().for_each(|lost| self.tell(Code::NotKept, lost));
            texts.push(text);
            is_doubtful |= places.insert(attribute(choice, "identifier"), place).is_some();
        }
        let most = attribute(interaction, "maxchoices");
        let response = self.response(interaction);
        let several = if response.is_multiple { most != "1" } else { !response.is_declared && !matches!(most, "" | "1") };
        let told = lines::beginning(&response.values.join(", "));
        let mut key = ChoiceSet::default();
        let mut doubt = is_doubtful.then_some(Code::UnclearAnswer);
        for value in &response.values {
            match places.get(value.as_str()) {
                Some(place) => key = key.with(*place),
                None => doubt = Some(Code::AnswerNamesNoChoice),
            }
        }
        if !several && key.len() > 1 {
            doubt = Some(Code::TwoAnswers);
        }
        match doubt {
            Some(code) => self.tell(code, &told),
            None if response.values.is_empty() => self.no_answer(&response),
            None => {}
        }
        let key = Some(key).filter(|key| !key.is_empty() && doubt.is_none());
        self.right = places.into_iter().map(|(identifier, place)| (identifier, key.is_some_and(|key| key.holds(place)))).collect();
        chosen::put(&mut self.item, several, texts, key, self.issues);
    }

    fn short(&mut self, interaction: &Element) {
        self.item.kind = Kind::Short;
        let text = lines::tidy(&self.response(interaction).values.join("\n"));
        self.item.key = (!text.is_empty()).then(|| Key::Texts(vec![text]));
    }

    /// Each gap takes one text; several values for one are any of them.
    fn blanks(&mut self, interactions: &[&Element]) {
        self.item.kind = Kind::Blank;
        let mut texts = Vec::new();
        for interaction in interactions {
            let response = self.response(interaction);
            let text = response.values.join(" / ");
            if text.is_empty() {
                self.no_answer(&response);
                return;
            }
            texts.push(text);
        }
        self.item.key = Some(Key::Texts(texts));
    }

    /// What is said of right answers or of all explains; what is said of wrong ones is told as not kept.
    fn explain(&mut self, element: &'a Element) {
        let mut why = Vec::new();
        let mut texts = std::mem::take(&mut self.feedback);
        texts.extend(parts(element, "modalfeedback"));
        let mut next = 0;
        while let Some(feedback) = texts.get(next).copied() {
            next += 1;
            let identifier = attribute(feedback, "identifier");
            let by_name = || !["incorrect", "wrong"].iter().any(|word| identifier.to_lowercase().contains(word));
            let mut body = Body::whole(feedback);
            texts.append(&mut body.feedback);
            let (text, lost) = body.finish();
            lost.iter().for_each(|lost| self.tell(Code::NotKept, lost));
            if self.right.get(identifier).copied().unwrap_or_else(by_name) {
                why.push(text);
            } else if !text.is_empty() {
                self.tell(Code::NotKept, &format!("<{}> {}", feedback.name, lines::beginning(&text)));
            }
        }
        self.item.explain = lines::paragraphs(why);
    }

    /// The response that an interaction binds to; empty when none is declared.
    fn response(&mut self, interaction: &Element) -> Response {
        self.responses.remove(attribute(interaction, "responseidentifier")).unwrap_or_default()
    }

    /// How much values count says not which of them are right.
    fn no_answer(&mut self, response: &Response) {
        if response.mapping.is_empty() {
            self.tell(Code::NoAnswer, "");
        } else {
            self.tell(Code::UnclearAnswer, &lines::beginning(&response.mapping.join(", ")));
        }
    }

    fn tell(&mut self, code: Code, about: &str) {
        self.issues.push(Issue::new(self.item.line, code, about));
    }
}
