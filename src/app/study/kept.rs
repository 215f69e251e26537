//! What the device keeps for a member who learns: cards of the wrong book, reviews and answers that the server does not have yet. All of
//! it lies under whose it is, so that nobody who signs in later is shown another's.

use super::exam::HandingIn;
use super::wrong::book::{Book, Held};
use crate::keep::{Change, Done, KeepError, Kept, Keys, Store};
use domain::memory::Card;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::rc::Rc;
use wire::study::{CardsRequest, MemberView, PracticeQuestion, ReviewLog};

/// What is kept for one member. Texts are JSON; the figure in each key is the version of their shape.
#[derive(Clone)]
pub struct Shelf {
    keep: Kept,
    who: String,
}

/// An answer in practice that the server does not have yet.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Waiting {
    /// Id of the assignment.
    pub task: String,
    /// Id of the bank.
    pub bank: String,
    /// Id of the question.
    pub question: String,
    /// Places of the choices picked.
    pub given: Vec<u8>,
    /// When, by the clock of this device.
    pub at_ms: i64,
}

impl Shelf {
    /// The shelf of a member, by number alone: that stays when they move or their unit gets another name.
    #[must_use]
    pub fn of(keep: &Kept, number: &str) -> Self {
        // no number begins like another one with a stroke behind it
        Self { keep: Rc::clone(keep), who: number.replace('/', "\t") }
    }

    fn key(&self, kind: &str, name: &str) -> String {
        format!("{kind}-1/{}/{name}", self.who)
    }

    fn all(&self, kind: &str) -> Keys {
        Keys::beginning(Store::Notes, self.key(kind, ""))
    }

    fn put(&self, kind: &str, name: &str, value: &impl serde::Serialize) -> Option<Change> {
        // types of ours have names of text only, and so can be written
        Some(Change::Put(Store::Notes, self.key(kind, name), serde_json::to_string(value).ok()?))
    }

    fn take(&self, kind: &str, name: &str) -> Change {
        Change::Delete(Keys::one(Store::Notes, self.key(kind, name)))
    }

    /// The wrong book as it is kept. What can't be read any more is as if it were not there.
    ///
    /// # Errors
    /// [`KeepError`] when the keep can't be read.
    pub fn book(&self) -> Done<Book> {
        let read = self.read(vec![self.all("card"), self.all("review"), Keys::one(Store::Notes, self.key("revision", ""))]);
        Box::pin(async move {
            let found = read.await?;
            let part = |n: usize| found.get(n).map(Vec::as_slice).unwrap_or_default();
            Ok(Book::of(values(part(0)), values(part(1)), values(part(2)).pop().unwrap_or(0)))
        })
    }

    /// Keeps a card and the review that changed it. A later state that another page kept meanwhile stays.
    ///
    /// # Errors
    /// [`KeepError`], and then nothing of it is kept.
    pub fn keep_review(&self, held: Held, review: &ReviewLog) -> Done<()> {
        let log = self.put("review", &format!("{}/{}", review.at_ms, review.question), review);
        let this = self.clone();
        let name = held.card.question.clone();
        self.keep.transact(
            vec![Keys::one(Store::Notes, self.key("card", &name))],
            Box::new(move |found| {
                let there = values::<Held>(found.first().map(Vec::as_slice).unwrap_or_default()).pop();
                let card = there.map_or_else(|| held.card.clone(), |there| Card::from(there.card).merge(held.card.clone().into()).into());
                this.put("card", &name, &Held { card, unsent: true }).into_iter().chain(log).collect()
            }),
        )
    }

    /// Keeps what came of speaking to the server: cards as they stand now, and no reviews that it has.
    ///
    /// # Errors
    /// [`KeepError`], and then nothing of it is kept.
    pub fn keep_heard(&self, changed: &[Held], sent: &CardsRequest, revision: i64) -> Done<()> {
        let cards = changed.iter().filter_map(|held| self.put("card", &held.card.question, held));
        let log = sent.log.iter().map(|review| self.take("review", &format!("{}/{}", review.at_ms, review.question)));
        let changes = cards.chain(log).chain(self.put("revision", "", &revision)).collect();
        self.write(changes)
    }

