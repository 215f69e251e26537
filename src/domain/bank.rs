//! A bank: a named, versioned set of questions, by topic.

use crate::Question;

/// A named set of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    /// The folder's name; what blueprints call it.
    pub id: String,
    /// What the screen calls it.
    pub title: String,
    /// Changes whenever a question does.
    pub version: String,
    /// Short names of the laws that its questions may cite.
    pub laws: Vec<String>,
    /// In the order of their files' names.
    pub topics: Vec<Topic>,
}

/// The questions of one file of a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The file's name without `.toml`.
    pub id: String,
    /// What the screen calls it; may be empty.
    pub title: String,
    /// In the order they are written.
    pub questions: Vec<Question>,
}

impl Bank {
    /// Every question with its topic's id, in the order they are written.
    pub fn questions(&self) -> impl Iterator<Item = (&str, &Question)> {
        self.topics.iter().flat_map(|topic| topic.questions.iter().map(|question| (topic.id.as_str(), question)))
    }
}
