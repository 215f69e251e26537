//! Handing in, and the result.

use super::{Notice, Play};
use crate::door::{task, turn};
use crate::keep::KeepError;
use crate::route::Route;
use domain::countdown::Countdown;
use domain::sitting::{Event, Purpose};
use domain::{Moment, Sitting};

impl Play {
    /// 交卷, by the person or because time is out.
    pub fn hand_in(self, out_of_time: bool) {
        let Some(sitting) = self.sitting.get_untracked() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let event = self.ending(out_of_time);
        task::spawn(async move {
            self.way().close(self, sitting, event).await;
            if out_of_time && self.notice.with_untracked(Option::is_none) {
                self.notice.set(Some(Notice::OutOfTime));
            }
            self.busy.set(false);
        });
    }

    /// Grades a sitting here and shows its result.
    pub(super) async fn grade(self, sitting: Sitting, event: Event) {
        let counted = sitting.purpose == Purpose::Counted;
        let unkept: Vec<usize> = self.core.with_untracked(|core| core.dirty.clone());
        match self.shelf().hand_in(sitting.clone(), unkept, event).await {
            Ok(done) => {
                turn::tell(&done.id);
                self.count(&done).await;
                self.show_result(done);
            }
            Err(why) => {
                // the person sees the result all the same, and it is kept as soon as that can be
                let mut done = sitting.clone();
                done.apply(event);
                self.core.update_untracked(|core| core.pending = Some((sitting, event)));
                self.show_result(done);
                self.unsaved(why);
            }
        }
        if !counted {
            self.hold_what_is_open();
        }
    }

    /// Tries again to keep what could not be kept when it was handed in.
    pub(super) fn hand_in_again(self) {
        let Some((sitting, event)) = self.core.update_untracked(|core| core.pending.take()) else { return };
        task::spawn(async move {
            let all = (0..sitting.answers.len()).collect();
            match self.shelf().hand_in(sitting.clone(), all, event).await {
                Ok(done) => {
                    self.notice.set(None);
                    turn::tell(&done.id);
                    self.count(&done).await;
                }
                Err(why) => {
                    self.core.update_untracked(|core| core.pending = Some((sitting, event)));
                    self.unsaved(why);
                }
            }
        });
    }

    /// The attempts left are known before the result shows them.
    pub(super) async fn count(self, done: &Sitting) {
        if done.purpose == Purpose::Counted
            && let Ok(rows) = self.shelf().participations().await
        {
            self.participations.set(rows);
        }
    }

    pub(super) fn unsaved(self, why: KeepError) {
        self.notice.set(Some(Notice::Unsaved(why)));
    }

    fn ending(self, out_of_time: bool) -> Event {
        let used_ms = self.core.with_untracked(|core| core.countdown).map_or(0, Countdown::used_ms);
        // a page that lay closed past the limit hands in for the moment at which time ran out
        let over_ms = self.limit_ms().map_or(0, |limit| (used_ms - limit).max(0));
        let at = Moment(self.wall().0 - over_ms);
        Event::HandedIn { at, used_ms: used_ms - over_ms, out_of_time, scoring: self.campaign().scoring }
    }

    /// Shows a handed-in sitting.
    pub(super) fn show_result(self, done: Sitting) {
        self.core.update_untracked(|core| {
            core.countdown = None;
            core.dirty.clear();
        });
        self.sitting.set(None);
        self.way().sitting_changed(self);
        self.left_ms.set(None);
        let id = done.id.clone();
        self.result.set(Some(done));
        self.replace(Route::Result(id));
    }

    /// Opens the result with that id, if it is on this device and, on a shared one, this person's.
    pub(super) fn open_result(self, id: String) {
        if self.result.with_untracked(|shown| shown.as_ref().is_some_and(|s| s.id == id)) {
            self.be_at(Route::Result(id));
            return;
        }
        let shelf = self.shelf();
        task::spawn(async move {
            let may_see = |s: &Sitting| s.id == id && (!self.campaign().kiosk || s.participant == self.person());
            let found = shelf.sittings().await.ok().and_then(|all| all.into_iter().find(may_see));
            match found {
                Some(found) => {
                    self.result.set(Some(found));
                    self.be_at(Route::Result(id));
                }
                None => {
                    self.replace(Route::Landing);
                    self.notice.set(Some(Notice::NoSuchResult));
                }
            }
        });
    }
}
