//! `pufa assignment check`.

use std::path::Path;

use domain::assignment::Window;
use domain::exam::PaperFor;
use domain::{Exam, Zone};
use serde_json::{Value, json};

use super::{ASSIGNMENTS, Beside, listed, report};
use crate::command::Lang;
use crate::outcome::Done;

const BESIDE: Beside = Beside { folder: ASSIGNMENTS, en: "assignment", zh: "学习任务" };

pub fn assignment(path: &Path, lang: Lang) -> Done {
    let asked = BESIDE.read(path)?;
    let is_asked_for = |assignment: &&domain::Assignment| asked.is_asked_for(ASSIGNMENTS, &assignment.id);
    let assignments: Vec<_> = asked.library.assignments.iter().filter(is_asked_for).collect();
    if assignments.is_empty() && asked.issues.is_empty() {
        return Err(BESIDE.nothing(&asked.path));
    }
    let text = assignments.iter().map(|assignment| told(assignment, lang)).collect();
    let json = json!({ "assignments": assignments.iter().map(|found| about(found)).collect::<Vec<_>>(), "issues": listed(&asked.issues) });
    Ok(report(text, json, &asked.issues, lang))
}

/// What people look at to see whether it is what their notice says: when, how much, how often.
fn told(assignment: &domain::Assignment, lang: Lang) -> String {
    let mut text = format!("{}  {}\n", assignment.id, assignment.title.replace('\n', ""));
    if let Some(study) = &assignment.study {
        let (when, parts) = (span(study.window, assignment.zone), study.parts.len());
        text += &lang.pick(format!("    study {when}, parts: {parts}"), format!("    学习 {when}，{parts} 项"));
        if let Some(credits) = &study.credits {
            text += &lang.pick(format!(", credits asked for: {}", credits.threshold), format!("，须满 {} 学分", credits.threshold));
        }
        text.push('\n');
    }
    if let Some(exam) = &assignment.exam {
        let (when, minutes, attempts) = (span(exam.window, assignment.zone), exam.limit_ms / 60_000, exam.attempts);
        let counts: Vec<String> = exam.papers.iter().map(|paper| paper.blueprint.count().to_string()).collect();
        let (questions, pass) = (counts.join("/"), exam.pass);
        text += &lang.pick(
            format!("    exam {when}, questions: {questions}, minutes: {minutes}, attempts: {attempts}, pass: {pass}\n"),
            format!("    考试 {when}，{questions} 题，{minutes} 分钟，{attempts} 次，{pass} 分合格\n"),
        );
        if let Some(make_up) = exam.make_up {
            let when = span(make_up, assignment.zone);
            text += &lang.pick(format!("    make-up {when}\n"), format!("    补考 {when}\n"));
        }
    }
    text
}

/// From when until when, as a clock there shows it.
fn span(window: Window, zone: Zone) -> String {
    let shown = |at| {
        let at = zone.wall(at);
        format!("{:04}-{:02}-{:02} {:02}:{:02}", at.year, at.month, at.day, at.hour, at.minute)
    };
    format!("{} – {}", shown(window.opens), shown(window.closes))
}

fn about(assignment: &domain::Assignment) -> Value {
    json!({
        "assignment": assignment.id,
        "title": assignment.title,
        "deadline_ms": assignment.deadline.0,
        "members": assignment.who.members.len(),
        "study": assignment.study.as_ref().map(|study| json!({
            "opens_ms": study.window.opens.0,
            "closes_ms": study.window.closes.0,
            "parts": study.parts.len(),
            "credits": study.credits.as_ref().map(|credits| credits.threshold.to_string()),
        })),
        "exam": assignment.exam.as_ref().map(about_exam),
    })
}

fn about_exam(exam: &Exam) -> Value {
    let paper = |paper: &PaperFor| json!({ "ranks": paper.ranks, "questions": paper.blueprint.count() });
    json!({
        "opens_ms": exam.window.opens.0,
        "closes_ms": exam.window.closes.0,
        "minutes": exam.limit_ms / 60_000,
        "attempts": exam.attempts,
        "pass": exam.pass.to_string(),
        "make_up_opens_ms": exam.make_up.map(|window| window.opens.0),
        "papers": exam.papers.iter().map(paper).collect::<Vec<_>>(),
    })
}
