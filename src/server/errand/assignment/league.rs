//! `pufa assignment league`: the units of a level, ranked by a rate.

use domain::rates::Rate;
use serde_json::json;
use wire::study::LeagueLine;

use super::{level, must_have, open, rate_json, roster_line, shown, taken, wall};
use crate::command::AssignmentLeague;
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::school::league;

pub fn run(errand: &AssignmentLeague, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    must_have(&assignment, errand.measure)?;
    let taken = taken(office, &school, &assignment, &errand.of)?;
    let level = errand.level.map_or_else(|| level(taken.frozen()), usize::from);
    let lines = league(&taken, errand.measure, level);
    let (lang, measure) = (office.lang, errand.measure);
    let at = wall(assignment.zone, taken.at);
    let mut text = format!("{}（{}）\n", assignment.title.replace('\n', ""), assignment.id);
    text += &lang.pick(
        format!("{}, units of level {level}, taken {at}\n", measure.on_screen()),
        format!("{}，第 {level} 级单位，统计时间：{at}\n", measure.on_screen()),
    );
    text += &(roster_line(&taken, lang) + "\n");
    let rows: Vec<Vec<String>> =
        lines.iter().map(|line| vec![place(line), line.name.clone(), line.code.clone(), shown(rate(line))]).collect();
    text += &table(
        &lang.pick(["place", "unit", "code"], ["名次", "单位", "编码"]).into_iter().chain([measure.on_screen()]).collect::<Vec<_>>(),
        &[0, 3],
        &rows,
    );
    let each = lines.iter().map(|line| {
        let mut object = rate_json(rate(line));
        object["place"] = json!((line.place > 0).then_some(line.place));
        object["code"] = json!(line.code);
        object["name"] = json!(line.name);
        object
    });
    let json = json!({
        "assignment": assignment.id, "measure": measure.word(), "level": level, "taken_ms": taken.at.0,
        "roster_on": taken.frozen().on.to_string(), "frozen": taken.roll.is_frozen(), "units": each.collect::<Vec<_>>(),
    });
    Ok(Report::fine(text, json))
}

/// The rate of a line.
pub fn rate(line: &LeagueLine) -> Rate {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    Rate { numerator: count(line.numerator), denominator: count(line.denominator) }
}

/// Its place; a dash for a unit that nobody is asked about.
pub fn place(line: &LeagueLine) -> String {
    if line.place == 0 { "—".to_owned() } else { line.place.to_string() }
}
