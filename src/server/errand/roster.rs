//! `pufa roster`: what lists of people and units say, every problem by its row; what they would do to the roster, looked at first and
//! done when somebody accepts it; and the first passwords of its members.

mod import;
mod passwords;
mod preview;
mod report;
mod show;
#[cfg(test)]
mod tests;

use domain::roster::{Covers, Named, Renamed};
use domain::{Moment, Roster, Zone};
use formats::roster::{self as lists, List};

use self::preview::{Wanted, preview};
use super::exchange;
use super::office::Office;
use crate::command::{Lang, Roster as Errand};
use crate::outcome::{Done, Failure, Report};
use crate::settings::Given;

/// Does what was asked for.
pub fn run(errand: &Errand, lang: Lang, now: Moment, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Errand::Check { files } => check(files, lang, now),
        Errand::Import(errand) => import::run(errand, &office(Given::from(&errand.place))?),
        Errand::Show { unit, place } => show::run(unit.as_deref(), &office(Given::from(place))?),
        Errand::Passwords(errand) => passwords::run(errand, &office(Given::from(&errand.place))?),
    }
}

fn check(files: &[std::path::PathBuf], lang: Lang, now: Moment) -> Done {
    let list = read(files)?;
    // held against nothing, so that it can be told what would be in it
    let wanted =
        Wanted { covers: Covers::Named, renamed: Renamed::Nobody, on: Zone::CHINA.day(now), is_without_faulty: true, tells_names: false };
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

/// A unit of the roster by its code, name or path.
pub fn unit(roster: &Roster, named: &str) -> Result<String, Failure> {
    let by_code = Named { code: named.to_owned(), ..Named::default() };
    let by_name = Named { name: named.to_owned(), ..Named::default() };
    let found = roster.units.find(&by_code).or_else(|_| roster.units.find(&by_name));
    found.map(|unit| unit.code.clone()).map_err(|_| {
        Failure::wrong(
            "unknown-unit",
            format!("the roster has no one unit `{named}`; `pufa roster show` lists them"),
            format!("花名册里没有（或不止一个）单位 `{named}`；可用 `pufa roster show` 查看"),
        )
    })
}
