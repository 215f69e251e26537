//! A sitting offline, on two devices, out of time, and handed in elsewhere.

use super::*;
use wire::api::Code;

const MINUTE: i64 = 60_000;

fn clocks(seconds: i64) -> Clocks {
    Clocks { wall: Moment(seconds * 1000), steady_ms: seconds as f64 * 1000.0 }
}

fn given(places: &[u8]) -> Saved {
    Saved { given: places.to_vec(), ..Saved::default() }
}

fn sitting() -> Sitting {
    let question = ExamQuestion { kind: "single".into(), choices: vec!["甲".into(), "乙".into()], ..ExamQuestion::default() };
    Sitting {
        sitting: "5".repeat(32),
        ends_ms: 100 * MINUTE,
        now_ms: 10 * MINUTE,
        questions: vec![question; 3],
        answers: vec![Saved::default(); 3],
        ..Sitting::default()
    }
}

fn open() -> Exam {
    Exam::open("year", Zone::CHINA, "d", sitting(), Vec::new(), clocks(0))
}

fn view(revision: u32, minutes: i64) -> SavedView {
    SavedView { revision, now_ms: minutes * MINUTE, ends_ms: 100 * MINUTE, ..SavedView::default() }
}

/// What is to be sent: the questions of a save.
fn save(exam: &mut Exam, seconds: i64) -> Option<Vec<u32>> {
    match exam.next(clocks(seconds)) {
        Some(Request::Save(saving)) => Some(saving.changes.iter().map(|change| change.n).collect()),
        Some(Request::HandIn(_)) => panic!("nothing is to be handed in"),
        None => None,
    }
}

fn hand_in(exam: &mut Exam, seconds: i64) -> Option<Vec<u32>> {
    match exam.next(clocks(seconds)) {
        Some(Request::HandIn(saving)) => Some(saving.changes.iter().map(|change| change.n).collect()),
        other => {
            assert_eq!(other, None, "it is to be handed in");
            None
        }
    }
}

#[test]
fn a_change_is_kept_and_sent_at_once_and_then_saved() {
    let mut exam = open();
    assert_eq!(exam.keeping(), Keeping::Nothing);
    let kept = exam.change(1, given(&[1]));
    assert_eq!(kept, Some(Change { n: 1, given: vec![1], ..Change::default() }));
    assert_eq!(exam.change(1, given(&[1])), None, "the same again is no change");
    assert_eq!((save(&mut exam, 0), exam.keeping()), (Some(vec![1]), Keeping::OnItsWay));
    assert_eq!(save(&mut exam, 9), None, "one request at a time");
    exam.saved(view(1, 11), clocks(1));
    assert_eq!(exam.keeping(), Keeping::Saved(Moment(11 * MINUTE)));
    assert_eq!(save(&mut exam, 2), None);
}

#[test]
fn without_a_network_answering_goes_on_and_all_of_it_is_sent_later() {
    let mut exam = open();
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 0), Some(vec![0]));
    exam.failed(Failure::Unreached);
    assert_eq!(exam.keeping(), Keeping::Unreached);
    assert_eq!(save(&mut exam, 4), None, "not before five seconds");
    exam.change(2, given(&[1]));
    assert_eq!(save(&mut exam, 4), Some(vec![0, 2]), "but a change is tried at once");
    exam.failed(Failure::Unreached);
    assert_eq!(save(&mut exam, 9), Some(vec![0, 2]));
    exam.saved(view(1, 11), clocks(10));
    assert!(!exam.has_unsent());
}

#[test]
fn what_was_changed_while_something_was_on_its_way_is_sent_after_it() {
    let mut exam = open();
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 0), Some(vec![0]));
    exam.change(0, given(&[1]));
    exam.saved(view(1, 11), clocks(1));
    assert_eq!(exam.keeping(), Keeping::OnItsWay);
    assert_eq!(save(&mut exam, 1), Some(vec![0]));
}

