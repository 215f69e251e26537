//! The answer sheet and the summary before handing in: what is blank and what is flagged.

use crate::shell::{self, button, note};
use crate::terms::Terms;
use crate::{escape, icon};
use domain::Sitting;
use domain::sitting::Purpose;

/// The screen before handing in.
#[must_use]
pub fn hand_in(sitting: &Sitting, left_ms: Option<i64>, terms: &Terms) -> String {
    let blanks = sitting.blanks();
    let head = if blanks.is_empty() { "都答完了".to_owned() } else { format!("还有{}题没有答", blanks.len()) };
    let list: String = blanks
        .iter()
        .filter_map(|n| Some((n, sitting.paper.items.get(*n)?)))
        .map(|(n, item)| format!("<li><b>{}</b><span class=\"cut\">{}</span><button class=\"link end nb\" type=\"button\" data-to=\"{n}\">去答</button></li>", n + 1, escape(&item.question.stem)))
        .collect();
    let word = if sitting.purpose == Purpose::Counted { "交卷" } else { "看结果" };
    let main = format!(
        "<h2>{head}</h2>{}<ul class=\"list\">{list}</ul>{}",
        cells(sitting, false),
        note("", icon::INFO, "没有网络，也能交卷", terms.hand_in)
    );
    shell::screen(
        "检查答卷",
        &shell::clock("end", left_ms),
        &main,
        &(button("", "data-go-on", "接着答") + &button("main", "data-hand-in", word)),
    )
}

/// The sheet over the question.
#[must_use]
pub fn over(sitting: &Sitting) -> String {
    format!(
        "<div class=\"veil\" data-close></div><div class=\"sheet stack\" role=\"dialog\" aria-modal=\"true\" aria-labelledby=\"sheet\">\
         <div class=\"row between\"><h2 id=\"sheet\" tabindex=\"-1\">题卡</h2><button class=\"tool\" type=\"button\" data-close aria-label=\"关上题卡\">{}</button></div>{}\
         <p class=\"row\">{}</p></div>",
        icon::CROSS,
        cells(sitting, true),
        button("ink", "data-check", "检查并交卷")
    )
}

fn cells(sitting: &Sitting, mark_now: bool) -> String {
    let mut html = String::from("<div class=\"cells\">");
    for (n, answer) in sitting.answers.iter().enumerate() {
        let (blank, flag) = (answer.given.is_empty(), answer.flagged);
        let class =
            [if blank { " blank" } else { "" }, if flag { " flag" } else { "" }, if mark_now && n == sitting.at { " now" } else { "" }]
                .concat();
        let said = [if blank { "没答" } else { "已答" }, if flag { "，已标记" } else { "" }].concat();
        html += &format!(
            "<button type=\"button\" class=\"cell{class}\" data-to=\"{n}\" aria-label=\"第{number}题，{said}\">{number}</button>",
            number = n + 1
        );
    }
    let blank = sitting.blanks().len();
    html + &format!(
        "</div><p class=\"legend s dim\"><span><i class=\"cell dot\"></i>已答{}</span><span><i class=\"cell dot blank\"></i>没答{blank}</span><span><i class=\"cell dot flag\"></i>标记{}</span></p>",
        sitting.answers.len() - blank,
        sitting.flags()
    )
}
