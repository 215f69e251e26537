//! Whether a line begins something: a question by its number, one without, a topic, a table.

use super::said::{asks as said_asks, begins};
use super::{At, Gatherer, Piece, survey};
use crate::text::keys;
use crate::text::shape::{self, Label, Numbered};
use crate::{Code, Issue};

impl Gatherer<'_> {
    /// Whether a number begins a question, and not an entry of a list or a decimal.
    pub fn accepts(&mut self, at: usize, number: Numbered<'_>) -> bool {
        let is_main = self.survey.style == Some(number.style);
        let is_next = self.last.is_none_or(|last| number.n == last + 1);
        let looks = self.survey.is_question(at);
        let is_foreword = self.survey.has_headings && self.out.sections.len() == 1 && self.out.raws.is_empty() && self.raw.is_none();
        let is_sure = match number.style {
            shape::Style::Decimal | shape::Style::Bare => {
                is_next && (looks || is_main && number.style == shape::Style::Bare) && self.is_complete()
            }
            shape::Style::Chinese if !is_main => false,
            // 第2题 is unmistakable
            shape::Style::Word if is_next || number.n == 1 && number.rest.is_empty() => true,
            _ if self.list.is_some_and(|last| number.n == last + 1) => looks,
            // 2. alone on its line
            shape::Style::Mark if number.rest.is_empty() => self.is_complete(),
            _ if is_foreword => looks,
            _ if is_main && (is_next || self.is_fresh) => true,
            _ if number.n == 1 => looks || self.is_fresh,
            _ if is_main => looks,
            _ => is_next && looks && self.is_complete(),
        };
        self.list = if is_sure { None } else { Some(number.n) };
        is_sure
    }

    /// Whether the question so far could end here.
    pub fn is_complete(&self) -> bool {
        self.raw.as_ref().is_none_or(|raw| !raw.options.is_empty() || !raw.given.is_empty() || survey::has_inline(&raw.stem))
    }

    /// Where no question is open: whether this line begins one.
    pub fn starts(&mut self, at: usize, said: &str) -> bool {
        let line = self.lines[at].number;
        let is_before_all = self.out.raws.is_empty();
        if !self.survey.is_numbered || self.survey.is_question(at) && !is_before_all {
            self.open(at);
            return true;
        }
        if is_before_all && said_asks(said) {
            self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said)));
        } else if is_before_all {
            let is_title = !said.trim_start_matches("附件").trim_end_matches([':', '：']).chars().all(|c| c.is_ascii_digit());
            if is_title && self.out.title.is_empty() && said.chars().count() <= 60 && self.out.sections.len() == 1 {
                said.clone_into(&mut self.out.title);
            }
        } else {
            self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said)));
        }
        false
    }

    /// Whether a plain line begins a question that has no number.
    pub fn begins_unnumbered(&self, at: usize) -> bool {
        let Some(raw) = &self.raw else { return true };
        let line = &self.lines[at];
        let ends_sentence =
            |pieces: &[Piece]| pieces.last().is_none_or(|piece| piece.text.ends_with(['。', '！', '？', '.', '”', '）', ')', '；']));
        let is_settled = match self.at {
            At::Answer => survey::is_key(raw),
            At::Explain => line.gap || ends_sentence(&raw.explain),
            At::Idle => true,
            At::Stem => false,
            // choices on one line, and the key in the stem: nothing more is to come
            At::Options => !self.survey.is_numbered && survey::has_key(&raw.stem, 4) && self.survey.has_options_next(at),
        };
        if self.survey.is_numbered {
            return is_settled && self.survey.is_question(at);
        }
        let is_begun = !raw.stem.is_empty() || !raw.options.is_empty();
        line.gap && is_begun
            || is_settled && (!self.survey.has_gaps || self.at == At::Options) && (self.survey.is_question(at) || self.at == At::Answer)
    }

    /// 第一章 总则, 一、宪法知识: a heading that names no kind.
    pub fn topic(&self, at: usize) -> Option<String> {
        let text = self.lines[at].text.as_ref();
        let plain: String = text.chars().filter(|c| *c != crate::text::MARK && *c != crate::text::MARK_END).collect();
        if let Some((name, "")) = shape::set_name(&plain) {
            return Some(name.to_owned());
        }
        let is_chapter = plain.starts_with('第') && shape::number(&plain).is_none();
        let is_counted = shape::number(&plain).is_some_and(|number| number.style == shape::Style::Chinese)
            || plain.starts_with(['（', '('])
                && plain.chars().nth(1).is_some_and(|c| "一二三四五六七八九十".contains(c))
                && self.survey.style != Some(shape::Style::Bracket);
        let (body, has_count) = shape::body(&plain);
        let fits = has_count
            && (is_chapter || is_counted && self.survey.style != Some(shape::Style::Chinese))
            && !plain.starts_with("(1")
            && shape::option(&plain).is_none();
        let is_short = (!body.is_empty() || is_chapter)
            && body.chars().count() <= 30
            && !body.ends_with(['。', '？', '?', '：', ':', '；', '！', '）', ')']);
        let is_between = !matches!(self.at, At::Explain | At::Answer) || self.survey.is_before_question(at);
        (fits && is_short && is_between && !self.survey.is_question(at))
            .then(|| if body.is_empty() { plain.clone() } else { body.to_owned() })
    }

    pub fn begins_table(&self, at: usize, text: &str) -> bool {
        if text.starts_with("题号") {
            return !self.out.raws.is_empty() || self.raw.is_some();
        }
        let text = match shape::label(text) {
            Some((Label::Answer, rest)) => rest,
            _ => text,
        };
        let is_far = self.at != At::Options || self.is_complete();
        keys::is_table(text)
            && is_far
            && !self.survey.is_question(at)
            && !self.out.raws.is_empty() | self.raw.is_some()
            && keys::entries(text)
                .is_some_and(|found| found.is_ok_and(|found| found.len() >= 2 && found.iter().all(|entry| entry.number.is_some())))
    }
}
