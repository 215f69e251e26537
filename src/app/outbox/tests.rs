//! What the outbox promises, on a keep in memory and a network that can be made to fail at every step.

use super::*;
use crate::keep::Memory;
use crate::server::Answer;
use domain::campaign::Grading;
use domain::sitting::{Answer as Given, PlaceOfPerson, Purpose, State, Waiting};
use domain::{Campaign, Item, Kind, Paper, Question};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{Future, ready};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use wire::api::{ClaimRequest, Claimed, Left, PrizeRequest, PrizeStep, RecordRequest, RecordView, StartRequest, Started};
use wire::served::Ticket;
use wire::stored::Progress;

/// Runs a future that never has to wait.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("neither the keep in memory nor this network waits"),
    }
}

/// What becomes of the next request.
#[derive(Clone, Copy, PartialEq)]
enum Net {
    Up,
    Down,
    /// The request arrives, its answer does not.
    AnswerLost,
    Busy,
    Refuses,
    /// The campaign is not there.
    Missing,
}

struct Distant {
    net: RefCell<Net>,
    /// Hand-ins by token: counted once, however often they come.
    counted: RefCell<BTreeMap<String, Vec<Vec<u8>>>>,
    asked: RefCell<usize>,
}

impl Distant {
    fn new(net: Net) -> Self {
        Self { net: RefCell::new(net), counted: RefCell::default(), asked: RefCell::default() }
    }

    fn grade(&self, request: &HandInRequest) -> HandedIn {
        let answers = self.counted.borrow_mut().entry(request.token.clone()).or_insert_with(|| request.answers.clone()).clone();
        let review = answers.into_iter().map(|given| {
            let right = given == [1];
            let (mark, points) = if right { ("right", 1000) } else { ("wrong", 0) };
            Reviewed {
                question: "b/q1".into(),
                mark: mark.into(),
                points,
                given,
                key: vec![1],
                explain: "因为".into(),
                basis: vec!["宪法第5条".into(), "没有这样的法条".into()],
            }
        });
        let review: Vec<Reviewed> = review.collect();
        let score = review.iter().map(|one| one.points).sum();
        let left = Left { today: Some(2), total: None };
        let sitting = request.token.replace("token ", "");
        HandedIn {
            sitting,
            at_ms: 7000,
            used_ms: 50,
            late: true,
            score,
            out_of: 2000,
            passed: true,
            band: None,
            review,
            left,
            prizes: vec![],
        }
    }
}

fn lost<T: 'static>() -> Answer<T> {
    Box::pin(ready(Err(Trouble::unreached())))
}

impl Server for Distant {
    fn now(&self) -> Answer<Moment> {
        lost()
    }
    fn start(&self, _: &StartRequest) -> Answer<Started> {
        lost()
    }
    fn hand_in(&self, request: &HandInRequest) -> Answer<HandedIn> {
        *self.asked.borrow_mut() += 1;
        let answer = match *self.net.borrow() {
            Net::Up => Ok(self.grade(request)),
            Net::Down => Err(Trouble::unreached()),
            Net::AnswerLost => {
                self.grade(request);
                Err(Trouble::unreached())
            }
            Net::Busy => Err(Trouble::of(wire::api::Problem { retry_after_s: Some(30), ..Code::TooMany.into() })),
            Net::Refuses => Err(Trouble::of(Code::TokenExpired.into())),
            Net::Missing => Err(Trouble::of(Code::UnknownCampaign.into())),
        };
        Box::pin(ready(answer))
    }
    fn prize(&self, _: &PrizeRequest) -> Answer<PrizeStep> {
        lost()
    }
    fn claim(&self, _: &ClaimRequest) -> Answer<Claimed> {
        lost()
    }
    fn record(&self, _: &RecordRequest) -> Answer<RecordView> {
        lost()
    }
}

