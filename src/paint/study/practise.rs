//! Practice: a question, and at once whether it was right, why, and where the law says so.

use super::{Route, frame, place};
use crate::shell::{button, tool};
use crate::{escape, icon, question, review};
use domain::sitting::Answer;
use domain::{ChoiceSet, Citation, Item, Kind, Points, Question};
use wire::study::{PartView, PracticeQuestion};

/// A question as it is practised.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where back leads.
    pub back: &'a Route,
    /// What the bar says: the title of the part, or 错题本.
    pub title: &'a str,
    /// How far one is, under the bar: 第3题，这次还有20题.
    pub progress: &'a str,
    /// The question.
    pub question: &'a PracticeQuestion,
    /// What was picked, once it was said to be the answer.
    pub given: Option<ChoiceSet>,
    /// Whether there is another one after it.
    pub more: bool,
}

/// A question as the rules know it, in the order of its bank; `None` for a kind that this program does not know.
#[must_use]
pub fn item(asked: &PracticeQuestion) -> Option<Item> {
    let places: Vec<usize> = asked.key.iter().map(|place| usize::from(*place)).collect();
    let question = Question {
        id: asked.id.clone(),
        kind: Kind::read(&asked.kind)?,
        stem: asked.stem.clone(),
        choices: asked.choices.clone(),
        key: ChoiceSet::of(&places),
        explain: asked.explain.clone(),
        basis: asked.basis.iter().filter_map(|cited| Citation::parse(cited).ok()).collect(),
        level: 1,
    };
    Some(Item { bank: asked.bank.clone(), order: (0u8..).take(question.choices.len()).collect(), question, points: Points::default() })
}

/// The screen; `has_law` tells whether the reader has a law, as far as is known.
#[must_use]
pub fn screen(asked: &Asked<'_>, has_law: impl Fn(&str) -> bool) -> String {
    let Some(item) = item(asked.question) else {
        return frame::below(asked.back, asked.title, "", "<p class=\"dim\">这道题要用新一点的程序做，请刷新网页。</p>", "");
    };
    let (matter, foot) = match asked.given {
        None => (choices(&item), button("ink", "data-answer disabled", "确定")),
        Some(given) => {
            let word = if asked.more { "下一题" } else { "做完了" };
            (answered(&item, given, has_law), button("ink", "data-onward", word))
        }
    };
    let main = format!(
        "<p class=\"s dim\" data-progress>{}</p><div class=\"q\"><div class=\"row\"><span class=\"badge\">{}</span><span class=\"s dim\">{}</span>\
         <span class=\"row gone end\">{}</span></div><form><h2 class=\"stem\" id=\"stem0\" data-q=\"0\" tabindex=\"-1\">{}</h2>{matter}</form></div>",
        escape(asked.progress),
        item.question.kind.on_screen(),
        escape(&asked.question.topic_title),
        tool("", "data-read", icon::VOICE, "朗读", Some(false)),
        escape(&item.question.stem),
    );
    frame::below(asked.back, asked.title, "", &main, &foot)
}

fn choices(item: &Item) -> String {
    let (hint, role) = match item.question.kind {
        Kind::Single | Kind::Judge => ("", "radiogroup"),
        Kind::Multiple => ("<p class=\"s dim\">可以选多项，选全才算对</p>", "group"),
        Kind::Indefinite => ("<p class=\"s dim\">对的有一项或多项，选全才算对</p>", "group"),
    };
    format!(
        "{hint}<div class=\"choices\" role=\"{role}\" aria-labelledby=\"stem0\">{}</div>",
        question::choices(item, 0, Answer::default())
    )
}

/// What was picked and what is right, in words; the explanation and what it rests on.
fn answered(item: &Item, given: ChoiceSet, has_law: impl Fn(&str) -> bool) -> String {
    let right = given == item.question.key;
    let (class, sign, word) = if right { ("ok", icon::TICK, "答对了") } else { ("no", icon::CROSS, "答错了，已收进错题本") };
    let cites: String = item
        .question
        .basis
        .iter()
        .map(|cited| {
            let words = escape(&cited.on_screen());
            match has_law(&cited.law) {
                true => format!("<a class=\"cite\" href=\"{}\">{}{words}</a> ", place::route(cited).href(), icon::BOOK),
                false => format!("<span class=\"cite\">{}{words}</span> ", icon::BOOK),
            }
        })
        .collect();
    format!(
        "<ul class=\"told\">{}</ul><div class=\"stack\" role=\"status\" data-told><p class=\"sign {class}\">{sign}{word}</p>{}<p>{cites}</p></div>",
        review::options(item, Answer { given, flagged: false }),
        review::explanation(&item.question.explain),
    )
}

