//! The wrong book of a member: questions answered wrong, asked again shortly before they would be forgotten, until they are known.
//!
//! A question enters with its first wrong answer. From then on each answer is a review: right is `Good`, wrong is `Again`; whether
//! somebody hesitated is not measured. When it is due again is what FSRS says for nine chances of ten, but never beyond the exam.

mod fsrs;
mod plan;

pub use fsrs::{Rating, State};
pub use plan::{forecast, session};

use crate::moment::{DAY_MS, Day};
use crate::{Moment, Zone};

/// A question answered wrong is asked again after ten minutes, so at the end of the same session.
pub const AGAIN_MS: i64 = 600_000;
/// Days a question must be stable to count as known when an exam is nearer than that: what Anki calls mature.
pub const KNOWN_LEAST_DAYS: i64 = 21;
/// Days a question must be stable to count as known when no exam is in sight, or one that is further away.
pub const KNOWN_MOST_DAYS: i64 = 90;
/// What would be due after the exam is spread over so many last days before it, lest all of it is due on its eve.
pub const LAST_DAYS: i32 = 3;

/// What is remembered of one question. Integers, so that every device and the server hold the very same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Bank and id: `constitution/q001`.
    pub question: String,
    /// Thousandths of a day after which it is remembered with nine chances of ten.
    pub stability_milli: i64,
    /// Thousandths, 1000–10000.
    pub difficulty_milli: i64,
    /// When it was last reviewed.
    pub reviewed: Moment,
    /// When it is due: the first moment of a day, or a few minutes after it was answered wrong.
    pub due: Moment,
    /// How often it was reviewed, the first wrong answer among them.
    pub reps: u32,
    /// How often it was answered wrong after the first time.
    pub lapses: u32,
    /// Whether it is known and no longer asked.
    pub known: bool,
    /// When it was changed, by the device; grows with every change, even on a device whose clock was set back.
    pub changed: Moment,
}

/// By what a member's reviews go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whose days count.
    pub zone: Zone,
    /// When the next exam begins; one that is past counts for nothing.
    pub exam: Option<Moment>,
}

impl Terms {
    /// The day of the exam, when it is still to come.
    fn exam_day(&self, now: Moment) -> Option<Day> {
        self.exam.filter(|exam| *exam > now).map(|exam| self.zone.day(exam))
    }

    fn days_between(&self, from: Moment, to: Moment) -> i32 {
        self.zone.day(to).0 - self.zone.day(from).0
    }

    fn midnight(&self, day: Day) -> Moment {
        Moment(i64::from(day.0) * DAY_MS - i64::from(self.zone.minutes()) * 60_000)
    }
}

/// What the wrong book holds of a question after it was answered: nothing when it was not in the book and is right. An answer that
/// is not later than the last review changes nothing, so that one exam looked at twice counts once.
#[must_use]
pub fn answered(held: Option<Card>, question: &str, right: bool, at: Moment, terms: Terms) -> Option<Card> {
    let rating = if right { Rating::Good } else { Rating::Again };
    match held {
        None if right => None,
        None => Some(Card { question: question.to_owned(), ..Card::default() }.reviewed(rating, at, terms)),
        Some(card) if card.reviewed >= at => Some(card),
        Some(card) => Some(card.reviewed(rating, at, terms)),
    }
}

impl Card {
    fn reviewed(self, rating: Rating, at: Moment, terms: Terms) -> Self {
        let state = match self.reps {
            0 => State::first(rating),
            _ => self.state().next(rating, terms.days_between(self.reviewed, at).max(0).unsigned_abs()),
        };
        let known = rating == Rating::Good && f64::from(state.stability) >= known_from(at, terms);
        Self {
            stability_milli: (state.stability * 1000.0).round() as i64,
            difficulty_milli: (state.difficulty * 1000.0).round() as i64,
            reviewed: at,
            due: due(&self.question, state, rating, at, terms),
            reps: self.reps.saturating_add(1),
            lapses: self.lapses.saturating_add(u32::from(rating == Rating::Again && self.reps > 0)),
            known,
            changed: at.max(self.changed.plus_ms(1)),
            question: self.question,
        }
    }

    fn state(&self) -> State {
        State { stability: self.stability_milli as f32 / 1000.0, difficulty: self.difficulty_milli as f32 / 1000.0 }
    }

    /// The chance that it is remembered now, 0–1.
    #[must_use]
    pub fn retrievability(&self, now: Moment) -> f32 {
        self.state().retrievability(now.since_ms(self.reviewed) as f32 / DAY_MS as f32)
    }

    /// Of two states of one card the one that was changed later; of two changed at once the one reviewed more often. What is equal in
    /// that too is told apart by the rest, so that every device comes to the same.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let rank = |card: &Self| {
            (card.changed, card.reps, card.reviewed, card.lapses, card.due, card.known, card.stability_milli, card.difficulty_milli)
        };
        if rank(&self) >= rank(&other) { self } else { other }
    }
}

/// Days a question must be stable to count as known: until the exam, but not less than three weeks nor more than ninety days.
fn known_from(at: Moment, terms: Terms) -> f64 {
    let days = terms.exam.filter(|exam| *exam > at).map_or(KNOWN_MOST_DAYS, |exam| exam.since_ms(at).div_euclid(DAY_MS) + 1);
    days.clamp(KNOWN_LEAST_DAYS, KNOWN_MOST_DAYS) as f64
}

/// Right: after as many whole days as it is stable, from the first moment of that day on. On the eve of the exam and on its day there
/// is no day left before it: what is right then comes again when it would without an exam.
fn due(question: &str, state: State, rating: Rating, at: Moment, terms: Terms) -> Moment {
    if rating == Rating::Again {
        return at.plus_ms(AGAIN_MS);
    }
    let today = terms.zone.day(at);
    let day = today.0.saturating_add(state.stability.round().max(1.0) as i32);
    let day = match terms.exam_day(at) {
        Some(exam) if day >= exam.0 && exam.0 - 1 > today.0 => (exam.0 - 1 - share(question)).max(today.0 + 1),
        _ => day,
    };
    terms.midnight(Day(day))
}

/// 0 to one less than [`LAST_DAYS`], the same for a question on every device.
fn share(question: &str) -> i32 {
    let sum = question.bytes().fold(0i32, |sum, byte| (sum * 31 + i32::from(byte)) % 9973);
    sum % LAST_DAYS
}

#[cfg(test)]
mod tests;