#[test]
fn what_another_device_answered_shows_here_but_for_what_is_unsent() {
    let mut exam = open();
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 0), Some(vec![0]));
    exam.change(1, given(&[0]));
    let elsewhere = vec![given(&[0]), given(&[1]), Saved { flagged: true, ..given(&[1]) }];
    exam.saved(SavedView { answers: Some(elsewhere), ..view(7, 11) }, clocks(1));
    assert_eq!([0, 1, 2].map(|n| exam.answer(n).given), [vec![0], vec![0], vec![1]]);
    assert!(exam.answer(2).flagged);
    assert!(matches!(exam.next(clocks(1)), Some(Request::Save(Saving { revision: 7, changes, .. })) if changes.len() == 1));
}

#[test]
fn on_opening_again_what_the_server_lacks_goes_over_what_it_has() {
    let mut there = sitting();
    there.answers = vec![given(&[0]), given(&[0]), Saved::default()];
    there.revision = 4;
    let made = |n, given| (Moment(-7_000), Change { n, given, ..Change::default() });
    let mut exam = Exam::open("year", Zone::CHINA, "d", there.clone(), vec![made(1, vec![1]), made(9, vec![])], clocks(0));
    assert_eq!([0, 1].map(|n| exam.answer(n).given), [vec![0], vec![1]]);
    assert_eq!((exam.at, save(&mut exam, 0)), (2, Some(vec![1])));
    // the server is told how old it is, and what it says shows
    let mut exam = Exam::open("year", Zone::CHINA, "d", there.clone(), vec![made(1, vec![1])], clocks(0));
    let Some(Request::Save(saving)) = exam.next(clocks(3)) else { panic!("it is sent") };
    assert_eq!(saving.changes[0].ago_ms, Some(10_000));
    exam.saved(SavedView { answers: Some(there.answers), ..view(5, 11) }, clocks(4));
    assert_eq!((exam.answer(1).given, exam.has_unsent()), (vec![0], false));
}

#[test]
fn when_time_is_out_it_is_handed_in_with_what_is_unsent_until_that_is_taken() {
    let mut exam = open();
    exam.change(0, given(&[1]));
    exam.look(clocks(90 * 60 - 1), Since::Watching);
    assert_eq!((exam.phase(), exam.left_ms()), (Phase::Open, 1000));
    exam.look(clocks(90 * 60), Since::Watching);
    assert_eq!(exam.phase(), Phase::Closing { by_time: true });
    assert_eq!(exam.change(0, given(&[0])), None, "nothing can be answered any more");
    assert_eq!(hand_in(&mut exam, 5400), Some(vec![0]));
    exam.failed(Failure::Unreached);
    assert_eq!((hand_in(&mut exam, 5404), exam.keeping()), (None, Keeping::Unreached));
    assert_eq!(hand_in(&mut exam, 5405), Some(vec![0]));
    exam.handed_in();
    assert_eq!((exam.phase(), exam.next(clocks(9999))), (Phase::Over, None));
}

#[test]
fn a_clock_that_could_have_been_set_ends_nothing_until_the_server_said_so() {
    let away = |exam: &mut Exam| exam.look(clocks(3 * 3600), Since::Away);
    let mut exam = open();
    away(&mut exam);
    assert_eq!((exam.phase(), save(&mut exam, 3 * 3600)), (Phase::Doubt, Some(vec![])));
    exam.saved(view(0, 20), clocks(3 * 3600));
    assert_eq!((exam.phase(), exam.left_ms()), (Phase::Open, 80 * MINUTE));

    let mut exam = open();
    away(&mut exam);
    assert_eq!(save(&mut exam, 3 * 3600), Some(vec![]));
    exam.saved(view(0, 100), clocks(3 * 3600));
    assert_eq!(exam.phase(), Phase::Closing { by_time: true });
    assert_eq!(hand_in(&mut exam, 3 * 3600), Some(vec![]));
}

#[test]
fn the_clock_goes_by_the_server_whatever_the_device_shows() {
    let mut exam = open();
    exam.look(clocks(60), Since::Watching);
    assert_eq!(exam.left_ms(), 89 * MINUTE);
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 60), Some(vec![0]));
    exam.saved(view(1, 30), clocks(61));
    exam.look(clocks(62), Since::Watching);
    assert_eq!(exam.left_ms(), 70 * MINUTE - 1000);
}

