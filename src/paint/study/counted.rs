//! How much of the minutes that a part asks for was read: what counts, what does not, and whether it is counting now.

use crate::icon;
use domain::reading_meter::Counting;

/// What is known of the time on a text's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Milliseconds that count in all, what was not reported yet among them.
    pub ms: u64,
    /// Milliseconds that the part asks for.
    pub of_ms: u64,
    /// Milliseconds of today on any device and in any part, as far as is known.
    pub today_ms: u64,
    /// The most of a day that earns credits; missing without a cap.
    pub per_day_ms: Option<u64>,
    /// Whether it is counting now.
    pub counting: Counting,
    /// Whether the last report did not reach the server.
    pub unreached: bool,
}

/// What fills the place of the screen that tells it.
#[must_use]
pub fn counted(read: &Read) -> String {
    let (minutes, of) = (read.ms / 60_000, read.of_ms.div_ceil(60_000));
    let share = (read.ms.min(read.of_ms) * 100).checked_div(read.of_ms).unwrap_or(100);
    let all = match read.ms >= read.of_ms {
        true => format!("<span class=\"sign ok\">{}已读满{of}分钟</span>", icon::TICK),
        false => format!("<span>已读<b>{minutes}</b>分钟，要读{of}分钟</span>"),
    };
    let state = match read.counting {
        Counting::Running => format!("<span class=\"nb\">{}正在计时</span>", icon::CLOCK),
        Counting::Still => format!("<span class=\"nb\">{}停止计时</span>", icon::INFO),
        Counting::Away => "<span class=\"nb\">没有计时</span>".to_owned(),
    };
    let unreached = match read.unreached {
        true => format!("<p class=\"sign wait\">{}还没送到，连上网再记；断网超过10分钟的不算。</p>", icon::OFFLINE),
        false => String::new(),
    };
    format!(
        "<svg class=\"meter\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{share}\" height=\"1\"/></svg>\
         <p class=\"row between s\">{all}{state}</p>\
         <p class=\"s dim\">{}页面没显示、一分钟没有动的时间不算。</p>{unreached}",
        today(read),
    )
}

/// How much of today counts: what is beyond the cap of a day earns nothing.
fn today(read: &Read) -> String {
    let minutes = read.today_ms / 60_000;
    match read.per_day_ms {
        Some(most) if read.today_ms >= most => format!("今天读了{minutes}分钟，一天最多{}分钟算学分，今天满了。", most / 60_000),
        Some(most) => format!("今天读了{minutes}分钟，一天最多{}分钟算学分。", most / 60_000),
        None => format!("今天读了{minutes}分钟。"),
    }
}

/// What always stands at the foot of a text that counts.
#[must_use]
pub fn ticking(read: &Read) -> String {
    let state = match read.counting {
        Counting::Running => "正在计时",
        Counting::Still => "停止计时",
        Counting::Away => "没有计时",
    };
    format!(
        "<span class=\"nb\">已读<b>{}</b>/{}分钟</span><span class=\"nb\">{state}</span>",
        read.ms / 60_000,
        read.of_ms.div_ceil(60_000)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ms: u64, counting: Counting) -> String {
        counted(&Read { ms, of_ms: 3_600_000, today_ms: 125_000, per_day_ms: None, counting, unreached: false })
    }

    #[test]
    fn what_counts_and_what_does_not_is_said() {
        let html = check(1_130_000, Counting::Running);
        assert!(html.contains("已读<b>18</b>分钟，要读60分钟") && html.contains("正在计时") && html.contains("width=\"31\""));
        assert!(html.contains("今天读了2分钟。") && html.contains("页面没显示、一分钟没有动的时间不算"));
        assert!(check(3_700_000, Counting::Still).contains("已读满60分钟"));
        assert!(check(0, Counting::Still).contains("停止计时"));
    }

    #[test]
    fn today_says_how_much_of_it_earns_credits() {
        let check = |minutes: u64| today(&Read { per_day_ms: Some(5_400_000), today_ms: minutes * 60_000, ..Read::default() });
        assert_eq!(check(42), "今天读了42分钟，一天最多90分钟算学分。");
        assert_eq!(check(90), "今天读了90分钟，一天最多90分钟算学分，今天满了。");
    }

    #[test]
    fn a_part_that_asks_for_nothing_is_read() {
        assert!(counted(&Read { unreached: true, ..Read::default() }).contains("还没送到"));
    }
}
