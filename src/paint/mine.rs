//! One's own: past sittings, the wrong book, and what this device keeps.

use crate::shell::{self, note, tool};
use crate::terms::Terms;
use crate::{escape, icon, words};
use domain::sitting::{Purpose, State};
use domain::{Campaign, Sitting};

/// The screen; `sittings` are one's own, oldest first, and `wrong` counts the wrong book; whether deleting was asked for once, and
/// whether who one is can be changed.
#[must_use]
pub fn screen(
    campaign: &Campaign,
    sittings: &[Sitting],
    wrong: usize,
    (asked_to_delete, may_change): (bool, bool),
    terms: &Terms,
) -> String {
    let book = if wrong == 0 {
        "<p class=\"card dim\">错题本是空的。答错的题会收在这里，方便再练。</p>".to_owned()
    } else {
        format!(
            "<button class=\"card row wide\" type=\"button\" data-review>{}<span><b>错题本　{wrong}题</b><br><span class=\"s dim\">再做一遍，答对了就移出</span></span><span class=\"end\">{}</span></button>",
            icon::AGAIN,
            icon::ONWARD
        )
    };
    let rows: String = sittings
        .iter()
        .rev()
        .filter(|sitting| sitting.purpose == Purpose::Counted)
        .filter_map(|sitting| record(campaign, sitting))
        .collect();
    let records = if rows.is_empty() {
        "<p class=\"dim\">还没有答过题。</p>".to_owned()
    } else {
        format!("<ul class=\"list\" data-records>{rows}</ul>")
    };
    let main = format!(
        "{book}<section><h2>答题记录</h2>{records}</section>{}{}{}",
        terms.wins,
        who(campaign, may_change),
        privacy(campaign, asked_to_delete, terms)
    );
    shell::screen("我的", &tool(" end", "data-type-size", icon::SIZE, "字号", None), &main, "")
}

/// The way to another person, or to other answers, where the campaign asks first.
fn who(campaign: &Campaign, may_change: bool) -> String {
    if !may_change {
        return String::new();
    }
    let word = if campaign.identity.fields.iter().any(|field| field.kind.identifies()) { "换人答题" } else { "改信息" };
    format!("<p class=\"row\"><button class=\"link\" type=\"button\" data-who>{word}</button></p>")
}

fn record(campaign: &Campaign, sitting: &Sitting) -> Option<String> {
    let hand_in = match &sitting.state {
        State::Open => return None,
        State::Waiting(_) => return Some(on_its_way(sitting, "已交卷", "wait", icon::OFFLINE, "还没送到，自动再试", "看进度")),
        State::Refused(..) => return Some(on_its_way(sitting, "没有交上", "no", icon::WARN, "没有计成绩", "看原因")),
        State::HandedIn(hand_in) => hand_in,
    };
    let score = hand_in.outcome.score;
    let band = campaign.band(score).map_or_else(String::new, |name| format!("<span class=\"badge\">{}</span>", escape(name)));
    Some(format!(
        "<li><span><b>{score}</b>分　{band}<br><span class=\"s dim\">{}，{}</span></span><a class=\"link end nb\" href=\"#result/{}\">看解析</a></li>",
        words::date_and_time(hand_in.at, campaign.zone),
        words::span(hand_in.used_ms),
        sitting.id
    ))
}

fn on_its_way(sitting: &Sitting, head: &str, class: &str, icon: &str, word: &str, link: &str) -> String {
    format!(
        "<li><span><b>{head}</b><br><span class=\"s sign {class}\">{icon}{word}</span></span><a class=\"link end nb\" href=\"#result/{}\">{link}</a></li>",
        sitting.id
    )
}

fn privacy(campaign: &Campaign, asked: bool, terms: &Terms) -> String {
    let tools = if campaign.kiosk {
        String::new()
    } else {
        let word = if asked { "再按一次，全部删除" } else { "删除本机记录" };
        let warning = if asked { note("wait", icon::WARN, "删了就找不回来", terms.delete) } else { String::new() };
        format!(
            "{warning}<p class=\"row tools\"><button class=\"btn\" type=\"button\" data-export>{}存成文件</button><button class=\"btn\" type=\"button\" data-delete>{}{word}</button></p>",
            icon::SAVE,
            icon::BIN
        )
    };
    format!(
        "<section><h2>隐私</h2><dl class=\"kv\"><div><dt>这台设备上</dt><dd>答题记录、错题本、填过的信息。清除浏览器数据会一起清掉；手机空间紧张时，浏览器也可能自己清掉。</dd></div>\
         <div><dt>主办单位那里</dt><dd>{}</dd></div></dl>{tools}</section>",
        (terms.organiser)(campaign)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms;
    use domain::campaign::{Field, FieldKind, Identity};

    #[test]
    fn who_one_is_can_be_changed_where_the_campaign_tells_people_apart() {
        for (kind, word) in [(FieldKind::Number, "换人答题"), (FieldKind::Unit, "改信息")] {
            let fields = vec![Field { kind, label: String::new(), required: true }];
            let campaign = Campaign { identity: Identity { fields, ..Identity::default() }, ..Campaign::default() };
            let html = |may_change| screen(&campaign, &[], 0, (false, may_change), &terms::SERVER);
            assert!(html(true).contains(word) && !html(false).contains("data-who"));
        }
    }
}
