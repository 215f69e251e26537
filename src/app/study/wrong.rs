//! The wrong book: what is due, its sessions, and keeping it the same on every device.

pub mod book;
pub mod session;
pub mod sync;

use super::exam::Exam;
use super::learning;
use super::member::Here;
use super::practise;
use super::practise::session::{AfterWrong, Session};
use super::server::{Answer, ask, ask_at};
use crate::door::{page, task};
use domain::Moment;
use domain::memory;
use paint::study::wrong::{Book, screen};
use session::Due;
use std::rc::Rc;
use wire::study::{PracticeQuestion, TaskList, Tasks, ViewSitting};

/// How many days the forecast tells.
const DAYS: usize = 7;
/// The most questions of one session.
const MOST: usize = 50;

/// Shows the book as the device keeps it, and again when the server was heard.
pub fn show(here: &Here) {
    if learning::goes_on(here) {
        return practise::draw(here);
    }
    *here.learning.session.borrow_mut() = None;
    let here = Rc::clone(here);
    task::spawn(async move {
        open(&here).await;
        draw(&here);
        if let Ok(list) = ask::<Tasks>(&*here.server, &()).await {
            here.learning.terms.set(Some(learning::terms(&list, learning::now())));
            take_exams(&here, &list).await;
        }
        if let Some(shelf) = learning::shelf(&here) {
            let _ = sync::sync(&*here.server, &shelf, &here.learning.book).await;
            draw(&here);
            let cards = here.learning.book.borrow().cards();
            // what does not come now is asked for when a session begins
            let _ = session::fetch(&*here.server, &shelf, &cards).await;
        }
    });
}

/// Reads the book from the keep, once.
pub async fn open(here: &Here) {
    if here.learning.has_book.get() {
        return;
    }
    let Some(shelf) = learning::shelf(here) else { return };
    if let Ok(kept) = shelf.book().await
        && !here.learning.has_book.replace(true)
    {
        *here.learning.book.borrow_mut() = kept;
    }
}

/// The same while something else is shown, and hears what changed elsewhere.
pub fn open_quietly(here: &Here) {
    sync_quietly(here);
    let here = Rc::clone(here);
    task::spawn(async move {
        open(&here).await;
        if here.learning.terms.get().is_none()
            && let Ok(list) = ask::<Tasks>(&*here.server, &()).await
        {
            here.learning.terms.set(Some(learning::terms(&list, learning::now())));
        }
    });
}

/// Speaks to the server of the book, when something waits for that.
pub fn sync_quietly(here: &Here) {
    let Some(shelf) = learning::shelf(here).filter(|_| here.learning.book.borrow().waiting() > 0) else { return };
    let here = Rc::clone(here);
    task::spawn(async move {
        let _ = sync::sync(&*here.server, &shelf, &here.learning.book).await;
    });
}

/// Draws the book, unless a session began or another screen is shown.
fn draw(here: &Here) {
    if here.route() != paint::study::Route::Wrong || here.learning.session.borrow().is_some() {
        return;
    }
    let (now, terms) = (learning::now(), learning::known_terms(here));
    let (cards, waiting) = {
        let book = here.learning.book.borrow();
        (book.cards(), book.waiting() > 0)
    };
    let known = cards.iter().filter(|card| card.known).count();
    let exam = terms.exam.map_or_else(String::new, |exam| paint::words::closing(now, exam, terms.zone));
    here.draw(&screen(&Book {
        unit: here.unit(),
        due: memory::session(&cards, now, terms).len(),
        forecast: memory::forecast(&cards, now, terms, DAYS),
        // 1970-01-01 was a Thursday
        weekday: (terms.zone.day(now).0 + 3).rem_euclid(7).unsigned_abs() as usize,
        learning: cards.len() - known,
        known,
        exam,
        waiting,
    }));
}

