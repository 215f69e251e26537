//! Banks and campaigns from the TOML that people write: a value, and an issue with file and line for all that could not be taken.

pub mod accepted;
pub mod laws;
pub mod notes;
pub mod written;

mod assignment;
mod award;
mod bank;
mod campaign;
mod fields;
mod rules;

pub use accepted::Accepted;
pub use laws::{Law, Laws};
pub use written::Written;

use crate::assignment::Chapter;
use crate::campaign::Grading;
use crate::{Assignment, Bank, Blueprint, Campaign, Issue, Question};
use std::collections::BTreeMap;

/// One file as it stands on the disk of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the questions folder, with forward slashes: `constitution/rights.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All that a questions folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// By id.
    pub banks: Vec<Bank>,
    /// By id.
    pub campaigns: Vec<Campaign>,
    /// By id.
    pub assignments: Vec<Assignment>,
}

/// Reads `<bank>/bank.toml`, `<bank>/<topic>.toml`, `campaigns/<id>.toml` and `assignments/<id>.toml`. What is good is in the library,
/// whatever stands beside it; every fault is an issue, in the order of files and lines.
#[must_use]
pub fn library(files: &[SourceFile]) -> (Library, Vec<Issue>) {
    let (written, issues) = written(files);
    (written.library, issues)
}

/// Reads what [`library`] does, and beside it `laws.toml`, `accepted/*.toml` and the articles that each `<bank>/notes/<topic>.md` says to read.
#[must_use]
pub fn written(files: &[SourceFile]) -> (Written, Vec<Issue>) {
    let mut issues = Vec::new();
    let mut folders: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
    let mut written = Written::default();
    for file in files {
        match file.path.split_once('/') {
            Some((folder, name)) if !name.contains('/') && name.ends_with(".toml") => folders.entry(folder).or_default().push(file),
            None if file.path == LAWS => written.laws = Some(laws::read(file, &mut issues)),
            // study notes and the like belong to others
            _ => {}
        }
    }
    let campaign_files = folders.remove("campaigns").unwrap_or_default();
    let assignment_files = folders.remove("assignments").unwrap_or_default();
    for file in folders.remove("accepted").unwrap_or_default() {
        written.accepted.extend(accepted::read(file, &mut issues));
    }
    let mut banks = Vec::new();
    for (name, mut files) in folders {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if let Some((bank, folder)) = bank::read(name, &files, written.laws.as_ref(), &mut issues) {
            written.banks.insert(name.to_owned(), folder);
            banks.push(bank);
        }
    }
    for file in files {
        let note = file.path.split_once("/notes/").and_then(|(bank, name)| Some((bank, name.strip_suffix(".md")?)));
        if let Some((folder, topic)) = note.and_then(|(bank, topic)| Some((written.banks.get_mut(bank)?, topic))) {
            let laws: Vec<String> = folder.laws.iter().map(|law| law.name.clone()).collect();
            folder.notes.insert(topic.to_owned(), notes::read(file, &laws, &mut issues));
        }
    }
    let campaigns: Vec<Campaign> = campaign_files.into_iter().filter_map(|file| campaign::read(file, &banks, &mut issues)).collect();
    let known = assignment::Known { banks: &banks, laws: written.laws.as_ref() };
    let assignments: Vec<Assignment> = assignment_files.into_iter().filter_map(|file| assignment::read(file, known, &mut issues)).collect();
    for open in campaigns.iter().filter(|campaign| campaign.grading == Grading::Device) {
        issues.extend(campaigns.iter().find_map(|closed| gives_away(open, closed, &banks)));
        issues.extend(assignments.iter().filter_map(|closed| gives_exam_away(open, closed, &banks)));
    }
    for practised in &assignments {
        issues.extend(campaigns.iter().find_map(|closed| gives_quiz_away(practised, closed, &banks)));
        issues.extend(assignments.iter().find_map(|closed| gives_other_exam_away(practised, closed, &banks)));
    }
    issues.sort();
    written.library = Library { banks, campaigns, assignments };
    (written, issues)
}

/// The file that lists the laws.
const LAWS: &str = "laws.toml";

