//! Rules that change while an assignment is on its way: what was said to somebody holds, and what is kept is judged anew.

use std::sync::Arc;

use domain::exam::Review;
use domain::read::Library;
use domain::{Exam, Points};
use wire::study::{CertificateCheck, CertificateView, ExamResult, SaveExam, Saving};

use crate::school::Taken;
use crate::store::Key;
use crate::store::register::{Certify, HandMark, Resettle, Settled};
use crate::testing::school::{china, shipped};
use crate::testing::{MINUTE, Testing};
use crate::throttle::Rates;

const R9: &str = "state-staff-exam";

/// What is shipped, with another exam of R9.
fn with(change: impl Fn(&mut Exam)) -> Library {
    let mut library = shipped();
    for assignment in library.assignments.iter_mut().filter(|assignment| assignment.id == R9) {
        change(assignment.exam.as_mut().expect("an exam"));
    }
    library
}

/// The server is started again with other files.
async fn again(folder: &tempfile::TempDir, hall: Testing, library: Library) -> Testing {
    let now = hall.now();
    drop(hall);
    let hall = Testing::of(folder.path(), library, Rates::none()).await;
    hall.set(now);
    hall
}

async fn opened(folder: &tempfile::TempDir) -> Testing {
    let hall = Testing::of(folder.path(), shipped(), Rates::none()).await;
    hall.set(china(7, 6, 9));
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级", "1002 李大为 某省/甲厅 处级"]).await;
    hall
}

fn passed(taken: &Taken) -> (usize, usize) {
    let all = taken.rates().all();
    (all.sat, all.passed)
}

#[tokio::test]
async fn who_was_told_ninety_minutes_has_them_whatever_the_file_says_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = opened(&folder).await;
    let member = hall.member("甲厅", "1001").await;
    member.starts(R9).await.expect("a sitting");
    let cookie = member.cookie.clone();
    hall.pass(40 * MINUTE);
    let shorter = with(|exam| {
        exam.limit_ms = 30 * MINUTE;
        exam.window.opens = china(7, 6, 9).plus_ms(MINUTE);
        exam.window.closes = china(7, 6, 9).plus_ms(45 * MINUTE);
    });
    let hall = again(&folder, hall, shorter).await;
    let member = hall.back(&cookie);
    assert_eq!(hall.desk.school.hand_in_overdue().await, Ok(0));
    let goes_on = member.starts(R9).await.expect("it goes on");
    assert_eq!(goes_on.ends_ms - goes_on.now_ms, 50 * MINUTE);
    hall.pass(20 * MINUTE);
    let result = member.hands_in(&goes_on, 0..50).await.expect("handed in");
    assert_eq!((result.passed, result.by_server, result.make_up, result.nth), (true, false, false, 1), "and it counts");
}

#[tokio::test]
async fn no_key_is_told_while_a_sitting_of_an_earlier_window_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = opened(&folder).await;
    let (one, two) = (hall.member("甲厅", "1001").await, hall.member("甲厅", "1002").await);
    let done = one.starts(R9).await.expect("a sitting");
    one.hands_in(&done, 0..40).await.expect("handed in");
    hall.pass(60 * MINUTE);
    two.starts(R9).await.expect("a sitting");
    let cookie = one.cookie.clone();
    let shorter = with(|exam| {
        exam.window.closes = china(7, 6, 9).plus_ms(70 * MINUTE);
        assert_eq!((exam.review, exam.make_up), (Review::AfterWindow, None));
    });
    let hall = again(&folder, hall, shorter).await;
    let one = hall.back(&cookie);
    hall.pass(30 * MINUTE);
    let seen: ExamResult = one.get(&format!("/api/v1/exam/{}", done.sitting)).await.expect("a result");
    assert_eq!((seen.review.is_some(), seen.review_from_ms > hall.now().0), (false, true));
    hall.pass(61 * MINUTE);
    hall.desk.school.hand_in_overdue().await.expect("handed in");
    let seen: ExamResult = one.get(&format!("/api/v1/exam/{}", done.sitting)).await.expect("a result");
    assert!(seen.review.is_some());
}

#[tokio::test]
async fn another_pass_mark_judges_everybody_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = opened(&folder).await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    // 39 of 50 questions are 78 points
    let result = member.hands_in(&sitting, 0..39).await.expect("handed in");
    assert!(result.passed && result.certificate.is_some());
    let (cookie, number) = (member.cookie.clone(), result.certificate);
    let hall = again(&folder, hall, with(|exam| exam.pass = Points::whole(80))).await;
    assert_eq!(passed(&hall.desk.school.taken(R9, None).await.expect("rates")), (1, 0));
    assert_eq!(hall.back(&cookie).task(R9).await.certificate, None);
    assert_eq!(hall.desk.school.settle().await, Ok(0), "once is enough");
    let hall = again(&folder, hall, shipped()).await;
    assert_eq!(passed(&hall.desk.school.taken(R9, None).await.expect("rates")), (1, 1));
    assert_eq!(hall.back(&cookie).task(R9).await.certificate, number);
    // years later the file is gone, and the certificate is as good as ever
    let mut library = shipped();
    library.assignments.retain(|assignment| assignment.id != R9);
    let hall = again(&folder, hall, library).await;
    let address = format!("/api/v1/certificates/{}", number.expect("a number"));
    let check: CertificateCheck = hall.back("").get(&address).await.expect("it is checked");
    assert_eq!((check.score, check.name.as_str(), check.title.is_empty()), (7_800, "王**", false));
    let own: CertificateView = hall.back(&cookie).get(&format!("/api/v1/assignments/{R9}/certificate")).await.expect("it is shown");
    assert_eq!((own.pass, own.questions, own.name.as_str()), (6_000, 50, "王小明"));
}

