//! What is asked today and in which order, and how much there will be on the days to come.

use super::{Card, Terms};
use crate::Moment;

/// The cards that are due by the end of today and not known: those due before the exam first, then by the day they were due, then
/// the ones least likely to be remembered. One that was just answered wrong comes when its minutes are over.
#[must_use]
pub fn session<'a>(cards: impl IntoIterator<Item = &'a Card>, now: Moment, terms: Terms) -> Vec<&'a Card> {
    let exam = terms.exam_day(now);
    let mut due: Vec<_> = cards
        .into_iter()
        .filter(|card| !card.known && card.due <= now)
        .map(|card| {
            let day = terms.zone.day(card.due);
            (exam.is_some_and(|exam| day >= exam), day, card.retrievability(now), card)
        })
        .collect();
    due.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then_with(|| a.3.question.cmp(&b.3.question)));
    due.into_iter().map(|(.., card)| card).collect()
}

/// How many cards are due on each of so many days, today first; today has what is overdue too.
#[must_use]
pub fn forecast<'a>(cards: impl IntoIterator<Item = &'a Card>, now: Moment, terms: Terms, days: usize) -> Vec<u32> {
    let mut counts = vec![0; days];
    for card in cards.into_iter().filter(|card| !card.known) {
        let day = usize::try_from(terms.days_between(now, card.due)).unwrap_or(0);
        if let Some(count) = counts.get_mut(day) {
            *count += 1;
        }
    }
    counts
}
