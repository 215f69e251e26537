//! Lines that begin a choice: of the open question, or of one that was torn from it.

use super::said::alone;
use super::{At, Gatherer, Piece, Raw, survey};
use crate::text::shape;

impl Gatherer<'_> {
    /// ○B. 乙, □丙: a choice behind a circle or a box, with its letter or the next one.
    pub fn bulleted(&self, said: &str) -> String {
        let Some(rest) = said.strip_prefix(shape::BULLETS).map(str::trim_start) else {
            return said.to_owned();
        };
        if rest.is_empty() || shape::option(rest).is_some() || self.raw.as_ref().is_none_or(|raw| raw.stem.is_empty()) {
            return rest.to_owned();
        }
        let count = self.raw.as_ref().and_then(|raw| raw.letter).map_or(0, |last| last + 1);
        format!("{}. {rest}", domain::question::letter(count))
    }

    /// The letter of a choice that a line begins with, when a choice may stand here.
    pub fn option(&self, at: usize, said: &str) -> Option<usize> {
        if let Some(letter) = shape::option(said) {
            return Some(letter);
        }
        let raw = self.raw.as_ref()?;
        if let Some(letter) = self.lone_letter(at, said, raw) {
            return Some(letter);
        }
        let letter = shape::bare_option(said)?;
        let next = raw.letter.map_or(0, |last| last + 1);
        let may = matches!(self.at, At::Stem | At::Options) && !raw.stem.is_empty() && letter == next;
        (may && (letter > 0 || self.survey.has_bare_b(at))).then_some(letter)
    }

    /// A letter alone on its line, its choice below it.
    pub fn lone_letter(&self, at: usize, said: &str, raw: &Raw) -> Option<usize> {
        let letter = alone(said)?;
        let next = raw.letter.map_or(0, |last| last + 1);
        let may = matches!(self.at, At::Stem | At::Options) && !raw.stem.is_empty() && letter == next;
        let ahead = self.lines.iter().skip(at + 1).take(4);
        let is_begun = letter > 0 || ahead.into_iter().any(|line| alone(&line.text) == Some(1));
        (may && is_begun && (letter > 0 || raw.options.is_empty())).then_some(letter)
    }

    pub fn choice(&mut self, at: usize, letter: usize, piece: Piece) {
        let Some(raw) = &mut self.raw else { return };
        match self.at {
            At::Explain => raw.explain.push(piece),
            At::Answer if raw.options.is_empty() && survey::is_key(raw) => {
                raw.options.push(piece);
                raw.letter = Some(letter);
                self.at = At::Options;
            }
            At::Answer => match raw.given.last_mut() {
                Some(given) if given.text.is_empty() || letter > 0 => {
                    given.text.push('\n');
                    given.text.push_str(&piece.text);
                }
                _ => {
                    self.close();
                    self.open(at);
                    if let Some(raw) = &mut self.raw {
                        raw.is_torn = true;
                        raw.options.push(piece);
                        raw.letter = Some(letter);
                    }
                    self.at = At::Options;
                }
            },
            _ => {
                let is_choice = |piece: &Piece| shape::option(&piece.text).or_else(|| shape::bare_option(&piece.text)).is_some();
                let is_parted = raw.options.last().is_some_and(|piece| !is_choice(piece));
                let starts_anew = letter == 0 && is_parted && raw.letter.is_some_and(|last| last > 0);
                if starts_anew {
                    self.tear(at);
                }
                if let Some(raw) = &mut self.raw {
                    // A、B两地…: the stem began with a letter
                    if letter == 0 && raw.stem.is_empty() && raw.options.len() == 1 && raw.letter == Some(0) {
                        raw.stem = std::mem::take(&mut raw.options);
                    }
                    raw.options.push(piece);
                    raw.letter = raw.letter.max(Some(letter));
                }
                self.at = At::Options;
            }
        }
    }

    /// The choices begin anew: the lines behind the last choice are the stem of another question.
    pub fn tear(&mut self, at: usize) {
        let Some(raw) = &mut self.raw else { return };
        let is_choice = |piece: &Piece| shape::option(&piece.text).or_else(|| shape::bare_option(&piece.text)).is_some();
        let end = raw.options.iter().rposition(is_choice).map_or(0, |last| last + 1);
        let stem = raw.options.split_off(end);
        raw.last_line = raw.options.last().map_or(raw.line, |piece| piece.line);
        self.close();
        self.open(at);
        if let Some(raw) = &mut self.raw {
            raw.is_torn = true;
            raw.line = stem.first().map_or(raw.line, |piece| piece.line);
            raw.stem = stem;
        }
    }
}
