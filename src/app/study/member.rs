//! Who is at the page and what the page holds: the server, the keep, the member, and the turn of the screen.

use super::exam::Exam;
use super::learning::Learning;
use super::server::{Answer, Failure, Server};
use super::{screens, sign_in};
use crate::door::study::Site;
use crate::door::{page, task};
use crate::keep::{Indexed, Kept};
use paint::study::{Route, frame};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wire::study::{MemberView, TaskView};

/// The page, as everything in it holds it.
pub type Here = Rc<Member>;

/// The page of a member.
pub struct Member {
    /// Whom it asks.
    pub server: Rc<dyn Server>,
    /// What the device keeps of whoever is signed in.
    pub keep: Kept,
    /// Who is signed in, as far as is known.
    pub me: RefCell<Option<MemberView>>,
    /// The form to sign in with, while it is shown.
    pub form: RefCell<paint::study::sign_in::Form>,
    /// What is read, practised and reviewed.
    pub learning: Learning,
    /// Whether something that was pressed is on its way: pressing again does nothing.
    pub busy: Cell<bool>,
    /// The assignment whose exam was looked at last.
    pub task: RefCell<Option<TaskView>>,
    /// The sitting that is open here.
    pub exam: RefCell<Option<Exam>>,
    /// Grows with each sitting that is opened: whoever watched the clock of an earlier one stops.
    pub opened: Cell<u32>,
    /// Whether the page was out of sight since the last look at the clock.
    pub away: Cell<bool>,
    /// When the clock was looked at last, by the steady one.
    pub looked_ms: Cell<f64>,
    /// Grows with each screen: an answer for an earlier one is not shown any more.
    turn: Cell<u32>,
}

impl Member {
    /// The page as it was painted.
    pub fn of_page() -> Here {
        Rc::new(Self {
            server: Rc::new(Site::of_page()),
            keep: Rc::new(Indexed::study()),
            me: RefCell::default(),
            form: RefCell::default(),
            learning: Learning::default(),
            busy: Cell::default(),
            task: RefCell::default(),
            exam: RefCell::default(),
            opened: Cell::default(),
            away: Cell::default(),
            looked_ms: Cell::default(),
            turn: Cell::default(),
        })
    }

    /// Where the address leads.
    pub fn route(&self) -> Route {
        Route::parse(&page::hash())
    }

    /// Goes to a place, as a new step back or in place of the present one.
    pub fn go(self: &Rc<Self>, route: &Route, in_place: bool) {
        page::visit(&route.href(), in_place);
        screens::show(self);
    }

    /// Begins another screen: what was asked for an earlier one comes too late.
    pub fn next_turn(&self) {
        self.turn.set(self.turn.get().wrapping_add(1));
    }

    /// The path of the member's unit.
    pub fn unit(&self) -> String {
        self.me.borrow().as_ref().map(|me| me.unit.clone()).unwrap_or_default()
    }

    /// Shows a screen; the focus arrives at its title, or at the stem of a question.
    pub fn draw(&self, html: &str) {
        let Some(place) = page::find("#app") else { return };
        let _ = place.remove_attribute("aria-busy");
        place.set_inner_html(html);
        let title = page::find("#app h1").and_then(|head| head.text_content()).unwrap_or_default();
        page::title(&title);
        page::arrive(if html.contains("data-q=") { "#app [data-q]" } else { "#app h1" });
    }

    /// Shows what is asked for as soon as it is there; until then the present screen stays. `back` and `title` are for what is shown
    /// when it does not come.
    pub fn load<T: 'static>(
        self: &Rc<Self>,
        (back, title): (Route, &'static str),
        answer: Answer<T>,
        show: impl FnOnce(&Here, T) + 'static,
    ) {
        let (here, turn) = (Rc::clone(self), self.turn.get());
        page::set("#app", "aria-busy", Some("true"));
        task::spawn(async move {
            let answer = answer.await;
            if here.turn.get() != turn {
                return;
            }
            match answer {
                Ok(value) => show(&here, value),
                Err(failure) => here.fail(&back, title, &failure),
            }
        });
    }

    /// Shows why there is nothing to show: the way to sign in, or words and a way to try again.
    pub fn fail(self: &Rc<Self>, back: &Route, title: &str, failure: &Failure) {
        match failure {
            Failure::NotSignedIn => sign_in::ask(self),
            Failure::PasswordFirst => sign_in::ask_for_password(self, true),
            Failure::Unreached => self.unopened(back, title, "没有打开", failure.says()),
            Failure::Refused(_) => self.unopened(back, title, "打不开", failure.says()),
        }
    }

    fn unopened(&self, back: &Route, title: &str, head: &str, words: &str) {
        let (here, is_known) = (self.route(), self.me.borrow().is_some());
        self.draw(&match here {
            Route::Tasks | Route::Me if is_known => frame::unopened(&here, &self.unit(), title, head, words),
            _ => frame::failed(back, title, head, words),
        });
    }
}
