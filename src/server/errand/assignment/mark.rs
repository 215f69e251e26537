//! `pufa assignment mark`: short answers that wait, and marks for them. Whose they are is never said.

use domain::exam::Marking;
use domain::{Assignment, Points};
use serde_json::{Value, json};

use super::open;
use crate::command::{AssignmentMark, Lang};
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use crate::school::{School, ToMark};
use crate::store::Key;
use crate::store::register::HandMark;

pub fn run(errand: &AssignmentMark, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    if assignment.exam.as_ref().is_none_or(|exam| exam.shorts.is_empty()) {
        let id = &assignment.id;
        return Err(Failure::wrong("no-short", format!("`{id}` has no short answers"), format!("`{id}` 没有简答题")));
    }
    match (&errand.sitting, errand.question, errand.points, &errand.marker) {
        (Some(sitting), Some(question), Some(points), Some(marker)) => {
            give(office, &school, &assignment, Given { sitting, question, points, marker })
        }
        _ => list(office, &school, &assignment, errand.marker.as_deref()),
    }
}

fn list(office: &Office, school: &School, assignment: &Assignment, marker: Option<&str>) -> Done {
    // who let their time run out handed in as well
    office.learn(school.hand_in_overdue())?;
    let waiting = office.learn(school.to_mark(&assignment.id, marker))?;
    let lang = office.lang;
    let mut text = lang.pick(format!("waiting: {}\n", waiting.len()), format!("等人阅的 {} 题\n", waiting.len()));
    for one in &waiting {
        text += &told(one, lang);
    }
    let json = json!({ "assignment": assignment.id, "waiting": waiting.iter().map(about).collect::<Vec<_>>() });
    Ok(Report::fine(text, json))
}

fn told(one: &ToMark, lang: Lang) -> String {
    let (sitting, nth, points) = (one.sitting.hex(), one.n + 1, one.points);
    let mut text = lang.pick(
        format!("\n{sitting}  question {nth}, at most {points} points, {}\n", state(one.marking, lang)),
        format!("\n{sitting}  第 {nth} 题，满分 {points} 分，{}\n", state(one.marking, lang)),
    );
    let mut part = |en: &str, zh: &str, words: &str| text += &format!("  {}{}\n", lang.pick(en, zh), words.replace('\n', "\n    "));
    part("asked: ", "题目：", &one.stem);
    part("reference: ", "参考答案：", &one.reference);
    part("answer: ", "答：", &one.words);
    for mark in &one.marks {
        part(
            "marked: ",
            "已阅：",
            &lang.pick(format!("{} by {}", mark.points, mark.marker), format!("{} 给 {} 分", mark.marker, mark.points)),
        );
    }
    text
}

fn about(one: &ToMark) -> Value {
    json!({
        "sitting": one.sitting.hex(),
        "question": one.n + 1,
        "stem": one.stem,
        "reference": one.reference,
        "points": one.points.to_string(),
        "words": one.words,
        "state": word(one.marking),
        "marks": one.marks.iter().map(|mark| json!({ "marker": mark.marker, "points": mark.points.to_string() })).collect::<Vec<_>>(),
    })
}

/// A mark as it was asked for.
struct Given<'a> {
    sitting: &'a str,
    question: u32,
    points: Points,
    marker: &'a str,
}

fn give(office: &Office, school: &School, assignment: &Assignment, given: Given<'_>) -> Done {
    let id = &assignment.id;
    let marker = given.marker.trim();
    if marker.is_empty() {
        return Err(Failure::wrong("no-marker", "--marker wants a name", "--marker 应写明谁阅的"));
    }
    let n = given.question - 1;
    let waiting = office.learn(school.to_mark(id, Some(marker)))?;
    let wanted = Key::read(given.sitting).and_then(|sitting| waiting.iter().find(|one| one.sitting == sitting && one.n == n));
    let wanted = wanted.ok_or_else(|| {
        Failure::of(
            "nothing-waits",
            format!(
                "nothing waits for {marker} there: it is settled, or they marked it already; `pufa assignment mark {id}` lists what waits"
            ),
            format!("那里没有等 {marker} 阅的题：已有结果，或这个人已经阅过；可用 `pufa assignment mark {id}` 查看"),
        )
    })?;
    let (sitting, points, most) = (wanted.sitting, given.points, wanted.points);
    if points > most {
        return Err(Failure::wrong("too-many-points", format!("it is worth at most {most} points"), format!("这题最多 {most} 分")));
    }
    if !office.learn(school.is_settled(assignment))? {
        return Err(Failure::of(
            "other-rules",
            "the files have changed since the server started, and it judges by the older ones; restart it, then mark",
            "题库目录里的文件改过，服务器还按原来的评；请先重启服务器，再来阅卷",
        ));
    }
    let about =
        json!({ "assignment": id, "sitting": sitting.hex(), "question": given.question, "points": points.to_string(), "marker": marker });
    office.audit("assignment-mark", &about)?;
    let (row, marking) = office.learn(school.mark(id, HandMark { sitting, n, marker: marker.to_owned(), points, at: office.now() }))?;
    let (lang, left) = (office.lang, row.unmarked);
    let text =
        state(marking, lang) + &lang.pick(format!("; in this paper {left} more wait\n"), format!("；这份答卷还有 {left} 题没有结果\n"));
    let settled = match marking {
        Marking::Settled(points) => json!(points.to_string()),
        _ => Value::Null,
    };
    let json = json!({
        "assignment": id, "sitting": sitting.hex(), "question": given.question,
        "state": word(marking), "settled": settled, "unmarked": left,
    });
    Ok(Report::fine(text, json))
}

fn state(marking: Marking, lang: Lang) -> String {
    match marking {
        Marking::Blank => lang.pick("left blank", "没有作答").to_owned(),
        Marking::Waits(1) => lang.pick("one more marker is needed", "还要一个人阅").to_owned(),
        Marking::Waits(count) => lang.pick(format!("{count} markers are needed"), format!("还要 {count} 个人阅")),
        Marking::Disputed => lang.pick("disputed: a third marker decides", "两个人给的分不同，要第三个人阅").to_owned(),
        Marking::Settled(points) => lang.pick(format!("settled: {points} points"), format!("已有结果：{points} 分")),
    }
}

fn word(marking: Marking) -> &'static str {
    match marking {
        Marking::Blank => "blank",
        Marking::Waits(_) => "waits",
        Marking::Disputed => "disputed",
        Marking::Settled(_) => "settled",
    }
}
