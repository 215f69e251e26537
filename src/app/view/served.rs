//! The screens of a campaign that a server grades: a hand-in on its way, the prize step, a win. No rule is decided here.

use super::{around, identity};
use crate::door::{page, task};
use crate::play::Play;
use crate::play::served::{Seen, Served};
use crate::route::Route;
use domain::Campaign;
use domain::sitting::State;
use leptos::prelude::*;
use paint::{prize, waiting};
use wire::api::PrizeState;

/// The screen of a place that only such a campaign has.
pub fn screen(served: &'static Served, play: Play, route: &Route) -> Option<String> {
    let campaign = play.campaign();
    match route {
        Route::Result(id) => play.result.with(|shown| {
            let sitting = shown.as_ref().filter(|sitting| sitting.id == *id)?;
            match &sitting.state {
                State::Waiting(waits) => Some(waiting::screen(&campaign, sitting, waits)),
                State::Refused(waits, why) => Some(waiting::refused(&campaign, sitting, waits, why, around(play).may_again)),
                State::Open | State::HandedIn(_) => None,
            }
        }),
        Route::Win(code) => served.seen.with(|seen| {
            let step = seen.standing.steps.iter().find(|step| step.code.as_ref() == Some(code));
            Some(step.map_or_else(prize::unknown, |step| prize::claim(&campaign, step, asking(&campaign, seen, step.state))))
        }),
        _ => None,
    }
}

/// Whether the form of a claim stands open: nothing was given yet, or it is being changed.
fn asking(campaign: &Campaign, seen: &Seen, state: PrizeState) -> bool {
    let asks = !campaign.identity.of_winners.is_empty();
    asks && (state == PrizeState::Won || seen.changing && state == PrizeState::Claimed)
}

/// Fills in what changes while a screen stands, so that no news redraws what somebody is reading.
pub fn keep_true(served: &'static Served, play: Play, html: Memo<String>) {
    task::effect(move || {
        html.track();
        let campaign = play.campaign();
        served.seen.track();
        served.seen.with_untracked(|seen| {
            let told = seen.told.as_ref().map(|(award, words)| (award.as_str(), words.as_str()));
            page::fill("#app [data-prizes]", &prize::cards(&campaign, &seen.standing.steps, told));
            page::fill("#app [data-wins]", &prize::wins(&campaign, &seen.standing.steps));
            page::fill("#app [data-lead]", &waiting::lead(seen.sending, seen.busy.as_deref()));
            page::fill("#app [data-second]", &waiting::second(seen.busy.as_deref()));
            page::set("#app [data-send]", "aria-busy", seen.sending.then_some("true"));
        });
    });
}

/// What was pressed, if it is of these screens.
pub fn pressed(served: &'static Served, play: Play, event: &web_sys::Event) -> bool {
    if page::around(event, "data-send").is_some() {
        served.post(play);
    } else if let Some(button) = page::around(event, "data-try") {
        served.try_luck(play, button.get_attribute("data-try").unwrap_or_default());
    } else if page::around(event, "data-change").is_some() {
        served.seen.update(|seen| seen.changing = true);
        request_animation_frame(|| page::focus("#app [data-claim-form] input"));
    } else if page::around(event, "data-claim").is_some() {
        if let (Route::Win(code), Some(given)) = (play.route.get_untracked(), identity::read(play)) {
            served.claim(play, code, given);
        }
    } else {
        return false;
    }
    true
}
