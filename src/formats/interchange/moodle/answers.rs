//! The answers of a question of Moodle XML.

use super::text;
use crate::interchange::lines;
use crate::interchange::xml::Element;
use crate::{Code, Issue};

/// One answer.
pub struct Answer {
    /// How much it counts, in hundredths; `None` when that can't be read.
    pub fraction: Option<f64>,
    /// What it says.
    pub text: String,
    /// What is said to who gives it.
    pub feedback: String,
}

/// The answers, whose texts are marked up as they say.
pub fn read(element: &Element, issues: &mut Vec<Issue>) -> Vec<Answer> {
    of(element, text::read, issues)
}

/// The answers, whose texts are what is typed.
pub fn read_literal(element: &Element, issues: &mut Vec<Issue>) -> Vec<Answer> {
    of(element, |answer, _| text::value(answer, "text").map(Element::text).unwrap_or_default().trim().to_owned(), issues)
}

fn of(element: &Element, mut read: impl FnMut(&Element, &mut Vec<Issue>) -> String, issues: &mut Vec<Issue>) -> Vec<Answer> {
    let answers = element.elements().filter(|part| part.name == "answer");
    let answers = answers.map(|answer| Answer {
        fraction: answer.attribute("fraction").trim().parse().ok().filter(|fraction: &f64| fraction.is_finite()),
        text: read(answer, issues),
        feedback: text::of(answer, "feedback", issues),
    });
    answers.collect()
}

/// What is said of right answers explains; what is said of wrong ones is told as not kept.
pub fn explain(answers: &[Answer], is_right: impl Fn(usize) -> bool, why: &mut Vec<String>, line: usize, issues: &mut Vec<Issue>) {
    let (mut right, wrong): (Vec<_>, Vec<_>) = answers.iter().enumerate().partition(|(place, _)| is_right(*place));
    why.extend(right.drain(..).map(|(_, answer)| answer.feedback.clone()));
    if let Some((_, lost)) = wrong.iter().find(|(_, answer)| !answer.feedback.is_empty()) {
        issues.push(Issue::new(line, Code::NotKept, format!("<feedback> {}", lines::beginning(&lost.feedback))));
    }
}