/// A campaign that devices grade gives out the keys of its questions: none of them may be asked where a server keeps the key.
fn gives_away(open: &Campaign, closed: &Campaign, banks: &[Bank]) -> Option<Issue> {
    if closed.grading == Grading::Device || closed.open_questions {
        return None;
    }
    let given = asked_by_both(&open.blueprint, &closed.blueprint, banks)?;
    Some(Issue {
        file: format!("campaigns/{}.toml", open.id),
        line: 1,
        code: "gives-away",
        text: format!(
            "devices get the keys of its questions, and `{}` asks some of them where a server keeps the key (`{given}`, for one); \
             let the two draw from different banks, topics or levels, or write questions-are-public = true in `{}`",
            closed.id, closed.id
        ),
    })
}

/// The same for an exam. What members practise in their own assignment is another matter: that they are to know.
fn gives_exam_away(open: &Campaign, closed: &Assignment, banks: &[Bank]) -> Option<Issue> {
    let exam = closed.exam.as_ref().filter(|exam| !exam.open_questions)?;
    let given = exam.papers.iter().find_map(|paper| asked_by_both(&open.blueprint, &paper.blueprint, banks))?;
    Some(Issue {
        file: format!("assignments/{}.toml", closed.id),
        line: 1,
        code: "gives-away",
        text: format!(
            "its exam asks questions whose keys devices get in the campaign `{}` (`{given}`, for one); \
             let the two draw from different banks, topics or levels, or write questions-are-public = true under [exam]",
            open.id
        ),
    })
}

/// Members get the keys of what they practise: none of it may be asked where a prize hangs on it.
fn gives_quiz_away(practised: &Assignment, closed: &Campaign, banks: &[Bank]) -> Option<Issue> {
    if closed.grading == Grading::Device || closed.open_questions {
        return None;
    }
    let given = practised_and_asked(practised, &closed.blueprint, banks)?;
    Some(gives_practice_away(practised, &format!("the campaign `{}`", closed.id), &given))
}

/// The same for an exam of others.
fn gives_other_exam_away(practised: &Assignment, closed: &Assignment, banks: &[Bank]) -> Option<Issue> {
    let exam = closed.exam.as_ref().filter(|exam| !exam.open_questions && practised.id != closed.id)?;
    let given = exam.papers.iter().find_map(|paper| practised_and_asked(practised, &paper.blueprint, banks))?;
    Some(gives_practice_away(practised, &format!("the exam of `{}`", closed.id), &given))
}

fn gives_practice_away(practised: &Assignment, closed: &str, given: &str) -> Issue {
    Issue {
        file: format!("assignments/{}.toml", practised.id),
        line: 1,
        code: "gives-away",
        text: format!(
            "members get the keys of what they practise, and {closed} asks some of it (`{given}`, for one); \
             let them practise other topics, or write questions-are-public = true there"
        ),
    }
}

/// The first question that is practised and that a paper may ask.
fn practised_and_asked(practised: &Assignment, paper: &Blueprint, banks: &[Bank]) -> Option<String> {
    let parts = practised.study.as_ref().map(|study| &study.parts[..]).unwrap_or_default();
    let is_both = |bank: &Bank, topic: &str, question: &Question| {
        let chapter = Chapter { bank: bank.id.clone(), topic: topic.to_owned() };
        parts.iter().any(|part| part.practises(&chapter)) && paper.sections.iter().any(|section| section.fits(&bank.id, topic, question))
    };
    let first = |bank: &Bank| bank.questions().find(|(topic, question)| is_both(bank, topic, question)).map(|(_, found)| found.id.clone());
    banks.iter().find_map(first)
}

/// The first question that either paper may ask.
fn asked_by_both(one: &Blueprint, other: &Blueprint, banks: &[Bank]) -> Option<String> {
    let asks = |paper: &Blueprint, bank: &Bank, topic: &str, question: &Question| {
        paper.sections.iter().any(|section| section.fits(&bank.id, topic, question))
    };
    let both = |bank: &Bank, (topic, question): &(&str, &Question)| asks(one, bank, topic, question) && asks(other, bank, topic, question);
    banks.iter().find_map(|bank| bank.questions().find(|found| both(bank, found)).map(|(_, question)| question.id.clone()))
}

#[cfg(test)]
mod tests;
