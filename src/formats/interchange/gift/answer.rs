//! What stands between the braces of GIFT.

use super::glyph::{self, Glyph};
use super::markup::{self, Markup};
use crate::interchange::{chosen, lines, weigh};
use crate::{Code, Issue, Item, Key, Kind, words};

/// Reads an answer into its item.
pub fn read(item: &mut Item, body: &[Glyph], markup: Markup, issues: &mut Vec<Issue>) {
    let end = body.windows(4).position(|four| four.iter().all(|glyph| glyph.is('#')));
    let (body, general) = end.and_then(|end| Some((body.get(..end)?, body.get(end + 4..)?))).unwrap_or((body, &[]));
    let mut reading = Reading { item, markup, issues, why: Vec::new() };
    reading.answers(glyph::trim(body));
    let general = reading.plain(general);
    reading.why.push(general);
    item.explain = lines::paragraphs(std::mem::take(&mut reading.why));
}

struct Reading<'a> {
    item: &'a mut Item,
    markup: Markup,
    issues: &'a mut Vec<Issue>,
    /// Paragraphs of the explanation.
    why: Vec<String>,
}

/// One of several answers.
struct Answer<'a> {
    /// Whether `=` is before it, and not `~`.
    is_marked: bool,
    /// In hundredths; `None` when it can't be read.
    weight: Option<f64>,
    has_weight: bool,
    text: &'a [Glyph],
    feedback: &'a [Glyph],
}

