//! The answers of a sitting: changes go in, and all that is held comes out.

use domain::ChoiceSet;
use wire::study::{Change, Saved};

use crate::hall::{pack_answers, unpack_answers};
use crate::school::paper::words;
use crate::store::register::SittingRow;

/// Puts changes into a sitting; one of a question that is not there is left out.
pub fn apply(row: &mut SittingRow, changes: &[Change]) {
    let mut given = unpack_answers(&row.given);
    let mut words: Vec<String> = words(row);
    for change in changes {
        let n = change.n as usize;
        let (Some(answer), Some(flag)) = (given.get_mut(n), row.flags.get_mut(n)) else { continue };
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
