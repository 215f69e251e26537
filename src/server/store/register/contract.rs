//! What every register promises. Each promise runs on each register there is; another one joins by a line at the foot.

use std::sync::Arc;

use domain::exam::Turn;
use domain::moment::Day;
use domain::rates::{Exam, Progress, Study};
use domain::roster::{Exempt, Frozen, Spell, Standing, Unit, Units};
use domain::{Moment, Points};
use wire::study::{Card, ReviewLog};

use super::{
    CertificateRow, Certify, Credential, Decision, ExamStart, HandInExam, MemberRow, PasswordSet, PhoneCode, Register, Resettle,
    RosterWrite, SaveExam, Session, Settled, SittingRow, SpanRow, StudyWrite,
};
use crate::store::{Key, Sqlite};

/// A new, empty register and the folder that holds it.
type Made = (Arc<dyn Register>, tempfile::TempDir);

fn sqlite() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    (Arc::new(Sqlite::open(&folder.path().join("pufa.sqlite")).expect("a store")), folder)
}

fn unit(code: &str, parent: Option<&str>) -> Unit {
    Unit { code: code.into(), name: code.into(), parent: parent.map(str::to_owned) }
}

fn member(number: &str, unit: &str) -> MemberRow {
    let spell = Spell { from: Day(10), to: None, unit: unit.into(), rank: "科级".into(), exempt: None };
    MemberRow { number: number.into(), name: format!("人{number}"), phone: Some(vec![1, 2]), spells: vec![spell] }
}

async fn a_roster_comes_back_and_a_change_of_an_older_one_is_not_taken((register, _folder): Made) {
    let write =
        |revision, members| RosterWrite { revision, units: vec![unit("县", None), unit("局", Some("县"))], members, gone: vec![] };
    let revision = register.roster_revision().await.expect("a revision");
    assert_eq!(register.put_roster(write(revision, vec![member("1", "局"), member("2", "县")])).await, Ok(true));
    assert_eq!(register.put_roster(write(revision, vec![member("3", "县")])).await, Ok(false), "it is an older one");
    let rows = register.roster().await.expect("a roster");
    assert_eq!((register.phone("1").await, register.phone("9").await), (Ok(Some(vec![1, 2])), Ok(None)));
    assert_eq!((rows.members, rows.units.len()), (vec![member("1", "局"), member("2", "县")], 2));
    let gone = RosterWrite { revision: rows.revision, gone: vec!["2".into()], ..RosterWrite::default() };
    assert_eq!(register.put_roster(gone).await, Ok(true));
    assert_eq!(register.roster().await.expect("a roster").members, [member("1", "局")]);
}

async fn a_number_that_has_done_something_stays_with_who_did_it((register, _folder): Made) {
    let spent = |number: &str| MemberRow { spells: vec![], phone: None, ..member(number, "局") };
    let members = vec![member("1", "局"), member("2", "局")];
    let units = vec![unit("局", None)];
    assert_eq!(register.put_roster(RosterWrite { units, members, ..RosterWrite::default() }).await, Ok(true));
    let credential = Credential { hash: "h".into(), one_time: true, until: None, made: Moment(1) };
    register.put_credentials(vec![("1".into(), credential.clone()), ("2".into(), credential)]).await.expect("kept");
    register.study(study(20_000, &[(0, 20_000)])).await.expect("written");
    let revision = register.roster_revision().await.expect("a revision");
    let gone = RosterWrite { revision, members: vec![spent("1"), spent("2")], gone: vec!["1".into(), "2".into()], units: vec![] };
    assert_eq!(register.put_roster(gone).await, Ok(true));
    assert_eq!(register.roster().await.expect("a roster").members, [spent("1")], "the other one has done nothing");
    assert_eq!(register.with_credential(Moment(2)).await, Ok(vec![]), "and neither can sign in");
}

