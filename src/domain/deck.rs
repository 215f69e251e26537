//! A deck: what a blueprint may draw from some banks, sorted out once, so that dealing and grading a paper touch numbers only.

use crate::blueprint::Way;
use crate::dice::Dice;
use crate::grading::{Outcome, Scoring, mark_one, sum_up};
use crate::paper::{Item, Paper, Shortage};
use crate::question::MOST_CHOICES;
use crate::{Bank, Blueprint, ChoiceSet, Kind, Points, Question};

/// The questions that fit a blueprint, as numbers: it holds no words, so the banks it was built from go with it where words are wanted.
#[derive(Clone, Debug)]
pub struct Deck {
    way: Way,
    /// Whether nothing may stand where it stands in the bank.
    hidden: bool,
    cards: Vec<Card>,
    /// The section with the fewest fitting questions first, so that a broad section does not empty a narrow one.
    pools: Vec<Pool>,
    /// How many questions a paper has.
    count: usize,
}

#[derive(Clone, Copy, Debug)]
struct Card {
    bank: u32,
    topic: u32,
    question: u32,
    kind: Kind,
    key: ChoiceSet,
    choices: u8,
    shuffles: bool,
}

#[derive(Clone, Debug)]
struct Pool {
    section: usize,
    /// The section's first place on a paper.
    from: usize,
    count: usize,
    points: Points,
    cards: Vec<u32>,
}

impl Pool {
    /// How often its questions had least were had, of those had more often than `above`; with no `times` none was had.
    fn least_had(&self, times: &[u32], above: Option<u32>) -> Option<u32> {
        if times.is_empty() {
            return above.is_none().then_some(0);
        }
        self.cards.iter().map(|card| had(times, *card)).filter(|times| above.is_none_or(|above| *times > above)).min()
    }

    fn pile_up(&self, pile: &mut Vec<u32>, times: &[u32], often: u32) {
        pile.clear();
        if times.is_empty() {
            pile.extend_from_slice(&self.cards);
        } else {
            pile.extend(self.cards.iter().filter(|card| had(times, **card) == often));
        }
    }
}

fn had(times: &[u32], card: u32) -> u32 {
    times.get(card as usize).copied().unwrap_or(0)
}

/// One question of a dealt paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    card: u32,
    /// How its choices stand.
    pub order: Order,
    /// What it is worth.
    pub points: Points,
}

/// Which choice of the bank stands at each place of a paper, without a heap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    places: [u8; MOST_CHOICES],
    len: u8,
}

impl Pick {
    /// The number of its question in the deck that dealt it, from 0.
    #[must_use]
    pub fn card(&self) -> usize {
        self.card as usize
    }
}

impl Order {
    fn as_written(choices: u8) -> Self {
        let mut order = Self { len: choices.min(MOST_CHOICES as u8), ..Self::default() };
        order.places.iter_mut().zip(0..).for_each(|(place, n)| *place = n);
        order
    }

    /// The bank's places in the order shown: the first is shown as A.
    #[must_use]
    pub fn places(&self) -> &[u8] {
        &self.places[..usize::from(self.len)]
    }

    /// Choices picked by the letters shown, as the bank knows them; a letter that is not shown is left out.
    #[must_use]
    pub fn in_bank(&self, shown: ChoiceSet) -> ChoiceSet {
        let held = |(n, place): (usize, &u8)| shown.holds(n).then_some(usize::from(*place));
        self.places().iter().enumerate().filter_map(held).fold(ChoiceSet::default(), ChoiceSet::with)
    }

    /// Choices of the bank by the letters they are shown with.
    #[must_use]
    pub fn as_shown(&self, in_bank: ChoiceSet) -> ChoiceSet {
        let held = |(n, place): (usize, &u8)| in_bank.holds(usize::from(*place)).then_some(n);
        self.places().iter().enumerate().filter_map(held).fold(ChoiceSet::default(), ChoiceSet::with)
    }
}

impl Deck {
    /// Sorts out the questions that fit: about a microsecond for each, once, so that a deal takes less than one in all.
    #[must_use]
    pub fn new(banks: &[Bank], blueprint: &Blueprint) -> Self {
        let mut deck = Self::outline(banks, blueprint);
        for card in 0..deck.cards.len() {
            deck.look_whether_it_shuffles(banks, card);
        }
        deck
    }

