//! Whether the banks are right and well made, as far as their files and the texts of the laws tell.
//!
//! What is wrong is a fault. What may be right and wants a look is advice; advice that was looked at and stands is listed in
//! `accepted/*.toml` with its reason and is not told again.

mod basis;
mod craft;
mod figures;
mod likeness;
mod readable;
mod spread;

pub use figures::Figures;
pub use readable::{MOST_IN_CLAUSE, MOST_IN_EXPLANATION, MOST_IN_STEM, RARE_PERCENT};

use crate::moment::Day;
use crate::read::Written;
use crate::read::laws::Standing;
use crate::read::written::{Folder, Origin};
use crate::statute::{Missing, Statutes};
use crate::{Bank, Kind, Question};
use std::collections::BTreeSet;

/// Something that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as [`crate::read::SourceFile::path`] names it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The question; the bank where it is about all of it.
    pub id: String,
    /// What was found.
    pub what: What,
}

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

/// The codes of all advice; only these can be accepted.
pub const ADVICE: [&str; 17] = [
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

/// One question with all that is known of it.
#[derive(Clone, Copy)]
struct Asked<'a> {
    bank: &'a Bank,
    question: &'a Question,
    origin: &'a Origin,
}

impl Asked<'_> {
    fn finding(self, what: What) -> Finding {
        Finding { file: self.origin.file.clone(), line: self.origin.line, id: self.question.id.clone(), what }
    }

    fn of_basis(self, what: What) -> Finding {
        Finding { line: self.origin.basis_line, ..self.finding(what) }
    }
}

fn of_bank(bank: &Bank, what: What) -> Finding {
    Finding { file: format!("{}/bank.toml", bank.id), line: 1, id: bank.id.clone(), what }
}

/// Checks everything that was written; what needs the text of a law only when there are texts. Faults and advice alike, in the
/// order of files and lines.
#[must_use]
pub fn check(written: &Written, statutes: Option<&Statutes>, on: Day) -> Vec<Finding> {
    let nothing = Folder::default();
    let folder = |bank: &Bank| written.banks.get(&bank.id).unwrap_or(&nothing);
    let banks = &written.library.banks;
    let asked: Vec<Asked<'_>> = banks
        .iter()
        .flat_map(|bank| bank.questions().map(move |(_, question)| (bank, question)))
        .filter_map(|(bank, question)| Some(Asked { bank, question, origin: folder(bank).origins.get(&question.id)? }))
        .collect();
    let mut found: Vec<Finding> = Vec::new();
    for asked in &asked {
        found.extend(basis::in_force(*asked, written, on));
        if let Some(statutes) = statutes {
            found.extend(basis::check(*asked, written, statutes));
        }
        found.extend(craft::check(*asked));
        found.extend(readable::check(*asked));
    }
    found.extend(likeness::check(&asked));
    for bank in banks {
        found.extend(spread::check(bank, folder(bank)));
    }
    found.extend(spread::letters_of_all(banks));
    let mut found = without_accepted(found, written, statutes.is_some());
    found.sort_by(|a, b| (&a.file, a.line, a.what.code()).cmp(&(&b.file, b.line, b.what.code())));
    found
}

/// Leaves out what is accepted, and tells what is accepted in vain: of advice that rests on texts only when there are texts.
fn without_accepted(found: Vec<Finding>, written: &Written, has_texts: bool) -> Vec<Finding> {
    let mut met = BTreeSet::new();
    let mut left = Vec::new();
    for finding in found {
        let code = finding.what.code();
        let is_accepted = |entry: &crate::read::Accepted| entry.id == finding.id && entry.code == code;
        if written.accepted.iter().any(is_accepted) {
            met.insert((finding.id, code));
        } else {
            left.push(finding);
        }
    }
    let stale =
        written.accepted.iter().filter(|entry| (has_texts || entry.code != "weak") && !met.contains(&(entry.id.clone(), entry.code)));
    left.extend(stale.map(|entry| Finding {
        file: entry.file.clone(),
        line: entry.line,
        id: entry.id.clone(),
        what: What::StaleAcceptance { code: entry.code },
    }));
    left
}

/// A share in whole percents, rounded down; 0 of nothing.
fn percent(part: usize, whole: usize) -> u32 {
    (part * 100).checked_div(whole).and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
