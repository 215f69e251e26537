//! The result: score, right and wrong at a glance, then each question with its explanation and citation.

use crate::shell::{self, button, note, tool};
use crate::terms::Terms;
use crate::{escape, icon, review, words};
use domain::attempts::Left;
use domain::sitting::{HandIn, Purpose};
use domain::{Campaign, Mark, Sitting};

/// What a result shows beside the sitting itself.
#[derive(Clone, Copy)]
pub struct Around {
    /// What attempts are left.
    pub left: Left,
    /// Whether another counted sitting may start now.
    pub may_again: bool,
    /// The words of this way to play.
    pub terms: &'static Terms,
}

/// The screen of a handed-in sitting.
#[must_use]
pub fn screen(campaign: &Campaign, sitting: &Sitting, hand_in: &HandIn, around: Around) -> String {
    let counted = sitting.purpose == Purpose::Counted;
    let outcome = &hand_in.outcome;
    let (right, total) = (outcome.count(Mark::Right), outcome.marks.len());
    let band = campaign
        .band(outcome.score)
        .filter(|_| counted)
        .map_or_else(String::new, |name| format!("<span class=\"stamp\"><span class=\"vh\">等第：</span>{}</span>", escape(name)));
    let remark = if counted { left_words(around.left) } else { "练习不计人次".to_owned() };
    let pass = match campaign.pass.filter(|_| counted) {
        Some(_) if campaign.passes(outcome.score) => format!("<span class=\"sign ok\">{}合格</span>", icon::TICK),
        Some(pass) => format!("<span class=\"dim\">满{pass}分合格</span>"),
        None => String::new(),
    };
    let late = if hand_in.late {
        format!("<div data-late>{}</div>", note("wait", icon::CLOCK, "送到时已经过了时间", "这次按迟交记。"))
    } else {
        String::new()
    };
    let cells: String = outcome.marks.iter().enumerate().map(|(n, (mark, _))| review::cell(n, *mark)).collect();
    let prize = if counted && !around.terms.prizes.is_empty() {
        around.terms.prizes.to_owned()
    } else if counted {
        prize_note(campaign)
    } else {
        String::new()
    };
    let main = format!(
        "<div class=\"score\"><p data-score><b>{}</b> 分</p>{band}<p class=\"s dim\">答对{right}题，共{total}题<br>用时{}<br>{remark}</p></div>{pass}{late}\
         <div class=\"cells\">{cells}</div>{prize}{}{}",
        outcome.score,
        words::span(hand_in.used_ms),
        section(&format!("没答对的{}题", total - right), sitting, hand_in, false),
        section(&format!("答对{right}题"), sitting, hand_in, true),
    );
    shell::screen("答题结果", &tool(" end", "data-mine", icon::PERSON, "我的", None), &main, &foot(campaign, counted, around))
}

/// Who is entitled to what, where no more is known.
pub(crate) fn prize_note(campaign: &Campaign) -> String {
    if campaign.prize_note.is_empty() {
        return String::new();
    }
    format!("<section class=\"card\"><p><b>奖项</b></p><p class=\"s dim\">{}</p></section>", escape(&campaign.prize_note))
}

fn left_words(left: Left) -> String {
    match left {
        Left::Unlimited => "还可以再答".to_owned(),
        Left::Today(n) => format!("今天还能答{n}次"),
        Left::NoneToday => "今天的次数用完了".to_owned(),
        Left::None => "答题次数用完了".to_owned(),
    }
}

fn section(head: &str, sitting: &Sitting, hand_in: &HandIn, wanted: bool) -> String {
    let all = sitting.paper.items.iter().zip(&sitting.answers).zip(&hand_in.outcome.marks).enumerate();
    let list: String = all
        .filter(|(_, (_, (mark, _)))| (*mark == Mark::Right) == wanted)
        .map(|(n, ((item, answer), (mark, _)))| review::details(item, n, *answer, *mark))
        .collect();
    if list.is_empty() { String::new() } else { format!("<section><h2>{head}</h2>{list}</section>") }
}

fn foot(campaign: &Campaign, counted: bool, around: Around) -> String {
    let again = match (campaign.kiosk, counted) {
        (true, _) => button("ink", "data-next-person", "换一位答题"),
        (false, true) => button("ink", if around.may_again { "data-again" } else { "data-again disabled" }, "再答一次"),
        (false, false) => button("ink", around.terms.more.0, around.terms.more.1),
    };
    button("", "data-home", "回首页") + &again
}
