//! The screens of an exam, as words and markup.

use super::*;
use wire::study::{ExamView, NextView, TaskView};

fn questions() -> Vec<ExamQuestion> {
    let question = |kind: &str, stem: &str, choices: &[&str]| ExamQuestion {
        kind: kind.into(),
        stem: stem.into(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        points: 250,
    };
    vec![
        question("single", "哪个<b>？", &["甲", "乙"]),
        question("multiple", "哪些？", &["甲", "乙", "丙"]),
        question("short", "说说。", &[]),
    ]
}

fn answers() -> Vec<Saved> {
    let saved = |given: &[u8], text: &str, flagged| Saved { given: given.to_vec(), text: text.into(), flagged };
    vec![saved(&[1], "", false), saved(&[], "", true), saved(&[], "我<看>", false)]
}

fn check(show: impl FnOnce(&Frame<'_>) -> String, at: usize, keeping: Keeping) -> String {
    let (questions, answers) = (questions(), answers());
    show(&Frame { task: "year", zone: Zone::CHINA, questions: &questions, answers: &answers, at, left_ms: 59_000, keeping: &keeping })
}

#[test]
fn a_question_shows_what_was_picked_and_where_the_answers_are() {
    let html = check(screen, 0, Keeping::Saved(Moment(2 * 3_600_000 + 42 * 60_000)));
    assert!(html.contains("哪个&lt;b&gt;？") && html.contains("value=\"1\" data-choice=\"1\" autocomplete=\"off\" checked"));
    assert!(html.contains("已保存 10:42") && html.contains("这题2.5分") && html.contains("0:59") && html.contains("data-last>"));
    assert!(html.contains("3题，已答2题") && html.contains("data-prev disabled"));
}

#[test]
fn a_short_answer_has_a_field_with_its_words() {
    let html = check(screen, 2, Keeping::Nothing);
    assert!(html.contains("<textarea") && html.contains("我&lt;看&gt;</textarea>") && html.contains("data-check"));
}

#[test]
fn what_is_not_on_the_server_says_where_it_is() {
    assert!(check(screen, 0, Keeping::Unreached).contains("没保存，网络断了，答案在这台设备上"));
    assert!(check(screen, 0, Keeping::SignedOut).contains("data-sign-in-again"));
    assert!(check(screen, 0, Keeping::PageOnly).contains("请不要关掉这个页面"));
}

#[test]
fn before_handing_in_blanks_and_flags_are_named() {
    let html = check(hand_in, 2, Keeping::OnItsWay);
    assert!(
        html.contains("还有1题没有答") && html.contains("标记过的") && html.contains("#exam/year/q/2") && html.contains("data-hand-in")
    );
    assert!(html.contains("第2题，没答，已标记"));
}

#[test]
fn the_sheet_marks_where_one_is() {
    assert!(check(over, 1, Keeping::Nothing).contains("class=\"cell blank flag now\" data-to=\"1\""));
}

#[test]
fn a_question_that_is_not_there_shows_nothing() {
    assert_eq!(check(screen, 9, Keeping::Nothing), "");
}

#[test]
fn what_bars_an_exam_is_said_and_nothing_can_be_started() {
    let begin = |state: &str| {
        let (left_ms, left) = if state == "study-first" { (0, 0) } else { (5_400_000, 2) };
        let next = NextView { state: state.into(), says: "先学完".into(), left_ms, left, ..NextView::default() };
        let exam = ExamView { next, limit_ms: 5_400_000, attempts: 3, ..ExamView::default() };
        start(&TaskView { exam: Some(exam), ..TaskView::default() })
    };
    let barred = begin("study-first");
    assert!(
        barred.contains("<b>90</b>分钟") && barred.contains("可以考</dt><dd><b>3</b>次"),
        "what the exam has, and not that nothing is left"
    );
    assert!(begin("study-first").contains("先学完") && !begin("study-first").contains("data-start-exam"));
    assert!(begin("start").contains("开始考试") && begin("start").contains("<b>90</b>分钟") && begin("go-on").contains("接着考试"));
}
