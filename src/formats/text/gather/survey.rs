//! What a text is like as a whole, and whether a question begins at a line: looked at before any line is taken.

use std::collections::BTreeMap;

use super::{Piece, Raw};
use crate::text::answer::{self, Given};
use crate::text::shape::{self, Label, Style};
use crate::text::{Line, options, stem};
use crate::words;

/// So many lines ahead are looked at.
const AHEAD: usize = 16;
/// A stem of more lines is no longer looked at again and again.
const LONG: usize = 40;

/// What a text is like.
pub struct Survey {
    /// How its questions are numbered.
    pub style: Option<Style>,
    /// Whether they are.
    pub is_numbered: bool,
    /// Whether numbered headings name the kind of one question each: `1、单选题（2分）`.
    pub labels_questions: bool,
    /// Whether headings part the kinds.
    pub has_headings: bool,
    /// Whether blank lines part things.
    pub has_gaps: bool,
    /// For each line, whether choices or an answer follow before another question.
    questions: Vec<bool>,
    bare_b: Vec<bool>,
    before_question: Vec<bool>,
    options_next: Vec<bool>,
}

impl Survey {
    pub fn of(lines: &[Line<'_>]) -> Self {
        let numbers: Vec<Option<Style>> = lines.iter().map(|line| shape::number(&line.text).map(|number| number.style)).collect();
        // a number alone on its line, and below it 【单选题】: the kind of one question
        let is_label = |at: usize| at > 0 && shape::number(&lines[at - 1].text).is_some_and(|number| number.rest.is_empty());
        let heads: Vec<bool> = lines.iter().enumerate().map(|(at, line)| !is_label(at) && shape::heading(&line.text).is_some()).collect();
        let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
        for (line, style) in lines.iter().zip(&numbers) {
            let is_entry =
                shape::number(&line.text).is_some_and(|number| crate::text::keys::is_table(&line.text) || number.rest.is_empty());
            if let Some(style) = style.filter(|_| !is_entry) {
                *counts.entry(style).or_default() += 1;
            }
        }
        let chinese = counts.remove(&Style::Chinese).unwrap_or(0);
        counts.remove(&Style::Decimal);
        let most = counts.into_iter().max_by_key(|(style, count)| (*count, std::cmp::Reverse(*style)));
        let answers = lines.iter().filter(|line| matches!(shape::label(&line.text), Some((Label::Answer, _)))).count();
        let firsts = lines.iter().filter(|line| shape::option(&line.text) == Some(0)).count();
        let blocks = answers.max(firsts);
        let headed =
            lines.iter().zip(&numbers).zip(&heads).filter(|((_, style), is_head)| **style == Some(Style::Chinese) && !**is_head).count();
        let (style, count) = match most {
            Some((style, count)) if count * 2 >= blocks => (Some(style), count),
            _ if headed >= 2 && headed * 2 >= blocks && chinese >= headed => (Some(Style::Chinese), headed),
            _ => (None, 0),
        };
        let mut survey = Self {
            style,
            is_numbered: count > 0,
            labels_questions: labels_questions(lines),
            has_headings: false,
            has_gaps: lines.iter().filter(|line| line.gap).count().max(1) * 2 >= blocks.max(2),
            questions: Vec::new(),
            bare_b: (0..lines.len()).map(|at| has_bare_b(lines, at)).collect(),
            before_question: Vec::new(),
            options_next: lines
                .iter()
                .enumerate()
                .map(|(at, line)| {
                    lines.get(at + 1).is_some_and(|next| shape::option(&next.text) == Some(0)) || options::split(&line.text, None).is_some()
                })
                .collect(),
        };
        let stops: Vec<bool> = numbers.iter().zip(&heads).map(|(number, head)| *head || number.is_some() && *number == style).collect();
        survey.questions = (0..lines.len()).map(|at| !heads[at] && is_question(lines, &stops, at, survey.bare_b.as_slice())).collect();
        survey.has_headings = heads.iter().any(|is_head| *is_head);
        survey.before_question = stops.iter().enumerate().map(|(at, _)| stops.get(at + 1).copied().unwrap_or(true)).collect();
        survey
    }

    /// Whether a question seems to begin at a line.
    pub fn is_question(&self, at: usize) -> bool {
        self.questions.get(at).copied().unwrap_or(false)
    }

    /// Whether the next line is a heading or numbered as questions are.
    pub fn is_before_question(&self, at: usize) -> bool {
        self.before_question.get(at).copied().unwrap_or(false)
    }

    /// Whether choices begin on this line or the next.
    pub fn has_options_next(&self, at: usize) -> bool {
        self.options_next.get(at).copied().unwrap_or(false)
    }

    /// Whether B follows an A that has no mark.
    pub fn has_bare_b(&self, at: usize) -> bool {
        self.bare_b.get(at).copied().unwrap_or(false)
    }
}

/// A kind that is numbered twice is no heading of a section.
fn labels_questions(lines: &[Line<'_>]) -> bool {
    let numbered = lines
        .iter()
        .filter(|line| shape::number(&line.text).is_some_and(|number| number.style != Style::Chinese && number.style != Style::Bracket));
    let kinds: Vec<_> =
        numbered.filter_map(|line| shape::heading(&line.text)).filter(|heading| !heading.is_answers).map(|heading| heading.kind).collect();
    kinds.len() >= 2 && kinds.iter().enumerate().any(|(at, kind)| kinds[..at].contains(kind))
}

fn has_bare_b(lines: &[Line<'_>], at: usize) -> bool {
    let text = lines[at].text.as_ref();
    if shape::bare_option(text) != Some(0) {
        return false;
    }
    options::split(text, Some(0)).is_some_and(|split| split.choices.len() >= 2)
        || lines.get(at + 1).is_some_and(|next| shape::bare_option(&next.text) == Some(1))
}

fn is_question(lines: &[Line<'_>], stops: &[bool], at: usize, bare_b: &[bool]) -> bool {
    let text = lines[at].text.as_ref();
    if shape::option(text).is_some() || shape::label(text).is_some() || crate::text::keys::is_table(text) {
        return false;
    }
    let text = shape::number(text).map_or(text, |number| number.rest);
    if crate::text::keys::is_table(text) {
        return false;
    }
    if shape::segments(text).iter().any(|(label, _)| *label == Some(Label::Answer)) || judged(text) || options::split(text, None).is_some()
    {
        return true;
    }
    for next in at + 1..lines.len().min(at + 1 + AHEAD) {
        let line = lines[next].text.as_ref();
        if shape::option(line) == Some(0) || shape::option(line).is_some() && next == at + 1 || bare_b[next] {
            return true;
        }
        if stops[next] {
            return false;
        }
        match shape::label(line) {
            Some((Label::Answer, rest)) => return !crate::text::keys::is_table(rest),
            Some((Label::Explain, _)) => return false,
            _ => {}
        }
        if shape::judge_mark(line).is_some() {
            return true;
        }
    }
    false
}

fn judged(text: &str) -> bool {
    !stem::read(text, 0).keys.is_empty()
}

/// Whether letters stand in the brackets of a stem.
pub fn has_key(stem: &[Piece], choices: usize) -> bool {
    if stem.len() > LONG {
        return false;
    }
    let text = stem.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n");
    !stem::read(&text, choices).keys.is_empty()
}

/// Whether a key stands in a stem.
pub fn has_inline(stem: &[Piece]) -> bool {
    if stem.len() > LONG {
        return false;
    }
    let text = stem.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n");
    judged(&text) || options::split(&text, None).is_some()
}

/// Whether what was given so far is a whole key, so that more lines are no part of it.
pub fn is_key(raw: &Raw) -> bool {
    // a key is short; what goes on for longer is an answer in words
    raw.given.last().filter(|given| given.text.len() <= 400).is_some_and(|given| match answer::read(&given.text, &[]) {
        Some(Given::Letters(..) | Given::Truth(..)) => true,
        Some(Given::Text(text)) => words::truth(&text).is_some() || !raw.options.is_empty(),
        None => false,
    })
}