    /// Keeps questions of the wrong book that were asked for; one that the server does not give out any more is kept no longer.
    ///
    /// # Errors
    /// [`KeepError`], and then all of it is as before.
    pub fn keep_questions(&self, asked: &[String], came: &[PracticeQuestion]) -> Done<()> {
        let gone = asked.iter().map(|name| self.take("question", name));
        let put = came.iter().filter_map(|question| self.put("question", &super::wrong::session::name(question), question));
        self.write(gone.chain(put).collect())
    }

    /// The questions of the wrong book that are kept here.
    ///
    /// # Errors
    /// [`KeepError`] when the keep can't be read.
    pub fn questions(&self) -> Done<Vec<PracticeQuestion>> {
        let read = self.read(vec![self.all("question")]);
        Box::pin(async move { Ok(read.await?.first().map(|texts| values(texts)).unwrap_or_default()) })
    }

    /// Keeps an answer until the server has it.
    ///
    /// # Errors
    /// [`KeepError`] when it is not kept.
    pub fn keep_answer(&self, answer: &Waiting) -> Done<()> {
        self.write(self.put("answer", &name(answer), answer).into_iter().collect())
    }

    /// Answers that the server does not have yet, the oldest first.
    ///
    /// # Errors
    /// [`KeepError`] when the keep can't be read.
    pub fn answers(&self) -> Done<Vec<Waiting>> {
        let read = self.read(vec![self.all("answer")]);
        Box::pin(async move { Ok(read.await?.first().map(|texts| values(texts)).unwrap_or_default()) })
    }

    /// The server has these answers, or would never take them.
    ///
    /// # Errors
    /// [`KeepError`], and then they are sent once more.
    pub fn forget_answers(&self, answers: &[Waiting]) -> Done<()> {
        self.write(answers.iter().map(|answer| self.take("answer", &name(answer))).collect())
    }

    /// The exam sittings whose wrong answers the book has taken.
    ///
    /// # Errors
    /// [`KeepError`] when the keep can't be read.
    pub fn exams(&self) -> Done<Vec<String>> {
        let read = self.read(vec![self.all("exam")]);
        Box::pin(async move { Ok(read.await?.first().map(|texts| values(texts)).unwrap_or_default()) })
    }

    /// The book has taken what was wrong in a sitting.
    ///
    /// # Errors
    /// [`KeepError`], and then it is taken once more, which changes nothing.
    pub fn keep_exam(&self, sitting: &str) -> Done<()> {
        self.write(self.put("exam", sitting, &sitting).into_iter().collect())
    }

    /// Keeps that a sitting is this member's: what is kept of it goes when they sign out, and when nobody else does.
    ///
    /// # Errors
    /// [`KeepError`] when it is not kept.
    pub fn keep_sitting(&self, sitting: &str) -> Done<()> {
        self.write(self.put("sitting", sitting, &sitting).into_iter().collect())
    }

    /// Deletes all that is kept of this member, and that they were here; what others left unsent stays.
    ///
    /// # Errors
    /// [`KeepError`], and then all of it is as before.
    pub fn forget(&self) -> Done<()> {
        let mut changes: Vec<Change> = KINDS.iter().map(|kind| Change::Delete(self.all(kind))).collect();
        changes.push(Change::Delete(Keys::one(Store::Notes, ME)));
        let decide = move |found: Vec<Vec<String>>| {
            let sittings = values::<String>(found.first().map(Vec::as_slice).unwrap_or_default());
            let answers = sittings.iter().map(|sitting| Change::Delete(Keys::beginning(Store::Answers, format!("{sitting}/"))));
            changes.into_iter().chain(answers).collect()
        };
        self.keep.transact(vec![self.all("sitting")], Box::new(decide))
    }

