//! What the screens of reading, practice and the wrong book hold, and what happens on them.

use super::deliver::deliver;
use super::kept::Shelf;
use super::member::Here;
use super::practise::{self, session::Session};
use super::read::{self, Reading};
use super::wrong::{self, sync};
use crate::door::{clocks, page, task};
use domain::memory::Terms;
use domain::{Moment, Zone};
use paint::study::Route;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use web_sys::{Element, Event};
use wire::study::{TaskList, TaskView};

/// What the page holds of learning.
#[derive(Default)]
pub struct Learning {
    /// What is read.
    pub reading: RefCell<Option<Reading>>,
    /// What is read aloud.
    pub aloud: read::aloud::Aloud,
    /// The questions that are asked, in practice or from the wrong book.
    pub session: RefCell<Option<Session>>,
    /// The part that is practised, as it stood when the server last told.
    pub task: RefCell<Option<TaskView>>,
    /// The wrong book.
    pub book: sync::Shared,
    /// Whether the book was read from the keep.
    pub has_book: Cell<bool>,
    /// By what reviews go.
    pub terms: Cell<Option<Terms>>,
    /// Where the session belongs.
    pub session_of: RefCell<Option<Route>>,
    /// The place that is shown, and the one that was shown before it.
    pub at: RefCell<Route>,
    /// See `at`.
    pub before: RefCell<Route>,
    /// Laws that the server turned out not to have.
    pub lacking: RefCell<BTreeSet<String>>,
}

type Act = fn(&Here, &Element);

/// By the attribute that carries the hook.
const PRESSED: [(&str, Act); 9] = [
    ("data-chapters", |here, _| read::open_chapters(here)),
    ("data-find", |here, _| read::open_find(here)),
    ("data-shut", |here, _| read::shut(here)),
    ("data-aloud", |here, _| read::aloud::toggle(here)),
    ("data-anchor", |here, button| read::go_to(here, &button.get_attribute("data-anchor").unwrap_or_default())),
    ("data-answer", |here, _| practise::answer(here)),
    ("data-onward", |here, _| practise::onward(here)),
    ("data-another", |here, _| super::screens::show(here)),
    ("data-review", |here, _| wrong::begin(here)),
];

/// What shows that somebody is there, beside scrolling; whether it is heard at the window.
const MOVES: [(&str, bool); 4] = [("pointerdown", false), ("pointermove", false), ("touchmove", false), ("keydown", false)];

/// Milliseconds between two looks at the clock.
const LOOK_EVERY_MS: i32 = 1000;

/// Listens to the page for as long as it lives.
pub fn listen(here: &Here) {
    on("click", false, here, |here, event| {
        // a session of the wrong book has the book's own address, so that its link alone would lead nowhere
        if page::around(event, "href").and_then(|link| link.get_attribute("href")) == Some(Route::Wrong.href())
            && here.route() == Route::Wrong
        {
            event.prevent_default();
            *here.learning.before.borrow_mut() = Route::Wrong;
            wrong::show(here);
            return;
        }
        if page::around(event, "data-type-size").is_some() {
            return read::resized(here);
        }
        // the voice does not talk over whatever else is pressed
        if page::around(event, "type").is_some() && page::around(event, "data-aloud").is_none() {
            read::aloud::stop(here);
        }
        if let Some((element, act)) = PRESSED.iter().find_map(|(hook, act)| Some((page::around(event, hook)?, act))) {
            act(here, &element);
        }
    });
    on("submit", false, here, |here, event| {
        if page::around(event, "data-jump").is_some() {
            read::jump(here);
        }
    });
    on("input", false, here, |here, event| {
        if page::around(event, "data-search").is_some() {
            read::search(here);
        }
    });
    on("change", false, here, |_, event| {
        if page::around(event, "data-choice").is_some() {
            let none = page::checked("#app .q").next().is_none();
            page::set("#app [data-answer]", "disabled", none.then_some(""));
        }
    });
    on("scroll", true, here, |here, _| read::scrolled(here));
    for (event, of_window) in MOVES {
        on(event, of_window, here, |here, _| read::moved(here));
    }
    on("visibilitychange", false, here, |here, _| {
        read::in_sight(here, !page::is_hidden());
        if page::is_hidden() {
            wrong::sync_quietly(here);
        }
    });
    on("online", true, here, |here, _| send(here));
    on("pagehide", true, here, |here, _| read::in_sight(here, false));
    let here = Rc::clone(here);
    task::spawn(async move {
        loop {
            task::sleep(LOOK_EVERY_MS).await;
            read::look(&here);
        }
    });
}

