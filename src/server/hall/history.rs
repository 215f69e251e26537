//! What a person was asked before, redrawn from the seeds of their entries, so that unseen questions come first without a row for each.

use domain::deck::Pick;

use super::Edition;
use crate::store::Entry;

/// How often each card of an edition was dealt in `entries`, which must be those before the paper in question, the first one first.
/// Papers of other editions count for nothing: their cards are not these.
pub fn times(edition: &Edition, entries: &[Entry]) -> Vec<u32> {
    let mut times = Vec::new();
    for entry in entries.iter().filter(|entry| entry.edition == edition.number) {
        // a paper that can't be dealt any more was never asked
        if let Ok(picks) = edition.deck.deal(entry.seed, &times) {
            edition.deck.count_in(&mut times, &picks);
        }
    }
    times
}

/// The paper that someone with these entries before it gets by `seed`.
pub fn deal(edition: &Edition, before: &[Entry], seed: u64) -> Option<Vec<Pick>> {
    edition.deck.deal(seed, &times(edition, before)).ok()
}
