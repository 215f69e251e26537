//! What only this device has is sent: when the network is back, and before somebody signs out; what can't be is counted.

use super::kept::Shelf;
use super::practise::post::post;
use super::server::Server;
use super::wrong::sync::{Shared, sync};
use domain::Moment;

/// Sends answers in practice and reviews of the wrong book; how many of them the server still does not have. `now` by the clock of this
/// device.
pub async fn deliver(server: &dyn Server, shelf: &Shelf, book: &Shared, now: Moment) -> usize {
    let answers = post(server, shelf, ("", None), now).await.waiting;
    if book.borrow().waiting() > 0 {
        // what could not be said is counted
        let _ = sync(server, shelf, book).await;
    }
    answers + book.borrow().unsent()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::{Kept, Memory};
    use crate::study::kept::Waiting;
    use crate::study::server::fake::{Fake, now};
    use domain::Zone;
    use domain::memory::Terms;
    use std::rc::Rc;
    use wire::study::{CardsView, TaskView};

    /// How many records wait after two answers and one review were sent to a server that answers so many requests.
    fn check(answered: usize) -> usize {
        let (server, keep): (Fake, Kept) = (Fake::default(), Rc::new(Memory::default()));
        let answers = [
            serde_json::to_string(&TaskView::default()).expect("JSON"),
            serde_json::to_string(&CardsView { revision: 1, cards: Vec::new() }).expect("JSON"),
        ];
        answers.iter().take(answered).for_each(|answer| server.answer(answer));
        let (shelf, book): (Shelf, Shared) = (Shelf::of(&keep, "7"), Rc::default());
        let terms = Terms { zone: Zone::CHINA, exam: None };
        let waits = now(Box::pin(async move {
            for at_ms in [1000, 2000] {
                let waiting = Waiting { task: "a".into(), bank: "b".into(), question: "q".into(), given: vec![1], at_ms };
                shelf.keep_answer(&waiting).await.expect("a keep in memory");
            }
            let (held, review) = book.borrow_mut().answered("b/q", false, Moment(2000), terms).expect("a card");
            shelf.keep_review(held, &review).await.expect("a keep in memory");
            Ok(deliver(&server, &shelf, &book, Moment(3000)).await)
        }));
        waits.expect("it is there")
    }

    #[test]
    fn what_only_this_device_has_is_sent_and_what_could_not_be_is_counted() {
        assert_eq!([0, 1, 2].map(check), [3, 1, 0]);
    }
}
