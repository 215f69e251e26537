//! A dealt paper as it travels and rests: the questions without anything that tells the key, and the answers.

use domain::ChoiceSet;
use domain::deck::Pick;
use wire::api::Question;

use super::Edition;

/// The questions as shown.
pub fn questions(edition: &Edition, picks: &[Pick]) -> Vec<Question> {
    let shown = |pick: &Pick| {
        let (_, question) = edition.deck.question(&edition.banks, pick)?;
        let choices = pick.order.places().iter().filter_map(|place| question.choices.get(usize::from(*place)).cloned());
        Some(Question {
            kind: question.kind.word().to_owned(),
            stem: question.stem.clone(),
            choices: choices.collect(),
            points: pick.points.as_hundredths(),
        })
    };
    picks.iter().filter_map(shown).collect()
}

/// Answers as a phone sends them, by the places shown, as the bank knows them; `None` when they do not fit the paper.
pub fn in_bank(picks: &[Pick], answers: &[Vec<u8>]) -> Option<Vec<ChoiceSet>> {
    if answers.len() > picks.len() {
        return None;
    }
    let answer = |(pick, places): (&Pick, &Vec<u8>)| {
        let fits = places.iter().all(|place| usize::from(*place) < pick.order.places().len());
        let shown = places.iter().fold(ChoiceSet::default(), |set, place| set.with(usize::from(*place)));
        fits.then(|| pick.order.in_bank(shown))
    };
    picks.iter().zip(answers).map(answer).collect()
}

/// Answers as they rest: four bytes each, bit `n` for the choice at the bank's place `n`; one byte each where that is enough.
pub fn pack(answers: &[ChoiceSet]) -> Vec<u8> {
    let narrow: Option<Vec<u8>> = answers.iter().map(|answer| u8::try_from(answer.bits()).ok()).collect();
    match narrow {
        Some(bytes) => std::iter::once(1).chain(bytes).collect(),
        None => std::iter::once(4).chain(answers.iter().flat_map(|answer| answer.bits().to_be_bytes())).collect(),
    }
}

/// Reads answers as they rest: a width of 1 or 4, then so many bytes each, bit `n` for the choice at place `n`; what is damaged is a blank.
pub fn unpack(packed: &[u8]) -> Vec<ChoiceSet> {
    match packed.split_first() {
        Some((1, bytes)) => bytes.iter().map(|byte| ChoiceSet::from_bits(u32::from(*byte))).collect(),
        Some((4, bytes)) => bytes.as_chunks::<4>().0.iter().map(|four| ChoiceSet::from_bits(u32::from_be_bytes(*four))).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_rest_and_come_back() {
        for answers in [vec![], vec![ChoiceSet::of(&[0, 3]), ChoiceSet::default()], vec![ChoiceSet::of(&[25]), ChoiceSet::of(&[1])]] {
            assert_eq!(unpack(&pack(&answers)), answers);
        }
        assert_eq!(pack(&[ChoiceSet::of(&[0])]).len(), 2, "one byte an answer, as a rule");
    }
}