    /// A deck for where the key must stay hidden: the questions of each section and the choices of each question change places on a
    /// fixed paper too, so that nobody can tell another a number and a letter.
    #[must_use]
    pub fn hidden(banks: &[Bank], blueprint: &Blueprint) -> Self {
        let mut deck = Self { hidden: true, ..Self::outline(banks, blueprint) };
        for card in &mut deck.cards {
            card.shuffles = find(banks, card).is_some_and(|(_, question)| question.may_shuffle());
        }
        deck
    }

    /// A deck that does not know yet which choices may change places: that takes reading them all.
    fn outline(banks: &[Bank], blueprint: &Blueprint) -> Self {
        let mut deck = Self { way: blueprint.way, hidden: false, cards: Vec::new(), pools: Vec::new(), count: blueprint.count() };
        let mut from = 0;
        for (at, section) in blueprint.sections.iter().enumerate() {
            deck.pools.push(Pool { section: at, from, count: section.count, points: section.points, cards: Vec::new() });
            from += section.count;
        }
        for (b, bank) in banks.iter().enumerate() {
            for (t, topic) in bank.topics.iter().enumerate() {
                for (q, question) in topic.questions.iter().enumerate() {
                    let mut fits = false;
                    for (pool, section) in deck.pools.iter_mut().zip(&blueprint.sections) {
                        if section.fits(&bank.id, &topic.id, question) {
                            pool.cards.push(deck.cards.len() as u32);
                            fits = true;
                        }
                    }
                    if fits {
                        let (bank, topic, n) = (b as u32, t as u32, q as u32);
                        let choices = question.choices.len().min(MOST_CHOICES) as u8;
                        deck.cards.push(Card {
                            bank,
                            topic,
                            question: n,
                            kind: question.kind,
                            key: question.key,
                            choices,
                            shuffles: false,
                        });
                    }
                }
            }
        }
        deck.pools.sort_by_key(|pool| pool.cards.len());
        deck
    }

    fn look_whether_it_shuffles(&mut self, banks: &[Bank], card: usize) {
        let shuffles = self.way == Way::Random && find(banks, &self.cards[card]).is_some_and(|(_, question)| question.may_shuffle());
        self.cards[card].shuffles = shuffles;
    }

    /// How many questions a paper has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How often each card was had, from the names of the questions that were ([`crate::paper::question_name`]), once for each time;
    /// empty when none was.
    #[must_use]
    pub fn times(&self, banks: &[Bank], seen: &[String]) -> Vec<u32> {
        let had: Vec<(&str, &str)> = seen.iter().filter_map(|name| name.split_once('/')).collect();
        if had.is_empty() {
            return Vec::new();
        }
        let count = |card: &Card| {
            let Some((bank, question)) = find(banks, card) else { return 0 };
            had.iter().filter(|(b, q)| *q == question.id && *b == bank.id).count() as u32
        };
        self.cards.iter().map(count).collect()
    }

    /// Adds a dealt paper to what was had; an empty `times` is that nothing was.
    pub fn count_in(&self, times: &mut Vec<u32>, picks: &[Pick]) {
        times.resize(self.cards.len(), 0);
        for pick in picks {
            if let Some(had) = times.get_mut(pick.card as usize) {
                *had += 1;
            }
        }
    }

    /// Deals a paper. The same banks, blueprint, seed and `times` give the same paper on every machine and in every version, for ever.
    ///
    /// `times` is from [`Deck::times`]: the questions had least come first; an empty one is that none was had.
    ///
    /// # Errors
    /// [`Shortage`] when a section cannot be filled without asking a question twice.
    pub fn deal(&self, seed: u64, times: &[u32]) -> Result<Vec<Pick>, Shortage> {
        let mut dice = Dice::new(seed);
        let mut picks = self.choose(&mut dice, times)?;
        self.arrange(&mut dice, &mut picks);
        Ok(picks)
    }

