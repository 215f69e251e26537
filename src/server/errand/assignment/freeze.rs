//! `pufa assignment freeze`: the roster that rates are counted over, fixed once its day has come.

use domain::Assignment;
use serde_json::json;

use super::{open, wall};
use crate::command::AssignmentFreeze;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use crate::school::School;

pub fn run(errand: &AssignmentFreeze, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    let before = office.wait(school.register().frozen(&assignment.id))?;
    let is_new = before.is_none();
    if is_new {
        let day = assignment.frozen_on();
        if assignment.zone.day(office.now()) < day {
            return Err(Failure::of(
                "too-early",
                format!("the roster of {day} can't be frozen before that day"),
                format!("花名册以 {day} 为准，到那天才能定"),
            ));
        }
        office.learn(school.frozen(&assignment))?;
    }
    if errand.again && !is_new {
        again(office, &school, &assignment)?;
    }
    let Some((frozen, at)) = office.wait(school.register().frozen(&assignment.id))? else {
        return Err(Failure::of(
            "nobody",
            "the assignment means nobody in the roster of that day: mend `who` in the file; or the roster was imported later, then set `roster-on` to that day or give the list a column 起",
            "那天的花名册里没有这个任务的人：请核对文件里的 who；花名册是那天以后才导入的，请把 roster-on 改成导入那天，或在名单里加一列“起”写明日期",
        ));
    };
    let (on, due, exempt, absent) = (frozen.on, frozen.due.len(), frozen.exempt.len(), frozen.absent.len());
    if is_new {
        office.audit("assignment-freeze", &json!({ "assignment": assignment.id, "roster_on": on.to_string(), "due": due }))?;
    }
    let when = wall(assignment.zone, at);
    let text = office.lang.pick(
        format!(
            "{} {when}: the roster of {on}, due {due}, exempt {exempt}, named and not found so {absent}\n",
            if is_new || errand.again { "frozen now" } else { "was frozen" }
        ),
        format!(
            "{} {when}：{on} 的花名册，应参加 {due} 人，免考 {exempt} 人，点了名而对不上的 {absent} 人\n",
            if is_new || errand.again { "现在定下" } else { "早已定下" }
        ),
    );
    let json = json!({
        "assignment": assignment.id, "frozen_now": is_new || errand.again, "frozen_ms": at.0, "roster_on": on.to_string(),
        "due": due, "exempt": exempt, "absent": absent,
    });
    Ok(Report::fine(text, json))
}

/// Puts the roster as it is on record now in place of the frozen one; the log says first what is replaced.
fn again(office: &Office, school: &School, assignment: &Assignment) -> Result<(), Failure> {
    let day = assignment.frozen_on();
    let before = office.wait(school.register().frozen(&assignment.id))?.map(|(frozen, at)| {
        json!({ "roster_on": frozen.on.to_string(), "frozen": wall(assignment.zone, at), "due": frozen.due.len(), "exempt": frozen.exempt.len() })
    });
    office.audit("assignment-freeze-again", &json!({ "assignment": assignment.id, "roster_on": day.to_string(), "before": before }))?;
    if office.learn(school.freeze_again(assignment))?.is_none() {
        return Err(Failure::of(
            "nobody",
            format!("the assignment means nobody in the roster of {day}; the frozen one stays"),
            format!("{day} 的花名册里没有这个任务的人；原来定下的不变"),
        ));
    }
    Ok(())
}
