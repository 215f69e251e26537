//! The wrong book on several devices: the last writer of a card wins, and every review is kept.

use crate::api::{Endpoint, Method};
use domain::Moment;

/// `POST /api/v1/cards`.
pub struct Cards;

impl Endpoint for Cards {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/cards";
    type Request = CardsRequest;
    type Response = CardsView;
}

/// What changed on this device since it last asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardsRequest {
    /// The revision that came with the last answer; 0 for all.
    pub since: i64,
    /// Cards that changed here; at most 500.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub cards: Vec<Card>,
    /// Reviews that were made here; at most 500. The same again is kept once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub log: Vec<ReviewLog>,
}

/// What changed elsewhere, what was just sent among it where it won.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CardsView {
    /// To be sent with the next request.
    pub revision: i64,
    /// Cards that changed after `since`.
    pub cards: Vec<Card>,
}

/// What is remembered of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Card {
    /// Bank and id: `constitution/q001`.
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub question: String,
    /// Stability in thousandths of a day.
    pub stability_milli: i64,
    /// Difficulty in thousandths, 1000–10000.
    pub difficulty_milli: i64,
    /// When it was last reviewed.
    pub reviewed_ms: i64,
    /// When it is due.
    pub due_ms: i64,
    /// How often it was reviewed.
    pub reps: u32,
    /// How often it was forgotten.
    pub lapses: u32,
    /// Whether it is known and no longer asked.
    pub known: bool,
    /// When this card was changed, by the device: of two the later one stays.
    pub changed_ms: i64,
}

/// One review.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewLog {
    /// Bank and id.
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub question: String,
    /// When.
    pub at_ms: i64,
    /// 1 again, 2 hard, 3 good, 4 easy.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 4))]
    pub rating: u8,
}

impl From<domain::memory::Card> for Card {
    fn from(card: domain::memory::Card) -> Self {
        Self {
            question: card.question,
            stability_milli: card.stability_milli,
            difficulty_milli: card.difficulty_milli,
            reviewed_ms: card.reviewed.0,
            due_ms: card.due.0,
            reps: card.reps,
            lapses: card.lapses,
            known: card.known,
            changed_ms: card.changed.0,
        }
    }
}

impl From<Card> for domain::memory::Card {
    fn from(card: Card) -> Self {
        Self {
            question: card.question,
            stability_milli: card.stability_milli,
            difficulty_milli: card.difficulty_milli,
            reviewed: Moment(card.reviewed_ms),
            due: Moment(card.due_ms),
            reps: card.reps,
            lapses: card.lapses,
            known: card.known,
            changed: Moment(card.changed_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_comes_back_as_it_went() {
        let terms = domain::memory::Terms { zone: domain::Zone::CHINA, exam: None };
        let card = domain::memory::answered(None, "constitution/q001", false, Moment(1_795_997_100_000), terms).expect("a card");
        assert_eq!(domain::memory::Card::from(Card::from(card.clone())), card);
    }
}
