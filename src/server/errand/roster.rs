//! `pufa roster check`: what lists of people and units say, and every problem by its row. What an import would do to a roster is
//! [looked at](preview::preview) first in any case.

mod preview;
mod report;
#[cfg(test)]
mod tests;

use domain::roster::Covers;
use domain::{Moment, Roster, Zone};
use formats::roster::{self as lists, List};

use self::preview::{Wanted, preview};
use super::exchange;
use crate::command::{Lang, Roster as Errand};
use crate::outcome::{Done, Failure, Report};

/// Does what was asked for.
pub fn run(errand: &Errand, lang: Lang, now: Moment) -> Done {
    let Errand::Check { files } = errand;
    let list = read(files)?;
    // held against nothing, so that it can be told what would be in it
    let wanted = Wanted { covers: Covers::Named, on: Zone::CHINA.day(now), is_without_faulty: true };
    let found = preview(&Roster::default(), &list, &wanted);
    let text = report::sheets(&list, lang) + &report::counts(&found, lang) + &report::problems(&found.problems, lang);
    let mut json = report::counted(&found);
    json["problems"] = report::listed(&found.problems, lang);
    Ok(Report { text, json, faults: found.faulty > 0 })
}

/// Reads the files as one list.
fn read(files: &[std::path::PathBuf]) -> Result<List, Failure> {
    let names = names(files);
    let bytes = files.iter().map(|path| exchange::read(path)).collect::<Result<Vec<_>, _>>()?;
    let files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(bytes.iter().map(Vec::as_slice)).collect();
    Ok(lists::read(&files))
}

/// What the files are called: their names, and their paths where two have one name.
fn names(files: &[std::path::PathBuf]) -> Vec<String> {
    let names: Vec<String> = files.iter().map(|path| exchange::name(path)).collect();
    let is_one = |name: &String| names.iter().filter(|other| *other == name).count() == 1;
    files.iter().zip(&names).map(|(path, name)| if is_one(name) { name.clone() } else { path.display().to_string() }).collect()
}
