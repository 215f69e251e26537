//! Handing in: first made durable here, then sent, again and again, until the server took it or said no.

use super::{Served, say};
use crate::door::{clocks, page, random, task, turn};
use crate::keep::Local;
use crate::outbox::{self, Sent};
use crate::play::{Play, Way as _};
use crate::route::Route;
use crate::server::Trouble;
use domain::Sitting;
use domain::sitting::{Event, Purpose, State, Waiting};
use paint::{escape, icon};
use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wire::api::HandedIn;

/// How long the screen stands still for an answer before it says that the hand-in waits.
const STANDS_MS: i32 = 1_500;
/// How long after a failure it is tried again.
const FIRST_MS: f64 = 5_000.0;

impl Served {
    /// 交卷: once this resolves, what was answered is on the device for good, and on its way.
    pub(super) async fn hand_in(&'static self, play: Play, sitting: Sitting, event: Event) {
        let Event::HandedIn { at, used_ms, out_of_time, .. } = event else { return };
        if sitting.purpose != Purpose::Counted {
            play.grade(sitting, event).await;
            return;
        }
        page::set("#app [data-hand-in]", "aria-busy", Some("true"));
        let held = self.inner.borrow().ticket.clone();
        let ticket = match held {
            Some(ticket) => Some(ticket),
            None => play.shelf().ticket(&sitting.id).await.ok().flatten(),
        };
        let until = ticket.as_ref().map_or(play.campaign().closes, |ticket| ticket.until);
        let waiting = Waiting { at, used_ms, out_of_time, until };
        let unkept = play.core.with_untracked(|core| core.dirty.clone());
        let done = match play.shelf().close(sitting.clone(), unkept, waiting, ticket.clone()).await {
            Ok(done) => done,
            Err(why) => {
                // sent from this page alone; if that is killed first, the next one finds the sitting open and hands it in again
                play.give_up_keeping(why);
                let all = (0..sitting.answers.len()).collect();
                let Ok(done) = play.shelf().close(sitting, all, waiting, ticket).await else { return };
                done
            }
        };
        self.inner.borrow_mut().ticket = None;
        turn::tell(&done.id);
        play.sitting.set(Some(done.clone()));
        let id = done.id.clone();
        let stands = || play.sitting.with_untracked(|s| s.as_ref().is_some_and(|s| s.id == id));
        if matches!(done.state, State::Waiting(_)) {
            self.seen.update(|seen| seen.waits = Some(done.id.clone()));
            self.post(play);
            // most answers come at once, and then nothing is said of waiting; whoever presses on the result is heard at once
            let mut over = pin!(task::sleep(STANDS_MS));
            poll_fn(|context| {
                if !stands() {
                    return Poll::Ready(());
                }
                self.inner.borrow_mut().stands = Some(context.waker().clone());
                over.as_mut().poll(context)
            })
            .await;
        }
        if stands() {
            play.show_result(done);
        }
    }

    /// Sends what waits, unless that is under way; then once more after it.
    pub fn post(&'static self, play: Play) {
        if std::mem::replace(&mut self.inner.borrow_mut().sending, true) {
            self.inner.borrow_mut().again = true;
            return;
        }
        task::spawn(async move {
            loop {
                self.send_all(play).await;
                if !std::mem::take(&mut self.inner.borrow_mut().again) {
                    break;
                }
            }
            self.inner.borrow_mut().sending = false;
        });
    }

    /// The network may be back: sends what waits as soon as the server allows.
    pub(super) fn post_soon(&'static self, play: Play) {
        let now = clocks::now().steady_ms;
        let mut inner = self.inner.borrow_mut();
        (inner.next_ms, inner.delay_ms) = (inner.not_before_ms.max(now), 0.0);
        drop(inner);
        if !self.inner.borrow().clock_known {
            task::spawn(self.ask_clock(play));
        }
        self.tick(play);
    }

    /// What waits now, as far as the keep says.
    pub(super) async fn look_for_waiting(&self, play: Play) {
        if let Ok(ids) = play.shelf().waiting().await
            && self.seen.with_untracked(|seen| seen.waits.as_ref() != ids.first())
        {
            self.seen.update(|seen| seen.waits = ids.into_iter().next());
        }
    }

    /// Another page may have settled what this one shows as waiting.
    pub(super) async fn look_at_result(&'static self, play: Play) {
        let shown =
            play.result.with_untracked(|shown| shown.as_ref().filter(|s| matches!(s.state, State::Waiting(_))).map(|s| s.id.clone()));
        let Some(id) = shown else { return };
        let kept = play.shelf().sittings().await.ok().and_then(|all| all.into_iter().find(|s| s.id == id));
        if let Some(kept) = kept.filter(|kept| !matches!(kept.state, State::Waiting(_))) {
            self.remember(play).await;
            play.result.set(Some(kept));
        }
    }

