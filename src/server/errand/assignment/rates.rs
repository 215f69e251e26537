//! `pufa assignment rates`: the four rates of everyone and of each unit, now or as they were.

use domain::rates::{Figures, Measure};
use serde_json::{Value, json};

use super::people::People;
use super::{measures, open, rate_json, roster_line, shown, taken, wall};
use crate::command::{AssignmentRates, Lang};
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::school::{Taken, rates_view};

pub fn run(errand: &AssignmentRates, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    let taken = taken(office, &school, &assignment, &errand.of)?;
    let (is_everyone, is_recounted) = (errand.of.unit.is_none(), errand.of.at.is_some());
    Ok(Report::fine(text(&taken, is_everyone, is_recounted, office.lang), json(&taken, is_everyone, is_recounted)))
}

/// Everyone where it is asked for, then every unit that has members: name, code, level and figures.
pub fn units(taken: &Taken, everyone: bool) -> Vec<(String, String, usize, Figures)> {
    let (frozen, rates) = (taken.frozen(), taken.rates());
    let all = everyone.then(|| ("全部".to_owned(), String::new(), 0, rates.all()));
    let name = |code: &str| frozen.units.get(code).map_or_else(String::new, |unit| unit.name.clone());
    let each = rates.outline().filter(|(_, _, figures)| figures.due > 0);
    all.into_iter().chain(each.map(|(code, level, figures)| (name(code), code.to_owned(), level, figures))).collect()
}

fn text(taken: &Taken, everyone: bool, is_recounted: bool, lang: Lang) -> String {
    let assignment = &taken.assignment;
    let measures = measures(assignment);
    let mut text = format!("{}（{}）\n", assignment.title.replace('\n', ""), assignment.id);
    let at = wall(assignment.zone, taken.at);
    text += &match (lang, is_recounted) {
        (Lang::En, false) => format!("taken {at}\n"),
        (Lang::En, true) => format!("as of {at}, counted again from the rows\n"),
        (Lang::Zh, false) => format!("统计时间：{at}\n"),
        (Lang::Zh, true) => format!("截至 {at}，按记录重新计数\n"),
    };
    text += &roster_line(taken, lang);
    let view = rates_view(taken, everyone);
    let (exempt, absent, outside) = (view.exempt.len(), view.absent.len(), view.outside.len());
    let due = taken.frozen().due.len();
    text += &lang.pick(
        format!("due {due}, exempt {exempt}; named and not found so {absent}, did it and not counted {outside}\n"),
        format!("应参加 {due} 人，免考 {exempt} 人；点了名而对不上的 {absent} 人，参加了而不计入的 {outside} 人\n"),
    );
    if view.waiting > 0 {
        let waiting = view.waiting;
        text += &lang.pick(
            format!("{waiting} have not passed and may yet: short answers of theirs wait to be marked\n"),
            format!("另有 {waiting} 人的简答题待阅卷，暂未计入合格\n"),
        );
    }
    text.push('\n');
    let names = measures.iter().map(|measure| measure.on_screen());
    let headings: Vec<&str> =
        [lang.pick("unit", "单位"), lang.pick("code", "编码"), lang.pick("due", "应参加")].into_iter().chain(names).collect();
    let row = |(name, code, level, figures): (String, String, usize, Figures)| {
        let name = format!("{}{name}", "\u{3000}".repeat(level.saturating_sub(1)));
        let rates = measures.iter().map(|measure| shown(figures.rate(*measure)));
        [name, code, figures.due.to_string()].into_iter().chain(rates).collect()
    };
    let rows: Vec<Vec<String>> = units(taken, everyone).into_iter().map(row).collect();
    let numbers: Vec<usize> = (2..headings.len()).collect();
    text += &table(&headings, &numbers, &rows);
    if !view.exempt.is_empty() {
        text += lang.pick("\nexempt:\n", "\n免考：\n");
        let masked = People::masked();
        let rows: Vec<Vec<String>> =
            view.exempt.iter().map(|line| masked.cells(line).into_iter().chain([line.reason.clone()]).collect()).collect();
        text += &table(&masked.headings(lang, &[lang.pick("reason", "原因")]), &[], &rows);
    }
    text
}

fn json(taken: &Taken, everyone: bool, is_recounted: bool) -> Value {
    let (assignment, view) = (&taken.assignment, rates_view(taken, everyone));
    let measures = measures(assignment);
    let unit = |(name, code, level, figures): (String, String, usize, Figures)| {
        let mut object = json!({
            "code": code, "name": name, "level": level, "due": figures.due, "studied": figures.studied,
            "completed": figures.completed, "sat": figures.sat, "passed": figures.passed,
        });
        for measure in Measure::ALL {
            object[measure.word()] = if measures.contains(&measure) { rate_json(figures.rate(measure)) } else { Value::Null };
        }
        object
    };
    let masked = People::masked();
    let exempt = view.exempt.iter().map(|line| masked.json(line, &[("reason", json!(line.reason))]));
    json!({
        "assignment": assignment.id,
        "title": view.title.replace('\n', ""),
        "taken_ms": taken.at.0,
        "taken": wall(assignment.zone, taken.at),
        "recounted": is_recounted,
        "roster_on": view.taken.roster_on,
        "frozen": taken.roll.is_frozen(),
        "absent": view.absent.len(),
        "outside": view.outside.len(),
        "waiting": view.waiting,
        "units": units(taken, everyone).into_iter().map(unit).collect::<Vec<_>>(),
        "exempt": exempt.collect::<Vec<_>>(),
    })
}
