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
                    figures.longest += usize::from(has_longest_key(question));
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

/// Whether the right choice of a single question is longer than each of the others.
fn has_longest_key(question: &Question) -> bool {
    let length = |place: usize| question.choices.get(place).map_or(0, |choice| choice.chars().count());
    let Some(right) = question.key.places().next() else { return false };
    (0..question.choices.len()).filter(|place| *place != right).all(|place| length(right) > length(place))
}