fn sitting(id: &str) -> Sitting {
    let question = Question {
        id: String::new(),
        kind: Kind::Single,
        stem: "?".into(),
        choices: vec!["甲".into(), "乙".into()],
        key: ChoiceSet::default(),
        explain: String::new(),
        basis: vec![],
        level: 1,
    };
    let item = Item { bank: String::new(), question, order: vec![0, 1], points: Points::whole(10) };
    Sitting {
        id: id.into(),
        campaign: "c".into(),
        round: "1".into(),
        participant: "p".into(),
        purpose: Purpose::Counted,
        place: PlaceOfPerson::default(),
        started: Moment(1000),
        answers: vec![Given::default(); 2],
        paper: Paper { items: vec![item.clone(), item] },
        at: 0,
        state: State::Open,
    }
}

const PROGRESS: Progress = Progress { at: 0, used_ms: 0, seen: Moment(1000) };
const WAITING: Waiting = Waiting { at: Moment(5000), used_ms: 4000, out_of_time: false, until: Moment(9000) };

fn ticket(id: &str) -> Ticket {
    Ticket { token: format!("token {id}"), until: Moment(9000), limit_ms: Some(300_000) }
}

fn shelf() -> (Rc<Memory>, Shelf) {
    let memory = Rc::new(Memory::default());
    let campaign = Campaign { id: "c".into(), grading: Grading::Server, ..Campaign::default() };
    (Rc::clone(&memory), Shelf::new(memory, Rc::new(campaign)))
}

/// Starts a sitting, answers its second question right, and hands it in on the device.
fn close(shelf: &Shelf, id: &str) {
    let (open, _) = now(shelf.start_served(sitting(id), PROGRESS, ticket(id))).expect("kept");
    now(shelf.answers(id, &[(1, Given { given: ChoiceSet::of(&[1]), flagged: false })], PROGRESS)).expect("kept");
    now(shelf.close(open, vec![], WAITING, Some(ticket(id)))).expect("closed");
}

fn check(shelf: &Shelf, server: &Distant, net: Net) -> Sent {
    *server.net.borrow_mut() = net;
    now(send(shelf, server, "s", Moment(9000))).expect("the keep works")
}

fn rows(shelf: &Shelf) -> usize {
    now(shelf.participations()).expect("rows").len()
}

#[test]
fn what_was_taken_is_here_once_with_all_that_the_server_told() {
    let (_, shelf) = shelf();
    close(&shelf, "s");
    let server = Distant::new(Net::Up);
    let Sent::Taken(done, answer) = check(&shelf, &server, Net::Up) else { panic!("taken") };
    assert_eq!(server.counted.borrow()["token s"], [vec![], vec![1]], "places as shown; a blank is an empty list");
    let hand_in = done.handed_in().expect("handed in");
    assert_eq!((hand_in.at, hand_in.used_ms, hand_in.late), (Moment(7000), 50, true));
    assert_eq!((hand_in.outcome.score, answer.left.today), (Points::whole(10), Some(2)));
    let item = &done.paper.items[1];
    assert_eq!((item.name().as_str(), item.question.key, item.question.basis.len()), ("b/q1", ChoiceSet::of(&[1]), 1));
    assert_eq!((rows(&shelf), now(shelf.waiting()).expect("read").len()), (1, 0));
    assert_eq!(now(shelf.sittings()).expect("read"), [*done]);
    assert_eq!(now(shelf.newest_token("p")).expect("read").as_deref(), Some("token s"));
    assert_eq!(now(shelf.newest_token("q")), Ok(None), "of nobody else");
    assert_eq!(check(&shelf, &server, Net::Up), Sent::Gone);
}

#[test]
fn it_waits_through_every_failure_and_counts_once() {
    let (_, shelf) = shelf();
    close(&shelf, "s");
    let server = Distant::new(Net::Down);
    for net in [Net::Down, Net::AnswerLost, Net::Busy, Net::AnswerLost, Net::Down] {
        let Sent::Waits(Trouble::Later { after_s, words, .. }) = check(&shelf, &server, net) else { panic!("it waits") };
        assert_eq!((after_s, words.is_some()), if net == Net::Busy { (Some(30), true) } else { (None, false) });
        assert_eq!((rows(&shelf), now(shelf.waiting()).expect("read")), (0, vec!["s".to_owned()]));
    }
    assert!(matches!(check(&shelf, &server, Net::Up), Sent::Taken(..)));
    assert_eq!((rows(&shelf), server.counted.borrow().len()), (1, 1));
}

