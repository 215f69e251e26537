//! `pufa assignment`: how far an assignment has got, by unit and by member, and short answers marked by hand.

mod export;
mod freeze;
mod league;
mod lists;
mod mark;
mod moment;
mod people;
mod rates;
mod recount;

use std::sync::Arc;

use domain::rates::{Measure, Rate};
use domain::roster::{Frozen, Named};
use domain::{Assignment, Moment, Zone};
use serde_json::{Value, json};

use super::check;
use super::office::Office;
use crate::command::{Assignment as Errand, AssignmentPart, Lang};
use crate::outcome::{Done, Failure};
use crate::school::{School, Taken};
use crate::settings::Given;

/// Does what was asked for.
pub fn run(errand: &Errand, lang: Lang, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Errand::Check { path } => check::assignment(path, lang),
        Errand::Rates(errand) if errand.check => recount::run(errand, &office(Given::from(&errand.of.store))?),
        Errand::Rates(errand) => rates::run(errand, &office(Given::from(&errand.of.store))?),
        Errand::League(errand) => league::run(errand, &office(Given::from(&errand.of.store))?),
        Errand::Behind(errand) => lists::behind(errand, &office(Given::from(&errand.of.store))?),
        Errand::Rows(errand) => lists::rows(errand, &office(Given::from(&errand.of.store))?),
        Errand::Trouble(errand) => lists::trouble(errand, &office(Given::from(&errand.of.store))?),
        Errand::Freeze(errand) => freeze::run(errand, &office(Given::from(&errand.of.store))?),
        Errand::Export(errand) => export::run(errand, &office(Given::from(&errand.of.store))?),
        Errand::Mark(errand) => mark::run(errand, &office(Given::from(&errand.of.store))?),
    }
}

/// The school, and an assignment of it by its id.
fn open(office: &Office, id: &str) -> Result<(School, Arc<Assignment>), Failure> {
    let school = office.school()?;
    let found = school.find(id).ok().map(Arc::clone);
    let found = found.ok_or_else(|| {
        let known = school.assignments().map(|assignment| assignment.id.as_str()).collect::<Vec<_>>().join(", ");
        Failure::of(
            "unknown-assignment",
            format!("there is no assignment `{id}`; there are: {known}. `pufa assignment check` says why one can't be read"),
            format!("没有学习任务 `{id}`；现有：{known}。读不了的原因可用 `pufa assignment check` 查看"),
        )
    })?;
    Ok((school, found))
}

/// What rates are made of, as of now or then, of a unit where one is named.
fn taken(office: &Office, school: &School, assignment: &Assignment, part: &AssignmentPart) -> Result<Taken, Failure> {
    let code = code(office, school, assignment, part.unit.as_deref())?;
    match &part.at {
        None => office.learn(school.taken(&assignment.id, code.as_deref())),
        Some(at) => {
            let at = moment::read(assignment, at, office.now())?;
            office.learn(school.taken_at(&assignment.id, code.as_deref(), at))
        }
    }
}

/// The code of a unit in the roster of an assignment, of its code, name or path.
fn code(office: &Office, school: &School, assignment: &Assignment, unit: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(named) = unit else { return Ok(None) };
    let roll = office.learn(school.roll(assignment))?;
    let units = &roll.frozen.units;
    let by_code = Named { code: named.to_owned(), ..Named::default() };
    let by_name = Named { name: named.to_owned(), ..Named::default() };
    let found = units.find(&by_code).or_else(|_| units.find(&by_name));
    found.map(|unit| Some(unit.code.clone())).map_err(|_| {
        Failure::wrong(
            "unknown-unit",
            format!("the roster of this assignment has no one unit `{named}`; name it by its code"),
            format!("这个任务的花名册里没有（或不止一个）单位 `{named}`；请写单位的编码"),
        )
    })
}

/// The rates that an assignment has: without study nobody can be said not to have studied.
fn measures(assignment: &Assignment) -> Vec<Measure> {
    let is_there = |measure: &Measure| match measure {
        Measure::Study | Measure::Completion => assignment.study.is_some(),
        Measure::Attendance | Measure::Pass => assignment.exam.is_some(),
    };
    Measure::ALL.into_iter().filter(is_there).collect()
}

/// Refuses a rate that an assignment has not.
fn must_have(assignment: &Assignment, measure: Measure) -> Result<(), Failure> {
    if measures(assignment).contains(&measure) {
        return Ok(());
    }
    let (id, word, name) = (&assignment.id, measure.word(), measure.on_screen());
    Err(Failure::wrong(
        "no-such-rate",
        format!("`{id}` has no rate `{word}`: it has no study, or no exam"),
        format!("`{id}` 没有{name}：它不含学习，或不含考试"),
    ))
}

/// The level that a league table is of unless told: 2, or 1 where there is no other.
fn level(frozen: &Frozen) -> usize {
    frozen.units.outline().into_iter().map(|(_, level)| level).max().unwrap_or(1).min(2)
}

/// 85.71% 6/7, the share cut off; a dash where nobody is asked about.
fn shown(rate: Rate) -> String {
    let of = format!("{}/{}", rate.numerator, rate.denominator);
    rate.basis_points().map_or_else(|| format!("— {of}"), |points| format!("{}.{:02}% {of}", points / 100, points % 100))
}

fn rate_json(rate: Rate) -> Value {
    json!({ "numerator": rate.numerator, "denominator": rate.denominator, "percent": rate.basis_points().map(|points| f64::from(points) / 100.0) })
}

/// A moment as a clock on the wall there shows it, with its zone.
fn wall(zone: Zone, at: Moment) -> String {
    let wall = zone.wall(at);
    let second = at.0.div_euclid(1000).rem_euclid(60);
    format!("{} {:02}:{:02}:{second:02} {zone}", zone.day(at), wall.hour, wall.minute)
}

/// Which roster it is counted over, said plainly while it is not frozen yet.
fn roster_line(taken: &Taken, lang: Lang) -> String {
    let (on, day) = (taken.frozen().on, taken.assignment.frozen_on());
    if taken.roll.is_frozen() && on != day {
        return lang.pick(
            format!("roster of {on}, frozen; BUT THE FILE SAYS {day}: give an assignment of another year a file of its own, or `freeze --again`\n"),
            format!("花名册：{on}，已定；但文件写的是 {day}：另一年的任务请另用一个文件，或用 freeze --again 重新定\n"),
        );
    }
    if taken.roll.is_frozen() {
        return lang.pick(format!("roster of {on}, frozen\n"), format!("花名册：{on}，已定\n"));
    }
    if taken.assignment.zone.day(taken.at) >= day {
        return lang.pick(
            format!("the roster is NOT FROZEN: that of {day} has nobody of this assignment, `pufa assignment freeze` says what to do; counted over that of {on}\n"),
            format!("花名册还没有定：{day} 的里面没有这个任务的人，怎么办见 pufa assignment freeze；先按 {on} 的算\n"),
        );
    }
    lang.pick(
        format!("the roster is NOT FROZEN yet, its day is {day}; counted over that of {on}, and the denominators may still change\n"),
        format!("花名册还没有定（以 {day} 为准）；先按 {on} 的算，分母还会变\n"),
    )
}
