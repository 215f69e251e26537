//! A blueprint: how a paper is drawn, section by section.

use crate::{Kind, Points, Question};

/// How the papers of a campaign are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blueprint {
    /// Random for each sitting, or one paper for everyone.
    pub way: Way,
    /// In the order a paper shows them.
    pub sections: Vec<Section>,
}

/// Where chance comes in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Questions and choices fall as the sitting's seed says, unseen questions first.
    #[default]
    Random,
    /// The first fitting questions in the order of the bank, choices as written: the same paper for everyone.
    Fixed,
}

/// One part of a paper. An empty list of kinds, topics or levels means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Ids of the banks drawn from; at least one.
    pub banks: Vec<String>,
    /// Kinds of question that fit.
    pub kinds: Vec<Kind>,
    /// Ids of the topics that fit.
    pub topics: Vec<String>,
    /// Levels that fit, 1–3.
    pub levels: Vec<u8>,
    /// How many questions.
    pub count: usize,
    /// What each is worth.
    pub points: Points,
}

impl Section {
    /// Whether a question of that bank and topic may stand in this section.
    #[must_use]
    pub fn fits(&self, bank: &str, topic: &str, question: &Question) -> bool {
        self.banks.iter().any(|id| id == bank)
            && any_or(&self.kinds, &question.kind)
            && any_or(&self.levels, &question.level)
            && (self.topics.is_empty() || self.topics.iter().any(|id| id == topic))
    }
}

fn any_or<T: PartialEq>(wanted: &[T], given: &T) -> bool {
    wanted.is_empty() || wanted.contains(given)
}

impl Blueprint {
    /// How many questions a paper has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sections.iter().map(|section| section.count).sum()
    }

    /// The best score that a paper can have.
    #[must_use]
    pub fn out_of(&self) -> Points {
        self.sections.iter().fold(Points::default(), |sum, section| sum + section.points * section.count)
    }
}
