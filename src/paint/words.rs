//! Times, spans and limits in the words of the screen.

use domain::attempts::Attempts;
use domain::{Moment, Zone};

/// 12月6日.
#[must_use]
pub fn date(at: Moment, zone: Zone) -> String {
    let wall = zone.wall(at);
    format!("{}月{}日", wall.month, wall.day)
}

/// 12月6日20:00.
#[must_use]
pub fn date_and_time(at: Moment, zone: Zone) -> String {
    let wall = zone.wall(at);
    format!("{}{}:{:02}", date(at, zone), wall.hour, wall.minute)
}

/// When a campaign closes: 12月6日20:00, with the year when it is not the one it opened in.
#[must_use]
pub fn closing(opens: Moment, closes: Moment, zone: Zone) -> String {
    let year = zone.wall(closes).year;
    let year = if zone.wall(opens).year == year { String::new() } else { format!("{year}年") };
    format!("{year}{}", date_and_time(closes, zone))
}

/// 3分42秒; 42秒 below a minute.
#[must_use]
pub fn span(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    match (seconds / 60, seconds % 60) {
        (0, s) => format!("{s}秒"),
        (m, s) => format!("{m}分{s:02}秒"),
    }
}

/// 4:12, what a countdown shows: a second counts until it is over.
#[must_use]
pub fn clock(left_ms: i64) -> String {
    let seconds = (left_ms.max(0) + 999) / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// 还有2天14小时, 还有3小时20分钟, 还有5分钟.
#[must_use]
pub fn until(ms: i64) -> String {
    let minutes = (ms.max(0) + 59_999) / 60_000;
    match (minutes / 1440, minutes % 1440 / 60, minutes % 60) {
        (0, 0, m) => format!("还有{m}分钟"),
        (0, h, 0) => format!("还有{h}小时"),
        (0, h, m) => format!("还有{h}小时{m}分钟"),
        (d, 0, _) => format!("还有{d}天"),
        (d, h, _) => format!("还有{d}天{h}小时"),
    }
}

/// How often one may play, as the words before, the number and the words after it: 每天 3 次.
#[must_use]
pub fn attempts(attempts: Attempts) -> (&'static str, String, &'static str) {
    match (attempts.per_day, attempts.total) {
        (Some(n), _) => ("每天", n.to_string(), "次"),
        (None, Some(n)) => ("共", n.to_string(), "次"),
        (None, None) => ("", "不限".to_owned(), "次"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_say_them() {
        assert_eq!(span(222_400), "3分42秒");
        assert_eq!(span(42_000), "42秒");
        assert_eq!(clock(251_001), "4:12");
        assert_eq!(clock(0), "0:00");
        assert_eq!(until(62 * 3_600_000), "还有2天14小时");
        assert_eq!(until(1), "还有1分钟");
        assert_eq!(until(86_400_000), "还有1天");
    }

    #[test]
    fn a_closing_in_another_year_says_which() {
        let at = |year| Zone::CHINA.moment(year, 12, 6, 20, 0, 0).expect("a day");
        assert_eq!(closing(at(2026), at(2026), Zone::CHINA), "12月6日20:00");
        assert_eq!(closing(at(2026), at(2029), Zone::CHINA), "2029年12月6日20:00");
    }
}
