//! R9 to R12 of the campaigns that the rules must express, as they are shipped, each played to its end through the API.

use axum::http::StatusCode;
use domain::assignment::Task;
use wire::study::{CertificateCheck, CertificateView, ExamResult, TaskList};

use crate::testing::school::{Browser, china, shipped};
use crate::testing::{DAY, HOUR, MINUTE, Testing};

const R9: &str = "state-staff-exam";

async fn state_staff() -> Testing {
    let hall = Testing::at_school(shipped(), 5, 20, 9).await;
    hall.roster(5, 1, &["1001 王小明 某省/甲厅 科级", "1002 李大为 某省/甲厅 处级", "1003 欧阳青 某省/乙厅 科级 x=长期病假"]).await;
    hall
}

/// Does every part of study that R9 asks for, a part a day.
async fn studies(member: &Browser<'_>) {
    let study = member.hall.library.assignments.iter().find(|one| one.id == R9).and_then(|one| one.study.clone()).expect("study");
    for (nth, part) in study.parts.iter().enumerate().take(4) {
        match &part.task {
            Task::Read { texts, minutes } => {
                member.reads(R9, &texts[0], i64::from(*minutes)).await;
            }
            Task::Practise { count, .. } => {
                member.practises(R9, nth, *count as usize, *count as usize).await;
            }
        }
        member.hall.pass(DAY);
    }
}

#[tokio::test]
async fn r9_study_then_three_sittings_of_which_the_best_counts_and_a_certificate() {
    let hall = state_staff().await;
    let member = hall.member("某省", "1001").await;

    // before the study period nothing counts
    let task = member.practises(R9, 2, 20, 20).await;
    assert_eq!((task.percent, task.done, task.study.as_ref().map(|study| study.met)), (0, false, Some(false)));

    hall.set(china(6, 3, 19));
    let member = member.elsewhere("某省", "1001").await;
    studies(&member).await;
    let task = member.task(R9).await;
    let study = task.study.expect("study");
    assert!(study.met, "{:?}", study.missing);
    assert_eq!(task.exam.as_ref().map(|exam| exam.next.state.as_str()), Some("soon"));
    assert_eq!(member.starts(R9).await.map_err(|problem| problem.code), Err("exam-barred".into()));

    // three sittings: 58, 92, 70 points
    hall.set(china(7, 6, 8));
    let member = member.elsewhere("某省", "1001").await;
    let mut results: Vec<ExamResult> = Vec::new();
    for (day, right) in [(6, 29), (7, 46), (8, 35)] {
        hall.set(china(7, day, 9));
        let sitting = member.starts(R9).await.expect("a sitting");
        assert_eq!((sitting.questions.len(), sitting.ends_ms - sitting.started_ms), (50, 90 * MINUTE));
        hall.pass(40 * MINUTE);
        results.push(member.hands_in(&sitting, 0..right).await.expect("handed in"));
    }
    let scores: Vec<_> = results.iter().map(|result| (result.score / 100, result.passed, result.band.as_deref())).collect();
    assert_eq!(scores, [(58, false, None), (92, true, Some("优秀")), (70, true, Some("合格"))]);
    assert_eq!(results[2].next.state, "no-attempt-left");
    assert!(results.iter().all(|result| result.zone_minutes == 480), "the clock of the assignment");
    assert!(results.iter().all(|result| result.review.is_none()), "not before the window has closed");

    let task = member.task(R9).await;
    let standing = task.exam.as_ref().and_then(|exam| exam.standing.clone()).expect("a standing");
    assert_eq!(
        (standing.score / 100, standing.band.as_deref(), standing.sitting.as_str()),
        (92, Some("优秀"), results[1].sitting.as_str())
    );
    assert_eq!((task.percent, task.done), (100, true));

    // the certificate: whole to its owner, masked to everyone
    let own: CertificateView = member.get(&format!("/api/v1/assignments/{R9}/certificate")).await.expect("a certificate");
    assert_eq!((own.name.as_str(), own.score / 100, own.nth, own.unit.as_str()), ("王小明", 92, 2, "某省/甲厅"));
    assert_eq!(own.pdf_lacks, "");
    assert_eq!(own.check, format!("https://pufa.example.cn/certificates/{}", own.number));
    // the finder of the code that leads there
    assert!(own.code.len() > 20 && own.code.iter().all(|row| row.len() == own.code.len()));
    assert_eq!((&own.code[0][..8], &own.code[1][..8]), ("11111110", "10000010"));
    let check: CertificateCheck =
        Browser::new(&hall).get(&format!("/api/v1/certificates/{}", own.number.to_lowercase())).await.expect("anyone may check it");
    assert_eq!((check.name.as_str(), check.score / 100, check.band.as_str()), ("王**", 92, "优秀"));
    let unknown = Browser::new(&hall).get::<CertificateCheck>("/api/v1/certificates/XF2027-0000-0000-0").await;
    assert_eq!(unknown.map_err(|problem| problem.code), Err("unknown-certificate".into()));
    let headers = [("cookie", member.cookie.as_str())];
    let path = format!("/api/v1/assignments/{R9}/certificate.pdf");
    let sheet = hall.bytes(&path, &headers).await;
    assert_eq!((sheet.0, &sheet.1[..5]), (StatusCode::OK, &b"%PDF-"[..]));

    // and after the window the answers
    hall.set(china(7, 11, 9));
    let result: ExamResult = member.get(&format!("/api/v1/exam/{}", results[1].sitting)).await.expect("a result");
    let review = result.review.expect("it is open now");
    assert_eq!(review.iter().filter(|one| one.mark == "right").count(), 46);

    // who is exempt sees it and why it is not due
    let exempt = hall.member("某省/乙厅", "1003").await;
    let tasks: TaskList = exempt.get("/api/v1/assignments").await.expect("tasks");
    let exam = tasks.tasks.iter().find(|task| task.id == R9).expect("R9");
    assert_eq!(exam.exempt.as_deref(), Some("长期病假"));
}