#[test]
fn two_pages_that_send_the_same_keep_one_row() {
    let (_, shelf) = shelf();
    close(&shelf, "s");
    let server = Distant::new(Net::Up);
    let waits = now(shelf.waiting_one("s")).expect("read").expect("waits").0;
    let Sent::Taken(first, _) = check(&shelf, &server, Net::Up) else { panic!("taken") };
    // the other page read it before, and answers only now
    let mut late = waits;
    late.settle(first.handed_in().expect("handed in").clone(), vec![]);
    assert_eq!(now(shelf.settled(late)).expect("kept"), *first);
    assert_eq!(rows(&shelf), 1);
}

#[test]
fn a_refusal_ends_the_waiting_and_leaves_no_row() {
    let (_, shelf) = shelf();
    close(&shelf, "s");
    let server = Distant::new(Net::Refuses);
    let Sent::Refused(refused) = check(&shelf, &server, Net::Refuses) else { panic!("refused") };
    assert_eq!(refused.state, State::Refused(WAITING, Code::TokenExpired.detail().into()));
    assert_eq!(check(&shelf, &server, Net::Up), Sent::Gone);
    assert_eq!((rows(&shelf), *server.asked.borrow()), (0, 1));
    assert_eq!(now(shelf.sittings()).expect("read"), [*refused]);
    // and the way is free for another
    let (next, _) = now(shelf.start_served(sitting("t"), PROGRESS, ticket("t"))).expect("kept");
    assert_eq!(next.id, "t");
}

#[test]
fn a_campaign_that_was_left_out_is_waited_for_until_it_is_too_late() {
    for over in [false, true] {
        let (_, shelf) = shelf();
        close(&shelf, "s");
        let server = Distant::new(Net::Missing);
        assert!(matches!(check(&shelf, &server, Net::Missing), Sent::Waits(Trouble::Later { after_s: Some(_), .. })));
        if over {
            let Ok(Sent::Refused(sitting)) = now(send(&shelf, &server, "s", Moment(9001))) else { panic!("refused") };
            assert_eq!(sitting.state, State::Refused(WAITING, Code::UnknownCampaign.detail().into()));
        } else {
            assert!(matches!(check(&shelf, &server, Net::Up), Sent::Taken(..)));
        }
    }
}

#[test]
fn an_answer_that_cannot_be_kept_is_told_and_asked_for_again() {
    let (memory, shelf) = shelf();
    close(&shelf, "s");
    /// A server whose answer comes when the device has just become full.
    struct Filling(Distant, Rc<Memory>);
    impl Server for Filling {
        fn now(&self) -> Answer<Moment> {
            lost()
        }
        fn start(&self, _: &StartRequest) -> Answer<Started> {
            lost()
        }
        fn hand_in(&self, request: &HandInRequest) -> Answer<HandedIn> {
            self.1.fail_with(Some(KeepError::Full));
            self.0.hand_in(request)
        }
        fn prize(&self, _: &PrizeRequest) -> Answer<PrizeStep> {
            lost()
        }
        fn claim(&self, _: &ClaimRequest) -> Answer<Claimed> {
            lost()
        }
        fn record(&self, _: &RecordRequest) -> Answer<RecordView> {
            lost()
        }
    }
    let server = Filling(Distant::new(Net::Up), Rc::clone(&memory));
    let Ok(Sent::Taken(done, _)) = now(send(&shelf, &server, "s", Moment(9000))) else { panic!("taken") };
    assert!(done.handed_in().is_some());
    memory.fail_with(None);
    assert_eq!((rows(&shelf), now(shelf.waiting()).expect("read").len()), (0, 1));
    assert!(matches!(check(&shelf, &server.0, Net::Up), Sent::Taken(..)));
    assert_eq!((rows(&shelf), server.0.counted.borrow().len()), (1, 1));
}