async fn the_first_freeze_stays((register, _folder): Made) {
    let standing = |number: &str| Standing { number: number.into(), name: "某人".into(), unit: "局".into(), rank: String::new() };
    let (units, _) = Units::of(vec![unit("县", None), unit("局", Some("县"))]);
    let exempt = vec![Exempt { member: standing("2"), reason: "病假".into() }];
    let frozen = Frozen { on: Day(20), units, due: vec![standing("1")], exempt, absent: vec!["9".into()] };
    assert_eq!(register.frozen("a").await, Ok(None));
    assert_eq!(register.freeze("a", frozen.clone(), Moment(5)).await, Ok(true));
    assert_eq!(register.freeze("a", Frozen { on: Day(21), ..frozen.clone() }, Moment(6)).await, Ok(false));
    assert_eq!((register.frozen_at("a").await, register.frozen_at("b").await), (Ok(Some(Moment(5))), Ok(None)));
    assert_eq!(register.frozen("a").await, Ok(Some((frozen, Moment(5)))));
}

async fn tries_are_counted_by_caller_and_forgotten((register, _folder): Made) {
    let begin = |caller: &'static str, at: i64| {
        let tries = register.begin_try("1", caller, Moment(at), Moment(at - 100), Arc::new(|tries| tries.of_caller < 2));
        async move { tries.await.map(|tries| (tries.of_caller, tries.of_all, tries.last_of_caller.map(|at| at.0), tries.last.map(|at| at.0))) }
    };
    assert_eq!(begin("a", 1).await, Ok((0, 0, None, None)));
    assert_eq!(begin("a", 2).await, Ok((1, 1, Some(1), Some(1))));
    assert_eq!(begin("a", 3).await, Ok((2, 2, Some(2), Some(2))), "and it is not taken down");
    assert_eq!(begin("b", 4).await, Ok((0, 2, None, Some(2))));
    register.forget_tries("1", "a").await.expect("forgotten");
    assert_eq!(begin("a", 5).await, Ok((0, 1, None, Some(4))));
    assert_eq!(begin("a", 200).await, Ok((0, 0, None, None)), "long ago is forgotten");
    assert_eq!((register.forget_old_tries(Moment(200)).await, register.forget_old_tries(Moment(201)).await), (Ok(0), Ok(1)));
    assert_eq!(begin("a", 201).await, Ok((0, 0, None, None)));
    register.forget_all_tries(vec!["1".into()]).await.expect("forgotten");
    assert_eq!(begin("b", 201).await, Ok((0, 0, None, None)));
}

async fn a_code_is_good_once_and_not_for_ever((register, _folder): Made) {
    let code = |sent: i64| PhoneCode { member: "1".into(), code: [7; 32], sent: Moment(sent), until: Moment(sent + 100) };
    assert_eq!(register.put_code(code(0), Moment(-60)).await, Ok(true));
    assert_eq!(register.put_code(code(10), Moment(-50)).await, Ok(false), "too soon");
    assert_eq!(register.take_code("1", [8; 32], Moment(20), 5).await, Ok(false));
    assert_eq!(register.take_code("1", [7; 32], Moment(100), 5).await, Ok(false), "too late");
    assert_eq!(register.take_code("1", [7; 32], Moment(20), 5).await, Ok(true));
    assert_eq!(register.take_code("1", [7; 32], Moment(21), 5).await, Ok(false), "once");
    register.put_code(code(200), Moment(140)).await.expect("kept");
    for _ in 0..5 {
        register.take_code("1", [8; 32], Moment(210), 5).await.expect("a wrong one");
    }
    assert_eq!(register.take_code("1", [7; 32], Moment(210), 5).await, Ok(false), "after too many wrong ones");
}

async fn sessions_and_passwords_come_and_go((register, _folder): Made) {
    let session = |n: u8| Session { token: [n; 32], member: "1".into(), made: Moment(0), until: Moment(100), fresh: n == 1 };
    for n in 1..=3 {
        assert_eq!(register.put_session(session(n), None).await, Ok(true));
    }
    assert_eq!(register.session([1; 32], Moment(50)).await, Ok(Some((session(1), 3))));
    assert_eq!(register.session([1; 32], Moment(100)).await, Ok(None));
    register.extend_session([1; 32], Moment(300)).await.expect("longer");
    let longer = Session { until: Moment(300), ..session(1) };
    assert_eq!(register.session([1; 32], Moment(200)).await, Ok(Some((longer, 1))), "of those that are good");
    assert_eq!(register.end_sessions("1", Some([1; 32])).await, Ok(2));
    register.end_session([1; 32]).await.expect("ended");
    assert_eq!(register.session([1; 32], Moment(50)).await, Ok(None));
    let credential = Credential { hash: "h".into(), one_time: true, until: Some(Moment(9)), made: Moment(1) };
    register.put_credentials(vec![("1".into(), credential.clone())]).await.expect("kept");
    assert_eq!((register.credential("1").await, register.credential("2").await), (Ok(Some(credential)), Ok(None)));
    assert_eq!(register.with_credential(Moment(8)).await, Ok(vec!["1".to_owned()]));
    assert_eq!(register.with_credential(Moment(9)).await, Ok(vec![]), "one that is over is none");
}

