//! One assignment from its file.

mod credits;
mod exam;
mod study;

use super::SourceFile;
use super::fields::{Fields, Source};
use super::laws::Laws;
use super::rules;
use crate::assignment::{Named, Who, Window};
use crate::{Assignment, Bank, Issue, Zone};
use toml::de::DeTable;

/// What an assignment may name.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    pub banks: &'k [Bank],
    pub laws: Option<&'k Laws>,
}

/// Reads an assignment file, looks up what it names and tries its papers on the banks. A file with any fault gives none: without one of its
/// parts an assignment would ask for less than it says, and more people would have done it.
pub fn read(file: &SourceFile, known: Known<'_>, issues: &mut Vec<Issue>) -> Option<Assignment> {
    let before = issues.len();
    read_all(file, known, issues).filter(|_| issues.len() == before)
}

fn read_all(file: &SourceFile, known: Known<'_>, issues: &mut Vec<Issue>) -> Option<Assignment> {
    let source = Source { path: &file.path, text: &file.text };
    let (table, _) = source.parse(issues);
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "the assignment");
    let id = read_id(&mut fields, &file.path);
    let (title, organiser) = (fields.text("title"), fields.text("organiser"));
    let zone = rules::zone(&mut fields);
    let roster_on = fields.day("roster-on");
    let deadline_at = fields.place("deadline");
    let deadline = fields.has("deadline").then(|| fields.moment("deadline", zone)).flatten();
    // a deadline that can't be read is known, only not written well
    fields.get("deadline");
    let rules = fields.texts("rules").into_iter().map(|(rule, _)| rule).collect();
    let (who, study, exam) = (fields.table("who"), fields.table("study"), fields.table("exam"));
    let has_study = fields.has("study");
    if !has_study && !fields.has("exam") {
        fields.fault(0, "nothing-to-do", "the assignment has neither [study] nor [exam]; add one of them");
    }
    fields.finish();
    let who = who.map(|(table, at)| read_who(&source, issues, table, at)).unwrap_or_default();
    let study = study.and_then(|(table, at)| study::read(&source, issues, table, at, zone, known));
    let exam = exam.and_then(|(table, at)| {
        let around = exam::Around { zone, banks: known.banks, who: &who, has_study, study: study.as_ref() };
        exam::read(&source, issues, table, at, &around)
    });
    let ends = study.iter().map(|study| study.window.closes).chain(exam.iter().map(crate::Exam::closes)).max();
    if let (Some(deadline), Some(ends)) = (deadline, ends)
        && deadline < ends
    {
        issues.push(source.issue(
            deadline_at,
            "deadline",
            "`deadline` lies before the end of the study period or the exam; mend the dates",
        ));
    }
    Some(Assignment { id, title: title?, organiser: organiser?, zone, who, roster_on, deadline: deadline.or(ends)?, study, exam, rules })
}

fn read_id(fields: &mut Fields<'_, '_, '_>, path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml").to_owned();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if stem.is_empty() || !stem.chars().all(plain) {
        let text = format!("the file's name `{stem}` becomes the link; use small letters, digits and hyphens only");
        fields.fault(0, "assignment-id", text);
    }
    stem
}

fn read_who(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize) -> Who {
    let mut fields = Fields::new(source, issues, table, at, "[who]");
    let units = fields.texts("units").into_iter().map(|(path, _)| crate::region::parts(&path).collect::<Vec<_>>().join("/")).collect();
    let ranks = fields.texts("ranks").into_iter().map(|(rank, _)| rank).collect();
    let tables = fields.tables("member");
    fields.finish();
    let mut members: Vec<Named> = Vec::new();
    for (table, at) in tables {
        let mut fields = Fields::new(source, issues, table, at, "the member");
        let (number, name) = (fields.text("number"), fields.text("name"));
        let unit = fields.text_or("unit", "");
        fields.finish();
        let Some((number, name)) = number.zip(name) else { continue };
        if members.iter().any(|other| other.number == number && other.unit == unit) {
            issues.push(source.issue(at, "duplicate-member", format!("the member `{number}` is named twice; take one out")));
            continue;
        }
        members.push(Named { unit, number, name });
    }
    Who { units, ranks, members }
}

/// `opens` and `closes` of a table; both must be there.
fn window(fields: &mut Fields<'_, '_, '_>, zone: Zone) -> Option<Window> {
    let (opens, closes) = (fields.moment("opens", zone), fields.moment("closes", zone));
    let window = Window { opens: opens?, closes: closes? };
    if window.closes <= window.opens {
        let at = fields.place("closes");
        fields.fault(at, "window", "`closes` is not after `opens`; mend the dates");
        return None;
    }
    Some(window)
}

#[cfg(test)]
mod tests;
