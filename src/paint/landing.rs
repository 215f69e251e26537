//! The landing of a campaign, in all three phases at once: the page shows the one that the clock says.

use crate::shell::{button, note, tool};
use crate::{escape, icon, words};
use domain::Campaign;
use domain::campaign::{Field, FieldKind, Grading};

/// The inside of the painted page.
pub fn landing(campaign: &Campaign) -> String {
    format!(
        "<header class=\"bar\"><span class=\"seal\" aria-hidden=\"true\">普法</span><span class=\"s\">{organiser}</span>{size}</header>\
         <main>{old}{occasion}<h1 class=\"title\" tabindex=\"-1\">{title}</h1><div class=\"wenwu\"></div><div data-notice></div>{state}{facts}\
         {soon}{prizes}{rules}{foot_line}</main><footer class=\"foot\">{buttons}</footer>",
        organiser = escape(&campaign.organiser),
        size = tool(" end", "data-type-size", icon::SIZE, "字号", None),
        old = OLD,
        occasion =
            if campaign.occasion.is_empty() { String::new() } else { format!("<p class=\"dim\">{}</p>", escape(&campaign.occasion)) },
        title = escape(&campaign.title),
        state = state(campaign),
        facts = facts(campaign),
        soon = soon(campaign),
        prizes = prizes(campaign),
        rules = rules(campaign),
        foot_line = foot_line(campaign),
        buttons = buttons(campaign),
    )
}

fn soon(campaign: &Campaign) -> String {
    let now = if has_practice(campaign) { "现在可以先练一练。" } else { "" };
    let words = format!("到时打开这个页面就能答题，不用另外报名。{now}");
    let note = note("", "", "<span data-until>快要开始</span>", &words);
    format!("<div data-when=\"soon\">{note}</div>")
}

/// What is told when the browser is too old for the program, or when the program did not arrive.
pub const OLD: &str = "<p class=\"note no\" data-lost-notice role=\"alert\" hidden><span><b>网络不太好，答题程序没有打开</b>请连上网再试。已经选的答案不会丢。<br><button class=\"btn\" type=\"button\" data-reload>再试一次</button></span></p>\
    <p class=\"note no\" data-old-notice role=\"alert\"><span><b>这个浏览器太旧，打不开答题</b>请换新一点的浏览器，或者把微信升级到最新版，再打开这个链接。</span></p>";

fn state(campaign: &Campaign) -> String {
    let closes = words::closing(campaign.opens, campaign.closes, campaign.zone);
    let line = |when: &str, class: &str, icon: &str, word: &str, time: String, what: &str| {
        format!(
            "<p data-when=\"{when}\"><span class=\"sign {class}\">{icon}{word}</span>　<span class=\"when\"><span class=\"nb\">{time}</span> <span class=\"nb\">{what}</span></span></p>"
        )
    };
    line("soon", "wait", icon::CLOCK, "还没开始", words::date_and_time(campaign.opens, campaign.zone), "开始")
        + &line("open", "ok", icon::TICK, "正在进行", closes.clone(), "截止")
        + &line("closed", "", icon::LOCK, "已经结束", closes, "截止")
}

fn facts(campaign: &Campaign) -> String {
    let fact = |name: &str, before: &str, number: &str, after: &str| {
        let before = if before.is_empty() { String::new() } else { format!("{before} ") };
        format!("<div><dt>{name}</dt><dd>{before}<b>{number}</b>{after}</dd></div>")
    };
    let time = match campaign.limit_ms {
        Some(ms) => fact("时间", "", &(ms / 60_000).to_string(), "分钟"),
        None => fact("时间", "", "不限", "时"),
    };
    let (before, number, after) = words::attempts(campaign.attempts);
    format!(
        "<dl class=\"facts\">{}{time}{}</dl>",
        fact("题量", "", &campaign.blueprint.count().to_string(), "题"),
        fact("机会", before, &number, after)
    )
}

fn prizes(campaign: &Campaign) -> String {
    if campaign.prizes.is_empty() {
        return String::new();
    }
    let tiers: String = campaign
        .prizes
        .iter()
        .map(|prize| {
            format!(
                "<li><b>{}</b><span>{}</span><span class=\"end\">{}名</span></li>",
                escape(&prize.tier),
                escape(&prize.what),
                prize.quantity
            )
        })
        .collect();
    format!("<section><h2>奖项</h2><p class=\"dim\">{}</p><ul class=\"list\">{tiers}</ul></section>", escape(&campaign.prize_note))
}

fn rules(campaign: &Campaign) -> String {
    if campaign.rules.is_empty() {
        return String::new();
    }
    let lines: String = campaign.rules.iter().map(|rule| format!("<li>{}</li>", escape(rule))).collect();
    format!("<section><details class=\"fold\"><summary>活动规则{}</summary><ol>{lines}</ol></details></section>", icon::TURN)
}

fn foot_line(campaign: &Campaign) -> String {
    let personal = |field: &Field| matches!(field.kind, FieldKind::Name | FieldKind::Phone | FieldKind::Number);
    let privacy = if campaign.identity.fields.iter().any(personal) {
        "填写的信息只用于这次活动"
    } else if !campaign.identity.of_winners.is_empty() {
        "不用注册，中奖了才留联系方式"
    } else {
        "不用注册，不收集姓名"
    };
    let organiser = if campaign.pin.is_some() { "<a class=\"link\" href=\"#organiser\">主办单位</a>" } else { "" };
    format!(
        "<p class=\"row between s dim\"><span>{privacy}</span><span class=\"row\">{organiser}<a class=\"link\" href=\"#mine\">我的答题</a></span></p>"
    )
}

fn buttons(campaign: &Campaign) -> String {
    let opens = words::date(campaign.opens, campaign.zone);
    let practise = |when: &str, word: &str| {
        if has_practice(campaign) { button("ink", &format!("data-when=\"{when}\" data-practise"), word) } else { String::new() }
    };
    button("", "data-when=\"soon\" disabled", &format!("{opens}开始"))
        + &practise("soon", "先练一练")
        + &button("main", "data-when=\"open\" data-start", "开始答题")
        + &button("", "data-when=\"closed\" data-mine", "我的答题")
        + &practise("closed", "继续练习")
}

/// A server gives no question away but in a sitting that counts.
fn has_practice(campaign: &Campaign) -> bool {
    campaign.grading == Grading::Device
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_practice_where_a_server_grades() {
        let page = |grading| landing(&Campaign { grading, ..Campaign::default() });
        assert!(page(Grading::Device).contains("data-practise"));
        assert!(!page(Grading::Server).contains("data-practise") && !page(Grading::Server).contains("练一练"));
    }
}
