//! `pufa assignment behind`, `rows` and `trouble`: members in lists.

use domain::rates::Measure;
use serde_json::{Value, json};

use super::people::People;
use super::{must_have, open, roster_line, taken, wall};
use crate::command::{AssignmentBehind, AssignmentRows, AssignmentTrouble, Lang};
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::school::{Taken, behind as not_done};

pub fn behind(errand: &AssignmentBehind, office: &Office) -> Done {
    let (id, unit) = (&errand.of.assignment, errand.of.unit.as_deref());
    let (school, assignment) = open(office, id)?;
    let taken = taken(office, &school, &assignment, &errand.of)?;
    let lines = not_done(&taken);
    let people = People::asked(errand.names, office, "assignment-behind", &about(id, unit, None, lines.len()))?;
    let lang = office.lang;
    let rows: Vec<Vec<String>> =
        lines.iter().map(|line| people.cells(&line.member).into_iter().chain([line.what.join("、")]).collect()).collect();
    let (count, due) = (lines.len(), taken.frozen().due.len());
    let mut text = head(&taken, lang);
    text += &lang.pick(format!("not done: {count} of {due}\n\n"), format!("没完成 {count} 人，应参加 {due} 人\n\n"));
    if count > 0 {
        text += &table(&people.headings(lang, &[lang.pick("with what", "还差")]), &[], &rows);
    }
    let lines = lines.iter().map(|line| people.json(&line.member, &[("what", json!(line.what))]));
    Ok(Report::fine(
        text,
        json!({
            "assignment": id, "taken_ms": taken.at.0, "roster_on": taken.frozen().on.to_string(), "frozen": taken.roll.is_frozen(),
            "due": due, "behind": lines.collect::<Vec<_>>() }),
    ))
}

pub fn rows(errand: &AssignmentRows, office: &Office) -> Done {
    let (id, unit, measure) = (&errand.of.assignment, errand.of.unit.as_deref(), errand.measure);
    let (school, assignment) = open(office, id)?;
    must_have(&assignment, measure)?;
    let taken = taken(office, &school, &assignment, &errand.of)?;
    let rates = taken.rates();
    let behind = rates.behind(None, measure);
    let has: std::collections::BTreeSet<&str> = behind.numerator.iter().copied().collect();
    let about = about(id, unit, Some(measure), behind.denominator.len());
    let people = People::asked(errand.names, office, "assignment-rows", &about)?;
    let lang = office.lang;
    let lines: Vec<_> = behind.denominator.iter().map(|number| (taken.line(number), has.contains(number))).collect();
    let word = |is_in: bool| if is_in { lang.pick("yes", "是") } else { lang.pick("no", "否") }.to_owned();
    let rows: Vec<Vec<String>> = lines.iter().map(|(line, is_in)| people.cells(line).into_iter().chain([word(*is_in)]).collect()).collect();
    let mut text = head(&taken, lang);
    text += &format!("{}  {}\n\n", measure.on_screen(), super::shown(rates.all().rate(measure)));
    if !rows.is_empty() {
        text += &table(&people.headings(lang, &[lang.pick("counts", "计入分子")]), &[], &rows);
    }
    let lines = lines.iter().map(|(line, is_in)| people.json(line, &[("counts", json!(is_in))]));
    Ok(Report::fine(
        text,
        json!({
            "assignment": id, "taken_ms": taken.at.0, "roster_on": taken.frozen().on.to_string(), "frozen": taken.roll.is_frozen(),
            "measure": measure.word(),
            "numerator": behind.numerator.len(), "denominator": behind.denominator.len(), "rows": lines.collect::<Vec<_>>(),
        }),
    ))
}

pub fn trouble(errand: &AssignmentTrouble, office: &Office) -> Done {
    let id = &errand.of.assignment;
    let (school, assignment) = open(office, id)?;
    let lines = office.learn(school.trouble(id, None))?;
    let people = People::asked(errand.names, office, "assignment-trouble", &about(id, None, None, lines.len()))?;
    let (lang, zone) = (office.lang, assignment.zone);
    let at = |ms: i64| wall(zone, domain::Moment(ms));
    let rows: Vec<Vec<String>> =
        lines.iter().map(|line| people.cells(&line.member).into_iter().chain([at(line.at_ms), line.says.clone()]).collect()).collect();
    let text = if rows.is_empty() {
        lang.pick("no signs of trouble\n", "没有看到异常\n").to_owned()
    } else {
        lang.pick("somebody should look at these; nothing was rejected for them\n\n", "下面这些请看一看；没有因此作废任何成绩\n\n")
            .to_owned()
            + &table(&people.headings(lang, &[lang.pick("when", "时间"), lang.pick("what", "情况")]), &[], &rows)
    };
    let each = lines
        .iter()
        .map(|line| people.json(&line.member, &[("sign", json!(line.sign)), ("says", json!(line.says)), ("at_ms", json!(line.at_ms))]));
    Ok(Report::fine(text, json!({ "assignment": id, "trouble": each.collect::<Vec<_>>() })))
}

fn head(taken: &Taken, lang: Lang) -> String {
    let assignment = &taken.assignment;
    let (title, at) = (assignment.title.replace('\n', ""), wall(assignment.zone, taken.at));
    format!("{title}（{}）\n{}", assignment.id, lang.pick(format!("taken {at}\n"), format!("统计时间：{at}\n"))) + &roster_line(taken, lang)
}

fn about(id: &str, unit: Option<&str>, measure: Option<Measure>, count: usize) -> Value {
    json!({ "assignment": id, "unit": unit, "measure": measure.map(Measure::word), "count": count })
}
