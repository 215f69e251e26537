//! What the shelf promises, on a keep in memory that can be made to fail.

use super::*;
use crate::keep::Memory;
use domain::attempts::Attempts;
use domain::campaign::Phase;
use domain::grading::Scoring;
use domain::sitting::{PlaceOfPerson, State};
use domain::{ChoiceSet, Item, Kind, Paper, Points, Question};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Runs a future of the keep in memory, which never has to wait.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the keep in memory never waits"),
    }
}

fn campaign() -> Rc<Campaign> {
    Rc::new(Campaign {
        id: "c".into(),
        title: "竞答".into(),
        organiser: "某旗".into(),
        closes: Moment(i64::MAX),
        attempts: Attempts { per_day: Some(2), total: None },
        limit_ms: Some(300_000),
        pass: Some(Points::whole(10)),
        ..Campaign::default()
    })
}

fn shelf() -> (Rc<Memory>, Shelf) {
    let memory = Rc::new(Memory::default());
    (Rc::clone(&memory), Shelf::new(memory, campaign()))
}

fn sitting(id: &str) -> Sitting {
    let question = |id: &str| Question {
        id: id.into(),
        kind: Kind::Judge,
        stem: "?".into(),
        choices: vec!["对".into(), "错".into()],
        key: ChoiceSet::TRUE,
        explain: String::new(),
        basis: vec![],
        level: 1,
    };
    let items =
        ["1", "2"].map(|id| Item { bank: "b".into(), question: question(id), order: vec![0, 1], points: Points::whole(10) }).to_vec();
    Sitting {
        id: id.into(),
        campaign: "c".into(),
        round: "1".into(),
        participant: "p".into(),
        purpose: Purpose::Counted,
        place: PlaceOfPerson::default(),
        started: Moment(1000),
        answers: vec![Answer::default(); 2],
        paper: Paper { items },
        at: 0,
        state: State::Open,
    }
}

fn progress(at: usize) -> Progress {
    Progress { at, used_ms: 7, seen: Moment(1007) }
}

fn hand_in() -> Event {
    Event::HandedIn { at: Moment(9000), used_ms: 8000, out_of_time: false, scoring: Scoring::default() }
}

fn picked(set: ChoiceSet) -> Answer {
    Answer { given: set, flagged: false }
}

