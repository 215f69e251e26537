//! The wrong book on this device: cards as they stand, which of them the server has, and what to say to it.

use domain::Moment;
use domain::memory::{self, Card, Terms};
use std::collections::BTreeMap;
use wire::study::{CardsRequest, CardsView, ReviewLog};

/// The most cards, and the most reviews, of one request.
const MOST: usize = 500;

/// The cards of a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    held: BTreeMap<String, Held>,
    log: Vec<ReviewLog>,
    revision: i64,
}

/// A card as the device keeps it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Held {
    /// The card.
    pub card: wire::study::Card,
    /// Whether the server does not have it yet.
    pub unsent: bool,
}

impl Book {
    /// The book as it was kept.
    #[must_use]
    pub fn of(held: Vec<Held>, log: Vec<ReviewLog>, revision: i64) -> Self {
        Self { held: held.into_iter().map(|held| (held.card.question.clone(), held)).collect(), log, revision }
    }

    /// Every card.
    #[must_use]
    pub fn cards(&self) -> Vec<Card> {
        self.held.values().map(|held| held.card.clone().into()).collect()
    }

    /// A question was answered, in practice, in the book or in an exam. What changed, to be kept; nothing when it is right and was not
    /// in the book, or when this very answer is there already.
    pub fn answered(&mut self, question: &str, right: bool, at: Moment, terms: Terms) -> Option<(Held, ReviewLog)> {
        let before: Option<Card> = self.held.get(question).map(|held| held.card.clone().into());
        let after = memory::answered(before.clone(), question, right, at, terms)?;
        if before.as_ref() == Some(&after) {
            return None;
        }
        let held = Held { card: after.into(), unsent: true };
        let rating = if right { memory::Rating::Good } else { memory::Rating::Again };
        let review = ReviewLog { question: question.to_owned(), at_ms: at.0, rating: rating as u8 };
        self.held.insert(question.to_owned(), held.clone());
        self.log.push(review.clone());
        Some((held, review))
    }

    /// What the server does not have yet; also asks what changed elsewhere.
    #[must_use]
    pub fn request(&self) -> CardsRequest {
        CardsRequest {
            since: self.revision,
            cards: self.held.values().filter(|held| held.unsent).take(MOST).map(|held| held.card.clone()).collect(),
            log: self.log.iter().take(MOST).cloned().collect(),
        }
    }

    /// How many cards and reviews wait for the server.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.log.len() + self.held.values().filter(|held| held.unsent).count()
    }

    /// How many reviews the server does not have; a card that it lacks without one counts as one.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.log.len().max(self.held.values().filter(|held| held.unsent).count())
    }

    /// The server answered a request: what was sent is there, unless it was changed here since; of what changed elsewhere the later
    /// state stays. The cards that are to be kept anew.
    pub fn heard(&mut self, sent: &CardsRequest, view: CardsView) -> Vec<Held> {
        let mut changed = BTreeMap::new();
        for card in &sent.cards {
            if let Some(held) = self.held.get_mut(&card.question).filter(|held| held.card == *card) {
                held.unsent = false;
                changed.insert(card.question.clone(), held.clone());
            }
        }
        for card in view.cards {
            let merged = self.merge(card);
            changed.insert(merged.card.question.clone(), merged);
        }
        self.log.retain(|review| !sent.log.contains(review));
        self.revision = view.revision;
        changed.into_values().collect()
    }

    fn merge(&mut self, theirs: wire::study::Card) -> Held {
        let ours = self.held.remove(&theirs.question);
        let merged = match ours {
            None => Held { card: theirs, unsent: false },
            Some(ours) => {
                let card: Card = Card::from(ours.card.clone()).merge(theirs.clone().into());
                let card = wire::study::Card::from(card);
                // what the server holds already needs no sending, whoever it came from
                Held { unsent: ours.unsent && card != theirs, card }
            }
        };
        self.held.insert(merged.card.question.clone(), merged.clone());
        merged
    }

    /// To be sent with the next request.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Zone;

    const TERMS: Terms = Terms { zone: Zone::CHINA, exam: None };

    fn at(minutes: i64) -> Moment {
        Moment(1_795_997_100_000 + minutes * 60_000)
    }

    /// What two devices and a server hold after each spoke to it, the first one twice.
    fn sync(first: &mut Book, second: &mut Book) {
        let mut server: BTreeMap<String, (i64, wire::study::Card)> = BTreeMap::new();
        let mut revision = 0;
        let mut speak = |book: &mut Book| {
            let sent = book.request();
            for card in &sent.cards {
                let there = server.get(&card.question).map(|(_, card)| card.clone());
                let won = there.map_or(card.clone(), |there| Card::from(there).merge(card.clone().into()).into());
                revision += 1;
                server.insert(card.question.clone(), (revision, won));
            }
            let cards = server.values().filter(|(at, _)| *at > sent.since).map(|(_, card)| card.clone()).collect();
            book.heard(&sent, CardsView { revision, cards });
        };
        speak(first);
        speak(second);
        speak(first);
    }

    #[test]
    fn only_wrong_answers_open_the_book_and_each_review_is_logged() {
        let mut book = Book::default();
        assert_eq!(book.answered("b/1", true, at(0), TERMS), None);
        let (held, review) = book.answered("b/1", false, at(0), TERMS).expect("a card");
        assert!(held.unsent && !held.card.known);
        assert_eq!((review.rating, book.answered("b/1", false, at(0), TERMS)), (1, None), "the same answer again is none");
        assert_eq!(book.answered("b/1", true, at(20), TERMS).map(|(_, review)| review.rating), Some(3));
        assert_eq!((book.request().cards.len(), book.request().log.len()), (1, 2));
    }

    #[test]
    fn devices_come_to_the_same_and_the_later_answer_stays() {
        let (mut phone, mut office) = (Book::default(), Book::default());
        phone.answered("b/1", false, at(0), TERMS);
        phone.answered("b/2", false, at(1), TERMS);
        office.answered("b/1", false, at(5), TERMS);
        office.answered("b/3", false, at(6), TERMS);
        sync(&mut phone, &mut office);
        assert_eq!(phone.cards(), office.cards());
        assert_eq!(phone.cards().len(), 3);
        assert_eq!(phone.cards().first().map(|card| card.reviewed), Some(at(5)));
        assert_eq!((phone.waiting(), office.waiting()), (0, 0));
    }

    #[test]
    fn what_changed_while_it_was_on_its_way_is_sent_again() {
        let mut book = Book::default();
        book.answered("b/1", false, at(0), TERMS);
        let sent = book.request();
        book.answered("b/1", true, at(20), TERMS);
        book.heard(&sent, CardsView { revision: 1, cards: sent.cards.clone() });
        assert_eq!(book.request().cards.first().map(|card| card.reps), Some(2));
        assert_eq!((book.request().log.len(), book.request().since), (1, 1));
    }
}