    /// Keeps a hand-in until the server has it.
    ///
    /// # Errors
    /// [`KeepError`] when it is not kept.
    pub fn keep_hand_in(&self, handing_in: &HandingIn) -> Done<()> {
        self.write(self.put("hand-in", &handing_in.sitting, handing_in).into_iter().collect())
    }

    /// A hand-in that the server does not have yet.
    ///
    /// # Errors
    /// [`KeepError`] when the keep can't be read.
    pub fn hand_in(&self) -> Done<Option<HandingIn>> {
        let read = self.read(vec![self.all("hand-in")]);
        Box::pin(async move { Ok(read.await?.first().and_then(|texts| values(texts).into_iter().next())) })
    }

    /// A sitting is over: there is nothing to hand in any more.
    ///
    /// # Errors
    /// [`KeepError`], and then it is handed in once more, which changes nothing.
    pub fn forget_hand_in(&self, sitting: &str) -> Done<()> {
        self.write(vec![self.take("hand-in", sitting), self.take("sitting", sitting)])
    }

    fn read(&self, reads: Vec<Keys>) -> Done<Vec<Vec<String>>> {
        read(&self.keep, reads)
    }

    fn write(&self, changes: Vec<Change>) -> Done<()> {
        self.keep.transact(Vec::new(), Box::new(|_| changes))
    }
}

/// All that a shelf holds.
const KINDS: [&str; 8] = ["card", "review", "revision", "question", "answer", "exam", "sitting", "hand-in"];

/// Under which it lies who was signed in last.
const ME: &str = "member-1";

/// Keeps who is signed in, to be known without a network.
///
/// # Errors
/// [`KeepError`] when it is not kept.
pub fn keep_me(keep: &Kept, me: &MemberView) -> Done<()> {
    // types of ours have names of text only, and so can be written
    let put = serde_json::to_string(me).ok().map(|text| Change::Put(Store::Notes, ME.to_owned(), text));
    keep.transact(Vec::new(), Box::new(|_| put.into_iter().collect()))
}

/// Who was signed in when the server last said.
///
/// # Errors
/// [`KeepError`] when the keep can't be read.
pub fn me(keep: &Kept) -> Done<Option<MemberView>> {
    let read = read(keep, vec![Keys::one(Store::Notes, ME)]);
    Box::pin(async move { Ok(read.await?.first().and_then(|texts| values(texts).pop())) })
}

/// Nobody is signed in any more.
///
/// # Errors
/// [`KeepError`] when the keep can't be changed.
pub fn forget_me(keep: &Kept) -> Done<()> {
    keep.transact(Vec::new(), Box::new(|_| vec![Change::Delete(Keys::one(Store::Notes, ME))]))
}

fn read(keep: &Kept, reads: Vec<Keys>) -> Done<Vec<Vec<String>>> {
    let slot = Rc::new(RefCell::new(None));
    let filled = Rc::clone(&slot);
    let done = keep.transact(
        reads,
        Box::new(move |found| {
            *filled.borrow_mut() = Some(found);
            Vec::new()
        }),
    );
    Box::pin(async move {
        done.await?;
        let found = slot.borrow_mut().take();
        found.ok_or_else(|| KeepError::Failed(String::new()))
    })
}

fn name(answer: &Waiting) -> String {
    format!("{:015}/{}/{}/{}", answer.at_ms, answer.task, answer.bank, answer.question)
}

