//! What a bank is made of, counted.

use crate::question::ChoiceSet;
use crate::read::written::Folder;
use crate::{Bank, Kind, Question};

/// The counts of one bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Questions.
    pub questions: usize,
    /// By kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; 4],
    /// By level, 1–3.
    pub levels: [usize; 3],
    /// Single questions by their right letter, A–D; the rest is not counted.
    pub letters: [usize; 4],
    /// Single questions whose right choice is longer than every other.
    pub longest: usize,
    /// Single questions of which a wrong choice is longer than every other.
    pub longest_wrong: usize,
    /// Judge questions whose statement is true.
    pub truths: usize,
    /// Cases (以案释法).
    pub cases: usize,
}

impl Figures {
    /// Counts a bank.
    #[must_use]
    pub fn of(bank: &Bank, folder: &Folder) -> Self {
        let mut figures = Self::default();
        for (_, question) in bank.questions() {
            figures.questions += 1;
            figures.kinds[question.kind as usize] += 1;
            if let Some(level) = figures.levels.get_mut(usize::from(question.level.saturating_sub(1))) {
                *level += 1;
            }
            match question.kind {
                Kind::Single => {
                    let letter = question.key.places().next().and_then(|place| figures.letters.get_mut(place));
                    letter.into_iter().for_each(|letter| *letter += 1);
                    match longest(question) {
                        Some(place) if question.key.holds(place) => figures.longest += 1,
                        Some(_) => figures.longest_wrong += 1,
                        None => {}
                    }
                }
                Kind::Judge => figures.truths += usize::from(question.key == ChoiceSet::TRUE),
                Kind::Multiple | Kind::Indefinite => {}
            }
            figures.cases += usize::from(folder.origins.get(&question.id).is_some_and(|origin| origin.is_case));
        }
        figures
    }

    /// How many are of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> usize {
        self.kinds[kind as usize]
    }
}

/// The place of the choice that is longer than each of the others, when there is one.
fn longest(question: &Question) -> Option<usize> {
    let lengths: Vec<usize> = question.choices.iter().map(|choice| choice.chars().count()).collect();
    let most = lengths.iter().max()?;
    let mut places = (0..lengths.len()).filter(|place| lengths[*place] == *most);
    places.next().filter(|_| places.next().is_none())
}
