//! One's own: past sittings, the wrong book, and what this device keeps.

use crate::shell::{self, note, tool};
use crate::{escape, icon, words};
use domain::sitting::Purpose;
use domain::{Campaign, Sitting};

/// The screen; `sittings` are one's own, oldest first, and `wrong` counts the wrong book.
#[must_use]
pub fn screen(campaign: &Campaign, sittings: &[Sitting], wrong: usize, asked_to_delete: bool) -> String {
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
    let main = format!("{book}<section><h2>答题记录</h2>{records}</section>{}", privacy(campaign, asked_to_delete));
    shell::screen("我的", &tool(" end", "data-type-size", icon::SIZE, "字号", None), &main, "")
}

fn record(campaign: &Campaign, sitting: &Sitting) -> Option<String> {
    let hand_in = sitting.handed_in()?;
    let score = hand_in.outcome.score;
    let band = campaign.band(score).map_or_else(String::new, |name| format!("<span class=\"badge\">{}</span>", escape(name)));
    Some(format!(
        "<li><span><b>{score}</b>分　{band}<br><span class=\"s dim\">{}，{}</span></span><a class=\"link end nb\" href=\"#result/{}\">看解析</a></li>",
        words::date_and_time(hand_in.at, campaign.zone),
        words::span(hand_in.used_ms),
        sitting.id
    ))
}

fn privacy(campaign: &Campaign, asked: bool) -> String {
    let tools = if campaign.kiosk {
        String::new()
    } else {
        let word = if asked { "再按一次，全部删除" } else { "删除本机记录" };
        let warning = if asked {
            note("wait", icon::WARN, "删了就找不回来", "这台设备上所有活动的答题记录、错题本和没交的答卷都会删除。")
        } else {
            String::new()
        };
        format!(
            "{warning}<p class=\"row tools\"><button class=\"btn\" type=\"button\" data-export>{}存成文件</button><button class=\"btn\" type=\"button\" data-delete>{}{word}</button></p>",
            icon::SAVE,
            icon::BIN
        )
    };
    format!(
        "<section><h2>隐私</h2><dl class=\"kv\"><div><dt>这台设备上</dt><dd>答题记录、错题本、填过的信息。清除浏览器数据会一起清掉；手机空间紧张时，浏览器也可能自己清掉。</dd></div>\
         <div><dt>主办单位那里</dt><dd>这个活动只存在这台设备上，不会自己往外送。主办单位的人在这台设备上可以取走得分、地区和单位，没有姓名。</dd></div></dl>{tools}</section>"
    )
}
