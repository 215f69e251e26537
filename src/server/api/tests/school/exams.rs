//! Exams: the server's clock and answers, whatever becomes of the device.

use wire::api::Problem;
use wire::study::{Change, ExamResult, SaveExam, Saving, Sitting};

use crate::testing::school::{Browser, china, shipped};
use crate::testing::{MINUTE, Testing};

const R9: &str = "state-staff-exam";

async fn in_the_exam() -> Testing {
    let hall = Testing::at_school(shipped(), 7, 6, 9).await;
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级", "1002 李大为 某省/甲厅 处级"]).await;
    hall
}

async fn result(browser: &Browser<'_>, sitting: &Sitting) -> Result<ExamResult, Problem> {
    browser.get(&format!("/api/v1/exam/{}", sitting.sitting)).await
}

#[tokio::test]
async fn a_computer_dies_and_the_exam_goes_on_elsewhere_with_the_right_time_left() {
    let hall = in_the_exam().await;
    let office = hall.member("甲厅", "1001").await;
    let sitting = office.starts(R9).await.expect("a sitting");
    hall.pass(40 * MINUTE);
    assert_eq!(office.saves(&sitting, 0..20).await.revision, 1);

    let phone = office.elsewhere("甲厅", "1001").await;
    let again = phone.starts(R9).await.expect("it goes on");
    assert_eq!((&again.sitting, again.ends_ms - again.now_ms), (&sitting.sitting, 50 * MINUTE));
    assert_eq!(again.questions, sitting.questions);
    assert_eq!(again.answers.iter().filter(|answer| !answer.given.is_empty()).count(), 20);
    let result = phone.hands_in(&again, 20..50).await.expect("handed in");
    assert_eq!((result.score / 100, result.by_server), (100, false));
    assert_eq!(phone.hands_in(&again, 0..0).await.expect("the first answer").score, result.score, "twice is once");
}

#[tokio::test]
async fn when_time_is_out_the_server_hands_in_what_was_saved() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    hall.pass(10 * MINUTE);
    member.saves(&sitting, 0..30).await;
    hall.pass(80 * MINUTE - 1);
    assert_eq!(hall.desk.school.hand_in_overdue().await, Ok(0));
    assert!(result(&member, &sitting).await.is_err(), "it is open");
    hall.pass(MINUTE);
    assert_eq!(hall.desk.school.hand_in_overdue().await, Ok(1));
    let result = result(&member, &sitting).await.expect("handed in");
    assert_eq!((result.score / 100, result.by_server, result.used_ms), (60, true, 90 * MINUTE));
    let late = member.saves(&sitting, 30..50).await;
    assert!(late.handed_in, "what comes later is not taken");
    assert_eq!(member.hands_in(&sitting, 30..50).await.expect("the result").score / 100, 60);
}

#[tokio::test]
async fn nobody_waits_for_the_chore() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    member.saves(&sitting, 0..30).await;
    hall.pass(95 * MINUTE);
    let task = member.task(R9).await.exam.expect("an exam");
    assert_eq!((task.sittings.len(), task.sittings[0].by_server, task.next.state.as_str()), (1, true, "start"));
}

