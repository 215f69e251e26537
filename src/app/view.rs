//! The screens. `paint` draws them; here they are shown, kept true, and told what a person pressed. No rule is decided here.

mod files;
mod hooks;
mod identity;
mod landing;
mod live;
mod notice;
pub(crate) mod served;

use crate::door::page;
use crate::play::Play;
use crate::route::Route;
use domain::campaign::Phase;
use domain::wrong_book::wrong_book;
use leptos::prelude::*;
use paint::question::Frame;
use paint::result::Around;

/// Puts the screens beside the painted page and takes it over.
pub fn mount(play: Play) {
    let Some(place) = page::find("#app") else { return };
    hooks::listen(play);
    mount_to(place, move || app(play)).forget();
    page::set_fact("ready", "");
    play.way().ahead(play);
}

fn app(play: Play) -> impl IntoView {
    let html = Memo::new(move |_| screen(play));
    let sheet = Memo::new(move |_| {
        if play.sheet.get() { play.sitting.with(|s| s.as_ref().map_or_else(String::new, paint::sheet::over)) } else { String::new() }
    });
    landing::keep_true(play);
    live::keep_true(play, html, sheet);
    view! {
        <div inner_html=html></div>
        <div inner_html=sheet></div>
    }
}

/// The screen of the moment. Only what changes its shape is looked at; what ticks or is tapped changes it in place,
/// so that a tap never replaces the very input that was tapped.
fn screen(play: Play) -> String {
    let campaign = play.campaign();
    // whether one is open changes only with the place; looking at it would draw the question anew at every tap
    let open = play.sitting.with_untracked(Option::is_some);
    let (route, terms) = (play.route.get(), play.way().terms());
    if let Some(html) = play.way().screen(play, &route) {
        return html;
    }
    match route {
        Route::Question(at) if open => question(play, at),
        Route::HandIn if open => {
            play.sitting.with(|s| s.as_ref().map_or_else(String::new, |s| paint::sheet::hand_in(s, play.left_ms.get_untracked(), terms)))
        }
        Route::Identity => paint::identity::screen(&campaign, &play.identity(), terms),
        Route::Result(id) => {
            play.result.with(|shown| match shown.as_ref().filter(|s| s.id == id).and_then(|s| Some((s, s.handed_in()?))) {
                Some((sitting, hand_in)) => paint::result::screen(&campaign, sitting, hand_in, around(play)),
                None => String::new(),
            })
        }
        Route::Mine => {
            let may_change = play.may_change();
            let asked = play.asked_to_delete.get();
            play.mine.with(|mine| paint::mine::screen(&campaign, mine, wrong_book(mine).len(), (asked, may_change), terms))
        }
        _ => String::new(),
    }
}

/// What a result shows beside the sitting itself.
fn around(play: Play) -> Around {
    let left = play.left();
    Around { left, may_again: left.may_start() && play.phase() == Phase::Open, terms: play.way().terms() }
}

fn question(play: Play, at: usize) -> String {
    let scoring = play.campaign().scoring;
    play.sitting.with_untracked(|sitting| {
        let Some((sitting, (item, answer))) = sitting.as_ref().and_then(|s| Some((s, s.paper.items.get(at).zip(s.answers.get(at))?)))
        else {
            return String::new();
        };
        let frame = Frame { at, answers: &sitting.answers, left_ms: play.left_ms.get_untracked() };
        let block = paint::question::block(item, at, *answer, scoring, false);
        format!("<div class=\"page\">{}</div>", paint::question::screen(frame, &block))
    })
}
