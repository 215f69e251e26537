//! The first moments: the campaign from the page, the keep, and what was left open.

use super::{Notice, Play, Way};
use crate::door::{page, task, turn};
use crate::keep::{Indexed, KeepError, Kept, Memory};
use crate::route::Route;
use crate::shelf::{Found, Shelf};
use domain::Campaign;
use domain::campaign::{Grading, Phase};
use leptos::prelude::*;
use std::rc::Rc;

/// Opens the keep, finds what is there, and then calls `ready` with the state.
pub fn begin(way: fn() -> &'static dyn Way, ready: impl FnOnce(Play) + 'static) {
    // mounting would do it too, but the keep is opened before there is anything to mount; a second call changes nothing
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // signals and effects belong to the page and go with it
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    // a page without a campaign is none of ours; its own words stay
    let Ok(campaign) = wire::campaign::read(&page::text_of("campaign")) else { return };
    if Route::parse(&page::hash()) == Route::Organiser {
        // the link was followed before this program was there
        page::reload();
        return;
    }
    let campaign = Rc::new(campaign);
    task::spawn(async move {
        let (shelf, found, notice) = open(&campaign).await;
        let play = Play::new(campaign, shelf, way());
        play.notice.set(notice);
        play.take_up(found);
        ready(play);
    });
}

async fn open(campaign: &Rc<Campaign>) -> (Shelf, Found, Option<Notice>) {
    let indexed: Kept = Rc::new(Indexed::default());
    let shelf = Shelf::new(indexed, Rc::clone(campaign));
    match shelf.find().await {
        Ok(found) => (shelf, found, None),
        Err(why) => (in_memory(campaign), Found::default(), Some(Notice::NotKept(why))),
    }
}

fn in_memory(campaign: &Rc<Campaign>) -> Shelf {
    let memory: Kept = Rc::new(Memory::default());
    Shelf::new(memory, Rc::clone(campaign))
}

impl Play {
    fn take_up(self, found: Found) {
        self.participations.set(found.participations);
        let key = if found.person.is_empty() { self.way().person(self) } else { found.person };
        self.meet(key, found.identity);
        self.listen();
        self.fetch_for_routes();
        match found.open.filter(|(sitting, _)| sitting.is_open()) {
            None => self.begin_fresh(),
            Some((sitting, progress)) => {
                self.core.update_untracked(|core| core.person = sitting.participant.clone());
                let at = self.route.get_untracked();
                self.way().take_up(self, &sitting);
                self.hold(sitting, progress);
                match at {
                    // whoever asked for another place gets it; the clock of the sitting runs all the same
                    Route::Mine | Route::Win(_) => {}
                    Route::Result(id) => self.open_result(id),
                    _ => {
                        self.show_question();
                        self.way().adopt_early(self);
                    }
                }
                self.tick();
            }
        }
    }

    /// Nothing was left open.
    fn begin_fresh(self) {
        match self.route.get_untracked() {
            // the sitting that these places belong to is gone
            Route::Question(_) | Route::HandIn | Route::Identity => self.replace(Route::Landing),
            Route::Result(id) => self.open_result(id),
            Route::Landing | Route::Mine | Route::Win(_) | Route::Organiser => {}
        }
        if self.campaign().landing
            || self.campaign().grading == Grading::Server
            || self.route.get_untracked() != Route::Landing
            || self.phase_untracked() != Phase::Open
        {
            return;
        }
        let left = untrack(|| self.left());
        if left.may_start() {
            self.start();
        } else {
            // no paper will take the place of the painted one
            page::remove("#paper");
            self.notice.set(Some(Notice::NoneLeft(left)));
        }
    }

    fn phase_untracked(self) -> Phase {
        self.campaign().phase(self.wall())
    }

    fn listen(self) {
        set_interval(move || self.tick(), std::time::Duration::from_millis(250));
        page::on("visibilitychange", false, move |_| {
            if page::is_hidden() {
                self.leave();
            } else {
                self.tick();
                self.look_again();
            }
        });
        page::on("pagehide", true, move |_| self.leave());
        page::on("freeze", false, move |_| self.leave());
        page::on("popstate", true, move |_| self.arrive(Route::parse(&page::hash())));
        page::on("hashchange", true, move |_| self.arrive(Route::parse(&page::hash())));
        turn::listen(move || self.look_again());
    }

    /// The address changed by hand, by a link, or by the back button.
    fn arrive(self, route: Route) {
        if self.route.get_untracked() == route {
            return;
        }
        let open = self.sitting.with_untracked(Option::is_some);
        match route {
            Route::Question(n) if open => self.see(n),
            Route::HandIn if open => self.be_at(Route::HandIn),
            Route::Identity if self.asks_first() && !open => self.be_at(Route::Identity),
            Route::Question(_) | Route::HandIn | Route::Identity => self.replace(Route::Landing),
            Route::Result(id) => self.open_result(id),
            // another program's place
            Route::Organiser => page::reload(),
            route => self.be_at(route),
        }
    }

    /// Falls back to memory: from here on nothing outlives the page, and that is said.
    pub(super) fn give_up_keeping(self, why: KeepError) {
        let campaign = self.campaign();
        self.core.update_untracked(|core| core.shelf = in_memory(&campaign));
        self.notice.set(Some(Notice::NotKept(why)));
    }
}