#[tokio::test]
async fn r10_papers_go_by_rank() {
    let hall = Testing::at_school(shipped(), 10, 11, 9).await;
    hall.roster(9, 1, &["1 甲一 某省/甲厅 厅级", "2 乙二 某省/甲厅 处级", "3 丙三 某省/乙厅 处级 x=长期病假"]).await;
    let banks = |stems: Vec<String>| {
        let bank_of = |stem: &String| {
            hall.library.banks.iter().find(|bank| bank.questions().any(|(_, question)| question.stem == *stem)).map(|bank| bank.id.clone())
        };
        stems.iter().filter_map(bank_of).collect::<std::collections::BTreeSet<_>>()
    };
    for (number, expected) in [("1", ["constitution", "rule-of-law"]), ("2", ["constitution", "ethnic-affairs"])] {
        let member = hall.member("甲厅", number).await;
        let sitting = member.starts("exam-by-rank").await.expect("a sitting");
        assert_eq!(sitting.questions.len(), 50);
        assert_eq!(banks(sitting.questions.iter().map(|one| one.stem.clone()).collect()), expected.map(str::to_owned).into());
        let result = member.hands_in(&sitting, 0..30).await.expect("handed in");
        assert_eq!((result.score / 100, result.passed, result.next.state.as_str()), (60, true, "no-attempt-left"));
    }
    let rates = hall.desk.school.rates("exam-by-rank", None).await.expect("rates");
    assert_eq!((rates.units[0].due, rates.units[0].sat, rates.units[0].passed, rates.exempt.len()), (2, 2, 2, 1));
    assert_eq!(rates.taken.roster_on, "2027-09-30");
}

