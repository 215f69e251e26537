//! The prize step: where one stands with each award, what was won, and claiming it.

use crate::shell::{self, button, note};
use crate::{escape, icon, identity, words};
use domain::campaign::FieldKind;
use domain::{Campaign, Moment};
use wire::api::{PrizeState, PrizeStep};

/// The cards under a result. `told` says of one award what its last try came to.
#[must_use]
pub fn cards(campaign: &Campaign, steps: &[PrizeStep], told: Option<(&str, &str)>) -> String {
    if steps.is_empty() {
        return crate::result::prize_note(campaign);
    }
    steps
        .iter()
        .map(|step| {
            let (head, words, action) = say(campaign, step);
            let told = told.filter(|(award, _)| *award == step.award).map_or_else(String::new, |(_, told)| told.to_owned());
            format!(
                "<section class=\"card stack\" data-prize=\"{}\" data-state=\"{}\"><h2 tabindex=\"-1\">{}</h2>{told}<p><b>{head}</b></p><p class=\"s dim\">{words}</p>{action}</section>",
                escape(&step.award),
                step.state.word(),
                escape(&step.title)
            )
        })
        .collect()
}

/// What the last try came to, in a card.
#[must_use]
pub fn told(class: &str, icon: &str, head: &str, words: &str) -> String {
    format!("<div role=\"alert\" data-told>{}</div>", note(class, icon, head, &escape(words)))
}

fn say(campaign: &Campaign, step: &PrizeStep) -> (String, String, String) {
    let at = step.at_ms.map(|at| words::date_and_time(Moment(at), campaign.zone));
    let chances = step.chances.unwrap_or(1);
    let plain = |head: &str, words: &str| (head.to_owned(), words.to_owned(), String::new());
    match step.state {
        PrizeState::NotYet => (
            "还没有机会".to_owned(),
            if campaign.prize_note.is_empty() {
                "达到规则里写的条件才有，请看活动规则。".to_owned()
            } else {
                escape(&campaign.prize_note)
            },
            String::new(),
        ),
        PrizeState::Try => (
            format!("有{chances}次抽奖机会"),
            "按一下就知道结果。没有网络也不要紧，机会不会丢。".to_owned(),
            format!(
                "<p class=\"row\">{}</p>",
                button("main", &format!("data-try=\"{}\"", escape(&step.award)), if chances > 1 { "抽一次" } else { "抽奖" })
            ),
        ),
        PrizeState::Nothing => plain("这次没有中奖", "机会用完了，成绩照样算数。"),
        PrizeState::GoneToday => plain("今天的奖品抽完了", "机会还留着，明天再来抽。"),
        PrizeState::Gone => plain("奖品都抽完了", "成绩照样算数。"),
        PrizeState::Entered => (
            "已进入抽奖名单".to_owned(),
            format!("{chances}次机会，{}开奖。到时打开这个页面看结果，现在不用留手机号。", at.as_deref().unwrap_or("结束后")),
            String::new(),
        ),
        PrizeState::Ranked => (
            "按成绩排名".to_owned(),
            format!(
                "分数高的在前，分数一样，用时短的在前。{}公布，到时打开这个页面看结果。",
                at.map_or_else(|| "结束后".to_owned(), |at| at + "以后")
            ),
            String::new(),
        ),
        PrizeState::Won | PrizeState::Claimed | PrizeState::Redeemed | PrizeState::Lapsed => {
            let word = if step.state == PrizeState::Won { "去领奖" } else { "看领奖码" };
            // whoever won on another device fetches it with the code that is there
            let link = step.code.as_deref().map_or_else(
                || "<p class=\"s dim\">领奖码在中奖的那台设备上</p>".to_owned(),
                |code| format!("<p class=\"row\"><a class=\"btn ink\" href=\"#win/{}\" data-win>{word}</a></p>", escape(code)),
            );
            (format!("中奖了：{}", prize(step)), sign(campaign, step), link)
        }
    }
}