#[tokio::test]
async fn two_devices_hear_of_each_other_and_the_later_answer_stays() {
    let hall = in_the_exam().await;
    let office = hall.member("甲厅", "1001").await;
    let sitting = office.starts(R9).await.expect("a sitting");
    let phone = office.elsewhere("甲厅", "1001").await;
    let same = phone.starts(R9).await.expect("it goes on");
    let save = |browser: &Browser<'_>, revision: u32, n: u32, given: Vec<u8>| Saving {
        sitting: sitting.sitting.clone(),
        device: browser.key(),
        revision,
        changes: vec![Change { n, given, flagged: n == 1, ..Change::default() }],
    };
    let first = office.ask::<SaveExam>(&save(&office, sitting.revision, 0, vec![0])).await.expect("saved");
    assert_eq!((first.revision, first.answers), (1, None));
    hall.pass(MINUTE);
    let second = phone.ask::<SaveExam>(&save(&phone, same.revision, 1, vec![1])).await.expect("saved");
    let held = second.answers.expect("the other saved something");
    assert_eq!((held[0].given.clone(), held[1].given.clone(), held[1].flagged), (vec![0], vec![1], true));
    hall.pass(MINUTE);
    let third = office.ask::<SaveExam>(&save(&office, first.revision, 0, vec![2])).await.expect("saved");
    assert_eq!(third.answers.expect("heard of it")[0].given, [2]);
    let hours = hall.desk.school.trouble(R9, None).await.expect("signs");
    assert_eq!(hours, [], "not before it is handed in");
    hall.pass(30 * MINUTE);
    office.hands_in(&sitting, 0..0).await.expect("handed in");
    let signs = hall.desk.school.trouble(R9, None).await.expect("signs");
    assert_eq!(signs.iter().map(|sign| sign.sign.as_str()).collect::<Vec<_>>(), ["two-devices"]);
}

#[tokio::test]
async fn nothing_of_the_key_leaves_before_its_time_and_no_other_member_sees_a_sitting() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let other = hall.member("甲厅", "1002").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    let text = serde_json::to_string(&sitting).expect("JSON");
    for (_, question) in hall.library.banks.iter().flat_map(|bank| bank.questions()) {
        assert!(!text.contains(&question.explain), "{}", question.id);
    }
    assert!(!text.contains("\"key\"") && !text.contains("\"seed\""));
    let result = member.hands_in(&sitting, 0..50).await.expect("handed in");
    assert!(result.review.is_none() && result.questions.is_none());
    let path = format!("/api/v1/exam/{}", sitting.sitting);
    assert_eq!(other.get::<ExamResult>(&path).await.map_err(|problem| problem.code), Err("unknown-sitting".into()));
    assert_eq!(other.hands_in(&sitting, 0..1).await.map_err(|problem| problem.code), Err("unknown-sitting".into()));
    let nobody = Browser::new(&hall);
    assert_eq!(nobody.get::<ExamResult>(&path).await.map_err(|problem| problem.code), Err("not-signed-in".into()));
    // a member sits different questions the second time, as far as there are
    hall.set(china(7, 7, 9));
    let second = member.starts(R9).await.expect("a second sitting");
    let stems = |sitting: &Sitting| sitting.questions.iter().map(|one| one.stem.clone()).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(stems(&second).intersection(&stems(&sitting)).count(), 0);
}

#[tokio::test]
async fn a_perfect_paper_in_eight_seconds_is_shown_and_counts() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    hall.pass(8_000);
    assert!(member.hands_in(&sitting, 0..50).await.expect("handed in").passed);
    let signs = hall.desk.school.trouble(R9, None).await.expect("signs");
    assert_eq!((signs.len(), signs[0].sign.as_str(), signs[0].member.name.as_str()), (1, "too-fast", "王小明"));
    assert_eq!(hall.desk.school.rates(R9, None).await.expect("rates").units[0].passed, 1);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    let saving = |change: Change| Saving { sitting: sitting.sitting.clone(), device: member.key(), revision: 0, changes: vec![change] };
    let check = |change: Change| {
        let saving = saving(change);
        let member = &member;
        async move { member.ask::<SaveExam>(&saving).await.map(|saved| saved.revision).map_err(|problem| problem.code) }
    };
    assert_eq!(check(Change { n: 0, given: vec![26], ..Change::default() }).await, Err("bad-answers".into()));
    assert_eq!(check(Change { n: 0, text: "字".repeat(4001), ..Change::default() }).await, Err("bad-answers".into()));
    assert_eq!(
        check(Change { n: 999, given: vec![0], ..Change::default() }).await,
        Ok(1),
        "there is no such question, and nothing to lose"
    );
    let strange = Saving { device: "x".into(), ..saving(Change::default()) };
    assert_eq!(member.ask::<SaveExam>(&strange).await.map_err(|problem| problem.code), Err("bad-device".into()));
}