/// Begins a session with what is due; without a network with as much of it as the device keeps.
pub fn begin(here: &Here) {
    let Some(shelf) = learning::shelf(here) else { return };
    let cards = here.learning.book.borrow().cards();
    let due = memory::session(&cards, learning::now(), learning::known_terms(here));
    let names: Vec<String> = due.iter().take(MOST).map(|card| card.question.clone()).collect();
    let sits = here.exam.borrow().as_ref().is_some_and(Exam::is_open);
    let server = Rc::clone(&here.server);
    let answer: Answer<Due> = Box::pin(async move {
        match session::due(&*server, &shelf, &names).await {
            // whoever sits an exam here sees no key, whether or not the server can say so
            Ok(due) if sits => Ok(Due { questions: Vec::new(), ..due }),
            Err(failure) if failure.passes() => Ok(Due { missing: names.len(), ..Due::default() }),
            due => due,
        }
    });
    here.load((paint::study::Route::Wrong, "错题本"), answer, |here, Due { questions, missing }| match (questions.len(), missing) {
        (0, 0) => here.draw(&paint::study::wrong::withheld()),
        (0, _) => here.draw(&paint::study::wrong::unreached()),
        (there, missing) => {
            learning::begin(here, Session::new(questions, AfterWrong::ComesAgain));
            practise::draw(here);
            if missing > 0 {
                page::fill("#app [data-notice]", &paint::study::wrong::some_missing(there, missing));
            }
        }
    });
}

/// A question was answered: the book takes it, the device keeps it, and the server hears of it.
pub fn take(here: &Here, question: &str, right: bool, at: Moment) {
    let (here, question) = (Rc::clone(here), question.to_owned());
    task::spawn(async move {
        open(&here).await;
        if let (true, Some(shelf)) = (enter(&here, &question, right, at).await, learning::shelf(&here)) {
            let _ = sync::sync(&*here.server, &shelf, &here.learning.book).await;
        }
    });
}

/// A question whose answer was wrong is kept with its card: it is at hand, and a session may come without a network.
pub fn keep_question(here: &Here, question: &PracticeQuestion) {
    let Some(shelf) = learning::shelf(here) else { return };
    let keeping = shelf.keep_questions(&[], std::slice::from_ref(question));
    // one that is not kept is fetched when the book is opened
    task::spawn(async move { drop(keeping.await) });
}

/// The book takes an answer and the device keeps it; whether that changed anything.
async fn enter(here: &Here, question: &str, right: bool, at: Moment) -> bool {
    let changed = here.learning.book.borrow_mut().answered(question, right, at, learning::known_terms(here));
    let (Some((held, review)), Some(shelf)) = (changed, learning::shelf(here)) else { return false };
    let _ = shelf.keep_review(held, &review).await;
    true
}

/// What was wrong in exams whose review is open goes to the book, each sitting once.
async fn take_exams(here: &Here, list: &TaskList) {
    let Some(shelf) = learning::shelf(here) else { return };
    let Ok(taken) = shelf.exams().await else { return };
    for sitting in open_to_review(list).filter(|sitting| !taken.contains(sitting)) {
        let Ok(result) = ask_at::<ViewSitting>(&*here.server, &[&sitting], &()).await else { continue };
        for review in result.review.iter().flatten().filter(|review| review.mark != "right") {
            enter(here, &review.question, false, Moment(result.at_ms)).await;
        }
        let _ = shelf.keep_exam(&sitting).await;
    }
}

/// Sittings that were handed in and may be looked at, by the server's clock.
fn open_to_review(list: &TaskList) -> impl Iterator<Item = String> {
    let sittings = list.tasks.iter().filter_map(|task| task.exam.as_ref()).flat_map(|exam| &exam.sittings);
    sittings
        .filter(|line| line.at_ms.is_some() && line.review_from_ms.is_some_and(|from| from <= list.now_ms))
        .map(|line| line.sitting.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::{ExamView, SittingLine, TaskView};

    #[test]
    fn only_sittings_that_may_be_looked_at_go_to_the_book() {
        let line =
            |sitting: &str, at_ms, review_from_ms| SittingLine { sitting: sitting.into(), at_ms, review_from_ms, ..SittingLine::default() };
        let sittings = vec![line("seen", Some(1), Some(100)), line("later", Some(1), Some(101)), line("open", None, None)];
        let exam = Some(ExamView { sittings, ..ExamView::default() });
        let list = TaskList { now_ms: 100, tasks: vec![TaskView { exam, ..TaskView::default() }] };
        assert_eq!(open_to_review(&list).collect::<Vec<_>>(), ["seen"]);
    }
}