async fn a_session_stands_on_the_password_that_was_looked_at((register, _folder): Made) {
    let credential = |hash: &str| Credential { hash: hash.into(), one_time: false, until: None, made: Moment(1) };
    let put = |n: u8, proof: Option<&str>| {
        let session = Session { token: [n; 32], member: "1".into(), made: Moment(0), until: Moment(100), fresh: true };
        register.put_session(session, proof.map(credential))
    };
    let set = |n: u8, before: Option<&str>, after: &str| {
        let session = Session { token: [n; 32], member: "1".into(), made: Moment(0), until: Moment(100), fresh: true };
        register.set_password(PasswordSet { session, before: before.map(credential), after: credential(after) })
    };
    assert_eq!(put(1, Some("old")).await, Ok(false), "there is none");
    register.put_credentials(vec![("1".into(), credential("old"))]).await.expect("kept");
    assert_eq!((put(1, None).await, put(1, Some("old")).await, put(2, Some("old")).await), (Ok(false), Ok(true), Ok(true)));

    assert_eq!(set(1, None, "new").await, Ok(false), "it is another one");
    assert_eq!(set(3, Some("old"), "new").await, Ok(false), "there is no such session");
    assert_eq!(register.session([2; 32], Moment(50)).await.expect("a session").map(|(_, count)| count), Some(2), "nothing came of these");
    assert_eq!(set(1, Some("old"), "new").await, Ok(true));
    let (session, count) = register.session([1; 32], Moment(50)).await.expect("an answer").expect("a session");
    assert_eq!((session.fresh, count, register.session([2; 32], Moment(50)).await), (false, 1, Ok(None)));
    assert_eq!(put(4, Some("old")).await, Ok(false), "whoever looked at the old one meanwhile gets none");
    assert_eq!(register.credential("1").await, Ok(Some(credential("new"))));
}

fn study(now: i64, spans: &[(i64, u32)]) -> StudyWrite {
    StudyWrite {
        assignment: "a".into(),
        member: "1".into(),
        now: Moment(now),
        spans: spans.iter().map(|(from, ms)| SpanRow { text: "law:x".into(), from: Moment(*from), ms: *ms }).collect(),
        answers: Vec::new(),
        place: Some(("x".into(), "7".into())),
        visit_gap_ms: 1_000_000,
        is_visit: true,
        judge: Arc::new(|rows| if rows.spans.is_empty() { Study::None } else { Study::Some }),
    }
}

async fn reading_that_goes_on_is_one_stretch((register, _folder): Made) {
    let mut rows = register.study(study(20_000, &[(0, 20_000)])).await.expect("written");
    rows.spans.clear();
    register.study(study(40_000, &[(20_500, 19_500)])).await.expect("written");
    // the same report again, as after a lost answer
    let rows = register.study(study(40_100, &[(20_600, 19_500)])).await.expect("written");
    assert_eq!(rows.spans.len(), 1);
    assert!((39_500..=40_100).contains(&rows.spans[0].ms), "{:?}", rows.spans);
    let rows = register.study(study(2_000_000, &[(1_900_000, 60_000)])).await.expect("written");
    assert_eq!((rows.spans.len(), rows.visits.len()), (2, 2));
    assert_eq!(register.place("1", "x").await, Ok(Some("7".into())));
    let progress = register.progress("a").await.expect("progress");
    assert_eq!(progress.get("1"), Some(&Progress { study: Study::Some, exam: Exam::None }));
    assert_eq!(register.active("a").await, Ok(vec!["1".to_owned()]));
}