#[tokio::test]
async fn while_an_exam_is_open_no_practice_tells_a_key() {
    let hall = in_the_exam().await;
    let member = hall.member("甲厅", "1001").await;
    let practice = format!("/api/v1/assignments/{R9}/practice/2");
    member.get::<wire::study::PracticeSet>(&practice).await.expect("before it");
    let sitting = member.starts(R9).await.expect("a sitting");
    let refused = member.get::<wire::study::PracticeSet>(&practice).await.map_err(|problem| problem.code);
    assert_eq!(refused, Err("exam-first".into()));
    let wanted = wire::study::QuestionsRequest { questions: vec!["constitution/x".into()] };
    let refused = member.ask::<wire::study::ViewQuestions>(&wanted).await.map_err(|problem| problem.code);
    assert_eq!(refused, Err("exam-first".into()));
    // how many were right would tell as much
    let answer = wire::study::Answered { bank: "constitution".into(), question: "x".into(), given: vec![0], ago_ms: 0 };
    let guess = wire::study::ReportRequest { answers: vec![answer], ..Default::default() };
    let study = format!("/api/v1/assignments/{R9}/study");
    let told = member.post::<wire::study::TaskView>(&study, &guess).await.map_err(|problem| problem.code);
    assert_eq!(told.map(|task| task.id), Err("exam-first".into()));
    member.post::<wire::study::TaskView>(&study, &wire::study::ReportRequest::default()).await.expect("reading goes on");
    member.hands_in(&sitting, 0..1).await.expect("handed in");
    member.get::<wire::study::PracticeSet>(&practice).await.expect("after it");
}

#[tokio::test]
async fn no_paper_is_reviewed_while_the_same_member_sits_the_next_one() {
    let mut library = shipped();
    for assignment in library.assignments.iter_mut().filter(|assignment| assignment.id == R9) {
        assignment.exam.as_mut().expect("an exam").review = domain::exam::Review::AtOnce;
    }
    let hall = Testing::at_school(library, 7, 6, 9).await;
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级"]).await;
    let member = hall.member("甲厅", "1001").await;
    let first = member.starts(R9).await.expect("a sitting");
    assert!(member.hands_in(&first, 0..50).await.expect("handed in").review.is_some(), "at once");
    let second = member.starts(R9).await.expect("a sitting");
    let during = result(&member, &first).await.expect("a result");
    assert_eq!((during.review, during.questions.is_some()), (None, false));
    assert!(during.review_from_ms >= second.ends_ms);
    member.hands_in(&second, 0..50).await.expect("handed in");
    assert!(result(&member, &first).await.expect("a result").review.is_some());
}

#[tokio::test]
async fn a_pass_that_is_lost_again_is_certified_no_more() {
    let mut library = shipped();
    for assignment in library.assignments.iter_mut().filter(|assignment| assignment.id == R9) {
        assignment.exam.as_mut().expect("an exam").counts = domain::exam::Counts::Last;
    }
    let hall = Testing::at_school(library, 7, 6, 9).await;
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级"]).await;
    let member = hall.member("甲厅", "1001").await;
    let own = format!("/api/v1/assignments/{R9}/certificate");
    let sitting = member.starts(R9).await.expect("a sitting");
    let number = member.hands_in(&sitting, 0..40).await.expect("handed in").certificate.expect("a certificate");
    let sitting = member.starts(R9).await.expect("a sitting");
    assert_eq!(member.hands_in(&sitting, 0..10).await.expect("handed in").certificate, None);
    for path in [own.as_str(), &format!("/api/v1/certificates/{number}")] {
        let lost = member.get::<serde_json::Value>(path).await.map_err(|problem| problem.code);
        assert_eq!(lost, Err("unknown-certificate".into()), "{path}");
    }
    let sitting = member.starts(R9).await.expect("a sitting");
    let again = member.hands_in(&sitting, 0..35).await.expect("handed in").certificate;
    assert_eq!(again, Some(number), "and it is the same when it is passed again");
}