impl Reading<'_> {
    fn answers(&mut self, body: &[Glyph]) {
        if body.is_empty() {
            self.item.kind = Kind::Short;
            return;
        }
        if let [first, numbers @ ..] = body
            && first.is('#')
        {
            self.item.kind = Kind::Short;
            self.item.key = Some(Key::Texts(vec![lines::tidy(&glyph::text(numbers))]));
            self.tell(Code::NoCounterpart, "{#…}");
            return;
        }
        if let Some((truth, feedback)) = truth(body) {
            (self.item.kind, self.item.key) = (Kind::Judge, Some(Key::Truth(truth)));
            // both say why the statement is true or false: the one for who is wrong, and the one for who is right
            let texts: Vec<_> = feedback.map(|text| self.plain(text)).collect();
            self.why.extend(texts);
            return;
        }
        let (stray, answers) = answers(body);
        if !glyph::trim(stray).is_empty() {
            self.tell(Code::LeftOut, &lines::beginning(&glyph::text(stray)));
        }
        let is_clear = glyph::trim(stray).is_empty();
        if answers.iter().any(|answer| !answer.is_marked) {
            self.choices(&answers);
        } else if answers.iter().any(|answer| glyph::text(answer.text).contains("->")) {
            self.pairs(&answers);
        } else {
            self.texts(&answers);
        }
        if !is_clear && self.item.key.take().is_some() {
            self.tell(Code::UnclearAnswer, &lines::beginning(&glyph::text(body)));
        }
    }

    fn choices(&mut self, answers: &[Answer<'_>]) {
        let weights: Vec<_> = answers.iter().map(|answer| answer.weight).collect();
        let several = answers.iter().all(|answer| !answer.is_marked) && answers.iter().any(|answer| answer.has_weight);
        let (key, doubt) = if several { weigh::several(&weights) } else { weigh::one(&weights) };
        if let Some((code, about)) = doubt {
            self.tell(code, &about);
        }
        let choices = answers.iter().map(|answer| self.plain(answer.text)).collect();
        self.feedback(answers.iter().enumerate().map(|(place, answer)| (key.is_some_and(|key| key.holds(place)), answer)));
        chosen::put(self.item, several, choices, key, self.issues);
    }

    /// Pairs to be matched have no counterpart; the pairs are kept as what should be said.
    fn pairs(&mut self, answers: &[Answer<'_>]) {
        let pairs: Vec<_> = answers.iter().map(|answer| self.plain(answer.text)).collect();
        (self.item.kind, self.item.key) = (Kind::Short, Some(Key::Texts(vec![pairs.join("\n")])));
        self.tell(Code::NoCounterpart, "{=… -> …}");
    }

    /// Texts to be typed: those that count most are right, and any of them will do.
    fn texts(&mut self, answers: &[Answer<'_>]) {
        self.item.kind = Kind::Blank;
        let is_right = |answer: &Answer<'_>| answer.weight.is_some_and(|weight| weight >= 99.99);
        let texts: Vec<_> = answers.iter().map(|answer| (is_right(answer), self.plain(answer.text).replace("\\*", "*"))).collect();
        let right: Vec<_> = texts.iter().filter(|(is_right, text)| *is_right && !text.is_empty()).map(|(_, text)| text.as_str()).collect();
        if right.is_empty() {
            self.tell(Code::NoAnswer, "");
        } else {
            self.item.key = Some(Key::Texts(vec![right.join(" / ")]));
        }
        if let Some((_, text)) = texts.iter().find(|(is_right, text)| !is_right && !text.is_empty()) {
            self.tell(Code::NotKept, &lines::beginning(text));
        }
        self.feedback(answers.iter().map(|answer| (is_right(answer), answer)));
    }

    /// What is said of right answers explains; what is said of wrong ones is told as not kept.
    fn feedback<'a>(&mut self, answers: impl Iterator<Item = (bool, &'a Answer<'a>)>) {
        let mut lost = None;
        for (is_right, answer) in answers {
            let text = self.plain(answer.feedback);
            if is_right {
                self.why.push(text);
            } else if !text.is_empty() {
                lost.get_or_insert(text);
            }
        }
        if let Some(lost) = lost {
            self.tell(Code::NotKept, &format!("#{}", lines::beginning(&lost)));
        }
    }

    fn plain(&mut self, glyphs: &[Glyph]) -> String {
        let (markup, glyphs) = markup::of(glyphs, self.markup);
        markup.plain(&glyph::text(glyphs), self.item.line, self.issues)
    }

    fn tell(&mut self, code: Code, about: &str) {
        self.issues.push(Issue::new(self.item.line, code, about));
    }
}

/// Whether the body is a word of truth, and the feedback behind it.
fn truth(body: &[Glyph]) -> Option<(bool, impl Iterator<Item = &[Glyph]>)> {
    let mut parts = body.split(|glyph| glyph.is('#'));
    let word = glyph::text(glyph::trim(parts.next()?));
    // other letters that stand for truth elsewhere are no answers here
    let truth = if word.is_ascii() && !matches!(word.to_ascii_uppercase().as_str(), "T" | "TRUE" | "F" | "FALSE") {
        None
    } else {
        words::truth(&word)
    };
    truth.map(|truth| (truth, parts))
}

/// The answers behind `=` and `~`, and what stands before the first.
fn answers(body: &[Glyph]) -> (&[Glyph], Vec<Answer<'_>>) {
    let is_mark = |glyph: &Glyph| glyph.is('=') || glyph.is('~');
    let mut marks: Vec<_> = body.iter().enumerate().filter(|(_, glyph)| is_mark(glyph)).map(|(at, glyph)| (at, glyph.is('='))).collect();
    let first = marks.first().map_or(body.len(), |(at, _)| *at);
    marks.push((body.len(), false));
    let mut out: Vec<Answer<'_>> = Vec::new();
    for pair in marks.windows(2) {
        let &[(at, is_marked), (next, next_is_marked)] = pair else { continue };
        let text = glyph::trim(body.get(at + 1..next).unwrap_or_default());
        // `~=` is one mark
        if text.is_empty() && !is_marked && next_is_marked && next == at + 1 {
            continue;
        }
        let (text, feedback) = glyph::split(text, '#');
        let (weight, text) = weight(text);
        let plain = if is_marked { 100.0 } else { 0.0 };
        out.push(Answer {
            is_marked,
            weight: weight.unwrap_or(Some(plain)),
            has_weight: weight.is_some(),
            text,
            feedback: feedback.unwrap_or_default(),
        });
    }
    (body.get(..first).unwrap_or_default(), out)
}

/// The weight before an answer, `Some(None)` when it is no number, and the answer.
fn weight(glyphs: &[Glyph]) -> (Option<Option<f64>>, &[Glyph]) {
    let Some(rest) = glyphs.split_first().filter(|(first, _)| first.char() == '%').map(|(_, rest)| rest) else { return (None, glyphs) };
    let Some(end) = rest.iter().take(16).position(|glyph| glyph.char() == '%') else { return (None, glyphs) };
    let number: String = rest.iter().take(end).map(|glyph| glyph.char()).collect();
    let number = number.trim().parse().ok().filter(|number: &f64| number.is_finite());
    (Some(number), rest.get(end + 1..).unwrap_or_default())
}
