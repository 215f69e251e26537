//! What can be found in banks, each kind with its word and its weight.

use super::percent;
use crate::Kind;
use crate::read::laws::Standing;
use crate::statute::Missing;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It is wrong.
    Fault,
    /// Somebody should look.
    Advice,
}

/// What can be found. Shares are whole percents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The law that a question cites has no text.
    NoText {
        /// Its short name.
        law: String,
        /// The version looked for.
        version: Option<String>,
    },
    /// The place that a question cites is not in the law.
    NoPlace {
        /// The citation.
        cited: String,
        /// What is missing.
        missing: Missing,
    },
    /// The version of the law that a question rests on is not in force on the day.
    NotInForce {
        /// The law with its version: 国家通用语言文字法@2000.
        law: String,
        /// How it stands.
        standing: Standing,
    },
    /// The question is asked already.
    Duplicate(Like),
    /// The question may be asked already.
    NearDuplicate(Like),
    /// The stems are the same and the choices are not.
    SameStem(Like),
    /// A letter is right too often or too seldom in the single questions of all banks.
    LetterBalance(Count),
    /// The right choice is the longest too often in the single questions of a bank.
    LongestKey(Count),
    /// The right choice is the longest hardly ever in the single questions of a bank.
    SeldomLongest(Count),
    /// Where one choice is longer than the others, it is nearly always the right one, or never.
    LongestTells(Count),
    /// The answer has amounts that are neither in the articles nor in the stem.
    Number {
        /// Which.
        amounts: String,
    },
    /// The whole of a preamble is cited, which has several paragraphs.
    WholePreamble {
        /// The citation.
        cited: String,
    },
    /// `laws.toml` calls a law in force whose end has come.
    StaleStatus,
    /// Statements with some words are nearly all true or nearly all false.
    JudgeMarker(Count),
    /// A topic's notes do not say to read what its questions rest on.
    NoteMissesArticle {
        /// The places, in the order of the questions.
        articles: Vec<String>,
    },
    /// Few words of the answer are in the articles.
    Weak {
        /// The share of the answer's pairs of characters that the articles have.
        answer: u32,
        /// The same of the stem's.
        stem: u32,
    },
    /// A letter is right too often or too seldom in the single questions of one bank.
    LetterShare(Count),
    /// The stem has too many characters: so many.
    LongStem(usize),
    /// The explanation has too many characters: so many.
    LongExplanation(usize),
    /// So many characters stand between two marks.
    LongClause {
        /// How many.
        length: usize,
        /// The first of them.
        begins: String,
    },
    /// Too many characters are not among the common ones.
    RareCharacters {
        /// Which.
        characters: String,
        /// Their share.
        percent: u32,
    },
    /// A level, 1–3, is not asked as often as it should be.
    LevelSpread(Count),
    /// A kind is not asked as often as it should be.
    KindSpread(Kind, Count),
    /// Too few questions are cases.
    FewCases(Count),
    /// True statements and false ones are not about as many.
    JudgeBalance(Count),
    /// A topic has no study notes.
    NoNotes {
        /// The topic.
        topic: String,
    },
    /// No topic of the bank has study notes.
    NoNotesAtAll,
    /// There are not as many choices, or right ones among them, as our banks have.
    OddChoices {
        /// How many there are.
        choices: usize,
        /// How many of them are right.
        right: usize,
    },
    /// A choice speaks of others, or seems to, and so no choice changes its place.
    KeepsOrder {
        /// The choice.
        choice: String,
    },
    /// The explanation names a letter, and choices change places.
    NamesLetter,
    /// Something is accepted that is not found any more.
    StaleAcceptance {
        /// The code of the advice.
        code: &'static str,
    },
}

/// Another question and how like it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The other question.
    pub id: String,
    /// Where it stands.
    pub file: String,
    /// On which line.
    pub line: usize,
    /// How much of the pairs of characters of both is in both.
    pub percent: u32,
}

/// So many of so many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted: a letter, a level; empty where that is clear.
    pub what: String,
    /// How many there are.
    pub have: usize,
    /// Of how many.
    pub of: usize,
    /// The share that is wanted, in percent, from and to.
    pub wanted: (u32, u32),
}

impl Count {
    /// The share there is, in whole percents.
    #[must_use]
    pub fn percent(&self) -> u32 {
        percent(self.have, self.of)
    }
}

/// The codes of all advice; only these can be accepted.
pub const ADVICE: [&str; 24] = [
    "seldom-longest",
    "longest-tells",
    "number",
    "whole-preamble",
    "stale-status",
    "judge-marker",
    "note-misses-article",
    "weak",
    "near-duplicate",
    "same-stem",
    "letter-share",
    "long-stem",
    "long-explanation",
    "long-clause",
    "rare-characters",
    "level-spread",
    "kind-spread",
    "few-cases",
    "judge-balance",
    "no-notes",
    "odd-choices",
    "keeps-order",
    "names-a-letter",
    "stale-acceptance",
];

impl What {
    /// A stable word for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoText { .. } => "no-law-text",
            Self::NoPlace { missing, .. } => match missing {
                Missing::Preamble | Missing::PreambleParagraph { .. } => "no-preamble",
                Missing::Article { .. } => "no-article",
                Missing::Paragraph { .. } => "no-paragraph",
                Missing::Item { .. } => "no-item",
            },
            Self::NotInForce { .. } => "not-in-force",
            Self::Duplicate(_) => "duplicate",
            Self::LetterBalance(_) => "letter-balance",
            Self::LongestKey(_) => "longest-key",
            Self::SeldomLongest(_) => "seldom-longest",
            Self::LongestTells(_) => "longest-tells",
            Self::Number { .. } => "number",
            Self::WholePreamble { .. } => "whole-preamble",
            Self::StaleStatus => "stale-status",
            Self::JudgeMarker(_) => "judge-marker",
            Self::NoteMissesArticle { .. } => "note-misses-article",
            Self::Weak { .. } => "weak",
            Self::NearDuplicate(_) => "near-duplicate",
            Self::SameStem(_) => "same-stem",
            Self::LetterShare(_) => "letter-share",
            Self::LongStem(_) => "long-stem",
            Self::LongExplanation(_) => "long-explanation",
            Self::LongClause { .. } => "long-clause",
            Self::RareCharacters { .. } => "rare-characters",
            Self::LevelSpread(_) => "level-spread",
            Self::KindSpread(..) => "kind-spread",
            Self::FewCases(_) => "few-cases",
            Self::JudgeBalance(_) => "judge-balance",
            Self::NoNotes { .. } | Self::NoNotesAtAll => "no-notes",
            Self::OddChoices { .. } => "odd-choices",
            Self::KeepsOrder { .. } => "keeps-order",
            Self::NamesLetter => "names-a-letter",
            Self::StaleAcceptance { .. } => "stale-acceptance",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub fn weight(&self) -> Weight {
        if ADVICE.contains(&self.code()) { Weight::Advice } else { Weight::Fault }
    }

    /// The file of the other question, where it is about two.
    #[must_use]
    pub fn other_file(&self) -> Option<&str> {
        match self {
            Self::Duplicate(like) | Self::NearDuplicate(like) | Self::SameStem(like) => Some(&like.file),
            _ => None,
        }
    }
}
