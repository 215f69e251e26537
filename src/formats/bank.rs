//! A bank as it comes in: nearer to the paper than [`domain::Bank`], because keys may be missing and questions may be of kinds that
//! this program keeps and does not ask.

use domain::{ChoiceSet, Points};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bank {
    /// What it is called; may be empty.
    pub title: String,
    /// In the order of the source.
    pub items: Vec<Item>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 单选.
    #[default]
    Single,
    /// 多选.
    Multiple,
    /// 不定项.
    Indefinite,
    /// 判断.
    Judge,
    /// 填空. Kept, not asked.
    Blank,
    /// 简答, 论述, 名词解释, 案例分析. Kept, not asked.
    Short,
}

/// What is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Which choices: never empty, each within the choices.
    Choices(ChoiceSet),
    /// Whether the statement of a judge question is true.
    Truth(bool),
    /// What a blank takes, one text for each blank, or what a short answer should say, one text.
    Texts(Vec<String>),
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// How it is answered.
    pub kind: Kind,
    /// What is asked, without number, label or key. Its lines are joined; `\n` only where the source means a paragraph.
    pub stem: String,
    /// The choices without their letters; none for judge, blank and short.
    pub choices: Vec<String>,
    /// What is right, when the source says so and it is not in doubt.
    pub key: Option<Key>,
    /// Why; may be empty.
    pub explain: String,
    /// What it is worth, when the source says so.
    pub points: Option<Points>,
    /// 1 easy, 2 middling, 3 hard, when the source says so.
    pub level: Option<u8>,
    /// Where it belongs: a topic, a category, a chapter; may be empty.
    pub topic: String,
    /// The places in laws that the source cites, as it writes them.
    pub basis: Vec<String>,
    /// The line of the source where it begins, counted from 1; in a sheet the row; in XML the line; in a list the place.
    pub line: usize,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Single, Self::Multiple, Self::Indefinite, Self::Judge, Self::Blank, Self::Short];

    /// The word that machines use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => domain::Kind::Single.word(),
            Self::Multiple => domain::Kind::Multiple.word(),
            Self::Indefinite => domain::Kind::Indefinite.word(),
            Self::Judge => domain::Kind::Judge.word(),
            Self::Blank => "blank",
            Self::Short => "short",
        }
    }

    /// The word that people read: 单选题.
    #[must_use]
    pub fn on_paper(self) -> &'static str {
        match self {
            Self::Single => "单选题",
            Self::Multiple => "多选题",
            Self::Indefinite => "不定项选择题",
            Self::Judge => "判断题",
            Self::Blank => "填空题",
            Self::Short => "简答题",
        }
    }

    /// Whether it has choices.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(self, Self::Single | Self::Multiple | Self::Indefinite)
    }
}

impl Item {
    /// The key as machines write it: `AC`, `true`; `None` without one, and for texts.
    #[must_use]
    pub fn letters(&self) -> Option<String> {
        match &self.key {
            Some(Key::Choices(set)) => Some(set.to_string()),
            Some(Key::Truth(truth)) => Some(truth.to_string()),
            Some(Key::Texts(_)) | None => None,
        }
    }
}
