//! `pufa assignment rates`: the four rates of everyone and of each unit, now or as they were.

use domain::moment::Day;
use domain::rates::{Figures, Measure};
use domain::{Assignment, Moment};
use serde_json::{Value, json};

use super::people::People;
use super::{code, measures, open, rate_json, roster_line, shown, wall};
use crate::command::{AssignmentRates, Lang};
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Failure, Report};
use crate::school::{Taken, rates_view};

pub fn run(errand: &AssignmentRates, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    let unit = code(office, &school, &assignment, errand.unit.as_deref())?;
    let taken = match &errand.at {
        None => office.learn(school.taken(&assignment.id, unit.as_deref()))?,
        Some(at) => {
            let at = moment(&assignment, at, office.now())?;
            office.learn(school.taken_at(&assignment.id, unit.as_deref(), at))?
        }
    };
    let is_recounted = errand.at.is_some();
    Ok(Report::fine(text(&taken, unit.is_none(), is_recounted, office.lang), json(&taken, unit.is_none(), is_recounted)))
}

/// 2027-07-10T17:00 on the clock of the assignment, not after now.
fn moment(assignment: &Assignment, text: &str, now: Moment) -> Result<Moment, Failure> {
    let read = || {
        let (day, time) = text.split_once(['T', ' '])?;
        let two = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u8>().ok()).flatten();
        let parts: Option<Vec<u8>> = time.split(':').map(two).collect();
        let (hour, minute, second) = match *parts?.as_slice() {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return None,
        };
        let is_time = hour < 24 && minute < 60 && second < 60;
        let Day(days) = Day::read(day)?;
        let local =
            i64::from(days) * domain::moment::DAY_MS + (i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second)) * 1_000;
        is_time.then(|| Moment(local).plus_ms(-i64::from(assignment.zone.minutes()) * 60_000))
    };
    let at = read().ok_or_else(|| {
        Failure::wrong(
            "bad-moment",
            format!("--at wants a moment such as 2027-07-10T17:00, and `{text}` is none"),
            format!("--at 应为一个时刻，如 2027-07-10T17:00，而不是 `{text}`"),
        )
    })?;
    if at > now {
        return Err(Failure::wrong("not-yet", format!("`{text}` has not come yet"), format!("`{text}` 还没有到")));
    }
    Ok(at)
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
        format!("due {due}, exempt {exempt}; named and no members {absent}, did it and not counted {outside}\n"),
        format!("应参加 {due} 人，免考 {exempt} 人；点了名而花名册没有的 {absent} 人，参加了而不计入的 {outside} 人\n"),
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
        "roster_on": view.roster_on,
        "frozen": taken.roll.is_frozen(),
        "absent": view.absent.len(),
        "outside": view.outside.len(),
        "waiting": view.waiting,
        "units": units(taken, everyone).into_iter().map(unit).collect::<Vec<_>>(),
        "exempt": exempt.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Zone;

    fn check(text: &str, expected: Option<&str>) {
        let files = [domain::read::SourceFile { path: "assignments/a.toml".into(), text: PROBE.into() }];
        let (library, issues) = domain::read::library(&files);
        let assignment = library.assignments.first().unwrap_or_else(|| panic!("{issues:?}"));
        let now = Zone::CHINA.moment(2027, 7, 11, 0, 0, 0).expect("a day");
        assert_eq!(moment(assignment, text, now).ok().map(|at| wall(assignment.zone, at)).as_deref(), expected, "{text}");
    }

    const PROBE: &str = "title = \"学法\"\norganiser = \"某市\"\n[study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-07-06T00:00:00\nlaws = [\"宪法@2018\"]\n[[study.part]]\ntitle = \"读\"\nlaw = \"宪法\"\nminutes = 20\n";

    #[test]
    fn a_moment_is_one_of_the_clock_there() {
        check("2027-07-10T17:00", Some("2027-07-10 17:00:00 +08:00"));
        check("2027-07-10 17:00:30", Some("2027-07-10 17:00:30 +08:00"));
    }

    #[test]
    fn what_is_none_or_has_not_come_is_refused() {
        for text in ["2027-07-12T17:00", "2027-07-10", "2027-02-30T01:00", "2027-07-10T24:00", "2027-07-10T1:00", "昨天"] {
            check(text, None);
        }
    }
}
