//! A hand-in that is on its way to the server, or that the server would not take.

use crate::shell::{self, button, note};
use crate::{escape, icon, words};
use domain::sitting::Waiting;
use domain::{Campaign, Sitting};

/// The screen of a hand-in that waits. What changes meanwhile is filled into `data-lead` and `data-second`.
#[must_use]
pub fn screen(campaign: &Campaign, sitting: &Sitting, waiting: &Waiting) -> String {
    let handed_in = format!("{}题，{}交卷", sitting.answers.len(), words::date_and_time(waiting.at, campaign.zone));
    let steps = format!(
        "<li>{}</li><li data-second></li><li>{}</li>",
        step("ok", icon::TICK, "存在这台设备上", &handed_in),
        step("dim", icon::BARS, "算分，出结果", "送到后这里显示得分，只算一次")
    );
    let keep = format!(
        "<div class=\"note\">{}<span>可以关掉页面。请不要清除浏览器数据，并在<span class=\"nb\">{}</span>前再打开一次。</span></div>",
        icon::INFO,
        words::date_and_time(waiting.until, campaign.zone)
    );
    let main = format!(
        "<div class=\"row lede\" data-lead role=\"status\"></div><div class=\"wenwu\"></div><ul class=\"list\" data-waiting>{steps}</ul>{keep}"
    );
    let away = if campaign.kiosk { button("", "data-next-person", "换一位答题") } else { button("", "data-home", "回首页") };
    shell::screen("交卷", "", &main, &(away + &button("ink", "data-send", "现在再试")))
}

fn step(class: &str, icon: &str, head: &str, words: &str) -> String {
    format!("<span class=\"sign {class}\">{icon}</span><span><b>{head}</b><br><span class=\"dim s\">{words}</span></span>")
}

/// How it goes; `busy` is what a server says that has no time, nothing where there is no network.
#[must_use]
pub fn lead(sending: bool, busy: Option<&str>) -> String {
    let (icon, lead) = match (sending, busy) {
        (true, _) => (icon::CLOCK, "正在送出，请稍等。"),
        (false, Some(_)) => (icon::CLOCK, "现在人多，过一会儿自动送出。"),
        (false, None) => (icon::OFFLINE, "等连上网，自动送出。"),
    };
    head("wait", icon, "已经交卷", &format!("<p class=\"dim\">{lead}</p>"))
}

/// What it waits for.
#[must_use]
pub fn second(busy: Option<&str>) -> String {
    match busy {
        Some(busy) => step("wait", icon::CLOCK, "等服务器有空", &escape(busy)),
        None => step("wait", icon::CLOCK, "等网络", "每隔一会儿自动再试，您不用守着"),
    }
}

/// The screen of a hand-in that the server would not take, in the server's words.
#[must_use]
pub fn refused(campaign: &Campaign, sitting: &Sitting, waiting: &Waiting, why: &str, may_again: bool) -> String {
    let kept = format!("{}题，{}交卷，没有计成绩。", sitting.answers.len(), words::date_and_time(waiting.at, campaign.zone));
    let main = format!(
        "<div class=\"row lede\">{}</div><div class=\"wenwu\"></div><div data-refused>{}</div><p class=\"dim\">{kept}觉得不对，请把这一页给主办单位看。</p>",
        head("no", icon::WARN, "没有交上", ""),
        note("no", icon::INFO, "这份答卷交不了", &escape(why))
    );
    let again = if campaign.kiosk {
        button("ink", "data-next-person", "换一位答题")
    } else {
        button("ink", if may_again { "data-again" } else { "data-again disabled" }, "重新答题")
    };
    shell::screen("交卷", "", &main, &(button("", "data-home", "回首页") + &again))
}

fn head(class: &str, icon: &str, title: &str, lead: &str) -> String {
    format!("<span class=\"sign {class}\">{icon}</span><div><h2>{title}</h2>{lead}</div>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::sitting::{PlaceOfPerson, Purpose, State};
    use domain::{Moment, Paper};

    #[test]
    fn what_the_server_says_is_no_markup() {
        let waiting = Waiting { at: Moment(0), used_ms: 0, out_of_time: false, until: Moment(0) };
        let sitting = Sitting {
            id: "s".into(),
            campaign: "c".into(),
            round: "1".into(),
            participant: "p".into(),
            purpose: Purpose::Counted,
            place: PlaceOfPerson::default(),
            started: Moment(0),
            paper: Paper::default(),
            answers: vec![],
            at: 0,
            state: State::Waiting(waiting),
        };
        let campaign = Campaign::default();
        for html in [refused(&campaign, &sitting, &waiting, "<b>", true), second(Some("<b>"))] {
            assert!(html.contains("&lt;b&gt;"), "{html}");
        }
        assert!(screen(&campaign, &sitting, &waiting).contains("data-lead"));
    }
}
