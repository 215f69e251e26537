//! The answer sheet of an exam, and what is looked over before handing in.

use super::{Frame, is_blank, keeping};
use crate::shell::{button, clock, note};
use crate::study::frame;
use crate::{escape, icon};

/// The screen before handing in.
#[must_use]
pub fn hand_in(frame: &Frame<'_>) -> String {
    let blanks: Vec<usize> = frame.blanks().collect();
    let head = if blanks.is_empty() { "都答完了".to_owned() } else { format!("还有{}题没有答", blanks.len()) };
    let flagged = frame.answers.iter().enumerate().filter(|(_, answer)| answer.flagged).map(|(n, _)| n);
    let main = format!(
        "<h2>{head}</h2>{}{}{}<p class=\"s keeping\"><span data-keeping role=\"status\">{}</span></p>{}",
        cells(frame, false),
        list(frame, "没有答的", blanks.iter().copied()),
        list(frame, "标记过的", flagged),
        keeping(frame.keeping, frame.zone),
        note(
            "",
            icon::INFO,
            "交了就不能改",
            "交卷要连网。没连上时，答案存在这台设备上，连上网自动交；到时间，服务器按已经保存的答案交卷。"
        ),
    );
    let foot = button("", "data-go-on", "接着答") + &button("main", "data-hand-in", "交卷");
    frame::below(&frame.to(frame.at), "检查答卷", &clock("end", Some(frame.left_ms)), &main, &foot)
}

fn list(frame: &Frame<'_>, head: &str, which: impl Iterator<Item = usize>) -> String {
    let lines: String = which
        .filter_map(|n| Some((n, frame.questions.get(n)?)))
        .map(|(n, question)| {
            format!(
                "<li><b>{number}</b><span class=\"cut\">{}</span><a class=\"link end nb\" href=\"{}\">去答<span class=\"vh\">第{number}题</span></a></li>",
                escape(&question.stem),
                frame.to(n).href(),
                number = n + 1,
            )
        })
        .collect();
    if lines.is_empty() { lines } else { format!("<h3>{head}</h3><ul class=\"list\">{lines}</ul>") }
}

/// The sheet over the question.
#[must_use]
pub fn over(frame: &Frame<'_>) -> String {
    format!(
        "<div class=\"veil\" data-close></div><div class=\"sheet stack\" role=\"dialog\" aria-modal=\"true\" aria-labelledby=\"sheet\">\
         <div class=\"row between\"><h2 id=\"sheet\" tabindex=\"-1\">题卡</h2><button class=\"tool\" type=\"button\" data-close aria-label=\"关上题卡\">{}</button></div>{}\
         <p class=\"row\">{}</p></div>",
        icon::CROSS,
        cells(frame, true),
        button("ink", "data-check", "检查交卷")
    )
}

/// A cell for each question, and what the cells mean.
#[must_use]
pub fn cells(frame: &Frame<'_>, mark_now: bool) -> String {
    let cell = |(n, answer): (usize, &wire::study::Saved)| {
        let (blank, flag, now) = (is_blank(answer), answer.flagged, mark_now && n == frame.at);
        let class = [if blank { " blank" } else { "" }, if flag { " flag" } else { "" }, if now { " now" } else { "" }].concat();
        let said = [if blank { "没答" } else { "已答" }, if flag { "，已标记" } else { "" }].concat();
        let current = if now { " aria-current=\"true\"" } else { "" };
        format!(
            "<button type=\"button\" class=\"cell{class}\" data-to=\"{n}\" aria-label=\"第{number}题，{said}\"{current}>{number}</button>",
            number = n + 1
        )
    };
    let cells: String = frame.answers.iter().enumerate().map(cell).collect();
    let blank = frame.blanks().count();
    format!(
        "<div class=\"cells num\">{cells}</div><p class=\"legend s dim\"><span><i class=\"cell dot\"></i>已答{}</span><span><i class=\"cell dot blank\"></i>没答{blank}</span><span><i class=\"cell dot flag\"></i>标记{}</span></p>",
        frame.answers.len() - blank,
        frame.answers.iter().filter(|answer| answer.flagged).count()
    )
}
