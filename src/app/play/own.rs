//! One's own sittings, and forgetting.

use super::{Notice, Play};
use crate::door::{page, task, turn};
use crate::route::Route;
use leptos::prelude::*;

impl Play {
    /// Fetches what a route shows from the keep, whenever one goes there.
    pub(super) fn fetch_for_routes(self) {
        task::effect(move || {
            if self.route.get() == Route::Mine {
                self.fetch_mine();
            }
        });
    }

    pub(super) fn fetch_mine(self) {
        self.asked_to_delete.set(false);
        let (shelf, person) = (self.shelf(), self.person());
        task::spawn(async move {
            match shelf.sittings().await {
                Ok(all) => self.mine.set(all.into_iter().filter(|sitting| sitting.participant == person).collect()),
                Err(why) => self.notice.set(Some(Notice::NotKept(why))),
            }
        });
    }

    /// Deletes all that this device keeps, after being asked twice; a new page then starts with nothing known of the old one.
    pub fn forget(self) {
        if !self.asked_to_delete.get_untracked() {
            self.asked_to_delete.set(true);
            request_animation_frame(|| page::focus("[data-delete]"));
            return;
        }
        let shelf = self.shelf();
        // nothing that is still open may write itself back
        self.sitting.set(None);
        self.core.update_untracked(|core| core.pending = None);
        task::spawn(async move {
            match shelf.forget().await {
                Ok(()) => {
                    turn::forget();
                    page::start_over();
                }
                Err(why) => self.unsaved(why),
            }
        });
    }
}
