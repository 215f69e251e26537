//! The parts of study: what is read and what is practised, and which of it a text or a question belongs to.

use crate::Citation;

/// One thing to study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the list calls it.
    pub title: String,
    /// What is to be done.
    pub task: Task,
    /// Whether it may be left out (选修) as long as enough other elective parts are done.
    pub elective: bool,
}

/// What is to be done in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// To read.
    Read {
        /// What; at least one.
        texts: Vec<Text>,
        /// How many minutes on these pages are asked for, from 1 on.
        minutes: u32,
    },
    /// To practise.
    Practise {
        /// Where the questions come from; at least one.
        chapters: Vec<Chapter>,
        /// How many different questions must be answered, from 1 on.
        count: u32,
        /// How many of a hundred of those must be right when last answered; 0 asks for none.
        right_percent: u32,
    },
}

/// A text to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Text {
    /// A whole law by its short name.
    Law(String),
    /// One article or preamble of a law, in the short form of [`Citation::canonical`].
    Article(Citation),
    /// The study notes of a topic.
    Notes(Chapter),
}

/// A topic of a bank; (章节) where people practise it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chapter {
    /// The bank's id.
    pub bank: String,
    /// The topic's id.
    pub topic: String,
}

impl Text {
    /// Whether reading `other` is reading this: an article is part of its law.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Law(law), Self::Article(place)) => *law == place.law,
            _ => self == other,
        }
    }
}

impl Part {
    /// Whether reading `text` belongs to it.
    #[must_use]
    pub fn reads(&self, text: &Text) -> bool {
        matches!(&self.task, Task::Read { texts, .. } if texts.iter().any(|known| known.covers(text)))
    }

    /// Whether a question of `chapter` belongs to it.
    #[must_use]
    pub fn practises(&self, chapter: &Chapter) -> bool {
        matches!(&self.task, Task::Practise { chapters, .. } if chapters.contains(chapter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_part_of_its_law_and_of_no_other() {
        let article = |text: &str| Text::Article(Citation::parse(text).expect("a citation"));
        assert!(Text::Law("宪法".into()).covers(&article("宪法第三十三条")));
        assert!(!Text::Law("民法典".into()).covers(&article("宪法第三十三条")));
        assert!(article("宪法第三十三条").covers(&article("宪法第三十三条")));
        assert!(!article("宪法第三十三条").covers(&Text::Law("宪法".into())));
    }
}
