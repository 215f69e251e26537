//! Starting a sitting, going on with one, and answering.

use super::{Notice, Play};
use crate::door::{clocks, page, random, task};
use crate::route::Route;
use domain::countdown::Countdown;
use domain::sitting::{Answer, Event, Purpose, State};
use domain::{ChoiceSet, Item, Paper, Sitting};
use leptos::prelude::request_animation_frame;
use wire::stored::Progress;

impl Play {
    /// 开始答题: asks who one is if the campaign wants to know first, then draws a paper and opens it.
    pub fn start(self) {
        self.core.update_untracked(|core| core.changing = false);
        if self.asks_first() && self.identity().is_empty() {
            self.go(Route::Identity);
        } else {
            self.begin_sitting(Purpose::Counted);
        }
    }

    /// Whether the campaign asks something before a sitting.
    pub(super) fn asks_first(self) -> bool {
        let campaign = self.campaign();
        !campaign.identity.fields.is_empty()
    }

    /// 练一练: a paper that never counts.
    pub fn practise(self) {
        self.begin_sitting(Purpose::Practice);
    }

    /// What the campaign asks was answered: remember it and start.
    pub fn identify(self, identity: Vec<String>) {
        let changing = self.core.update_untracked(|core| std::mem::take(&mut core.changing));
        let before = self.person();
        self.meet(self.key(), identity);
        let other = before != self.person();
        if other {
            // nothing of one person is shown to the next
            self.result.set(None);
            self.way().met(self);
            self.participations.update(|_| ());
        }
        task::spawn(async move {
            self.remember_person().await;
            if changing {
                self.replace(Route::Landing);
            } else {
                self.begin_sitting(Purpose::Counted);
            }
        });
    }

    /// 换人答题, 改信息: asks once more who one is, with what is known.
    pub fn change_person(self) {
        self.core.update_untracked(|core| core.changing = true);
        self.go(Route::Identity);
    }

    /// Whether who one is can be changed now: nothing is open that belongs to whoever is at the device.
    #[must_use]
    pub fn may_change(self) -> bool {
        let free = self.sitting.with_untracked(Option::is_none) && !self.way().waits();
        free && !self.campaign().kiosk && !self.identity().is_empty()
    }

    fn begin_sitting(self, purpose: Purpose) {
        if self.busy.get_untracked() {
            return;
        }
        if self.core.with_untracked(|core| core.pending.is_some()) {
            self.hand_in_again();
            return;
        }
        self.busy.set(true);
        if self.notice.with_untracked(|told| !matches!(told, Some(Notice::NotKept(_)))) {
            self.notice.set(None);
        }
        task::spawn(async move {
            let refused = self.way().begin(self, purpose).await;
            self.busy.set(false);
            if let Some((notice, route)) = refused {
                page::remove("#paper");
                self.replace(route);
                self.notice.set(Some(notice));
                // in large type it stands below what is in sight
                request_animation_frame(|| page::reveal("#landing [data-told]"));
            }
        });
    }

    pub(super) fn sitting_of(self, paper: Paper, purpose: Purpose) -> Sitting {
        let campaign = self.campaign();
        let now = self.wall();
        Sitting {
            id: random::sitting_id(now),
            campaign: campaign.id.clone(),
            round: campaign.round.clone(),
            participant: self.person(),
            purpose,
            place: self.place(),
            started: now,
            answers: vec![Answer::default(); paper.items.len()],
            paper,
            at: 0,
            state: State::Open,
        }
    }

    /// Keeps who is at the device, unless it is a shared one.
    /// Of two pages that each made a key for the device, the first one's goes.
    pub(super) async fn remember_person(self) {
        if !self.campaign().kiosk {
            match self.shelf().identify(&self.key(), &self.identity()).await {
                Ok(key) => self.meet(key, self.identity()),
                Err(why) => self.give_up_keeping(why),
            }
        }
    }

    /// Goes on with a sitting, with the time it has left, and shows its question.
    pub(super) fn resume(self, sitting: Sitting, progress: Progress) {
        self.hold(sitting, progress);
        self.show_question();
        self.tick();
    }

