//! The list of assignments: how far each is, until when, what is missing, and the one thing to do about it.

use super::{Route, frame, say};
use crate::{escape, icon, words};
use wire::study::{PartView, TaskList, TaskView};

/// Less than this before a deadline the list says how long there is still, in milliseconds.
const SOON_MS: i64 = 7 * domain::moment::DAY_MS;

/// The screen.
#[must_use]
pub fn screen(list: &TaskList, unit: &str) -> String {
    let open: Vec<&TaskView> = list.tasks.iter().filter(|task| is_open(task)).collect();
    let head = match open.iter().map(|task| task.deadline_ms).min() {
        Some(first) => format!("{}项没完成，最近的{}", open.len(), words::until(first - list.now_ms)),
        None if list.tasks.is_empty() => "现在没有要做的任务。".to_owned(),
        None => "都完成了。".to_owned(),
    };
    // the first thing to do stands out, the others are links
    let first = open.iter().position(|task| action(task).is_some()).map(|at| &open[at].id);
    let lines: String = list.tasks.iter().map(|task| line(task, first == Some(&task.id))).collect();
    frame::main_screen(&Route::Tasks, unit, "学习任务", &format!("<p class=\"dim\">{head}</p><div class=\"wenwu\"></div>{lines}"))
}

/// Whether something is still to be done.
fn is_open(task: &TaskView) -> bool {
    !task.done && task.exempt.is_none() && task.now_ms < task.deadline_ms
}

fn line(task: &TaskView, stands_out: bool) -> String {
    let to = Route::Task(task.id.clone());
    let act = action(task);
    let (button, link) = match act {
        Some((to, word)) if stands_out => (format!("<p class=\"row\">{}</p>", frame::link("ink", &to, word)), String::new()),
        Some((to, word)) => (String::new(), aside(&to, word, &task.title)),
        None => (String::new(), aside(&to, "看看", &task.title)),
    };
    format!(
        "<article class=\"task\">{}<div><h2><a href=\"{}\">{}</a></h2>{}{}</div>{link}</article>{button}",
        sign(task),
        to.href(),
        escape(&task.title.replace('\n', "")),
        until(task),
        state(task),
    )
}

fn aside(to: &Route, word: &str, title: &str) -> String {
    format!("<a class=\"link nb\" href=\"{}\">{word}<span class=\"vh\">：{}</span></a>", to.href(), escape(&title.replace('\n', "")))
}

/// A stamp for an exam that is passed, a ring for all else.
fn sign(task: &TaskView) -> String {
    let standing = task.exam.as_ref().and_then(|exam| exam.standing.as_ref()).filter(|standing| task.done && standing.passed);
    match standing {
        Some(standing) => format!("<span class=\"stamp\">{}</span>", escape(standing.band.as_deref().unwrap_or("合格"))),
        None => ring(task.percent),
    }
}

/// How much is done, as a ring with its number; a tick when it is all.
#[must_use]
pub fn ring(percent: u8) -> String {
    // a circle of radius 15.5 is 97.4 around
    let length = f64::from(percent.min(100)) * 0.974;
    let inside = match percent {
        100.. => "<path d=\"M12 18.5l4.2 4.2L24 14\"/>".to_owned(),
        percent => format!("<text x=\"18\" y=\"21.8\">{percent}%</text>"),
    };
    let class = match percent {
        0 => "none",
        100.. => "all",
        _ => "part",
    };
    format!(
        "<svg class=\"ring\" viewBox=\"0 0 36 36\" role=\"img\" aria-label=\"完成{percent}%\"><circle class=\"bg\" cx=\"18\" cy=\"18\" r=\"15.5\"/>\
         <circle class=\"{class}\" cx=\"18\" cy=\"18\" r=\"15.5\" stroke-dasharray=\"{length:.1} 97.4\" transform=\"rotate(-90 18 18)\"/>{inside}</svg>"
    )
}

/// Until when: how long there is still when it is soon.
#[must_use]
pub fn until(task: &TaskView) -> String {
    let (zone, left) = (say::zone(task.zone_minutes), task.deadline_ms - task.now_ms);
    let deadline = say::moment(task.deadline_ms, task.now_ms, zone);
    if let Some(exempt) = &task.exempt {
        return format!("<p class=\"s\"><span class=\"sign\">{}不用做</span>　{}</p>", icon::INFO, escape(exempt));
    }
    match (task.done, left) {
        (true, _) => format!("<p class=\"s\"><span class=\"sign ok\">{}完成了</span></p>", icon::TICK),
        (false, ..=0) => format!("<p class=\"s\"><span class=\"sign no\">{}过了时间，没完成</span>　{deadline}截止</p>", icon::WARN),
        (false, left) if left < SOON_MS => {
            format!("<p class=\"s\"><span class=\"sign wait\">{}{}</span>　{deadline}截止</p>", icon::CLOCK, words::until(left))
        }
        (false, _) => format!("<p class=\"s dim\">{deadline}截止</p>"),
    }
}

