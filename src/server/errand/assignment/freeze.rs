//! `pufa assignment freeze`: the roster that rates are counted over, fixed once its day has come.

use serde_json::json;

use super::{open, wall};
use crate::command::AssignmentOf;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};

pub fn run(errand: &AssignmentOf, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.assignment)?;
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
    let Some((frozen, at)) = office.wait(school.register().frozen(&assignment.id))? else {
        return Err(Failure::of(
            "nobody",
            "the assignment means nobody in the roster of that day; import the roster first",
            "那天的花名册里没有这个任务的人；请先导入花名册",
        ));
    };
    let (on, due, exempt, absent) = (frozen.on, frozen.due.len(), frozen.exempt.len(), frozen.absent.len());
    if is_new {
        office.audit("assignment-freeze", &json!({ "assignment": assignment.id, "roster_on": on.to_string(), "due": due }))?;
    }
    let when = wall(assignment.zone, at);
    let text = office.lang.pick(
        format!(
            "{} {when}: the roster of {on}, due {due}, exempt {exempt}, named and no members {absent}\n",
            if is_new { "frozen now" } else { "was frozen" }
        ),
        format!(
            "{} {when}：{on} 的花名册，应参加 {due} 人，免考 {exempt} 人，点了名而花名册没有的 {absent} 人\n",
            if is_new { "现在定下" } else { "早已定下" }
        ),
    );
    let json = json!({
        "assignment": assignment.id, "frozen_now": is_new, "frozen_ms": at.0, "roster_on": on.to_string(),
        "due": due, "exempt": exempt, "absent": absent,
    });
    Ok(Report::fine(text, json))
}