#[tokio::test]
async fn r11_twelve_named_candidates_and_one_make_up_for_who_failed() {
    let hall = Testing::at_school(shipped(), 9, 18, 8).await;
    let library = hall.library.clone();
    let who = &library.assignments.iter().find(|one| one.id == "before-appointment").expect("R11").who;
    let rows: Vec<String> = who.members.iter().map(|named| format!("{} {} {} ", named.number, named.name, named.unit)).collect();
    let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    rows.push("Z9 外人一 某县/财政局 ");
    hall.roster(9, 1, &rows).await;

    let stranger = hall.member("某县", "Z9").await;
    let tasks: TaskList = stranger.get("/api/v1/assignments").await.expect("tasks");
    assert!(tasks.tasks.iter().all(|task| task.id != "before-appointment"));
    let path = "/api/v1/assignments/before-appointment";
    assert_eq!(stranger.get::<wire::study::TaskView>(path).await.map_err(|problem| problem.code), Err("not-due".into()));

    let (passes, fails, stays) = (hall.member("某县", "RQ01").await, hall.member("某县", "RQ02").await, hall.member("某县", "RQ03").await);
    hall.set(china(9, 18, 9));
    let sitting = passes.starts("before-appointment").await.expect("a sitting");
    let result = passes.hands_in(&sitting, 0..45).await.expect("handed in");
    assert_eq!((result.score, result.passed), (result.out_of, true));
    let sitting = fails.starts("before-appointment").await.expect("a sitting");
    let result = fails.hands_in(&sitting, 0..5).await.expect("handed in");
    assert_eq!((result.passed, result.next.state.as_str(), result.next.make_up), (false, "soon", true));

    hall.set(china(9, 28, 9));
    for (member, state) in [(&passes, "only-for-who-failed"), (&stays, "only-for-who-failed")] {
        let task = member.task("before-appointment").await;
        assert_eq!(task.exam.map(|exam| exam.next.state).as_deref(), Some(state));
        assert!(member.starts("before-appointment").await.is_err());
    }
    let sitting = fails.starts("before-appointment").await.expect("the make-up");
    assert!(sitting.make_up);
    let result = fails.hands_in(&sitting, 0..45).await.expect("handed in");
    assert_eq!((result.passed, result.make_up, result.next.state.as_str()), (true, true, "make-up-used"));
    let rates = hall.desk.school.rates("before-appointment", None).await.expect("rates");
    assert_eq!((rates.units[0].due, rates.units[0].sat, rates.units[0].passed), (12, 2, 2));
}

#[tokio::test]
async fn r12_credits_open_the_exam() {
    let id = "study-credits";
    let hall = Testing::at_school(shipped(), 2, 20, 9).await;
    hall.roster(2, 1, &["1 甲一 某市/甲局 ", "2 乙二 某市/甲局 "]).await;
    let member = hall.member("甲局", "1").await;
    hall.set(china(3, 1, 8));
    let member = member.elsewhere("甲局", "1").await;
    let law = domain::assignment::Text::Law("宪法".into());
    let code = domain::assignment::Text::Law("民法典".into());
    let set: wire::study::PracticeSet = member.get(&format!("/api/v1/assignments/{id}/practice/2")).await.expect("questions");
    let total = set.questions.len();
    // sixty per cent of each: 24 visits, 12 hours of reading at 90 minutes a day at most, questions at 30 a day at most
    let mut practised = 0;
    for day in 0..24_i64 {
        hall.set(domain::Moment(china(3, 1, 8).0 + day * DAY));
        member.reads(id, if day % 2 == 0 { &law } else { &code }, 30).await;
        if practised < total {
            practised = (practised + 30).min(total);
            member.practises(id, 2, 30, 30).await;
        }
    }
    let task = member.task(id).await;
    let study = task.study.expect("study");
    let credits = study.credits.expect("credits");
    let by = |by: &str| credits.earned.iter().find(|one| one.by == by).map(|one| (one.amount, one.points)).expect("a measure");
    assert_eq!(by("visits"), (24, 180));
    assert_eq!(by("reading"), (12 * 60 * MINUTE as u64, 240));
    assert!(study.met, "{:?} {credits:?}", study.missing);

    // on the last day of a window one may sit; who has not studied may not
    hall.set(china(11, 15, 9));
    let member = member.elsewhere("甲局", "1").await;
    let idle = hall.member("甲局", "2").await;
    assert_eq!(idle.starts(id).await.map_err(|problem| problem.code), Err("exam-barred".into()));
    assert_eq!(idle.task(id).await.exam.map(|exam| exam.next.state).as_deref(), Some("study-first"));
    let mut last = None;
    for right in [45, 30] {
        let sitting = member.starts(id).await.expect("a sitting");
        hall.pass(HOUR / 2);
        last = Some(member.hands_in(&sitting, 0..right).await.expect("handed in"));
    }
    assert!(last.expect("two").review.is_some(), "at once");
    let standing = member.task(id).await.exam.and_then(|exam| exam.standing).expect("a standing");
    assert_eq!((standing.score / 100, standing.passed), (60, true), "the last counts");
}