#[tokio::test]
async fn whoever_counts_by_other_rules_than_the_server_counts_the_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = opened(&folder).await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    member.hands_in(&sitting, 0..39).await.expect("handed in");
    // as the server of another rule would have left it
    let school = &hall.desk.school;
    school.register().put_judged(R9, [7; 32]).await.expect("kept");
    let judged = Resettle {
        assignment: R9.into(),
        member: "1001".into(),
        judge: Arc::new(|_| domain::rates::Study::None),
        settle: Arc::new(|_| Settled { exam: domain::rates::Exam::Sat, certificate: Certify::Leave }),
    };
    school.register().resettle(judged).await.expect("kept");
    let kept = async || school.register().progress(R9).await.expect("progress")["1001"].exam;
    assert_eq!((passed(&school.taken(R9, None).await.expect("rates")), kept().await), ((1, 1), domain::rates::Exam::Sat));
    assert_eq!((school.settle().await, kept().await), (Ok(1), domain::rates::Exam::Passed));
}

#[tokio::test]
async fn at_an_earlier_moment_a_later_mark_is_not_given_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = opened(&folder).await;
    let short = domain::exam::Short { stem: "说说你的理解。".into(), points: Points::whole(50), reference: "要点。".into() };
    let hall = again(&folder, hall, with(|exam| exam.shorts = vec![short.clone()])).await;
    let member = hall.member("甲厅", "1001").await;
    let sitting = member.starts(R9).await.expect("a sitting");
    let n = sitting.questions.len() as u32 - 1;
    let words = wire::study::Change { n, text: "我的理解是这样的。".into(), ..Default::default() };
    let saving = Saving { sitting: sitting.sitting.clone(), device: member.key(), revision: 0, changes: vec![words] };
    member.ask::<SaveExam>(&saving).await.expect("saved");
    member.hands_in(&sitting, 0..25).await.expect("handed in");
    let school = &hall.desk.school;
    hall.pass(MINUTE);
    let before = hall.now();
    assert_eq!(school.taken(R9, None).await.expect("rates").waiting_in(None), 1);
    hall.pass(MINUTE);
    let sitting = Key::read(&sitting.sitting).expect("a key");
    let mark = HandMark { sitting, n, marker: "甲".into(), points: Points::whole(40), at: hall.now() };
    school.mark(R9, mark).await.expect("marked");
    hall.pass(MINUTE);
    let figures = |taken: Taken| (passed(&taken), taken.waiting_in(None));
    assert_eq!(figures(school.taken(R9, None).await.expect("rates")), ((1, 1), 0));
    assert_eq!(figures(school.taken_at(R9, None, hall.now()).await.expect("rates")), ((1, 1), 0));
    assert_eq!(figures(school.taken_at(R9, None, before).await.expect("rates")), ((1, 0), 1));
}

#[tokio::test]
async fn a_new_rank_takes_no_paper_away_that_was_begun() {
    let id = "exam-by-rank";
    let mut library = shipped();
    for assignment in library.assignments.iter_mut().filter(|assignment| assignment.id == id) {
        assignment.exam.as_mut().expect("an exam").papers[1].ranks = vec!["科级".into()];
    }
    let hall = Testing::at_school(library, 10, 11, 9).await;
    hall.roster(9, 1, &["9 钱九 某省/甲厅 厅级"]).await;
    let assignment = hall.desk.school.find(id).expect("an assignment");
    assert!(hall.desk.school.frozen(assignment).await.expect("a roster").is_some());
    // who came after the freeze is of the rank they have now
    hall.roster(10, 10, &["1 赵一 某省/甲厅 科级", "2 孙二 某省/甲厅 工勤"]).await;
    let (one, two) = (hall.member("甲厅", "1").await, hall.member("甲厅", "2").await);
    assert_eq!(two.starts(id).await.map_err(|problem| problem.code), Err("exam-barred".into()));
    let sitting = one.starts(id).await.expect("a sitting");
    hall.roster(10, 11, &["1 赵一 某省/甲厅 工勤"]).await;
    assert_eq!(one.starts(id).await.expect("it goes on").sitting, sitting.sitting);
}
