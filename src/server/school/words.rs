//! What the screen says about where somebody stands, in plain Chinese.

use domain::assignment::Study;
use domain::credit::{Measure, Missing};
use domain::exam::{Barred, Next, Turn};
use domain::{Moment, Zone};

/// One thing that is still missing.
pub fn missing(study: &Study, one: Missing) -> String {
    match one {
        Missing::Part { nth } => format!("还没完成：{}", study.parts.get(nth).map_or("", |part| &part.title)),
        Missing::Electives { done, of } => format!("选修要完成{of}项，已完成{done}项"),
        Missing::Credits { earned, of } => format!("满{of}学分才算达到要求，现在{earned}学分"),
        Missing::Share { by: Measure::Reading, amount, of } => {
            format!("阅读至少{}分钟，现在{}分钟", of.div_ceil(60_000), amount / 60_000)
        }
        Missing::Share { by: Measure::Visits, amount, of } => format!("至少来学习{of}次，现在{amount}次"),
        Missing::Share { by: Measure::Practice, amount, of } => format!("至少练习{of}道题，现在{amount}道"),
    }
}

/// Why a make-up waits.
pub const MARKS_FIRST: &str = "简答题还在阅卷，成绩出来才知道要不要补考";

/// What may be done about an exam.
pub fn next(next: Result<Next, Barred>, zone: Zone) -> String {
    let make_up = |turn: Turn| if turn == Turn::MakeUp { "补考" } else { "考试" };
    match next {
        Ok(Next::GoOn { left_ms, .. }) => format!("有一次没交卷，还剩{}分钟，接着考", (left_ms + 59_999) / 60_000),
        Ok(Next::Start { turn, left, time_ms }) => {
            format!("可以{}，还有{left}次，这次有{}分钟", make_up(turn), (time_ms + 59_999) / 60_000)
        }
        Err(Barred::Soon { opens, turn }) => format!("{}还没开始，{}开始", make_up(turn), at(opens, zone)),
        Err(Barred::Over) => "考试已经结束".to_owned(),
        Err(Barred::StudyFirst) => "先完成学习，再来考试".to_owned(),
        Err(Barred::BeingHandedIn) => "时间到了，正在收卷，请稍等".to_owned(),
        Err(Barred::NoAttemptLeft) => "考试次数用完了，成绩都记下了".to_owned(),
        Err(Barred::OnlyForWhoFailed) => "补考只给考过、没合格的人".to_owned(),
        Err(Barred::MakeUpUsed) => "补考已经考过了".to_owned(),
    }
}

/// The word for it that travels.
pub fn state(next: &Result<Next, Barred>) -> &'static str {
    match next {
        Ok(Next::GoOn { .. }) => "go-on",
        Ok(Next::Start { .. }) => "start",
        Err(Barred::Soon { .. }) => "soon",
        Err(Barred::Over) => "over",
        Err(Barred::StudyFirst) => "study-first",
        Err(Barred::BeingHandedIn) => "being-handed-in",
        Err(Barred::NoAttemptLeft) => "no-attempt-left",
        Err(Barred::OnlyForWhoFailed) => "only-for-who-failed",
        Err(Barred::MakeUpUsed) => "make-up-used",
    }
}

fn at(moment: Moment, zone: Zone) -> String {
    let wall = zone.wall(moment);
    format!("{}月{}日{}:{:02}", wall.month, wall.day, wall.hour, wall.minute)
}