/// 二等奖：晴雨伞.
#[must_use]
pub fn prize(step: &PrizeStep) -> String {
    let (tier, what) = (step.tier.as_deref().unwrap_or_default(), step.what.as_deref().unwrap_or_default());
    let between = if tier.is_empty() || what.is_empty() { "" } else { "：" };
    [&escape(tier), between, &escape(what)].concat()
}

/// Whether something was won there.
#[must_use]
pub fn is_win(step: &PrizeStep) -> bool {
    step.state.is_win()
}

/// How far a win has come: 待领取, 已登记, 已领取 or 已过期.
fn sign(campaign: &Campaign, step: &PrizeStep) -> String {
    let (class, icon, word) = match step.state {
        PrizeState::Claimed => ("wait", icon::CLOCK, "已登记，待领取"),
        PrizeState::Redeemed => ("ok", icon::TICK, "已领取"),
        PrizeState::Lapsed => ("no", icon::LOCK, "已过期"),
        _ => ("wait", icon::CLOCK, "待领取"),
    };
    let until = step
        .claim_until_ms
        .filter(|_| class == "wait")
        .map_or_else(String::new, |until| format!("　<span class=\"nb\">{}前</span>", words::date_and_time(Moment(until), campaign.zone)));
    format!("<span class=\"sign {class}\">{icon}{word}</span>{until}")
}

/// The wins among one's own things; nothing when there is none.
#[must_use]
pub fn wins(campaign: &Campaign, steps: &[PrizeStep]) -> String {
    let rows: String = steps
        .iter()
        .filter(|step| is_win(step))
        .map(|step| {
            let link = step.code.as_deref().map_or_else(
                || "<span class=\"s dim end nb\">在别的设备上</span>".to_owned(),
                |code| format!("<a class=\"link end nb\" href=\"#win/{}\">领奖码</a>", escape(code)),
            );
            format!("<li><span><b>{}</b><br><span class=\"s\">{}</span></span>{link}</li>", prize(step), sign(campaign, step))
        })
        .collect();
    if rows.is_empty() { rows } else { format!("<section><h2>中奖</h2><ul class=\"list\">{rows}</ul></section>") }
}

/// The screen of a win. With `asking` it asks for what the campaign wants of winners.
#[must_use]
pub fn claim(campaign: &Campaign, step: &PrizeStep, asking: bool) -> String {
    let open = matches!(step.state, PrizeState::Won | PrizeState::Claimed);
    let code = step.code.as_deref().map_or_else(String::new, |code| {
        format!(
            "<div class=\"card\"><p class=\"row between s\"><span class=\"dim\">领奖码</span><span>{}</span></p><p class=\"code\" data-code>{}</p><p class=\"s dim\">领奖时给工作人员看，只能用一次</p></div>",
            state(step),
            grouped(code)
        )
    });
    let row = |name: &str, words: &str| format!("<div><dt>{name}</dt><dd>{words}</dd></div>");
    let mut facts = String::new();
    if let Some(until) = step.claim_until_ms.filter(|_| open) {
        facts += &row("到什么时候", &format!("<b>{}</b>", words::date_and_time(Moment(until), campaign.zone)));
    }
    if let Some(place) = &step.place {
        facts += &row("到哪里领", &escape(place));
    }
    let asks = !campaign.identity.of_winners.is_empty();
    if let Some(phone) = step.phone.as_ref().filter(|phone| !phone.is_empty() && !asking) {
        facts += &row("联系手机", &format!("<span data-phone>{}</span>{}", escape(phone), if asks && open { CHANGE } else { "" }));
    } else if step.state == PrizeState::Claimed && asks && !asking {
        facts += &row("联系方式", &format!("已经登记{CHANGE}"));
    }
    let main = format!(
        "<div class=\"row lede\"><span class=\"stamp\">中奖</span><div><h2>{}</h2><p class=\"s dim\">{}，{}</p></div></div>{code}<dl class=\"kv\">{facts}</dl>{}{}",
        prize(step),
        escape(&campaign.title.replace('\n', "")),
        escape(&step.title),
        if asking { form(campaign) } else { String::new() },
        if asks { privacy(campaign) } else { String::new() },
    );
    let foot = if asking { button("ink", "data-claim", "登记") } else { button("", "data-mine", "我的答题") };
    shell::screen("领奖", "", &main, &foot)
}