fn start(shelf: &Shelf, id: &str) -> Sitting {
    match now(shelf.start(sitting(id), progress(0))) {
        Ok(Started::Open(sitting, _)) => *sitting,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_page_that_opens_finds_what_was_left_open() {
    let (_, shelf) = shelf();
    start(&shelf, "s");
    now(shelf.answers("s", &[(1, picked(ChoiceSet::FALSE))], progress(1))).expect("kept");
    let (found, at) = now(shelf.find()).expect("found").open.expect("open");
    assert_eq!((found.at, at), (1, progress(1)));
    assert_eq!(found.answers, [Answer::default(), picked(ChoiceSet::FALSE)]);
}

#[test]
fn a_second_start_goes_on_with_the_first() {
    let (_, shelf) = shelf();
    start(&shelf, "first");
    assert_eq!(start(&shelf, "second").id, "first");
}

#[test]
fn two_pages_lose_no_answer_and_hand_in_once() {
    let (_, shelf) = shelf();
    let one = start(&shelf, "s");
    let other = one.clone();
    now(shelf.answers("s", &[(0, picked(ChoiceSet::TRUE))], progress(0))).expect("kept");
    now(shelf.answers("s", &[(1, picked(ChoiceSet::TRUE))], progress(1))).expect("kept");
    // each page knows only its own answer; the kept ones are what is graded
    let done = now(shelf.hand_in(one, vec![], hand_in())).expect("handed in");
    assert_eq!(done.handed_in().map(|h| h.outcome.score), Some(Points::whole(20)));
    assert_eq!(now(shelf.hand_in(other, vec![], hand_in())).expect("the same"), done);
    let found = now(shelf.find()).expect("found");
    assert_eq!(found.participations.len(), 1);
    assert!(found.open.is_none());
}

#[test]
fn attempts_are_counted_where_they_are_kept() {
    let (_, shelf) = shelf();
    for id in ["a", "b"] {
        let open = start(&shelf, id);
        now(shelf.hand_in(open, vec![], hand_in())).expect("handed in");
    }
    assert!(matches!(now(shelf.start(sitting("c"), progress(0))), Ok(Started::NoneLeft(Left::NoneToday))));
    let participations = now(shelf.participations()).expect("participations");
    assert_eq!(participations.len(), 2);
}

#[test]
fn practice_is_never_counted() {
    let (_, shelf) = shelf();
    let practice = Sitting { purpose: Purpose::Practice, ..sitting("p") };
    let done = now(shelf.hand_in(practice, vec![], hand_in())).expect("handed in");
    assert!(done.handed_in().is_some());
    assert_eq!(now(shelf.participations()), Ok(vec![]));
    assert_eq!(now(shelf.sittings()).expect("sittings").len(), 1);
}

#[test]
fn what_cannot_be_kept_is_told_and_changes_nothing() {
    let (memory, shelf) = shelf();
    let open = start(&shelf, "s");
    memory.fail_with(Some(KeepError::Full));
    assert_eq!(now(shelf.answers("s", &[(0, picked(ChoiceSet::TRUE))], progress(0))), Err(KeepError::Full));
    assert_eq!(now(shelf.hand_in(open.clone(), vec![], hand_in())).map(drop), Err(KeepError::Full));
    memory.fail_with(None);
    let (found, _) = now(shelf.find()).expect("found").open.expect("still open");
    assert_eq!(found.answers[0], Answer::default());
    // what this page still holds is graded once the keep works again, also over an older answer that was kept
    now(shelf.answers("s", &[(0, picked(ChoiceSet::FALSE))], progress(0))).expect("kept");
    let mut held = open;
    held.apply(Event::Answered { n: 0, given: ChoiceSet::TRUE });
    let done = now(shelf.hand_in(held, vec![0], hand_in())).expect("handed in");
    assert_eq!(done.handed_in().map(|h| h.outcome.score), Some(Points::whole(10)));
}

#[test]
fn nothing_counts_outside_the_window() {
    let (_, shelf) = shelf();
    let late = Sitting { started: Moment(i64::MAX), ..sitting("s") };
    assert!(matches!(now(shelf.start(late, progress(0))), Ok(Started::NotOpen(Phase::Closed))));
}

#[test]
fn answers_that_no_longer_fit_are_asked_again() {
    let (_, shelf) = shelf();
    now(shelf.identify("p", &["某旗".into()])).expect("kept");
    assert_eq!(now(shelf.find()).expect("found").identity, Vec::<String>::new());
}

#[test]
fn of_two_keys_of_one_device_the_first_stays() {
    let (_, shelf) = shelf();
    assert_eq!(now(shelf.identify("", &[])).as_deref(), Ok(""));
    assert_eq!(now(shelf.identify("first", &[])).as_deref(), Ok("first"));
    assert_eq!(now(shelf.identify("second", &["某旗".into()])).as_deref(), Ok("first"));
    assert_eq!(now(shelf.find()).expect("found").person, "first");
}

#[test]
fn a_note_that_points_nowhere_does_not_bar_the_way() {
    let (memory, shelf) = shelf();
    let note = vec![Change::Put(Store::Notes, "open/c".into(), "gone".into())];
    now(crate::keep::Keep::transact(&*memory, Vec::new(), Box::new(|_| note))).expect("kept");
    assert!(now(shelf.find()).expect("found").open.is_none());
    assert_eq!(start(&shelf, "s").id, "s");
}

#[test]
fn an_abandoned_sitting_was_never_started() {
    let (_, shelf) = shelf();
    start(&shelf, "s");
    now(shelf.answers("s", &[(0, picked(ChoiceSet::TRUE))], progress(0))).expect("kept");
    now(shelf.abandon("s")).expect("dropped");
    assert!(now(shelf.find()).expect("found").open.is_none());
    assert_eq!(start(&shelf, "t").id, "t");
}

#[test]
fn forgetting_leaves_nothing() {
    let (_, shelf) = shelf();
    let open = start(&shelf, "s");
    now(shelf.hand_in(open, vec![], hand_in())).expect("handed in");
    now(shelf.identify("p", &["某旗".into()])).expect("kept");
    now(shelf.forget()).expect("forgotten");
    assert!(now(shelf.everything()).expect("read").iter().all(|(_, texts)| texts.is_empty()));
}
