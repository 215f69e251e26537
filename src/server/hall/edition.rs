//! An edition: what papers are drawn from, kept for as long as a sitting of it may come in, whatever the files say meanwhile.

use domain::deck::Deck;
use domain::grading::Scoring;
use domain::{Bank, Campaign};

use super::review::Words;

/// Between the campaign's part and the banks'.
const PARTING: &str = "\n\u{c}\n";

/// Banks, blueprint and scoring as they were when papers were drawn.
pub struct Edition {
    /// Its number in the store.
    pub number: i64,
    /// Whose words papers show.
    pub banks: Vec<Bank>,
    /// What is dealt.
    pub deck: Deck,
    /// How it is scored.
    pub scoring: Scoring,
    /// What a review says of each card.
    pub words: Vec<Words>,
}

/// The text of the edition that a campaign and its banks are now. What does not change papers or scores is not in it.
#[must_use]
pub fn write(campaign: &Campaign, banks: &[Bank]) -> String {
    let rules =
        Campaign { id: campaign.id.clone(), blueprint: campaign.blueprint.clone(), scoring: campaign.scoring, ..Campaign::default() };
    [wire::campaign::write(&rules), wire::site::pack(campaign, banks)].join(PARTING)
}

impl Edition {
    /// Reads what `write` wrote; `None` when it is damaged.
    #[must_use]
    pub fn read(number: i64, text: &str) -> Option<Self> {
        let (rules, banks) = text.split_once(PARTING)?;
        let rules = wire::campaign::read(rules).ok()?;
        let banks = wire::site::unpack(banks).ok()?;
        let deck = Deck::hidden(&banks, &rules.blueprint);
        let words = Words::all(&deck, &banks);
        Some(Self { number, banks, deck, scoring: rules.scoring, words })
    }
}