/// The screen of a win that is not known here.
#[must_use]
pub fn unknown() -> String {
    shell::screen("领奖", "", &note("", icon::INFO, "还没有查到中奖记录", "请连上网，稍等一下再看。"), &button("", "data-mine", "我的答题"))
}

const CHANGE: &str = "<button class=\"link\" type=\"button\" data-change>更改</button>";

fn state(step: &PrizeStep) -> String {
    sign(&Campaign::default(), &PrizeStep { claim_until_ms: None, ..step.clone() })
}

fn form(campaign: &Campaign) -> String {
    format!("<section data-claim-form><h2>留下联系方式</h2>{}</section>", identity::fields(campaign, &campaign.identity.of_winners, &[]))
}

fn privacy(campaign: &Campaign) -> String {
    let what =
        if campaign.identity.of_winners.iter().any(|field| field.kind == FieldKind::Phone) { "手机号" } else { "填写的信息" };
    format!("<p class=\"s dim\">{what}加密保存，只用于领奖联系，领奖结束满{}天自动删除。</p>", campaign.claims.kept_days)
}

/// 7K4M 29QX: a code in groups of four.
#[must_use]
pub fn grouped(code: &str) -> String {
    let mut html = String::new();
    for (n, c) in code.chars().enumerate() {
        if n > 0 && n % 4 == 0 {
            html.push(' ');
        }
        html.push(c);
    }
    escape(&html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::campaign::{Field, Identity};

    fn campaign() -> Campaign {
        let fields = vec![Field { kind: FieldKind::Phone, label: "手机号".into(), required: true }];
        Campaign { identity: Identity { of_winners: fields, ..Identity::default() }, ..Campaign::default() }
    }

    fn step(state: PrizeState) -> PrizeStep {
        let mut step = PrizeStep::new("lucky", "幸运<抽奖", state);
        (step.tier, step.what, step.code) = (Some("二等奖".into()), Some("伞".into()), Some("7K4M29QX".into()));
        step
    }

    #[test]
    fn every_state_says_something_and_only_a_try_can_be_pressed() {
        for state in PrizeState::ALL {
            let html = cards(&campaign(), &[step(state)], None);
            assert!(html.contains("幸运&lt;抽奖") && html.contains(&format!("data-state=\"{}\"", state.word())));
            assert_eq!(html.contains("data-try=\"lucky\""), state == PrizeState::Try, "{html}");
            assert_eq!(html.contains("#win/7K4M29QX"), is_win(&step(state)), "{html}");
        }
    }

    #[test]
    fn a_win_without_its_code_leads_nowhere() {
        let mut won = step(PrizeState::Won);
        won.code = None;
        let won = [won];
        for html in [cards(&campaign(), &won, None), wins(&campaign(), &won)] {
            assert!(html.contains("二等奖") && html.contains("设备上") && !html.contains("#win/"), "{html}");
        }
    }

    #[test]
    fn a_code_is_read_out_in_fours() {
        assert_eq!(grouped("7K4M29QX"), "7K4M 29QX");
        assert!(claim(&campaign(), &step(PrizeState::Won), true).contains("7K4M 29QX"));
    }

    #[test]
    fn a_number_that_was_given_can_be_changed_and_is_not_asked_again() {
        let mut claimed = step(PrizeState::Claimed);
        claimed.phone = Some("138****6021".into());
        let html = claim(&campaign(), &claimed, false);
        assert!(html.contains("138****6021") && html.contains("data-change") && !html.contains("data-claim"));
        claimed.state = PrizeState::Redeemed;
        assert!(!claim(&campaign(), &claimed, false).contains("data-change"));
    }
}
