//! Before an exam: what it is, its rules, and what may be done now.

use crate::shell::{button, note};
use crate::study::{Route, frame, say, task};
use crate::{escape, icon};
use wire::study::{ExamView, TaskView};

/// The screen of an assignment's exam; an assignment without one says so.
#[must_use]
pub fn start(view: &TaskView) -> String {
    let back = Route::Task(view.id.clone());
    let Some(exam) = &view.exam else { return frame::failed(&back, "考试", "这个任务没有考试", "请返回学习任务。") };
    let (going_on, may) = (exam.next.state == "go-on", matches!(exam.next.state.as_str(), "go-on" | "start"));
    let main = format!(
        "<h2>{}</h2>{}<p>{}</p>{}{}{}",
        escape(&view.title.replace('\n', "")),
        facts(exam, going_on, may),
        task::exam_facts(exam),
        if may { told(going_on) } else { note("wait", icon::LOCK, "现在不能考", &escape(&exam.next.says)) },
        task::rules(&view.rules),
        "<div data-told></div>",
    );
    let word = match (going_on, exam.next.make_up) {
        (true, _) => "接着考试",
        (false, true) => "开始补考",
        (false, false) => "开始考试",
    };
    let foot = if may { button("main", "data-start-exam", word) } else { frame::link("", &back, "回到任务") };
    frame::below(&back, "考试", "", &main, &foot)
}

/// What it is in four figures. While nothing may be started there is no time that a sitting would have, nor a number of sittings left.
fn facts(exam: &ExamView, going_on: bool, may: bool) -> String {
    let times = |word: &str, n: u32| format!("<div><dt>{word}</dt><dd><b>{n}</b>次</dd></div>");
    let (time, ms, left) = match (going_on, may) {
        (true, _) => ("还剩", exam.next.left_ms, String::new()),
        (false, true) => ("限时", exam.next.left_ms, times("还能考", exam.next.left)),
        (false, false) => ("限时", exam.limit_ms, times("可以考", exam.attempts)),
    };
    let minutes = ms / 60_000;
    format!(
        "<dl class=\"facts\"><div><dt>题目</dt><dd><b>{}</b>题</dd></div><div><dt>{time}</dt><dd><b>{minutes}</b>分钟</dd></div>\
         <div><dt>合格</dt><dd><b>{}</b>分</dd></div>{left}</dl>",
        exam.questions,
        say::points(exam.pass)
    )
}

fn told(going_on: bool) -> String {
    let words = match going_on {
        true => "答过的都在，接着答就行。时间一直在走。",
        false => "点开始就开始计时，中途退出时间也在走。每答一题自动保存，换一台设备登录也能接着答。到时间自动交卷。",
    };
    note("wait", icon::CLOCK, if going_on { "正在考试" } else { "开始以后不能暂停" }, words)
}