/// How far the practice of a part is: 已答40题，要答100题；对38题，要对60%.
#[must_use]
pub fn progress(part: &PartView) -> String {
    let asked = if part.amount >= part.of {
        format!("已答满{}题", part.of)
    } else {
        format!("已答{}题，要答{}题", part.amount, part.of)
    };
    match part.right_percent {
        0 => asked,
        percent => format!("{asked}；答对{}题，正确率要到{percent}%", part.right),
    }
}

/// What a session came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// How many were answered.
    pub answered: usize,
    /// How many of them were right.
    pub right: usize,
    /// How many answers still wait on this device for a network.
    pub waiting: usize,
}

/// The end of a session; `again` is whether there is something to go on with.
#[must_use]
pub fn ended(back: &Route, title: &str, came: Came, progress: &str, again: bool) -> String {
    let wrong = came.answered - came.right.min(came.answered);
    let book = if wrong == 0 { String::new() } else { format!("<p>答错的{wrong}题在错题本里，过些时候再做一遍。</p>") };
    let waiting = match came.waiting {
        0 => String::new(),
        n => format!("<p class=\"sign wait\">{}有{n}题的答案还在这台设备上，连上网自动送出，送到那天才算。</p>", icon::OFFLINE),
    };
    let main = format!("<h2>这次做了{}题，对{}题</h2><p class=\"dim\">{}</p>{book}{waiting}", came.answered, came.right, escape(progress));
    let foot = match (*back == Route::Wrong, again) {
        (true, _) => frame::link("ink", back, "回错题本"),
        (false, true) => frame::link("", back, "回任务") + &button("ink", "data-another", "再做一组"),
        (false, false) => frame::link("", back, "回任务") + &frame::link("ink", &Route::Wrong, "看错题本"),
    };
    frame::below(back, title, "", &main, &foot)
}

/// A part that has no questions.
#[must_use]
pub fn empty(back: &Route, title: &str) -> String {
    frame::below(back, title, "", "<p class=\"dim\">这里还没有可以练的题。</p>", &frame::link("", back, "返回"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: Option<&[usize]>, has_law: bool) -> String {
        let question = PracticeQuestion {
            bank: "b".into(),
            topic_title: "婚姻".into(),
            id: "q1".into(),
            kind: "single".into(),
            stem: "几岁<？".into(),
            choices: vec!["二十".into(), "二十二".into()],
            key: vec![1],
            explain: "法律这样定。".into(),
            basis: vec!["民法典第一千零四十七条".into()],
            ..PracticeQuestion::default()
        };
        let asked = Asked {
            back: &Route::Tasks,
            title: "练习",
            progress: "第1题",
            question: &question,
            given: given.map(ChoiceSet::of),
            more: true,
        };
        screen(&asked, |_| has_law)
    }

    #[test]
    fn before_the_answer_nothing_tells_what_is_right() {
        let html = check(None, true);
        assert!(html.contains("几岁&lt;？") && html.contains("data-answer disabled") && html.contains("data-choice=\"1\""));
        assert!(!html.contains("法律这样定") && !html.contains("正确"));
    }

    #[test]
    fn after_it_the_screen_says_how_it_went_and_why() {
        let (right, wrong) = (check(Some(&[1]), true), check(Some(&[0]), false));
        assert!(right.contains("答对了") && right.contains("选对") && right.contains("法律这样定"));
        assert!(right.contains("href=\"#law/%E6%B0%91%E6%B3%95%E5%85%B8/1047\""));
        assert!(wrong.contains("答错了，已收进错题本") && wrong.contains("选错") && wrong.contains("正确"));
        assert!(!wrong.contains("<a class=\"cite\"") && wrong.contains("《民法典》第一千零四十七条"));
    }

    #[test]
    fn progress_says_what_is_asked_for() {
        let part = |amount, right_percent| PartView { amount, of: 100, right: 38, right_percent, ..PartView::default() };
        assert_eq!(progress(&part(40, 0)), "已答40题，要答100题");
        assert_eq!(progress(&part(120, 60)), "已答满100题；答对38题，正确率要到60%");
    }
}