    fn choose(&self, dice: &mut Dice, times: &[u32]) -> Result<Vec<Pick>, Shortage> {
        let random = self.way == Way::Random;
        // one paper for everyone is the same whoever had what
        let times = if random { times } else { &[] };
        let mut picks = vec![Pick::default(); self.count];
        let mut taken = vec![0_u64; self.cards.len() / 64 + 1];
        let mut pile: Vec<u32> = Vec::new();
        for pool in &self.pools {
            let places = &mut picks[pool.from..pool.from + pool.count];
            let (mut filled, mut levels) = (0, 0);
            let mut least = pool.least_had(times, None);
            while filled < pool.count
                && let Some(had) = least
            {
                pool.pile_up(&mut pile, times, had);
                // a shuffle that stops when there are enough
                let mut at = 0;
                while filled < pool.count && at < pile.len() {
                    if random {
                        let other = at + dice.below((pile.len() - at) as u32) as usize;
                        pile.swap(at, other);
                    }
                    let card = pile[at];
                    at += 1;
                    let (word, bit) = (card as usize / 64, 1 << (card % 64));
                    if taken[word] & bit == 0 {
                        taken[word] |= bit;
                        places[filled] = Pick { card, points: pool.points, order: Order::default() };
                        filled += 1;
                    }
                }
                levels += 1;
                least = pool.least_had(times, Some(had));
            }
            if filled < pool.count {
                return Err(Shortage { section: pool.section + 1, wanted: pool.count, there_are: filled });
            }
            // least seen first decided who is in; it must not tell which of them are new
            if levels > 1 || self.hidden && !random {
                dice.shuffle(places);
            }
        }
        Ok(picks)
    }

    fn arrange(&self, dice: &mut Dice, picks: &mut [Pick]) {
        for pick in picks {
            let card = &self.cards[pick.card as usize];
            pick.order = Order::as_written(card.choices);
            if card.shuffles {
                let len = usize::from(pick.order.len);
                dice.shuffle(&mut pick.order.places[..len]);
            }
        }
    }

    /// The question of every card and its bank, in the order of [`Pick::card`]; `None` for one that is not in these banks.
    pub fn questions<'a>(&'a self, banks: &'a [Bank]) -> impl Iterator<Item = Option<(&'a Bank, &'a Question)>> {
        self.cards.iter().map(|card| find(banks, card))
    }

    /// The question of a pick and its bank; `None` when these are not the banks that the deck was built from.
    #[must_use]
    pub fn question<'a>(&self, banks: &'a [Bank], pick: &Pick) -> Option<(&'a Bank, &'a Question)> {
        find(banks, self.cards.get(pick.card as usize)?)
    }

    /// The paper with all its words; `banks` are those that the deck was built from.
    #[must_use]
    pub fn paper(&self, banks: &[Bank], picks: &[Pick]) -> Paper {
        let item = |pick: &Pick| {
            let (bank, question) = self.question(banks, pick)?;
            Some(Item { bank: bank.id.clone(), question: question.clone(), order: pick.order.places().to_vec(), points: pick.points })
        };
        Paper { items: picks.iter().filter_map(item).collect() }
    }

    /// What is right of a pick, as the bank knows its choices.
    #[must_use]
    pub fn key(&self, pick: &Pick) -> ChoiceSet {
        self.cards.get(pick.card as usize).map_or_else(ChoiceSet::default, |card| card.key)
    }

    /// What a paper came to, as [`crate::grading::grade`] says of the same paper with all its words. `given` are choices as the bank
    /// knows them; an empty set, and one that is missing at the end, is a blank.
    #[must_use]
    pub fn grade(&self, picks: &[Pick], given: &[ChoiceSet], scoring: Scoring) -> Outcome {
        let marks = picks.iter().enumerate().map(|(n, pick)| {
            let kind = self.cards.get(pick.card as usize).map_or(Kind::Single, |card| card.kind);
            mark_one(kind, self.key(pick), pick.points, given.get(n).copied().unwrap_or_default(), scoring.part)
        });
        let out_of = picks.iter().fold(Points::default(), |sum, pick| sum + pick.points);
        sum_up(marks.collect(), out_of, scoring.paper)
    }
}

fn find<'a>(banks: &'a [Bank], card: &Card) -> Option<(&'a Bank, &'a Question)> {
    let bank = banks.get(card.bank as usize)?;
    Some((bank, bank.topics.get(card.topic as usize)?.questions.get(card.question as usize)?))
}

/// [`crate::paper::draw`]: reads only the choices of those questions that were drawn.
pub(crate) fn draw(banks: &[Bank], blueprint: &Blueprint, seed: u64, seen: &[String]) -> Result<Paper, Shortage> {
    let mut deck = Deck::outline(banks, blueprint);
    let mut dice = Dice::new(seed);
    let mut picks = deck.choose(&mut dice, &deck.times(banks, seen))?;
    for pick in &picks {
        deck.look_whether_it_shuffles(banks, pick.card as usize);
    }
    deck.arrange(&mut dice, &mut picks);
    Ok(deck.paper(banks, &picks))
}

#[cfg(test)]
mod tests;
