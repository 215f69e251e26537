//! One question of an exam: clock, how far one is, stem and choices, and where the answers are.

use super::{Frame, Keeping, is_blank, sheet};
use crate::question::block_with;
use crate::shell::{LAST_MS, button, clock, tool};
use crate::study::say;
use crate::{escape, icon};
use domain::sitting::Answer;
use domain::{ChoiceSet, Item, Kind, Points, Question, Zone};
use wire::study::{ExamQuestion, Saved};

/// The screen of the question in sight; empty when there is no such question.
#[must_use]
pub fn screen(frame: &Frame<'_>) -> String {
    let Some((question, answer)) = frame.questions.get(frame.at).zip(frame.answers.get(frame.at)) else { return String::new() };
    let (number, total) = (frame.at + 1, frame.questions.len());
    let onward = if number < total { button("ink", "data-next", "下一题") } else { button("ink", "data-check", "检查交卷") };
    format!(
        "<div class=\"page exam\"><header class=\"bar between\"><button class=\"tool lead\" type=\"button\" data-exit aria-label=\"退出，答案会保存\">{back}</button>\
         <h1 class=\"vh\">第{number}题</h1>\
         <button class=\"count\" type=\"button\" data-sheet>{grid}<span><b>{number}</b> / {total}</span><span class=\"vh\">题，打开题卡</span></button>{clock}</header>\
         <div data-gauge>{gauge}</div>\
         <main><div data-notice></div><div class=\"note wait\" role=\"status\" data-last{hidden}>{clock_icon}<span><b>最后1分钟</b>到时自动交卷，已答的都算数。</span></div>\
         {block}<p class=\"s keeping\"><span data-keeping role=\"status\">{keeping}</span><span class=\"dim nb\">这题{points}分</span></p></main>\
         <aside class=\"side stack\" aria-label=\"题卡\"><div data-cells>{cells}</div><p class=\"row\">{check}</p></aside>\
         <footer class=\"foot\">{previous}{onward}</footer></div><div data-over></div>",
        back = icon::BACK,
        grid = icon::GRID,
        clock = clock("", Some(frame.left_ms)),
        gauge = gauge(frame.answers),
        hidden = if frame.left_ms <= LAST_MS { "" } else { " hidden" },
        clock_icon = icon::CLOCK,
        block = block(question, frame.at, answer),
        keeping = keeping(frame.keeping, frame.zone),
        points = say::points(question.points),
        cells = sheet::cells(frame, true),
        check = button("", "data-check", "检查交卷"),
        previous = button("", if frame.at == 0 { "data-prev disabled" } else { "data-prev" }, "上一题"),
    )
}

/// How much is answered, as a bar.
#[must_use]
pub fn gauge(answers: &[Saved]) -> String {
    let (total, done) = (answers.len(), answers.iter().filter(|answer| !is_blank(answer)).count());
    format!(
        "<svg class=\"gauge\" viewBox=\"0 0 {total} 1\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{total}题，已答{done}题\"><rect width=\"{done}\" height=\"1\"/></svg>"
    )
}

/// Where the answers are.
#[must_use]
pub fn keeping(keeping: &Keeping, zone: Zone) -> String {
    let (class, sign, words) = match keeping {
        Keeping::Nothing => return "<span class=\"dim\">答案会自动保存</span>".to_owned(),
        Keeping::OnItsWay => return "<span class=\"dim\">正在保存</span>".to_owned(),
        Keeping::Saved(at) => ("ok", icon::TICK, format!("已保存 {}", say::time(at.0, zone))),
        Keeping::Unreached => ("wait", icon::OFFLINE, "没保存，网络断了，答案在这台设备上".to_owned()),
        Keeping::Refused(words) => ("wait", icon::WARN, format!("没保存，答案在这台设备上。{}", escape(words))),
        Keeping::SignedOut => ("wait", icon::WARN, "没保存，登录过期了，答案在这台设备上".to_owned()),
        Keeping::PageOnly => ("no", icon::WARN, "没保存，请不要关掉这个页面".to_owned()),
    };
    let again = match keeping {
        Keeping::SignedOut => "<button class=\"link\" type=\"button\" data-sign-in-again>重新登录</button>",
        _ => "",
    };
    format!("<span class=\"sign {class}\">{sign}{words}</span>{again}")
}

/// The question itself, as other papers show it; a short answer has a field of its own.
fn block(question: &ExamQuestion, n: usize, answer: &Saved) -> String {
    let Some(kind) = Kind::read(&question.kind) else { return short(question, n, answer) };
    let places: Vec<usize> = answer.given.iter().map(|place| usize::from(*place)).collect();
    let hint = match kind {
        Kind::Single | Kind::Judge => "",
        Kind::Multiple => "可以选多项",
        Kind::Indefinite => "对的有一项或多项",
    };
    block_with(&item(kind, question), n, Answer { given: ChoiceSet::of(&places), flagged: answer.flagged }, hint, false)
}

/// A question as papers hold it: choices in the order shown, and no key.
pub(in crate::study) fn item(kind: Kind, question: &ExamQuestion) -> Item {
    let order = (0_u8..).take(question.choices.len()).collect();
    let points = Points::hundredths(question.points);
    let question = Question {
        id: String::new(),
        kind,
        stem: question.stem.clone(),
        choices: question.choices.clone(),
        key: ChoiceSet::default(),
        explain: String::new(),
        basis: Vec::new(),
        level: 1,
    };
    Item { bank: String::new(), question, order, points }
}

fn short(question: &ExamQuestion, n: usize, answer: &Saved) -> String {
    // the first line break after the tag is dropped
    format!(
        "<div class=\"q\" data-n=\"{n}\"><div class=\"row\"><span class=\"badge\">简答</span><span class=\"row gone end\">{flag}{voice}{size}</span></div>\
         <form><h2 class=\"stem\" id=\"stem{n}\" data-q=\"{n}\" tabindex=\"-1\">{stem}</h2>\
         <p class=\"s dim\" id=\"hint{n}\">用自己的话答，最多4000字，由人评阅。</p>\
         <textarea class=\"words\" data-words rows=\"8\" maxlength=\"4000\" aria-labelledby=\"stem{n}\" aria-describedby=\"hint{n}\">\n{text}</textarea></form></div>",
        flag = tool("", "data-flag", icon::FLAG, "标记", Some(answer.flagged)),
        voice = tool("", "data-read", icon::VOICE, "朗读", Some(false)),
        size = tool("", "data-type-size", icon::SIZE, "字号", None),
        stem = escape(&question.stem),
        text = escape(&answer.text),
    )
}
