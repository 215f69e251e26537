//! Reading aloud: paragraph by paragraph from the one in view, and the page follows. Scrolling by itself is nobody's move: listening
//! counts as reading does, as long as somebody moves.

use super::super::member::Here;
use super::held;
use crate::door::voice::{self, Speech};
use crate::door::{clocks, page};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlElement;

/// How long after the page followed a scroll is its own, in milliseconds.
const FOLLOWS_MS: f64 = 500.0;
/// What stands on what is being read.
const SAID: &str = "said";

/// What is read aloud.
#[derive(Default)]
pub struct Aloud {
    speech: RefCell<Option<Speech>>,
    turn: Cell<Turn>,
    followed_ms: Cell<f64>,
}

/// Where the voice is: each paragraph has a turn, so that the end of one that was stopped leads nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Turn {
    number: u32,
    at: Option<usize>,
}

impl Turn {
    /// The voice goes to a paragraph.
    fn to(self, at: usize) -> Self {
        Self { number: self.number + 1, at: Some(at) }
    }

    /// It is silent.
    fn stopped(self) -> Self {
        Self { number: self.number + 1, at: None }
    }

    /// Turn `number` came to its end, or was cut off, where there are so many paragraphs.
    fn ended(self, number: u32, whole: bool, of: usize) -> Self {
        match self.at {
            _ if number != self.number => self,
            Some(at) if whole && at + 1 < of => self.to(at + 1),
            _ => self.stopped(),
        }
    }
}

/// Begins to read at the paragraph in view, or stops.
pub fn toggle(here: &Here) {
    if here.learning.aloud.turn.get().at.is_some() {
        return stop(here);
    }
    let paragraphs = paragraphs();
    let held = held::at_top();
    let at = held.and_then(|held| paragraphs.iter().position(|one| held.is(one))).unwrap_or_default();
    if !paragraphs.is_empty() {
        turn(here, here.learning.aloud.turn.get().to(at));
    }
}

/// The voice is silent: something else was pressed, or the text is left.
pub fn stop(here: &Here) {
    if here.learning.aloud.turn.get().at.is_some() {
        turn(here, here.learning.aloud.turn.get().stopped());
    }
}

/// Whether the page just followed the voice, so that its scrolling is no move of anybody.
pub fn follows(here: &Here) -> bool {
    here.learning.aloud.turn.get().at.is_some() && clocks::now().steady_ms - here.learning.aloud.followed_ms.get() < FOLLOWS_MS
}

/// Brings voice, mark and button to where a turn is.
fn turn(here: &Here, turn: Turn) {
    let aloud = &here.learning.aloud;
    aloud.turn.set(turn);
    *aloud.speech.borrow_mut() = None;
    if let Some(before) = page::find(&format!("#app .{SAID}")) {
        let _ = before.class_list().remove_1(SAID);
    }
    if let Some(paragraph) = turn.at.and_then(|at| paragraphs().into_iter().nth(at)) {
        let _ = paragraph.class_list().add_1(SAID);
        aloud.followed_ms.set(clocks::now().steady_ms);
        held::follow(&paragraph);
        let again = Rc::clone(here);
        let text = paragraph.text_content().unwrap_or_default();
        let speech = voice::say(&text, move |whole| ended(&again, turn.number, whole));
        if speech.is_none() {
            aloud.turn.set(turn.stopped());
        }
        *aloud.speech.borrow_mut() = speech;
    }
    let on = aloud.turn.get().at.is_some();
    page::set("#app [data-aloud]", "aria-pressed", Some(if on { "true" } else { "false" }));
    page::fill("#app [data-aloud] span", if on { "停下" } else { "朗读" });
}

fn ended(here: &Here, number: u32, whole: bool) {
    let before = here.learning.aloud.turn.get();
    let after = before.ended(number, whole, paragraphs().len());
    if after != before {
        turn(here, after);
    }
}

fn paragraphs() -> Vec<HtmlElement> {
    page::find_all(held::PARAGRAPHS).filter(|one| one.text_content().is_some_and(|text| !text.trim().is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_paragraph_follows_the_other_to_the_last() {
        let first = Turn::default().to(3);
        let second = first.ended(first.number, true, 5);
        assert_eq!(second.at, Some(4));
        assert_eq!(second.ended(second.number, true, 5).at, None);
    }

    #[test]
    fn what_was_stopped_or_cut_off_goes_on_nowhere() {
        let first = Turn::default().to(0);
        assert_eq!(first.ended(first.number, false, 5).at, None, "cut off");
        let stopped = first.stopped();
        assert_eq!(stopped.ended(first.number, true, 5), stopped);
        // begun anew before the end of the one that was stopped was told
        let again = stopped.to(2);
        assert_eq!(again.ended(first.number, true, 5), again);
    }
}
