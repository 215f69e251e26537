//! Study as it counts: practice by when it arrives, whatever a device says, and reading of today on whatever device.

use domain::assignment::Text;
use wire::study::{Answered, Card, Cards, CardsRequest, PracticeSet, ReportRequest, ReviewLog, TaskView};

use crate::testing::school::{Browser, china, shipped};
use crate::testing::{DAY, HOUR, MINUTE, Testing};

/// Study from 1 March to 1 December, at most 30 questions of a day.
const CREDITS: &str = "study-credits";
/// The part that practises.
const PART: usize = 2;

async fn hall() -> Testing {
    let hall = Testing::at_school(shipped(), 2, 20, 9).await;
    hall.roster(2, 1, &["1 甲一 某市/甲局 "]).await;
    hall
}

/// Reports answers to so many questions from the nth on, given so long ago, all right or all wrong.
async fn reports(member: &Browser<'_>, from: usize, count: usize, ago_ms: i64, right: bool) -> TaskView {
    let set: PracticeSet = member.get(&format!("/api/v1/assignments/{CREDITS}/practice/{PART}")).await.expect("questions");
    let mut questions = set.questions;
    questions.sort_by(|a, b| (&a.bank, &a.id).cmp(&(&b.bank, &b.id)));
    let answer = |question: &wire::study::PracticeQuestion| Answered {
        bank: question.bank.clone(),
        question: question.id.clone(),
        given: if right { question.key.clone() } else { Vec::new() },
        ago_ms,
    };
    let answers = questions[from..from + count].iter().map(answer).collect();
    let report = ReportRequest { answers, ..ReportRequest::default() };
    member.post(&format!("/api/v1/assignments/{CREDITS}/study"), &report).await.expect("taken down")
}

/// How many questions earn credits, how many count for the part, and how many of those are known.
fn counted(task: &TaskView) -> (u64, u64, u32) {
    let study = task.study.as_ref().expect("study");
    let credits = study.credits.as_ref().expect("credits");
    let earned = credits.earned.iter().find(|earned| earned.by == "practice").expect("practice");
    (earned.amount, study.parts[PART].amount, study.parts[PART].right)
}

#[tokio::test]
async fn an_answer_counts_on_the_day_it_arrives_however_it_is_dated() {
    let hall = hall().await;
    hall.set(china(6, 2, 9));
    let member = hall.member("某市/甲局", "1").await;
    assert_eq!(counted(&reports(&member, 0, 30, 0, true).await), (30, 30, 30));
    // yesterday had room, and got nothing
    assert_eq!(counted(&reports(&member, 30, 10, 12 * HOUR, true).await), (30, 40, 40));
    hall.pass(DAY);
    let member = member.elsewhere("某市/甲局", "1").await;
    // what waited for a network for days counts like what was given today
    assert_eq!(counted(&reports(&member, 40, 10, 5 * DAY, true).await), (40, 50, 50));
}

#[tokio::test]
async fn after_the_end_of_study_only_what_was_given_before_it_counts_and_only_for_ten_minutes() {
    let hall = hall().await;
    hall.set(china(12, 1, 0).plus_ms(-HOUR));
    let member = hall.member("某市/甲局", "1").await;
    assert_eq!(counted(&reports(&member, 0, 1, 0, true).await), (1, 1, 1));
    hall.pass(HOUR + 9 * MINUTE);
    assert_eq!(counted(&reports(&member, 1, 1, 8 * MINUTE, true).await), (1, 1, 1), "given after the end");
    assert_eq!(counted(&reports(&member, 2, 1, 10 * MINUTE, true).await), (2, 2, 2));
    hall.pass(MINUTE);
    assert_eq!(counted(&reports(&member, 3, 1, 2 * HOUR, true).await), (2, 2, 2), "the grace is over");
}

#[tokio::test]
async fn of_two_answers_in_one_report_the_later_one_tells_whether_it_is_known() {
    let hall = hall().await;
    hall.set(china(6, 2, 9));
    let member = hall.member("某市/甲局", "1").await;
    let set: PracticeSet = member.get(&format!("/api/v1/assignments/{CREDITS}/practice/{PART}")).await.expect("questions");
    let answer = |given: &[u8], ago_ms: i64| Answered {
        bank: set.questions[0].bank.clone(),
        question: set.questions[0].id.clone(),
        given: given.to_vec(),
        ago_ms,
    };
    let answers = vec![answer(&[], MINUTE), answer(&set.questions[0].key, 3 * MINUTE)];
    let report = ReportRequest { answers, ..ReportRequest::default() };
    let task: TaskView = member.post(&format!("/api/v1/assignments/{CREDITS}/study"), &report).await.expect("taken down");
    assert_eq!(counted(&task), (1, 1, 0));
}

#[tokio::test]
async fn today_is_what_was_read_on_every_device_and_in_every_part() {
    let hall = hall().await;
    hall.set(china(6, 2, 9));
    let phone = hall.member("某市/甲局", "1").await;
    let office = phone.elsewhere("某市/甲局", "1").await;
    let today = |task: &TaskView| task.study.as_ref().expect("study").read_today_ms;
    assert_eq!(today(&phone.reads(CREDITS, &Text::Law("宪法".into()), 2).await), 2 * MINUTE as u64);
    let task = office.reads(CREDITS, &Text::Law("民法典".into()), 3).await;
    assert_eq!((today(&task), task.study.as_ref().map(|study| study.parts[0].amount)), (5 * MINUTE as u64, Some(2 * MINUTE as u64)));
    hall.pass(DAY);
    let office = office.elsewhere("某市/甲局", "1").await;
    assert_eq!(today(&office.task(CREDITS).await), 0);
}

#[tokio::test]
async fn a_device_whose_clock_is_ahead_keeps_its_wrong_book_and_wins_over_no_other() {
    let hall = hall().await;
    let member = hall.member("甲局", "1").await;
    let now = hall.now().0;
    let card = |changed_ms: i64, reps: u32| Card { question: "constitution/x".into(), changed_ms, reps, ..Card::default() };
    let review = ReviewLog { question: "constitution/x".into(), at_ms: now + 40 * DAY, rating: 1 };
    let ahead = CardsRequest { since: 0, cards: vec![card(now + 40 * DAY, 1)], log: vec![review] };
    member.ask::<Cards>(&ahead).await.expect("taken");
    hall.pass(MINUTE);
    let right = CardsRequest { since: 0, cards: vec![card(now + MINUTE, 2)], log: vec![] };
    let view = member.ask::<Cards>(&right).await.expect("taken");
    assert_eq!(view.cards.iter().map(|card| card.reps).collect::<Vec<_>>(), [2], "what came later stays");
}

#[tokio::test]
async fn what_a_page_does_is_nobody_elses_who_signed_in_on_another_page() {
    let hall = Testing::at_school(shipped(), 5, 20, 9).await;
    hall.roster(2, 1, &["1 甲一 某市/甲局 ", "2 乙二 某市/甲局 "]).await;
    let browser = hall.member("甲局", "2").await;
    let study = |number: &str| format!("/api/v1/assignments/{CREDITS}/study?for={}", wire::study::whom(number));
    let told = async |number: &str| {
        let answer = browser.post::<TaskView>(&study(number), &ReportRequest::default()).await;
        answer.map(|task| task.id).map_err(|problem| problem.code)
    };
    assert_eq!((told("1").await, told("2").await), (Err("not-signed-in".into()), Ok(CREDITS.into())));
}