async fn of_two_versions_of_a_card_the_later_one_stays((register, _folder): Made) {
    let card = |changed_ms: i64, reps: u32| Card { question: "b/1".into(), changed_ms, reps, ..Card::default() };
    let review = ReviewLog { question: "b/1".into(), at_ms: 5, rating: 1 };
    let first = register.cards("1", 0, vec![card(10, 1)], vec![review.clone(), review]).await.expect("taken");
    assert_eq!(first, (1, vec![card(10, 1)]));
    let older = register.cards("1", 1, vec![card(5, 9)], vec![]).await.expect("taken");
    assert_eq!(older, (1, vec![]), "an older one changes nothing");
    let newer = register.cards("1", 1, vec![card(11, 2)], vec![]).await.expect("taken");
    assert_eq!(newer, (2, vec![card(11, 2)]));
    assert_eq!(register.cards("2", 0, vec![], vec![]).await, Ok((0, vec![])), "nobody sees another's");
}

fn row(nth: u32, edition: i64) -> SittingRow {
    SittingRow {
        id: Key([u8::try_from(nth).unwrap_or_default() + 1; 16]),
        assignment: "a".into(),
        member: "1".into(),
        nth,
        started: Moment(0),
        ends: Moment(1_000),
        edition,
        seed: u64::MAX,
        given: vec![1, 0],
        flags: vec![0],
        words: String::new(),
        answered: Vec::new(),
        revision: 0,
        last_device: Key([9; 16]),
        saved: Moment(0),
        at: None,
        by_server: false,
        score: Points::default(),
        out_of: Points::default(),
        unmarked: 0,
        turn: Some(Turn::MakeUp),
    }
}

fn give(number: &str, facts: &str) -> Certify {
    Certify::Give(Box::new(CertificateRow {
        number: number.into(),
        assignment: "a".into(),
        member: "1".into(),
        name: "某人".into(),
        unit: "县".into(),
        issued: Moment(500),
        facts: facts.into(),
        void: false,
    }))
}

/// The assignments whose files are there.
fn ours() -> Vec<String> {
    vec!["a".into(), "b".into()]
}

fn save(now: i64) -> SaveExam {
    SaveExam {
        sitting: row(0, 0).id,
        member: "1".into(),
        device: Key([8; 16]),
        now: Moment(now),
        grace_ms: Arc::new(|_| 100),
        has_changes: true,
        apply: Arc::new(|row| row.given[1] += 1),
    }
}

async fn a_sitting_is_started_once_saved_while_it_is_open_and_handed_in_once((register, _folder): Made) {
    let edition = register.exam_edition("a", "text".into()).await.expect("a number");
    assert_eq!(register.exam_edition("a", "text".into()).await, Ok(edition), "the same again");
    assert_eq!(register.exam_edition_text(edition).await, Ok(Some("text".into())));
    let start = || ExamStart {
        assignment: "a".into(),
        member: "1".into(),
        decide: Arc::new(move |rows| match rows {
            [] => Decision::New(Box::new(row(0, edition))),
            [one] if one.at.is_none() => Decision::GoOn(0),
            _ => Decision::Barred,
        }),
    };
    let first = register.start_exam(start()).await.expect("a start");
    assert_eq!((first.open, register.start_exam(start()).await.expect("it goes on").open), (Some(0), Some(0)));
    let written = register.save_exam(save(1_100)).await.expect("saved").expect("a sitting");
    assert_eq!((written.taken, written.row.revision, written.row.given), (true, 1, vec![1, 1]));
    assert!(!register.save_exam(save(1_101)).await.expect("an answer").expect("a sitting").taken, "too late");
    assert_eq!(register.save_exam(SaveExam { member: "2".into(), ..save(1) }).await, Ok(None), "nobody else's");
    assert_eq!(register.overdue(ours(), Moment(999), 9).await, Ok(vec![]));
    assert_eq!(register.overdue(ours(), Moment(1_000), 9).await.expect("sittings").len(), 1);
    assert_eq!(register.overdue(vec!["gone".into()], Moment(1_000), 9).await, Ok(vec![]), "its file is gone: it waits");
    assert_eq!(register.open_until("a").await, Ok(Some(Moment(1_000))));
    let hand_in = || HandInExam {
        save: save(500),
        at: Moment(500),
        by_server: false,
        grade: Arc::new(|row, _| (row.score, row.unmarked) = (Points::whole(u32::from(row.given[1])), 1)),
        settle: Arc::new(|_| Settled { exam: Exam::Passed, certificate: give("XF-1", "92") }),
    };
    let done = register.hand_in_exam(hand_in()).await.expect("handed in").expect("a sitting");
    assert_eq!((done.at, done.score, done.revision), (Some(Moment(500)), Points::whole(2), 2));
    assert_eq!(register.hand_in_exam(hand_in()).await, Ok(Some(done.clone())), "the same again gets the first");
    assert!(!register.save_exam(save(501)).await.expect("an answer").expect("a sitting").taken, "nothing comes after it");
    assert_eq!(register.start_exam(start()).await.expect("no start").open, None);
    assert_eq!(register.open_until("a").await, Ok(None));
    assert_eq!(register.unmarked("a").await, Ok(vec!["1".into()]));
    assert_eq!(register.sittings("a", "1").await, Ok(vec![done]));
    assert_eq!(register.certificate("XF-1").await.expect("a row").map(|row| row.member), Some("1".into()));
    assert_eq!(register.certificate_of("a", "1").await.expect("a row").map(|row| row.number), Some("XF-1".into()));
    let devices: Vec<_> = register.exam_devices("a").await.expect("devices").into_iter().map(|one| one.device).collect();
    assert_eq!(devices, [Key([8; 16])], "a device that only looked answered nothing");
}