fn on(event: &str, of_window: bool, here: &Here, act: fn(&Here, &Event)) {
    let here = Rc::clone(here);
    page::on(event, of_window, move |event| act(&here, &event));
}

/// Sends what waits on this device: the network came back, or somebody signed in.
pub fn send(here: &Here) {
    let Some(shelf) = shelf(here) else { return };
    let here = Rc::clone(here);
    task::spawn(async move {
        wrong::open(&here).await;
        deliver(&*here.server, &shelf, &here.learning.book, now()).await;
    });
}

/// The screen is left: what was read is reported.
pub fn leave(here: &Here) {
    read::leave(here);
    let left = here.learning.at.replace(here.route());
    if left != here.route() {
        *here.learning.before.borrow_mut() = left;
    }
}

/// Whether a session is to be gone on with: somebody only looked a law up.
pub fn goes_on(here: &Here) -> bool {
    let learning = &here.learning;
    let unfinished = learning.session.borrow().as_ref().is_some_and(|session| session.question().is_some());
    unfinished && *learning.session_of.borrow() == Some(here.route()) && matches!(*learning.before.borrow(), Route::Law { .. })
}

/// Begins a session at the place that is shown.
pub fn begin(here: &Here, session: Session) {
    *here.learning.session.borrow_mut() = Some(session);
    *here.learning.session_of.borrow_mut() = Some(here.route());
}

/// What the device keeps of whoever is signed in; `None` while nobody is.
pub fn shelf(here: &Here) -> Option<Shelf> {
    here.me.borrow().as_ref().map(|me| Shelf::of(&here.keep, &me.number))
}

/// Nobody is signed in any more: nothing of theirs stays in the page.
pub fn forget(here: &Here) {
    let learning = &here.learning;
    *learning.reading.borrow_mut() = None;
    *learning.session.borrow_mut() = None;
    *learning.task.borrow_mut() = None;
    *learning.book.borrow_mut() = wrong::book::Book::default();
    learning.has_book.set(false);
    learning.terms.set(None);
}

/// What the wall clock of this device shows.
pub fn now() -> Moment {
    clocks::wall()
}

/// By what reviews go, by the assignments of the member: the clock of the first one, and the next exam that is still to be passed.
#[must_use]
pub fn terms(list: &TaskList, now: Moment) -> Terms {
    let zone = list.tasks.first().map_or(Zone::CHINA, zone);
    let exams = list.tasks.iter().filter(|task| task.exempt.is_none()).filter_map(|task| task.exam.as_ref());
    let open = exams.filter(|exam| !exam.standing.as_ref().is_some_and(|standing| standing.passed));
    let windows = open.flat_map(|exam| [Some(exam.window), exam.make_up].into_iter().flatten());
    let exam = windows.map(|window| Moment(window.opens_ms)).filter(|opens| *opens > now).min();
    Terms { zone, exam }
}

/// The clock of an assignment.
#[must_use]
pub fn zone(task: &TaskView) -> Zone {
    i16::try_from(task.zone_minutes).ok().and_then(Zone::east).unwrap_or(Zone::CHINA)
}

/// By what reviews go, as far as is known.
pub fn known_terms(here: &Here) -> Terms {
    here.learning.terms.get().unwrap_or(Terms { zone: Zone::CHINA, exam: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::{ExamView, StandingView, WindowView};

    fn task(opens_ms: i64, passed: bool) -> TaskView {
        let standing = passed.then(|| StandingView { passed: true, ..StandingView::default() });
        let window = WindowView { opens_ms, closes_ms: opens_ms + 10 };
        TaskView { zone_minutes: 360, exam: Some(ExamView { window, standing, ..ExamView::default() }), ..TaskView::default() }
    }

    fn check(tasks: Vec<TaskView>, expected: Option<i64>) {
        assert_eq!(terms(&TaskList { now_ms: 0, tasks }, Moment(100)).exam, expected.map(Moment));
    }

    #[test]
    fn reviews_go_by_the_next_exam_that_is_still_to_be_passed() {
        check(vec![], None);
        check(vec![task(300, false), task(200, false), task(50, false)], Some(200));
        check(vec![task(200, true), task(300, false)], Some(300));
        check(vec![TaskView { exempt: Some("免考".into()), ..task(200, false) }], None);
    }
}