/// What is missing, and how it is with the exam.
fn state(task: &TaskView) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !task.done
        && let Some(study) = &task.study
    {
        lines.extend(study.missing.iter().take(2).map(|missing| escape(missing)));
        if study.missing.len() > 2 {
            lines.push(format!("还有{}项", study.missing.len() - 2));
        }
    }
    if let Some(exam) = &task.exam {
        match &exam.standing {
            Some(standing) => {
                let verdict = if standing.passed { "合格" } else { "不合格" };
                lines.push(format!("考试{}分，{verdict}", say::points(standing.score)));
            }
            None if !exam.next.says.is_empty() => lines.push(escape(&exam.next.says)),
            None => {}
        }
    }
    lines.into_iter().map(|line| format!("<p class=\"s dim\">{line}</p>")).collect()
}

/// The one thing to do about an assignment; `None` when there is nothing but to look at it.
#[must_use]
pub fn action(task: &TaskView) -> Option<(Route, &'static str)> {
    let exam = task.exam.as_ref();
    let may = |state: &str| exam.is_some_and(|exam| exam.next.state == state);
    if may("go-on") {
        return Some((Route::Exam(task.id.clone()), "接着考试"));
    }
    if task.done {
        return task.certificate.as_ref().map(|_| (Route::Certificate(task.id.clone()), "看证书"));
    }
    if task.exempt.is_some() || task.now_ms >= task.deadline_ms {
        return None;
    }
    let study = task.study.as_ref().filter(|study| !study.met && (study.window.opens_ms..study.window.closes_ms).contains(&task.now_ms));
    if let Some((at, part)) = study.and_then(|study| study.parts.iter().enumerate().find(|(_, part)| !part.done)) {
        return Some((part_route(&task.id, at, part), if part.kind == "practise" { "去练习" } else { "去学习" }));
    }
    match exam {
        Some(exam) if may("start") => Some((Route::Exam(task.id.clone()), if exam.next.make_up { "去补考" } else { "去考试" })),
        _ => None,
    }
}

/// Where a part is studied.
#[must_use]
pub fn part_route(task: &str, part: usize, view: &PartView) -> Route {
    let task = task.to_owned();
    if view.kind == "practise" { Route::Practise { task, part } } else { Route::Read { task, part, key: String::new() } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::{ExamView, NextView, StandingView, StudyView, WindowView};

    fn task() -> TaskView {
        let part = |kind: &str, done| PartView { kind: kind.into(), done, ..PartView::default() };
        let study = StudyView {
            window: WindowView { opens_ms: 0, closes_ms: 100 * domain::moment::DAY_MS },
            missing: ["还差2篇", "还差10题", "还差3学分"].map(str::to_owned).to_vec(),
            parts: vec![part("read", true), part("practise", false)],
            ..StudyView::default()
        };
        TaskView {
            id: "year".into(),
            title: "年度<学法>\n用法".into(),
            deadline_ms: 30 * domain::moment::DAY_MS,
            percent: 62,
            study: Some(study),
            ..TaskView::default()
        }
    }

    fn exam(state: &str) -> ExamView {
        ExamView { next: NextView { state: state.into(), says: "可以考试".into(), ..NextView::default() }, ..ExamView::default() }
    }

    fn check(task: &TaskView) -> String {
        screen(&TaskList { now_ms: task.now_ms, tasks: vec![task.clone()] }, "财政局")
    }

    #[test]
    fn a_line_says_how_far_until_when_and_what_is_missing() {
        let html = check(&task());
        assert!(html.contains("1项没完成，最近的还有30天") && html.contains("62%") && html.contains("年度&lt;学法&gt;用法"));
        assert!(html.contains("还差2篇") && html.contains("还差10题") && html.contains("还有1项") && !html.contains("还差3学分"));
        assert!(html.contains("class=\"btn ink\" href=\"#practise/year/2\">去练习"));
    }

    #[test]
    fn what_is_to_be_done_goes_from_the_open_sitting_over_study_to_the_exam() {
        let with = |exam_state: &str, met: bool| {
            let mut task = task();
            task.exam = Some(exam(exam_state));
            if let Some(study) = &mut task.study {
                study.met = met;
            }
            action(&task).map(|(_, word)| word)
        };
        assert_eq!(with("go-on", false), Some("接着考试"));
        assert_eq!(with("study-first", false), Some("去练习"));
        assert_eq!(with("start", true), Some("去考试"));
        assert_eq!(with("soon", true), None);
    }

    #[test]
    fn after_the_deadline_nothing_is_to_be_done_and_it_says_so() {
        let late = TaskView { now_ms: 40 * domain::moment::DAY_MS, ..task() };
        assert_eq!(action(&late), None);
        assert!(check(&late).contains("过了时间，没完成"));
    }

    #[test]
    fn a_passed_exam_shows_its_stamp_and_the_way_to_the_certificate() {
        let standing = StandingView { passed: true, score: 8650, band: Some("良好".into()), ..StandingView::default() };
        let exam = ExamView { standing: Some(standing), ..exam("no-attempt-left") };
        let done = TaskView { done: true, percent: 100, exam: Some(exam), certificate: Some("XF1".into()), ..task() };
        let html = check(&done);
        assert!(html.contains("class=\"stamp\">良好") && html.contains("86.5分，合格") && html.contains("#certificate/year"));
        assert!(html.contains("都完成了"));
    }

    #[test]
    fn whoever_is_exempt_is_told_why_and_asked_for_nothing() {
        let exempt = TaskView { exempt: Some("长期病假".into()), ..task() };
        assert!(check(&exempt).contains("长期病假") && action(&exempt).is_none());
    }
}
