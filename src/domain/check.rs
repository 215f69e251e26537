//! Whether the banks are right and well made, as far as their files and the texts of the laws tell.
//!
//! What is wrong is a fault. What may be right and wants a look is advice; advice that was looked at and stands is listed in
//! `accepted/*.toml` with its reason and is not told again.

mod amounts;
mod basis;
mod craft;
mod figures;
mod likeness;
mod markers;
mod notes;
mod readable;
mod spread;
mod what;

pub use figures::Figures;
pub use readable::{MOST_IN_CLAUSE, MOST_IN_EXPLANATION, MOST_IN_STEM};
pub use what::{ADVICE, Count, Like, Weight, What};

use crate::moment::Day;
use crate::read::Written;
use crate::read::written::{Folder, Origin};
use crate::statute::Statutes;
use crate::{Bank, Question};
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
        found.extend(notes::check(bank, folder(bank)));
    }
    found.extend(spread::letters_of_all(banks));
    found.extend(basis::past_their_end(written, on));
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
    let can_tell = |code: &str| has_texts || !NEEDS_TEXTS.contains(&code);
    let stale = written.accepted.iter().filter(|entry| can_tell(entry.code) && !met.contains(&(entry.id.clone(), entry.code)));
    left.extend(stale.map(|entry| Finding {
        file: entry.file.clone(),
        line: entry.line,
        id: entry.id.clone(),
        what: What::StaleAcceptance { code: entry.code },
    }));
    left
}

/// The codes of advice that is found only where the texts of the laws are at hand.
const NEEDS_TEXTS: [&str; 3] = ["weak", "number", "whole-preamble"];

/// A share in whole percents, rounded down; 0 of nothing.
fn percent(part: usize, whole: usize) -> u32 {
    (part * 100).checked_div(whole).and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