fn values<T: DeserializeOwned>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::Memory;
    use crate::study::server::fake::now;
    use domain::memory::Terms;
    use domain::{Moment, Zone};
    use wire::study::CardsView;

    const TERMS: Terms = Terms { zone: Zone::CHINA, exam: None };

    fn shelf(keep: &Kept, number: &str) -> Shelf {
        Shelf::of(keep, number)
    }

    fn done<T: 'static>(done: Done<T>) -> T {
        now(Box::pin(async { Ok(done.await.expect("a keep in memory")) })).expect("it is there")
    }

    #[test]
    fn the_book_comes_back_as_it_was_and_to_nobody_else() {
        let keep: Kept = Rc::new(Memory::default());
        let mut book = Book::default();
        let (held, review) = book.answered("b/1", false, Moment(1000), TERMS).expect("a card");
        done(shelf(&keep, "7").keep_review(held, &review));
        assert_eq!(done(shelf(&keep, "7").book()), book);
        assert_eq!(done(shelf(&keep, "8").book()), Book::default());
        assert_eq!(done(shelf(&keep, "").book()), Book::default());
    }

    #[test]
    fn what_the_server_has_waits_no_longer() {
        let keep: Kept = Rc::new(Memory::default());
        let mut book = Book::default();
        let (held, review) = book.answered("b/1", false, Moment(1000), TERMS).expect("a card");
        done(shelf(&keep, "7").keep_review(held, &review));
        let sent = book.request();
        let changed = book.heard(&sent, CardsView { revision: 5, cards: sent.cards.clone() });
        done(shelf(&keep, "7").keep_heard(&changed, &sent, book.revision()));
        let kept = done(shelf(&keep, "7").book());
        assert_eq!((kept.waiting(), kept.revision(), kept.cards().len()), (0, 5, 1));
    }

    #[test]
    fn a_hand_in_waits_until_the_server_has_it_and_is_nobody_elses() {
        let keep: Kept = Rc::new(Memory::default());
        let handing_in =
            HandingIn { task: "year".into(), zone_minutes: 480, sitting: "5".repeat(32), device: "d".into(), revision: 7, by_time: false };
        done(shelf(&keep, "7").keep_hand_in(&handing_in));
        assert_eq!(done(shelf(&keep, "7").hand_in()), Some(handing_in.clone()));
        assert_eq!(done(shelf(&keep, "8").hand_in()), None);
        done(shelf(&keep, "7").forget_hand_in(&handing_in.sitting));
        assert_eq!(done(shelf(&keep, "7").hand_in()), None);
    }

    #[test]
    fn who_signs_out_takes_nothing_of_anybody_else_along() {
        let keep: Kept = Rc::new(Memory::default());
        let answer = Waiting { task: "t".into(), bank: "b".into(), question: "q".into(), given: vec![0], at_ms: 3 };
        let kept_of = |sitting: &str| Keys::beginning(Store::Answers, format!("{sitting}/"));
        for (number, sitting) in [("7", "s7"), ("7/1", "s71"), ("70", "s70")] {
            done(shelf(&keep, number).keep_answer(&answer));
            done(shelf(&keep, number).keep_sitting(sitting));
            let change = Change::Put(Store::Answers, format!("{sitting}/0001"), "{}".into());
            done(keep.transact(Vec::new(), Box::new(|_| vec![change])));
        }
        done(keep_me(&keep, &MemberView { number: "7".into(), ..MemberView::default() }));
        done(shelf(&keep, "7").forget());
        let waiting = ["7", "7/1", "70"].map(|number| done(shelf(&keep, number).answers()).len());
        assert_eq!(waiting, [0, 1, 1]);
        let sittings = done(read(&keep, vec![kept_of("s7"), kept_of("s71"), kept_of("s70")]));
        assert_eq!(sittings.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1, 1]);
        assert_eq!(done(me(&keep)), None);
    }

    #[test]
    fn answers_wait_until_the_server_has_them() {
        let keep: Kept = Rc::new(Memory::default());
        let answer = |at_ms| Waiting { task: "t".into(), bank: "b".into(), question: "q".into(), given: vec![0], at_ms };
        [20, 3].into_iter().for_each(|at_ms| done(shelf(&keep, "7").keep_answer(&answer(at_ms))));
        assert_eq!(done(shelf(&keep, "7").answers()), [answer(3), answer(20)]);
        done(shelf(&keep, "7").forget_answers(&[answer(3)]));
        assert_eq!(done(shelf(&keep, "7").answers()), [answer(20)]);
    }
}