#[test]
fn what_was_handed_in_elsewhere_is_over_here() {
    let mut exam = open();
    assert_eq!(save(&mut exam, 0), None);
    assert_eq!(save(&mut exam, 30), Some(vec![]), "now and then the server is asked although nothing changed");
    exam.saved(SavedView { handed_in: true, ..view(3, 11) }, clocks(30));
    assert_eq!((exam.phase(), exam.next(clocks(99))), (Phase::Over, None));
}

#[test]
fn whoever_was_signed_out_goes_on_once_they_are_back() {
    let mut exam = open();
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 0), Some(vec![0]));
    exam.failed(Failure::NotSignedIn);
    assert_eq!((exam.keeping(), save(&mut exam, 60)), (Keeping::SignedOut, None));
    exam.hurry();
    assert_eq!(save(&mut exam, 61), Some(vec![0]));
}

#[test]
fn a_server_that_takes_nothing_now_says_why() {
    let mut exam = open();
    exam.change(0, given(&[0]));
    assert_eq!(save(&mut exam, 0), Some(vec![0]));
    exam.failed(Failure::of(Code::Unavailable.into()));
    assert_eq!(exam.keeping(), Keeping::Refused(Code::Unavailable.detail().to_owned()));
    exam.kept(false);
    assert_eq!(exam.keeping(), Keeping::PageOnly);
    assert_eq!(save(&mut exam, 5), Some(vec![0]));
}

#[test]
fn handing_in_takes_the_last_changes_along() {
    let mut exam = open();
    exam.change(2, given(&[1]));
    exam.hand_in();
    assert_eq!(hand_in(&mut exam, 0), Some(vec![2]));
}

#[test]
fn a_hand_in_without_a_network_goes_on_after_the_page_was_loaded_anew() {
    let mut exam = open();
    exam.change(2, given(&[1]));
    exam.change(0, given(&[1]));
    exam.change(0, given(&[]));
    assert_eq!(exam.handing_in(), None);
    exam.hand_in();
    assert_eq!(hand_in(&mut exam, 0), Some(vec![0, 2]));
    exam.failed(Failure::Unreached);
    let kept = exam.handing_in().expect("it is kept");
    let kept: HandingIn = serde_json::from_str(&serde_json::to_string(&kept).expect("JSON")).expect("the same");

    // what was taken back is no blank that was never touched: the server may hold the answer
    let made = |n, given: &[u8]| (Moment(-2_000), Change { n, given: given.to_vec(), ..Change::default() });
    let mut again = Exam::closing(kept.clone(), vec![made(0, &[]), made(2, &[1])], clocks(1));
    assert_eq!((again.phase(), again.waits()), (Phase::Closing { by_time: false }, true));
    assert_eq!(again.change(2, given(&[0])), None, "nothing can be answered any more");
    let Some(Request::HandIn(saving)) = again.next(clocks(1)) else { panic!("it is handed in") };
    let sent: Vec<_> = saving.changes.iter().map(|change| (change.n, change.given.clone(), change.ago_ms)).collect();
    assert_eq!(sent, [(0, vec![], Some(3_000)), (2, vec![1], Some(3_000))]);
    assert_eq!((saving.sitting, saving.device), (kept.sitting.clone(), "d".to_owned()));
    again.failed(Failure::Unreached);
    assert_eq!((again.keeping(), again.handing_in()), (Keeping::Unreached, Some(kept)));
    again.handed_in();
    assert_eq!((again.phase(), again.waits(), again.handing_in()), (Phase::Over, false, None));
}

#[test]
fn a_hand_in_with_nothing_unsent_is_sent_all_the_same() {
    let mut exam = open();
    exam.look(clocks(90 * 60), Since::Watching);
    let kept = exam.handing_in().expect("it is kept");
    assert!(kept.by_time);
    let mut again = Exam::closing(kept, Vec::new(), clocks(1));
    assert_eq!((again.len(), hand_in(&mut again, 1)), (0, Some(vec![])));
}