async fn what_rows_come_to_can_be_told_anew((register, _folder): Made) {
    assert_eq!(register.judged("a").await, Ok(None));
    register.put_judged("a", [1; 32]).await.expect("kept");
    register.put_judged("a", [2; 32]).await.expect("kept");
    assert_eq!((register.judged("a").await, register.judged("b").await), (Ok(Some([2; 32])), Ok(None)));
    let resettle = |study, exam, certificate: Certify| Resettle {
        assignment: "a".into(),
        member: "1".into(),
        judge: Arc::new(move |_| study),
        settle: Arc::new(move |_| Settled { exam, certificate: certificate.clone() }),
    };
    let certificate = async || {
        let row = register.certificate_of("a", "1").await.expect("an answer")?;
        Some((row.number, row.facts, row.void))
    };
    let told = |number: &str, facts: &str, void: bool| Some((number.to_owned(), facts.to_owned(), void));
    for (study, exam, becomes, expected) in [
        (Study::Some, Exam::Sat, Certify::Void, None),
        (Study::Complete, Exam::Passed, give("XF-1", "70"), told("XF-1", "70", false)),
        (Study::Complete, Exam::Passed, give("XF-2", "90"), told("XF-1", "90", false)),
        (Study::Complete, Exam::Sat, Certify::Void, told("XF-1", "90", true)),
        (Study::Complete, Exam::Sat, Certify::Leave, told("XF-1", "90", true)),
        (Study::Complete, Exam::Passed, give("XF-3", "80"), told("XF-1", "80", false)),
    ] {
        register.resettle(resettle(study, exam, becomes)).await.expect("kept");
        assert_eq!(register.progress("a").await.expect("progress").get("1"), Some(&Progress { study, exam }));
        assert_eq!(certificate().await, expected);
    }
}

macro_rules! promises {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test] async fn $name() { super::$name(super::sqlite()).await; })+
        }
    };
}

promises!(
    a_roster_comes_back_and_a_change_of_an_older_one_is_not_taken,
    a_number_that_has_done_something_stays_with_who_did_it,
    the_first_freeze_stays,
    tries_are_counted_by_caller_and_forgotten,
    a_code_is_good_once_and_not_for_ever,
    sessions_and_passwords_come_and_go,
    a_session_stands_on_the_password_that_was_looked_at,
    reading_that_goes_on_is_one_stretch,
    of_two_versions_of_a_card_the_later_one_stays,
    a_sitting_is_started_once_saved_while_it_is_open_and_handed_in_once,
    what_rows_come_to_can_be_told_anew,
);
