//! The answers of a sitting: changes go in, and all that is held comes out.

use domain::{ChoiceSet, Moment};
use wire::study::{Change, Saved};

use crate::hall::{pack_answers, unpack_answers};
use crate::school::paper::words;
use crate::store::register::SittingRow;

/// So many bytes a moment takes.
const MOMENT: usize = 8;

/// Puts changes into a sitting. One of a question that is not there is left out, and so is one that was made before what is held: a
/// device that died with something unsent must not bring an older answer back.
pub fn apply(row: &mut SittingRow, changes: &[Change], now: Moment) {
    let mut given = unpack_answers(&row.given);
    let mut words: Vec<String> = words(row);
    for change in changes {
        let n = change.n as usize;
        let (Some(answer), Some(flag)) = (given.get_mut(n), row.flags.get_mut(n)) else { continue };
        let longest = now.since_ms(row.started).max(0);
        let made = now.plus_ms(-change.ago_ms.unwrap_or_default().clamp(0, longest));
        row.answered.resize(row.answered.len().max((n + 1) * MOMENT), 0);
        let Some((at, _)) = row.answered[n * MOMENT..].split_first_chunk_mut::<MOMENT>() else { continue };
        if made < Moment(i64::from_be_bytes(*at)) {
            continue;
        }
        *at = made.0.to_be_bytes();
        *answer = change.given.iter().fold(ChoiceSet::default(), |set, place| set.with(usize::from(*place)));
        *flag = u8::from(change.flagged);
        if !change.text.is_empty() || words.get(n).is_some_and(|text| !text.is_empty()) {
            words.resize(words.len().max(n + 1), String::new());
            words[n].clone_from(&change.text);
        }
    }
    row.given = pack_answers(&given);
    row.words = if words.is_empty() { String::new() } else { serde_json::Value::from(words).to_string() };
}

/// Whether what is held of a question is what a change says.
pub fn is_held(held: &Saved, change: &Change) -> bool {
    let set = |places: &[u8]| places.iter().fold(ChoiceSet::default(), |set, place| set.with(usize::from(*place)));
    set(&held.given) == set(&change.given) && held.text == change.text && held.flagged == change.flagged
}

/// What is held, by question.
pub fn saved(row: &SittingRow) -> Vec<Saved> {
    let words = words(row);
    let place = |place: usize| u8::try_from(place).ok();
    unpack_answers(&row.given)
        .iter()
        .zip(&row.flags)
        .enumerate()
        .map(|(n, (given, flag))| Saved {
            given: given.places().filter_map(place).collect(),
            text: words.get(n).cloned().unwrap_or_default(),
            flagged: *flag == 1,
        })
        .collect()
}