#[test]
fn what_could_not_be_closed_is_still_open() {
    let (memory, shelf) = shelf();
    let (open, _) = now(shelf.start_served(sitting("s"), PROGRESS, ticket("s"))).expect("kept");
    memory.fail_with(Some(KeepError::Full));
    assert_eq!(now(shelf.close(open.clone(), vec![], WAITING, None)), Err(KeepError::Full));
    memory.fail_with(None);
    let found = now(shelf.find()).expect("found").open.expect("open").0;
    assert!(found.is_open());
    assert_eq!(now(shelf.ticket("s")), Ok(Some(ticket("s"))));
}

#[test]
fn two_pages_close_once_and_lose_no_answer() {
    let (_, shelf) = shelf();
    let (one, _) = now(shelf.start_served(sitting("s"), PROGRESS, ticket("s"))).expect("kept");
    let other = one.clone();
    let picked = |place| Given { given: ChoiceSet::of(&[place]), flagged: false };
    now(shelf.answers("s", &[(0, picked(0))], PROGRESS)).expect("kept");
    now(shelf.answers("s", &[(1, picked(1))], PROGRESS)).expect("kept");
    let done = now(shelf.close(one, vec![], WAITING, None)).expect("closed");
    assert_eq!(done.answers, [picked(0), picked(1)]);
    let later = Waiting { at: Moment(6000), ..WAITING };
    assert_eq!(now(shelf.close(other, vec![0], later, None)).expect("closed"), done);
    assert!(now(shelf.find()).expect("found").open.is_none());
}

#[test]
fn a_second_start_goes_on_with_what_is_kept() {
    let (_, shelf) = shelf();
    now(shelf.start_served(sitting("s"), PROGRESS, ticket("s"))).expect("kept");
    let given = Given { given: ChoiceSet::of(&[1]), flagged: true };
    now(shelf.answers("s", &[(0, given)], PROGRESS)).expect("kept");
    // another page got another sitting; then the server gave out the first one once more
    for id in ["t", "s"] {
        let (open, _) = now(shelf.start_served(sitting(id), PROGRESS, ticket(id))).expect("kept");
        assert_eq!((open.id.as_str(), open.answers[0]), ("s", given));
    }
}

#[test]
fn a_sitting_that_waits_is_not_opened_again() {
    let (_, shelf) = shelf();
    close(&shelf, "s");
    let (given_out_again, _) = now(shelf.start_served(sitting("s"), PROGRESS, ticket("s"))).expect("kept");
    assert!(matches!(given_out_again.state, State::Waiting(_)));
    assert!(now(shelf.find()).expect("found").open.is_none());
    assert_eq!(now(shelf.waiting()).expect("read"), ["s"]);
}

#[test]
fn a_hand_in_without_its_ticket_is_refused_in_plain_words() {
    let (memory, shelf) = shelf();
    close(&shelf, "s");
    let gone = vec![crate::keep::Change::Delete(crate::keep::Keys::beginning(crate::keep::Store::Notes, "ticket/"))];
    now(crate::keep::Keep::transact(&*memory, Vec::new(), Box::new(|_| gone))).expect("kept");
    assert!(matches!(check(&shelf, &Distant::new(Net::Up), Net::Up), Sent::Refused(_)));
}

#[test]
fn a_standing_is_one_persons() {
    let (_, shelf) = shelf();
    let standing = wire::served::Standing { person: "p".into(), ahead_ms: 5, ..wire::served::Standing::default() };
    now(shelf.stand(&standing)).expect("kept");
    assert_eq!(now(shelf.standing("p")), Ok(standing));
    assert_eq!(now(shelf.standing("q")), Ok(wire::served::Standing::default()));
    let other = wire::served::Standing { person: "q".into(), ..wire::served::Standing::default() };
    now(shelf.stand(&other)).expect("kept");
    assert_eq!((now(shelf.standing("p")).expect("read").ahead_ms, now(shelf.standing("q"))), (5, Ok(other)));
}
