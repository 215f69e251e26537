//! The way of a campaign that a server draws and grades: the device keeps every tap, and what is handed in until the server took it.

mod doubt;
mod post;
mod prizes;
mod start;

use super::way::{Refusal, Way};
use super::{Notice, Play, Said};
use crate::door::api::Site;
use crate::door::{clocks, page, task};
use crate::keep::Local;
use crate::live::Live;
use crate::route::Route;
use crate::server::Server;
use crate::view;
use domain::attempts::Left;
use domain::countdown::Countdown;
use domain::sitting::{Event, Purpose};
use domain::{Moment, Sitting};
use doubt::Doubt;
use leptos::prelude::*;
use paint::icon;
use paint::terms::{self, Terms};
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Waker;
use wire::api::{PrizeState, PrizeStep};
use wire::served::{Standing, Ticket};

/// Has a server draw and grade.
pub struct Served {
    /// What the screens show.
    pub seen: Live<Seen>,
    server: RefCell<Option<Rc<dyn Server>>>,
    inner: RefCell<Inner>,
}

/// What the screens show of the server.
#[derive(Debug, Default)]
pub struct Seen {
    /// What the server last told of whoever is at the device.
    pub standing: Standing,
    /// A hand-in that waits, by the id of its sitting.
    pub waits: Option<String>,
    /// Whether one is being sent.
    pub sending: bool,
    /// What the server said when it had no time; nothing where it could not be reached.
    pub busy: Option<String>,
    /// What the last try at an award came to: which one, and the words as HTML.
    pub told: Option<(String, String)>,
    /// Whether what was given when claiming is being changed.
    pub changing: bool,
}

#[derive(Default)]
struct Inner {
    /// Of the open sitting.
    ticket: Option<Ticket>,
    sending: bool,
    /// Another hand-in came while one was sent.
    again: bool,
    /// Whoever waits for as long as a closed sitting is in sight.
    stands: Option<Waker>,
    /// Something at the prize step is under way.
    trying: bool,
    /// On the steady clock: when to send again, and the earliest moment that the server allows.
    next_ms: f64,
    not_before_ms: f64,
    delay_ms: f64,
    clock_ms: f64,
    clock_known: bool,
    doubt: Doubt,
}

/// The way as a program holds it.
#[must_use]
pub fn way() -> &'static dyn Way {
    Box::leak(Box::new(Served { seen: Live::new(Seen::default()), server: RefCell::default(), inner: RefCell::default() }))
}

impl Way for Served {
    fn terms(&self) -> &'static Terms {
        &terms::SERVER
    }

    fn ahead(&'static self, play: Play) {
        page::on("online", true, move |_| self.post_soon(play));
        task::effect(move || {
            if matches!(play.route.get(), Route::Mine | Route::Win(_) | Route::Result(_)) {
                self.refresh(play);
            }
        });
        task::effect(move || self.tell_at_landing(play));
        task::spawn(async move {
            self.remember(play).await;
            self.ask_clock(play).await;
            // also finds out what waits
            self.post(play);
        });
    }

    fn take_up(&'static self, play: Play, sitting: &Sitting) {
        if !self.inner.borrow().clock_known {
            // asked for as soon as the page stands
            self.inner.borrow_mut().doubt.arise(clocks::now().steady_ms);
        }
        let (shelf, id) = (play.shelf(), sitting.id.clone());
        task::spawn(async move {
            if let Ok(Some(ticket)) = shelf.ticket(&id).await {
                self.hold(play, ticket);
            }
        });
    }

    fn used_ms(&'static self, play: Play, sitting: &Sitting) -> Option<i64> {
        let known = sitting.purpose == Purpose::Counted && self.inner.borrow().clock_known;
        known.then(|| play.wall().since_ms(sitting.started))
    }

    fn may_time_out(&'static self, play: Play, away: bool) -> bool {
        let now = clocks::now().steady_ms;
        if away && self.inner.borrow_mut().doubt.arise(now) {
            task::spawn(self.ask_clock(play));
        }
        !self.inner.borrow().doubt.lasts(now)
    }

    /// Made when it is first needed: by then the server may have told the time.
    fn person(&'static self, _play: Play) -> String {
        self.seen.update(|seen| {
            seen.standing = Standing::default();
            (seen.told, seen.changing) = (None, false);
        });
        String::new()
    }

    fn met(&'static self, play: Play) {
        self.person(play);
        task::spawn(async move {
            self.remember(play).await;
            self.refresh(play);
        });
    }

    fn waits(&self) -> bool {
        self.seen.with(|seen| seen.waits.is_some())
    }

    fn begin(&'static self, play: Play, purpose: Purpose) -> Local<Option<Refusal>> {
        Box::pin(async move { if purpose == Purpose::Counted { self.start(play).await } else { None } })
    }

    fn close(&'static self, play: Play, sitting: Sitting, event: Event) -> Local<()> {
        Box::pin(self.hand_in(play, sitting, event))
    }

    /// The server's word holds for the day on which it was given; on a new day only the limit on the whole is known to bind.
    fn left(&'static self, play: Play) -> Left {
        let (campaign, now) = (play.campaign(), play.now.get());
        let zone = campaign.zone;
        match self.seen.with(|seen| seen.standing.left) {
            Some((at, left)) if zone.day(at) == zone.day(now) => Left::of(left.today, left.total),
            Some((_, left)) => Left::of(campaign.attempts.per_day, left.total),
            None => campaign.attempts.left(&[], now, zone),
        }
    }

    fn sitting_changed(&'static self, _play: Play) {
        let waits = self.inner.borrow_mut().stands.take();
        if let Some(waits) = waits {
            waits.wake();
        }
    }

    fn tick(&'static self, play: Play) {
        let due = self.inner.borrow().next_ms <= clocks::now().steady_ms;
        if due && self.seen.with_untracked(|seen| seen.waits.is_some()) {
            self.post(play);
        }
    }

    fn again(&'static self, play: Play) {
        let now = clocks::now().steady_ms;
        let stale = self.inner.borrow().clock_ms + 60_000.0 < now;
        task::spawn(async move {
            if stale {
                self.ask_clock(play).await;
            }
            self.look_for_waiting(play).await;
            self.look_at_result(play).await;
        });
        // the page that kept something sends it itself; this one comes after it
        let mut inner = self.inner.borrow_mut();
        inner.next_ms = inner.next_ms.min(now + 3000.0).max(inner.not_before_ms);
    }

    fn screen(&'static self, play: Play, route: &Route) -> Option<String> {
        view::served::screen(self, play, route)
    }

    fn live(&'static self, play: Play, html: Memo<String>) {
        view::served::keep_true(self, play, html);
    }

    fn pressed(&'static self, play: Play, event: &web_sys::Event) -> bool {
        view::served::pressed(self, play, event)
    }
}