    /// Takes a sitting as the open one: its clock runs.
    pub(super) fn hold(self, mut sitting: Sitting, progress: Progress) {
        let now = clocks::now();
        let countdown = match self.way().used_ms(self, &sitting) {
            Some(used_ms) => Countdown::told(used_ms, now),
            None => Countdown::resume(progress.used_ms, progress.seen, now),
        };
        self.core.update_untracked(|core| {
            core.countdown = Some(countdown);
            core.dirty.clear();
        });
        sitting.apply(Event::Moved { n: progress.at });
        self.sitting.set(Some(sitting));
        self.left_ms.set(self.limit_ms().map(|limit| countdown.left_ms(limit)));
    }

    /// Shows the open sitting: the question that the address names, else the one that was last in sight.
    pub(super) fn show_question(self) {
        let at = self.sitting.with_untracked(|s| s.as_ref().map_or(0, |s| s.at));
        match self.route.get_untracked() {
            Route::HandIn => {}
            Route::Question(n) => self.see(n),
            route => {
                page::go(&Route::Question(at), route != Route::Landing);
                self.see(at);
            }
        }
    }

    /// A counted sitting that lay open while something was practised is the open one again.
    pub(super) fn hold_what_is_open(self) {
        let shelf = self.shelf();
        task::spawn(async move {
            let open = shelf.find().await.ok().and_then(|found| found.open);
            if let Some((sitting, progress)) = open.filter(|(sitting, _)| sitting.is_open())
                && self.sitting.with_untracked(Option::is_none)
            {
                self.hold(sitting, progress);
            }
        });
    }

    /// Something happened to the open sitting; what it was is kept before the next frame.
    fn happen(self, event: Event, n: usize) {
        let changed = self.sitting.update(|sitting| sitting.as_mut().is_some_and(|sitting| sitting.apply(event)));
        if !changed || self.open_id().is_none() {
            return;
        }
        self.core.update_untracked(|core| {
            core.dirty.retain(|other| *other != n);
            core.dirty.push(n);
        });
        self.way().sitting_changed(self);
        self.keep_progress();
    }

    /// The answer to question `n` is now this.
    pub fn answer(self, n: usize, given: ChoiceSet) {
        self.happen(Event::Answered { n, given }, n);
    }

    /// Flags question `n`, or takes the flag away.
    pub fn flag(self, n: usize) {
        let flagged = self.sitting.with_untracked(|s| s.as_ref().and_then(|s| s.answers.get(n)).is_some_and(|answer| answer.flagged));
        self.happen(Event::Flagged { n, flagged: !flagged }, n);
    }

    /// Goes to question `n`. Turning a page is no step back: the back button leaves the paper, not one question of it.
    pub fn move_to(self, n: usize) {
        page::go(&Route::Question(n), matches!(self.route.get_untracked(), Route::Question(_)));
        self.see(n);
    }

    pub(super) fn see(self, n: usize) {
        self.sitting.update(|sitting| {
            if let Some(sitting) = sitting {
                sitting.apply(Event::Moved { n });
            }
        });
        let at = self.sitting.with_untracked(|s| s.as_ref().map_or(n, |s| s.at));
        self.be_at(Route::Question(at));
        self.way().sitting_changed(self);
        self.keep_progress();
    }

    /// Leaves the question; a counted sitting stays open, practice leaves nothing behind. On a shared device whoever leaves
    /// is gone, and the next person starts anew.
    pub fn leave_question(self) {
        let open = self.open_id();
        let practice = open.is_none();
        if practice || self.campaign().kiosk {
            self.sitting.set(None);
            self.left_ms.set(None);
        }
        if let Some(id) = open.filter(|_| self.campaign().kiosk) {
            let shelf = self.shelf();
            task::spawn(async move {
                // what could not be dropped is found open by the next page, which goes on with it
                let _ = shelf.abandon(&id).await;
            });
        }
        self.replace(Route::Landing);
        if practice {
            self.hold_what_is_open();
        }
    }

    /// Practises the wrong book: its newest mistakes first, at most 20.
    pub fn review(self, wrong: Vec<Item>) {
        let items: Vec<Item> = wrong.into_iter().take(20).collect();
        if items.is_empty() {
            return;
        }
        let sitting = self.sitting_of(Paper { items }, Purpose::Review);
        self.go(Route::Question(0));
        self.resume(sitting, Progress { at: 0, used_ms: 0, seen: clocks::wall() });
    }
}
