//! Lines gathered into questions: which line begins one, and to what of it each further line belongs.

mod begin;
mod choice;
mod raw;
mod said;
mod survey;
mod table;

pub use raw::{Gathered, Group, Piece, Raw, Section, Table, TableEntry};
pub use said::begins;

use domain::Points;

use super::Line;
use super::shape::{self, Heading, Label, Numbered};
use crate::{Code, Issue, Kind};
use said::{NOISE, alone, is_filled, is_judge_choice, is_score, label_before, level, next_question};
use survey::Survey;

/// Where the last line belonged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Idle,
    Stem,
    Options,
    Answer,
    Explain,
}

struct Gatherer<'a> {
    lines: &'a [Line<'a>],
    survey: Survey,
    out: Gathered,
    raw: Option<Raw>,
    at: At,
    last: Option<u32>,
    /// Whether a heading was the last thing, so that any number may follow.
    is_fresh: bool,
    /// The last number of a list inside a question.
    list: Option<u32>,
    /// Whether the next line says what a pupil answered.
    skips: bool,
    table: Option<Table>,
}

/// Gathers all lines.
pub fn gather(lines: &[Line<'_>]) -> Gathered {
    let out = Gathered { sections: vec![Section::default()], ..Gathered::default() };
    let survey = Survey::of(lines);
    let mut gatherer =
        Gatherer { lines, survey, out, raw: None, at: At::Idle, last: None, is_fresh: true, list: None, skips: false, table: None };
    for at in 0..lines.len() {
        gatherer.take(at);
    }
    gatherer.close();
    gatherer.close_table();
    gatherer.out
}

impl Gatherer<'_> {
    fn take(&mut self, at: usize) {
        let text = self.lines[at].text.clone();
        let text = text.as_ref();
        if is_score(text) && self.raw.is_some() || NOISE.contains(&text.trim_matches(['（', '）', '(', ')'])) {
            return;
        }
        if std::mem::take(&mut self.skips) && (shape::bare_key(text).is_some() || shape::judge_mark(text).is_some()) {
            return;
        }
        if self.table.is_some() && self.take_in_table(at, text) {
            return;
        }
        if let Some(heading) = shape::heading(text) {
            let number = shape::number(text)
                .filter(|number| number.style != shape::Style::Chinese && number.style != shape::Style::Bracket && !heading.is_answers);
            let number = number.filter(|number| self.survey.labels_questions || number.rest.starts_with(['[', '【', '(', '（']));
            match number {
                None if self.raw.as_ref().is_some_and(|raw| raw.number.is_some() && raw.stem.is_empty() && raw.options.is_empty())
                    && !heading.is_answers =>
                {
                    // a number, and below it 【单选题】
                    if let Some(raw) = &mut self.raw {
                        (raw.kind, raw.points) = (heading.kind.or(raw.kind), heading.points.or(raw.points));
                    }
                }
                // 【第 1 题】 and below it 1.单选题
                Some(number)
                    if self
                        .raw
                        .as_ref()
                        .is_some_and(|raw| raw.stem.is_empty() && raw.options.is_empty() && raw.number == Some(number.n)) =>
                {
                    if let Some(raw) = &mut self.raw {
                        (raw.kind, raw.points) = (heading.kind, shape::points_anywhere(text));
                    }
                }
                Some(number) => {
                    self.open_numbered(at, Numbered { rest: "", ..number });
                    if let Some(raw) = &mut self.raw {
                        (raw.kind, raw.points) = (heading.kind, shape::points_anywhere(text));
                    }
                }
                None => self.head(at, heading),
            }
            return;
        }
        if let Some(kind) = said::coded(text) {
            self.close();
            self.open(at);
            if let Some(raw) = &mut self.raw {
                raw.kind = Some(kind);
            }
            return;
        }
        if let Some(topic) = self.topic(at) {
            self.close();
            self.out.sections.push(Section { topic, ..Section::default() });
            self.is_fresh = true;
            return;
        }
        if self.begins_table(at, text) {
            self.open_table();
            self.take_in_table(at, text);
            return;
        }
        match shape::number(text) {
            Some(number) if self.accepts(at, number) => self.open_numbered(at, number),
            _ => self.feed(at, text),
        }
    }

    fn head(&mut self, at: usize, heading: Heading) {
        self.close();
        if heading.is_answers {
            self.open_table();
            if let Some(table) = &mut self.table
                && heading.kind.is_some()
            {
                table.groups.push(Group { kind: heading.kind, is_headed: true, ..Group::default() });
            }
            return;
        }
        let topic = self.out.sections.last().map(|section| section.topic.clone()).unwrap_or_default();
        self.out.sections.push(Section { kind: heading.kind, points: heading.points, topic });
        self.is_fresh = true;
        if !heading.rest.is_empty() {
            self.open_table();
            self.take_in_table(at, &heading.rest);
        }
    }

    fn open_numbered(&mut self, at: usize, number: Numbered<'_>) {
        let jump =
            self.last.filter(|last| number.n != last + 1 && number.n != 1 && !self.is_fresh).map(|last| format!("{last} → {}", number.n));
        self.close();
        self.open(at);
        if let Some(raw) = &mut self.raw {
            raw.number = Some(number.n);
            raw.jump = jump;
        }
        self.last = Some(number.n);
        let key = shape::key_before(self.lines[at].text.as_ref()).map(|(key, _)| key.to_owned()).filter(|key| !key.is_empty());
        if let (Some(text), Some(raw)) = (key, &mut self.raw) {
            raw.given.push(Piece { line: raw.line, text });
        }
        let label = label_before(self.lines[at].text.as_ref());
        if let (Some(kind), Some(raw)) = (label, &mut self.raw) {
            raw.kind = Some(kind);
        }
        if !number.rest.is_empty() {
            let rest = number.rest.to_owned();
            self.feed(at, &rest);
        }
    }

    fn open(&mut self, at: usize) {
        let line = self.lines[at].number;
        let section = self.out.sections.len() - 1;
        self.raw = Some(Raw { line, last_line: line, section, ..Raw::default() });
        (self.at, self.is_fresh, self.list) = (At::Stem, false, None);
    }

    /// Gives a line, or what follows its number, to the question.
    fn feed(&mut self, at: usize, text: &str) {
        for (label, said) in shape::segments(text) {
            match label {
                None => self.plain(at, said),
                Some(label) => self.labelled(at, label, said),
            }
        }
        if let Some(raw) = &mut self.raw {
            raw.last_line = self.lines[at].number;
        }
    }

    fn labelled(&mut self, at: usize, label: Label, said: &str) {
        if label == Label::Stem {
            // 7. 遗失物的归还 / 题目：…: the words behind the number were a title
            let is_titled = |raw: &&mut Raw| raw.number.is_some() && !raw.stem.is_empty() && raw.options.is_empty() && raw.given.is_empty();
            if let Some(raw) = self.raw.as_mut().filter(is_titled) {
                raw.topic = std::mem::take(&mut raw.stem).iter().map(|piece| piece.text.as_str()).collect();
            } else if self.raw.as_ref().is_none_or(|raw| !raw.stem.is_empty()) {
                self.close();
                self.open(at);
            }
            return self.plain(at, said);
        }
        let line = self.lines[at].number;
        let Some(raw) = &mut self.raw else {
            if !self.out.raws.is_empty() || label == Label::Answer {
                self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said)));
            }
            return;
        };
        let piece = Piece { line, text: said.to_owned() };
        match label {
            Label::Answer => {
                let next = self.last.and_then(|last| next_question(said, last + 1));
                let key = next.as_ref().map_or(said, |(key, _)| key);
                raw.given.push(Piece { line, text: key.to_owned() });
                self.at = At::Answer;
                if let Some((_, number)) = next {
                    self.open_numbered(at, number);
                }
            }
            Label::Explain => {
                raw.explain.push(piece);
                self.at = At::Explain;
            }
            Label::Options => {
                self.at = At::Options;
                if !said.is_empty() {
                    self.plain(at, said);
                }
            }
            Label::Level => raw.level = level(said).or(raw.level),
            Label::Topic => raw.topic = said.to_owned(),
            Label::Points => raw.points = shape::leading_points(said).or_else(|| Points::read(said.trim())).or(raw.points),
            Label::Kind => raw.kind = crate::words::kind(said).or(raw.kind),
            Label::Basis => raw.basis.extend(said.split(['；', ';']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)),
            Label::Pupil => self.skips = said.is_empty(),
            Label::Other | Label::Stem => {}
        }
    }

    fn plain(&mut self, at: usize, said: &str) {
        if self.raw.is_none() && !self.starts(at, said) {
            return;
        }
        if said.is_empty() {
            return;
        }
        let line = self.lines[at].number;
        let said = &self.bulleted(said);
        let piece = Piece { line, text: said.clone() };
        let has_options = self.raw.as_ref().is_some_and(|raw| !raw.options.is_empty());
        // Ⅰ. may stand as I.
        if let Some(letter) = self.option(at, said).filter(|letter| *letter <= 2 || has_options || self.at != At::Stem) {
            let piece = if alone(said).is_some() { Piece { text: format!("{said}."), ..piece } } else { piece };
            return self.choice(at, letter, piece);
        }
        if said == "答" {
            return self.labelled(at, Label::Answer, "");
        }
        if is_judge_choice(said) {
            if let Some(raw) = &mut self.raw {
                raw.kind = raw.kind.or(Some(Kind::Judge));
            }
            self.at = At::Options;
            return;
        }
        // 正确 and 错误 on two lines are the choices
        let are_both = shape::judge_mark(said)
            .is_some_and(|truth| self.lines.get(at + 1).is_some_and(|next| shape::judge_mark(&next.text) == Some(!truth)));
        let begins_another = self.begins_unnumbered(at);
        // between blank lines, before the next number: it belongs to nothing
        let is_stray = self.survey.is_numbered
            && self.lines[at].gap
            && self.lines.get(at + 1).is_none_or(|next| next.gap)
            && self.survey.is_before_question(at);
        let Some(raw) = &mut self.raw else { return };
        let waits = raw.given.last().is_some_and(|given| given.text.is_empty());
        match self.at {
            At::Stem if are_both => {
                raw.kind = raw.kind.or(Some(Kind::Judge));
                self.skips = true;
            }
            At::Stem if raw.options.is_empty() && shape::judge_mark(said).is_some() && !raw.stem.is_empty() => {
                raw.given.push(piece);
                self.at = At::Answer;
            }
            At::Options if raw.given.is_empty() && shape::bare_key(said).is_some() => {
                raw.given.push(piece);
                self.at = At::Answer;
            }
            At::Answer if waits => {
                raw.given.pop();
                raw.given.push(piece);
            }
            _ if begins_another => {
                self.close();
                self.open(at);
                if let Some(raw) = &mut self.raw {
                    raw.is_torn = self.survey.is_numbered;
                    raw.stem.push(piece);
                }
            }
            At::Stem | At::Idle => raw.stem.push(piece),
            At::Options => raw.options.push(piece),
            At::Answer if is_stray || is_filled(raw) => self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said))),
            At::Answer if !survey::is_key(raw) => {
                if let Some(given) = raw.given.last_mut() {
                    given.text.push('\n');
                    given.text.push_str(said);
                }
            }
            At::Answer | At::Explain if is_score(said) => {}
            // the number of a page, as like as not
            At::Answer | At::Explain if said.len() <= 4 && said.bytes().all(|b| b.is_ascii_digit()) && survey::is_key(raw) => {
                self.out.issues.push(Issue::new(line, Code::LeftOut, said.as_str()));
            }
            At::Answer | At::Explain if is_stray => self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said))),
            At::Answer | At::Explain => {
                raw.explain.push(piece);
                self.at = At::Explain;
            }
        }
    }

    fn close(&mut self) {
        let Some(raw) = self.raw.take() else { return };
        self.at = At::Idle;
        let section = self.out.sections.get(raw.section).and_then(|section| section.kind);
        let is_mere_text = raw.number.is_none()
            && raw.options.is_empty()
            && raw.given.is_empty()
            && raw.explain.is_empty()
            && raw.kind.is_none()
            && !survey::has_inline(&raw.stem);
        if !is_mere_text || section.is_some() && !self.survey.is_numbered {
            self.out.raws.push(raw);
        } else if self.out.raws.is_empty() && !raw.stem.iter().any(|piece| said::asks(&piece.text)) {
            let first = raw.stem.first().map(|piece| piece.text.clone()).unwrap_or_default();
            if self.out.title.is_empty() && first.chars().count() <= 60 {
                self.out.title = first;
            }
        } else {
            self.out.issues.extend(raw.stem.iter().map(|piece| Issue::new(piece.line, Code::LeftOut, begins(&piece.text))));
        }
    }
}