impl Served {
    fn server(&self, play: Play) -> Rc<dyn Server> {
        let mut server = self.server.borrow_mut();
        Rc::clone(server.get_or_insert_with(|| Rc::new(Site::of_page(&play.campaign().id))))
    }

    /// The ticket of the sitting that is open now, with the limit that goes for it.
    fn hold(&self, play: Play, ticket: Ticket) {
        play.core.update_untracked(|core| core.limit_ms = ticket.limit_ms);
        self.inner.borrow_mut().ticket = Some(ticket);
    }

    /// What the server told before, until it tells anew.
    fn remember(&'static self, play: Play) -> Local<()> {
        Box::pin(async move {
            let Ok(standing) = play.shelf().standing(&play.person()).await else { return };
            if !standing.person.is_empty() && !self.inner.borrow().clock_known {
                play.core.update_untracked(|core| core.ahead_ms = standing.ahead_ms);
            }
            self.seen.update(|seen| seen.standing = standing);
            play.tick();
        })
    }

    fn ask_clock(&'static self, play: Play) -> Local<()> {
        self.inner.borrow_mut().clock_ms = clocks::now().steady_ms;
        let now = self.server(play).now();
        Box::pin(async move {
            if let Ok(now) = now.await {
                self.learn_clock(play, now);
            }
        })
    }

    /// From here on the server's clock goes, whatever the device's shows, for the open sitting too.
    fn learn_clock(&'static self, play: Play, now: Moment) {
        let clocks = clocks::now();
        let ahead_ms = now.since_ms(clocks.wall);
        let mut inner = self.inner.borrow_mut();
        inner.clock_known = true;
        inner.doubt.settle(clocks.steady_ms);
        drop(inner);
        let used_ms = play
            .sitting
            .with_untracked(|open| open.as_ref().filter(|s| s.purpose == Purpose::Counted && s.is_open()).map(|s| now.since_ms(s.started)));
        play.core.update_untracked(|core| {
            core.ahead_ms = ahead_ms;
            if let Some(used_ms) = used_ms.filter(|_| core.countdown.is_some()) {
                core.countdown = Some(Countdown::told(used_ms, clocks));
            }
        });
        play.tick();
    }

    /// The server told what attempts are left now and where the person stands.
    fn stands(&'static self, play: Play, left: wire::api::Left, steps: Vec<PrizeStep>) {
        let now = play.wall();
        self.seen.update(|seen| (seen.standing.left, seen.standing.steps) = (Some((now, left)), steps));
        self.keep(play);
    }

    /// Keeps what the server told of whoever is at the device; on a shared one nothing of one person is kept for the next.
    fn keep(&'static self, play: Play) {
        let mut standing = self.seen.with_untracked(|seen| seen.standing.clone());
        (standing.person, standing.ahead_ms) = (play.person(), play.core.with_untracked(|core| core.ahead_ms));
        if !play.campaign().kiosk {
            let kept = play.shelf().stand(&standing);
            // what can't be kept is asked for again
            task::spawn(async move { drop(kept.await) });
        }
    }

    /// Whoever comes to the landing is told what waits and what was won, unless there is something more pressing.
    fn tell_at_landing(&self, play: Play) {
        self.seen.track();
        if play.route.get() != Route::Landing || play.campaign().kiosk || play.notice.with(Option::is_some) {
            return;
        }
        let link = |route: Route, word: &str| ["<br><a class=\"btn\" href=\"", &route.href(), "\">", word, "</a>"].concat();
        let waits = self.seen.with_untracked(|seen| seen.waits.clone().filter(|_| !seen.sending));
        let won = self
            .seen
            .with_untracked(|seen| seen.standing.steps.iter().find(|step| step.state == PrizeState::Won && step.code.is_some()).cloned());
        if let Some(id) = waits {
            let words = "连上网自动送出，只算一次。".to_owned() + &link(Route::Result(id), "看进度");
            say(play, "wait", icon::OFFLINE, "上次的答卷还没送出", words);
        } else if let Some(step) = won {
            let head = "您中了".to_owned() + &paint::prize::prize(&step);
            say(
                play,
                "ok",
                icon::TICK,
                &head,
                "怎么领、到哪里领，都在里面。".to_owned() + &link(Route::Win(step.code.unwrap_or_default()), "去领奖"),
            );
        }
    }
}

fn said(class: &'static str, icon: &'static str, head: &str, words: String) -> Notice {
    Notice::Said(Box::new(Said { class, icon, head: head.to_owned(), words }))
}

fn say(play: Play, class: &'static str, icon: &'static str, head: &str, words: String) {
    play.notice.set(Some(said(class, icon, head, words)));
}
