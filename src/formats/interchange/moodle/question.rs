//! One question of Moodle XML.

use domain::Points;

use super::answers::{self, Answer};
use super::text;
use crate::interchange::xml::Element;
use crate::interchange::{chosen, lines, points, tags, weigh};
use crate::{Code, Issue, Item, Key, Kind};

/// Reads one; `None` for what asks nothing.
pub fn read(element: &Element, topic: &str, issues: &mut Vec<Issue>) -> Option<Item> {
    let line = element.line;
    let what = element.attribute("type");
    let stem = text::of(element, "questiontext", issues);
    if what == "description" {
        issues.push(Issue::new(line, Code::LeftOut, lines::beginning(&stem)));
        return None;
    }
    if stem.is_empty() {
        issues.push(Issue::new(line, Code::NoStem, ""));
    }
    let mut item = Item { stem, topic: topic.to_owned(), line, ..Item::default() };
    let mut why = Vec::new();
    item.points = points(element, issues);
    match what {
        "multichoice" => choices(&mut item, element, &mut why, issues),
        "truefalse" => judge(&mut item, element, &mut why, issues),
        "shortanswer" => blank(&mut item, element, &mut why, issues),
        "essay" => {
            item.kind = Kind::Short;
            let key = text::of(element, "graderinfo", issues);
            item.key = (!key.is_empty()).then(|| Key::Texts(vec![key]));
        }
        "matching" => pairs(&mut item, element, issues),
        _ => other(&mut item, element, what, issues),
    }
    why.push(text::of(element, "generalfeedback", issues));
    item.explain = lines::paragraphs(why);
    lose_hints(element, issues);
    for tag in element.elements().filter(|part| part.name == "tags").flat_map(Element::elements) {
        tags::take(&mut item, &tag.text());
    }
    Some(item)
}

fn points(element: &Element, issues: &mut Vec<Issue>) -> Option<Points> {
    let text = text::value(element, "defaultgrade")?.text();
    let text = text.trim();
    let points = points::read(text);
    if points.is_none() && !text.is_empty() {
        issues.push(Issue::new(element.line, Code::NotKept, format!("<defaultgrade> {}", lines::beginning(text))));
    }
    points
}

fn choices(item: &mut Item, element: &Element, why: &mut Vec<String>, issues: &mut Vec<Issue>) {
    let answers = answers::read(element, issues);
    let weights: Vec<_> = answers.iter().map(|answer| answer.fraction).collect();
    let is_single = text::value(element, "single").map(|single| single.text().trim().to_lowercase());
    let several = is_single.is_some_and(|single| matches!(single.as_str(), "false" | "0"));
    let (key, doubt) = if several { weigh::several(&weights) } else { weigh::one(&weights) };
    issues.extend(doubt.map(|(code, about)| Issue::new(item.line, code, about)));
    answers::explain(&answers, |place| key.is_some_and(|key| key.holds(place)), why, item.line, issues);
    chosen::put(item, several, answers.into_iter().map(|answer| answer.text).collect(), key, issues);
}

/// The answers are called true and false, whatever the language.
fn judge(item: &mut Item, element: &Element, why: &mut Vec<String>, issues: &mut Vec<Issue>) {
    item.kind = Kind::Judge;
    let answers = answers::read(element, issues);
    let truths: Vec<_> = answers.iter().map(|answer| chosen::truth(&answer.text)).collect();
    let weights: Vec<_> = answers.iter().map(|answer| answer.fraction).collect();
    let (key, doubt) = weigh::one(&weights);
    issues.extend(doubt.map(|(code, about)| Issue::new(item.line, code, about)));
    match (truths.as_slice(), key.and_then(|key| key.places().next())) {
        ([Some(first), Some(second)], Some(place)) if first != second => {
            item.key = Some(Key::Truth(if place == 0 { *first } else { *second }));
        }
        (_, Some(_)) => {
            let told: Vec<_> = answers.iter().take(3).map(|answer| answer.text.as_str()).collect();
            issues.push(Issue::new(item.line, Code::UnclearAnswer, lines::beginning(&told.join(", "))));
        }
        (_, None) => {}
    }
    // both say why the statement is true or false
    why.extend(answers.into_iter().map(|answer| answer.feedback));
}

/// Any of the texts that count for the whole will do; `\*` is a star, and `*` alone anything.
fn blank(item: &mut Item, element: &Element, why: &mut Vec<String>, issues: &mut Vec<Issue>) {
    item.kind = Kind::Blank;
    let answers = answers::read_literal(element, issues);
    let is_right = |answer: &Answer| answer.fraction.is_some_and(|fraction| fraction >= 99.99) && !answer.text.is_empty();
    let right: Vec<_> = answers.iter().filter(|answer| is_right(answer)).map(|answer| answer.text.replace("\\*", "*")).collect();
    if right.is_empty() {
        issues.push(Issue::new(item.line, Code::NoAnswer, ""));
    } else {
        item.key = Some(Key::Texts(vec![right.join(" / ")]));
    }
    if let Some(lost) = answers.iter().find(|answer| !is_right(answer) && !answer.text.is_empty()) {
        issues.push(Issue::new(item.line, Code::NotKept, lines::beginning(&lost.text)));
    }
    answers::explain(&answers, |place| answers.get(place).is_some_and(is_right), why, item.line, issues);
}

/// Pairs to be matched have no counterpart; the pairs are kept as what should be said.
fn pairs(item: &mut Item, element: &Element, issues: &mut Vec<Issue>) {
    item.kind = Kind::Short;
    let mut pairs = Vec::new();
    for pair in element.elements().filter(|part| part.name == "subquestion") {
        let (left, right) = (text::read(pair, issues), text::of(pair, "answer", issues));
        pairs.push(format!("{} -> {}", lines::join(left.lines()), lines::join(right.lines())));
    }
    item.key = (!pairs.is_empty()).then(|| Key::Texts(vec![pairs.join("\n")]));
    issues.push(Issue::new(item.line, Code::NoCounterpart, "matching"));
}

/// What else there is: its texts are kept.
fn other(item: &mut Item, element: &Element, what: &str, issues: &mut Vec<Issue>) {
    let parts =
        element.elements().filter(|part| matches!(part.name.as_str(), "answer" | "dragbox" | "selectoption" | "drag" | "subquestion"));
    let texts: Vec<_> = parts.map(|part| text::read(part, issues)).collect();
    chosen::keep_as_text(item, texts);
    issues.push(Issue::new(item.line, Code::NoCounterpart, lines::beginning(what)));
}

fn lose_hints(element: &Element, issues: &mut Vec<Issue>) {
    for hint in element.elements().filter(|part| part.name == "hint") {
        let text = text::read(hint, issues);
        if !text.is_empty() {
            issues.push(Issue::new(hint.line, Code::NotKept, format!("<hint> {}", lines::beginning(&text))));
        }
    }
}
