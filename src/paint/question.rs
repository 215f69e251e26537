//! One question: bar, ticks, tools, stem and choices. Choices are native inputs, so that a tap shows before any program runs.

use crate::shell::{button, clock, tool};
use crate::{escape, icon};
use domain::grading::{PartRule, Scoring};
use domain::question::letter;
use domain::sitting::Answer;
use domain::{Item, Kind};

/// Where one is in a paper, and what the screen around a question shows of it.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The question in sight, from 0.
    pub at: usize,
    /// The answers so far.
    pub answers: &'a [Answer],
    /// Milliseconds left; `None` without a limit.
    pub left_ms: Option<i64>,
}

/// The screen around a question: `main` is what [`block`] made.
#[must_use]
pub fn screen(frame: Frame<'_>, main: &str) -> String {
    let Frame { at, answers, left_ms } = frame;
    let total = answers.len();
    let (number, first) = (at + 1, if at == 0 { " disabled" } else { "" });
    let onward = if number < total { button("ink", "data-next", "下一题") } else { button("main", "data-next data-hand-in", "交卷") };
    let last = left_ms.is_some_and(|left| left <= crate::shell::LAST_MS);
    format!(
        "<header class=\"bar between\"><button class=\"tool lead\" type=\"button\" data-exit aria-label=\"回首页\">{back}</button>\
         <button class=\"count\" type=\"button\" data-sheet>{grid}<span><b data-at>{number}</b> / {total}</span><span class=\"vh\">题，打开题卡</span></button>{clock}</header>\
         <ol class=\"ticks\" aria-hidden=\"true\">{ticks}</ol>\
         <main><div data-notice></div><div class=\"note wait\" role=\"status\" data-last{hidden}>{clock_icon}<span><b>最后1分钟</b>到时自动交卷，已选的都算数。</span></div>{main}</main>\
         <footer class=\"foot\">{previous}{onward}</footer>",
        back = icon::BACK,
        grid = icon::GRID,
        clock = clock("", left_ms),
        ticks = ticks(answers, at),
        hidden = if last { "" } else { " hidden" },
        clock_icon = icon::CLOCK,
        previous = button("", &format!("data-prev{first}"), "上一题"),
    )
}

/// Question `n`, counted from 0, with its tools.
#[must_use]
pub fn block(item: &Item, n: usize, answer: Answer, scoring: Scoring, hidden: bool) -> String {
    block_with(item, n, answer, hint(item.question.kind, scoring), hidden)
}

/// The same where the words under the stem are given; empty for none.
#[must_use]
pub fn block_with(item: &Item, n: usize, answer: Answer, hint: &str, hidden: bool) -> String {
    let (hint, described) = match hint {
        "" => Default::default(),
        words => (format!("<p class=\"s dim\" id=\"hint{n}\">{words}</p>"), format!(" aria-describedby=\"hint{n}\"")),
    };
    format!(
        "<div class=\"q\" data-n=\"{n}\"{hidden}><div class=\"row\"><span class=\"badge\">{kind}</span><span class=\"row gone end\">{flag}{voice}{size}</span></div>\
         <form><h2 class=\"stem\" id=\"stem{n}\" data-q=\"{n}\" tabindex=\"-1\">{stem}</h2>{hint}\
         <div class=\"choices\" role=\"{role}\" aria-labelledby=\"stem{n}\"{described}>{choices}</div></form></div>",
        hidden = if hidden { " hidden" } else { "" },
        kind = item.question.kind.on_screen(),
        flag = tool("", "data-flag", icon::FLAG, "标记", Some(answer.flagged)),
        voice = tool("", "data-read", icon::VOICE, "朗读", Some(false)),
        size = tool("", "data-type-size", icon::SIZE, "字号", None),
        stem = escape(&item.question.stem),
        role = if item.question.kind.takes_several() { "group" } else { "radiogroup" },
        choices = choices(item, n, answer),
    )
}

/// The choices of question `n` as native inputs.
pub(crate) fn choices(item: &Item, n: usize, answer: Answer) -> String {
    let kind = if item.question.kind.takes_several() { "checkbox" } else { "radio" };
    let mut html = String::new();
    for (shown, place, words) in item.shown() {
        let checked = if answer.given.holds(place) { " checked" } else { "" };
        let key = match (item.question.kind, place) {
            (Kind::Judge, 0) => icon::TICK.to_owned(),
            (Kind::Judge, _) => icon::CROSS.to_owned(),
            _ => letter(shown).to_string(),
        };
        html += &format!(
            "<label class=\"choice\"><input type=\"{kind}\" name=\"q{n}\" value=\"{place}\" data-choice=\"{place}\" autocomplete=\"off\"{checked}>\
             <span class=\"key\">{key}</span><span>{words}</span>{picked}</label>",
            words = escape(words),
            picked = icon::PICKED,
        );
    }
    html
}

/// What a question with several right choices asks, and what an incomplete answer is worth.
fn hint(kind: Kind, scoring: Scoring) -> &'static str {
    match (kind, scoring.part) {
        (Kind::Single | Kind::Judge, _) => "",
        (Kind::Multiple, PartRule::AllOrNothing) => "可以选多项，选漏、选错都不得分",
        (Kind::Multiple, _) => "可以选多项，选漏得部分分，选错不得分",
        (Kind::Indefinite, PartRule::AllOrNothing) => "对的有一项或多项，选漏、选错都不得分",
        (Kind::Indefinite, _) => "对的有一项或多项，选漏得部分分，选错不得分",
    }
}

/// The ticks under the bar: what is answered, and where one is.
fn ticks(answers: &[Answer], at: usize) -> String {
    let class = |n: usize, answer: &Answer| match (n == at, answer.given.is_empty()) {
        (true, _) => " class=\"now\"",
        (false, false) => " class=\"done\"",
        (false, true) => "",
    };
    answers.iter().enumerate().map(|(n, answer)| format!("<li{}></li>", class(n, answer))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ChoiceSet, Points, Question};

    #[test]
    fn letters_go_by_this_paper_and_values_by_the_bank() {
        let question = Question {
            id: "q".into(),
            kind: Kind::Multiple,
            stem: "谁<b>？".into(),
            choices: vec!["甲".into(), "乙".into()],
            key: ChoiceSet::TRUE,
            explain: String::new(),
            basis: vec![],
            level: 1,
        };
        let item = Item { bank: "b".into(), question, order: vec![1, 0], points: Points::whole(10) };
        let html = block(&item, 4, Answer { given: ChoiceSet::of(&[1]), flagged: true }, Scoring::default(), false);
        assert!(html.contains("谁&lt;b&gt;？"));
        let a = html.find("<span class=\"key\">A</span><span>乙</span>").expect("乙 is shown as A");
        let b = html.find("<span class=\"key\">B</span><span>甲</span>").expect("甲 is shown as B");
        assert!(a < b);
        assert!(html.contains("value=\"1\" data-choice=\"1\" autocomplete=\"off\" checked"));
        assert_eq!(html.matches(" checked").count(), 1);
        assert!(html.contains("data-flag aria-pressed=\"true\""));
    }

    #[test]
    fn the_last_question_leads_to_the_hand_in() {
        let answers = [Answer::default(); 2];
        let at = |at| screen(Frame { at, answers: &answers, left_ms: Some(59_000) }, "");
        assert!(at(0).contains("data-next>下一题") && at(0).contains("data-prev disabled"));
        assert!(at(1).contains("data-hand-in>交卷") && !at(1).contains("data-prev disabled"));
        assert!(at(1).contains("0:59") && at(1).contains("data-last>"));
    }
}
