//! The review of a paper after hand-in, with everything, straight as the JSON of a list of [`wire::api::Reviewed`].
//!
//! Most of it is the same for everyone who gets the question, so that part is made once for an edition: a hand-in copies bytes and
//! fills in what differs.

use std::fmt::Write as _;

use domain::deck::{Deck, Pick};
use domain::grading::Mark;
use domain::paper::question_name;
use domain::{Bank, ChoiceSet, Outcome, Points, Question};

use super::Edition;

/// What a review says of a question whoever answers it.
#[derive(Debug, Default)]
pub struct Words {
    /// `{"question":"bank/id","mark":"`
    before: Box<str>,
    /// `,"explain":"因为……","basis":["宪法第一条"]}`
    after: Box<str>,
}

impl Words {
    /// Of every card of a deck.
    pub fn all(deck: &Deck, banks: &[Bank]) -> Vec<Self> {
        deck.questions(banks).map(|found| found.map_or_else(Self::default, |(bank, question)| Self::of(bank, question))).collect()
    }

    fn of(bank: &Bank, question: &Question) -> Self {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let basis: Vec<String> = question.basis.iter().map(|citation| text(&citation.to_string())).collect();
        Self {
            before: format!("{{\"question\":{},\"mark\":\"", text(&question_name(&bank.id, &question.id))).into(),
            after: format!(",\"explain\":{},\"basis\":[{}]}}", text(&question.explain), basis.join(",")).into(),
        }
    }
}

/// Every question with what was picked, what is right, and why.
pub fn json(edition: &Edition, picks: &[Pick], given: &[ChoiceSet], outcome: &Outcome) -> String {
    let mut json = String::with_capacity(4096);
    json.push('[');
    for (n, (pick, (mark, points))) in picks.iter().zip(&outcome.marks).enumerate() {
        let Some(words) = edition.words.get(pick.card()) else { continue };
        if n > 0 {
            json.push(',');
        }
        json.push_str(&words.before);
        json.push_str(mark_word(*mark));
        write_points(&mut json, *points);
        write_places(&mut json, "given", pick.order.as_shown(given.get(n).copied().unwrap_or_default()));
        write_places(&mut json, "key", pick.order.as_shown(edition.deck.key(pick)));
        json.push_str(&words.after);
    }
    json.push(']');
    json
}

/// The same as values.
///
/// # Errors
/// When the JSON of a review does not come back, which is a fault of ours.
pub fn reviewed(
    edition: &Edition,
    picks: &[Pick],
    given: &[ChoiceSet],
    outcome: &Outcome,
) -> Result<Vec<wire::api::Reviewed>, super::Refusal> {
    serde_json::from_str(&json(edition, picks, given, outcome)).map_err(super::Refusal::internal)
}

fn write_points(json: &mut String, points: Points) {
    // a text takes everything
    let _always = write!(json, "\",\"points\":{}", points.as_hundredths());
}

fn write_places(json: &mut String, name: &str, places: ChoiceSet) {
    json.push_str(",\"");
    json.push_str(name);
    json.push_str("\":[");
    for (n, place) in places.places().enumerate() {
        if n > 0 {
            json.push(',');
        }
        if place >= 10 {
            json.push(digit(place / 10));
        }
        json.push(digit(place % 10));
    }
    json.push(']');
}

fn digit(n: usize) -> char {
    char::from(b'0' + (n % 10) as u8)
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Blank => "blank",
        Mark::Right => "right",
        Mark::Partly => "partly",
        Mark::Wrong => "wrong",
    }
}

#[cfg(test)]
mod tests {
    use domain::Kind;
    use wire::api::Reviewed;

    use super::*;

    #[test]
    fn words_with_quotes_and_line_breaks_come_out_as_they_went_in() {
        let bank = Bank { id: "b".into(), ..Bank::default() };
        let question = Question {
            id: "q1".into(),
            kind: Kind::Judge,
            stem: String::new(),
            choices: Vec::new(),
            key: ChoiceSet::default(),
            explain: "他说：\"不\"\\\n就走了".into(),
            basis: Vec::new(),
            level: 1,
        };
        let words = Words::of(&bank, &question);
        let mut json = format!("{}right", words.before);
        write_points(&mut json, Points::whole(10));
        write_places(&mut json, "given", ChoiceSet::of(&[0, 9, 10, 25]));
        write_places(&mut json, "key", ChoiceSet::default());
        json.push_str(&words.after);
        let reviewed: Reviewed = serde_json::from_str(&json).expect("a review");
        let expected = Reviewed {
            question: "b/q1".into(),
            mark: "right".into(),
            points: 1000,
            given: vec![0, 9, 10, 25],
            key: vec![],
            explain: question.explain.clone(),
            basis: vec![],
        };
        assert_eq!(reviewed, expected);
    }
}
