//! Speaking to the server of the wrong book: what changed here goes there, what changed elsewhere comes here.

use super::book::Book;
use crate::study::kept::Shelf;
use crate::study::server::{Failure, Server, ask};
use std::cell::RefCell;
use std::rc::Rc;
use wire::study::Cards;

/// A book that screens and requests share.
pub type Shared = Rc<RefCell<Book>>;

/// Speaks to the server until nothing waits; what a keep would not take is spoken of once more another time.
///
/// # Errors
/// [`Failure`] when the server did not answer; the book and what is kept stand as after the last answer.
pub async fn sync(server: &dyn Server, shelf: &Shelf, book: &Shared) -> Result<(), Failure> {
    loop {
        let sent = book.borrow().request();
        let view = ask::<Cards>(server, &sent).await?;
        let (changed, revision, again) = {
            let mut book = book.borrow_mut();
            let before = book.waiting();
            let changed = book.heard(&sent, view);
            // one request may not hold all; where a server takes nothing, asking again helps nothing
            (changed, book.revision(), (1..before).contains(&book.waiting()))
        };
        let _ = shelf.keep_heard(&changed, &sent, revision).await;
        if !again {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::{Kept, Memory};
    use crate::study::server::fake::{Fake, now};
    use domain::memory::Terms;
    use domain::{Moment, Zone};

    #[test]
    fn without_a_network_the_book_waits_and_then_goes() {
        let keep: Kept = Rc::new(Memory::default());
        let shelf = Shelf::of(&keep, "7");
        let book: Shared = Rc::default();
        let terms = Terms { zone: Zone::CHINA, exam: None };
        let (held, review) = book.borrow_mut().answered("b/1", false, Moment(1000), terms).expect("a card");
        let server = Rc::new(Fake::default());
        let run = |server: Rc<Fake>| {
            let (shelf, book) = (shelf.clone(), Rc::clone(&book));
            now(Box::pin(async move { sync(&*server, &shelf, &book).await }))
        };
        assert_eq!(
            now(Box::pin({
                let keeping = shelf.keep_review(held, &review);
                async { Ok(keeping.await.is_ok()) }
            })),
            Ok(true)
        );
        assert_eq!(run(Rc::clone(&server)), Err(Failure::Unreached));
        assert_eq!(book.borrow().waiting(), 2);
        server.answer("{\"revision\":1,\"cards\":[]}");
        assert_eq!(run(Rc::clone(&server)), Ok(()));
        assert_eq!(book.borrow().waiting(), 0);
        let asked = server.asked();
        assert_eq!(asked.len(), 2);
        assert!(
            asked[1].0 == "/api/v1/cards"
                && asked[1].1.as_ref().is_some_and(|body| body.contains("\"b/1\"") && body.contains("\"rating\":1"))
        );
    }
}
