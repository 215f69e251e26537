//! The wrong book: how much is due, what comes on the next days, and what is known.

use super::{Route, frame};
use crate::icon;
use crate::shell::{button, note};

/// The wrong book as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The path of the member's unit.
    pub unit: String,
    /// How many questions can be reviewed now.
    pub due: usize,
    /// How many come on each of the next days, today first; today has all that is overdue, and what comes later today.
    pub forecast: Vec<u32>,
    /// The weekday of today: 0 is Monday.
    pub weekday: usize,
    /// How many questions are in the book and not known.
    pub learning: usize,
    /// How many are known.
    pub known: usize,
    /// When the next exam begins, in the words of the screen; empty without one.
    pub exam: String,
    /// Whether some of it still waits on this device for a network.
    pub waiting: bool,
}

const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/// The screen.
#[must_use]
pub fn screen(book: &Book) -> String {
    if book.learning + book.known == 0 {
        let empty = "<p class=\"card dim\">错题本是空的。练习和考试里答错的题会收在这里，快忘的时候再请您做一遍。</p>";
        return frame::main_screen(&Route::Wrong, &book.unit, "错题本", empty);
    }
    let main = format!("<div class=\"book\">{}</div>{}{}{}", due(book), waiting(book), forecast(book), known(book));
    frame::main_screen(&Route::Wrong, &book.unit, "错题本", &main)
}

fn due(book: &Book) -> String {
    if book.due > 0 {
        let start = button("main", "data-review", "开始复习");
        return format!("<p>今天有<b>{}</b>题要复习</p><p class=\"row\">{start}</p>", book.due);
    }
    let later = book.forecast.first().is_some_and(|today| *today > 0);
    let next = book.forecast.iter().enumerate().skip(1).find(|(_, count)| **count > 0);
    let when = match (later, next, book.learning) {
        (true, ..) => "刚答错的题，过十分钟再来做。".to_owned(),
        (_, _, 0) => "收进来的题都掌握了。".to_owned(),
        (_, Some((day, count)), _) => format!("{}有{count}题。", day_name(book, day)),
        (_, None, _) => format!("{}天内没有要复习的题。", book.forecast.len()),
    };
    note("ok", icon::TICK, "现在没有要复习的题", &when)
}

fn waiting(book: &Book) -> String {
    if !book.waiting {
        return String::new();
    }
    format!("<p class=\"s sign wait\">{}还有记录只在这台设备上，连上网自动送出。</p>", icon::OFFLINE)
}

/// Nothing of what is due may be looked at now.
#[must_use]
pub fn withheld() -> String {
    let words = "可能正在考试，或者题目已经换了。请过些时候再来。";
    frame::below(&Route::Wrong, "错题本", "", &note("wait", icon::LOCK, "这些题现在不能看", words), &frame::link("", &Route::Wrong, "返回"))
}

/// Nothing of what is due is on this device, and the server can't be reached.
#[must_use]
pub fn unreached() -> String {
    let words = "这些题还没有存在这台设备上。连上网打开一次错题本，题目就存下来，以后没有网络也能复习。";
    frame::below(
        &Route::Wrong,
        "错题本",
        "",
        &note("wait", icon::OFFLINE, "没有网络，现在不能复习", words),
        &frame::link("", &Route::Wrong, "返回"),
    )
}

/// Only some of what is due is on this device.
#[must_use]
pub fn some_missing(there: usize, missing: usize) -> String {
    note("wait", icon::OFFLINE, "没有网络", &format!("先做存在这台设备上的{there}题，还有{missing}题连上网再做。"))
}

/// A line for each day: its name, its number and a bar.
fn forecast(book: &Book) -> String {
    let most = book.forecast.iter().max().copied().unwrap_or(0).max(1);
    let line = |(day, count): (usize, &u32)| {
        format!(
            "<li><span class=\"row between\"><span>{}</span><span class=\"nb\">{count}题</span></span><svg class=\"meter\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{}\" height=\"1\"/></svg></li>",
            day_name(book, day),
            count * 100 / most
        )
    };
    let lines: String = book.forecast.iter().enumerate().map(line).collect();
    let all: u32 = book.forecast.iter().sum();
    let exam = match book.exam.as_str() {
        "" => String::new(),
        exam => format!("<p class=\"s dim\">{exam}考试，没掌握的题都排在考试前再做一遍。</p>"),
    };
    format!(
        "<section><h2>这{}天</h2><ul class=\"bars s\">{lines}</ul><p class=\"s dim\">合计{all}题；答错的题会再排进来</p>{exam}</section>",
        book.forecast.len()
    )
}

fn day_name(book: &Book, day: usize) -> String {
    match day {
        0 => "今天".to_owned(),
        1 => "明天".to_owned(),
        day => WEEKDAYS[(book.weekday + day) % 7].to_owned(),
    }
}

fn known(book: &Book) -> String {
    format!(
        "<section><h2>掌握了多少</h2><dl class=\"kv\"><div><dt>还在复习</dt><dd>{}题</dd></div><div><dt>已经掌握</dt><dd>{}题</dd></div></dl>\
         <p class=\"s dim\">隔几天再做都对，而且记得住到考试（至少三周，没有考试就九十天），才算掌握。再答错会回到这里。</p></section>",
        book.learning, book.known
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(due: usize, forecast: &[u32], learning: usize, known: usize) -> String {
        screen(&Book { due, forecast: forecast.to_vec(), weekday: 3, learning, known, ..Book::default() })
    }

    #[test]
    fn days_are_told_in_words_and_numbers_and_not_by_bars_alone() {
        let html = check(4, &[4, 0, 8, 0, 0, 0, 1], 13, 2);
        assert!(html.contains("今天有<b>4</b>题要复习") && html.contains("data-review"));
        for words in [
            "今天</span><span class=\"nb\">4题",
            "明天</span><span class=\"nb\">0题",
            "周六</span><span class=\"nb\">8题",
            "周三</span><span class=\"nb\">1题",
        ] {
            assert!(html.contains(words), "{words}");
        }
        assert!(html.contains("width=\"100\"") && html.contains("合计13题") && html.contains("<dd>2题</dd>"));
    }

    #[test]
    fn without_a_network_it_says_what_can_be_done() {
        assert!(unreached().contains("没有网络，现在不能复习") && unreached().contains("以后没有网络也能复习"));
        assert!(some_missing(3, 2).contains("存在这台设备上的3题，还有2题连上网再做"));
    }

    #[test]
    fn nothing_due_says_when_something_is() {
        assert!(check(0, &[0, 3, 0], 3, 0).contains("明天有3题。"));
        assert!(check(0, &[2, 3, 0], 5, 0).contains("过十分钟再来做"));
        assert!(check(0, &[0, 0, 0], 0, 5).contains("都掌握了"));
        assert!(check(0, &[0, 0, 0], 5, 0).contains("3天内没有要复习的题"));
        assert!(check(0, &[], 0, 0).contains("错题本是空的") && !check(0, &[], 0, 0).contains("data-review"));
    }
}