    /// Sends each hand-in that waits; whether none waits any more.
    pub(super) fn send_all(&'static self, play: Play) -> Local<bool> {
        Box::pin(self.send_each(play))
    }

    async fn send_each(&'static self, play: Play) -> bool {
        let shelf = play.shelf();
        let server = self.server(play);
        let ids = shelf.waiting().await.unwrap_or_default();
        let mut later = None;
        if !ids.is_empty() {
            self.seen.update(|seen| seen.sending = true);
        }
        for id in &ids {
            match outbox::send(&shelf, &*server, id, play.wall()).await {
                Ok(Sent::Taken(sitting, answer)) => self.taken(play, *sitting, *answer),
                Ok(Sent::Refused(sitting)) => self.refused(play, *sitting),
                Ok(Sent::Gone) => {}
                Ok(Sent::Waits(trouble)) => {
                    let slip = matches!(&trouble, Trouble::Later { slip: Some(_), .. });
                    let answered = slip || matches!(&trouble, Trouble::Later { after_s: None, words: Some(_), .. });
                    // the long rest of one does not hold up the others
                    if later.is_none() || !slip {
                        later = Some(trouble);
                    }
                    // a server that fails at one may take the next; one that is not there, or asks for a rest, does not
                    if !answered {
                        break;
                    }
                }
                Err(_) => later = Some(Trouble::unreached()),
            }
        }
        let waits = later.is_some();
        self.schedule(later);
        self.look_for_waiting(play).await;
        !waits
    }

    fn schedule(&self, later: Option<Trouble>) {
        let now = clocks::now().steady_ms;
        let failed = later.is_some();
        let (after_s, busy) = match later {
            Some(Trouble::Later { after_s, words, .. }) => (after_s, words),
            _ => (None, None),
        };
        let mut inner = self.inner.borrow_mut();
        // 5 s, 10 s, 20 s … a minute; spread, so that a server that comes back is not met by everyone at once
        inner.delay_ms = if failed { (inner.delay_ms * 2.0).clamp(FIRST_MS, 60_000.0) } else { 0.0 };
        inner.not_before_ms = now + f64::from(after_s.unwrap_or(0).min(600)) * 1000.0;
        inner.next_ms = inner.not_before_ms.max(now + inner.delay_ms.max(FIRST_MS) * (0.8 + 0.4 * random::part()));
        drop(inner);
        if self.seen.with_untracked(|seen| seen.sending || seen.busy != busy) {
            self.seen.update(|seen| (seen.sending, seen.busy) = (false, busy));
        }
    }

    fn taken(&'static self, play: Play, sitting: Sitting, answer: HandedIn) {
        self.inner.borrow_mut().delay_ms = 0.0;
        if sitting.participant == play.person() {
            self.stands(play, answer.left, answer.prizes);
        }
        let score = sitting.handed_in().map_or_else(String::new, |hand_in| hand_in.outcome.score.to_string());
        let words = format!("得了{score}分。<br><a class=\"btn\" href=\"{}\">看结果</a>", Route::Result(sitting.id.clone()).href());
        self.arrived(play, sitting, move || say(play, "ok", icon::TICK, "上次的答卷已经送到", words));
    }

    fn refused(&self, play: Play, sitting: Sitting) {
        let why = if let State::Refused(_, why) = &sitting.state { escape(why) } else { String::new() };
        self.arrived(play, sitting, move || say(play, "no", icon::WARN, "上次的答卷没有交上", why));
    }

    /// Something became of a hand-in: it is shown to whoever waits for it, and told to whoever is elsewhere.
    fn arrived(&self, play: Play, sitting: Sitting, tell: impl FnOnce()) {
        turn::tell(&sitting.id);
        let id = &sitting.id;
        let closing = play.sitting.with_untracked(|s| s.as_ref().is_some_and(|s| s.id == *id));
        let shown = play.result.with_untracked(|s| s.as_ref().is_some_and(|s| s.id == *id));
        let at = play.route.get_untracked();
        if closing || shown && at == Route::Result(id.clone()) {
            play.show_result(sitting);
            return;
        }
        if shown {
            play.result.set(Some(sitting));
        }
        match at {
            Route::Mine => play.fetch_mine(),
            _ if play.campaign().kiosk => {}
            _ => tell(),
        }
    }
}