#[tokio::test]
async fn nobody_sits_a_make_up_before_their_short_answer_is_marked() {
    let id = "before-appointment";
    let mut library = shipped();
    for assignment in library.assignments.iter_mut().filter(|assignment| assignment.id == id) {
        let short =
            domain::exam::Short { stem: "说说你的理解。".into(), points: domain::Points::whole(50), reference: "要点。".into() };
        assignment.exam.as_mut().expect("an exam").shorts.push(short);
    }
    let hall = Testing::at_school(library, 9, 18, 9).await;
    hall.roster(9, 1, &["RQ02 钱立新 某县/水利局 "]).await;
    let member = hall.member("某县", "RQ02").await;
    let sitting = member.starts(id).await.expect("a sitting");
    let n = sitting.questions.len() as u32 - 1;
    let words = Change { n, text: "我的理解是这样的。".into(), ..Change::default() };
    let saving = Saving { sitting: sitting.sitting.clone(), device: member.key(), revision: 0, changes: vec![words] };
    member.ask::<SaveExam>(&saving).await.expect("saved");
    let result = member.hands_in(&sitting, 0..5).await.expect("handed in");
    assert_eq!((result.passed, result.unmarked, result.next.state.as_str()), (false, 1, "marks-first"));
    let task = member.task(id).await.exam.expect("an exam");
    assert_eq!((task.standing, task.sittings[0].score), (None, None), "nobody is told that they failed before it is marked");
    let marked = china(9, 28, 9);
    hall.set(marked);
    assert_eq!(member.starts(id).await.map_err(|problem| problem.code), Err("exam-barred".into()));
    let mark = crate::store::register::HandMark {
        sitting: crate::store::Key::read(&sitting.sitting).expect("a key"),
        n,
        marker: "甲".into(),
        points: domain::Points::whole(20),
        at: hall.now(),
    };
    let school = &hall.desk.school;
    let behind = async || school.behind(id, None).await.expect("a list").lines[0].what.clone();
    assert_eq!(behind().await, ["考试待阅卷"]);
    school.mark(id, mark).await.expect("marked");
    assert_eq!(behind().await, ["考试没合格"]);
    assert!(member.starts(id).await.expect("the make-up").make_up);
}

#[tokio::test]
async fn a_device_that_comes_back_brings_no_older_answer_back() {
    let hall = in_the_exam().await;
    let office = hall.member("甲厅", "1001").await;
    let sitting = office.starts(R9).await.expect("a sitting");
    let save = |browser: &Browser<'_>, given: Vec<u8>, ago_ms: Option<i64>| Saving {
        sitting: sitting.sitting.clone(),
        device: browser.key(),
        revision: 9,
        changes: vec![Change { n: 5, given, ago_ms, ..Change::default() }],
    };
    hall.pass(10 * MINUTE);
    let phone = office.elsewhere("甲厅", "1001").await;
    phone.ask::<SaveExam>(&save(&phone, vec![1], None)).await.expect("saved");
    hall.pass(5 * MINUTE);
    // what the computer could not send was answered before that
    let back = office.ask::<SaveExam>(&save(&office, vec![0], Some(8 * MINUTE))).await.expect("an answer");
    assert_eq!(back.answers.expect("it is told what stays")[5].given, [1]);
    let later = office.ask::<SaveExam>(&save(&office, vec![2], Some(MINUTE))).await.expect("saved");
    assert_eq!(later.answers, None, "what was answered later is taken");
    assert_eq!(office.starts(R9).await.expect("it goes on").answers[5].given, [2]);
    let strange = office.ask::<SaveExam>(&save(&office, vec![3], Some(i64::MIN))).await.expect("saved");
    assert_eq!(strange.answers, None, "a clock that was set back is one of now");
}
