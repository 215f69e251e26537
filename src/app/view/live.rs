//! What changes in place while a screen stands: clock, ticks of answers, flags, notices, and where the focus goes.

use super::{landing, notice};
use crate::door::{page, task};
use crate::play::Play;
use crate::route::Route;
use domain::sitting::Answer;
use leptos::prelude::*;
use paint::{shell, words};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Keeps the screens true for as long as the app stands.
pub fn keep_true(play: Play, html: Memo<String>, sheet: Memo<String>) {
    arrive(play, html, sheet);
    notices(play, html);
    clock(play, html);
    answers(play, html);
    play.way().live(play, html);
}

/// A new screen: its painted forerunner goes in the same frame, and the focus arrives.
fn arrive(play: Play, html: Memo<String>, sheet: Memo<String>) {
    let opened = std::cell::RefCell::new(true);
    task::effect(move || {
        let (landing, question) = html.with(|html| (html.is_empty(), html.contains("data-q=")));
        let taken_over = !landing && take_over();
        // a painted paper stands in for the landing for as long as the campaign is open
        landing::show(landing && (page::find("#paper").is_none() || page::fact("phase") != "open"));
        let title = match play.route.get_untracked() {
            Route::Question(n) => format!("第{}题", n + 1),
            _ => page::find("#app h1").and_then(|h| h.text_content()).unwrap_or_default(),
        };
        if !landing {
            page::title(&title);
        }
        let first = std::mem::replace(&mut *opened.borrow_mut(), false);
        let head = match (landing, question) {
            // whoever has just opened the page is at its top already
            (true, _) if first => return,
            (true, _) => "#landing h1",
            (false, true) => "#app [data-q]",
            (false, false) => "#app h1",
        };
        if !taken_over {
            request_animation_frame(move || page::arrive(head));
        }
    });
    task::effect(move || {
        if sheet.with(|sheet| !sheet.is_empty()) && page::find("#app .sheet :focus").is_none() {
            request_animation_frame(|| page::arrive("#app .sheet h2"));
        }
    });
}

/// Takes the painted paper away. Whoever was on one of its choices stays there, and nothing scrolls.
fn take_over() -> bool {
    let Some(paper) = page::find("#paper") else { return false };
    let focused = page::find("#paper :focus").and_then(|input| Some((input.get_attribute("name")?, input.get_attribute("value")?)));
    paper.remove();
    if let Some((name, value)) = focused
        && let Some(input) = page::find(&format!("#app [name=\"{name}\"][value=\"{value}\"]"))
    {
        let _ = input.focus();
    }
    true
}

fn notices(play: Play, html: Memo<String>) {
    task::effect(move || {
        html.track();
        let words = play.notice.with(|told| told.as_ref().map_or_else(String::new, notice::html));
        for place in page::find_all("[data-notice]") {
            if place.inner_html() != words {
                place.set_inner_html(&words);
            }
        }
    });
}

fn clock(play: Play, html: Memo<String>) {
    task::effect(move || {
        html.track();
        let Some(left) = play.left_ms.get() else { return };
        if let Some(clock) = page::find("#app [data-left]") {
            clock.set_text_content(Some(&words::clock(left)));
        }
        let last = left <= shell::LAST_MS;
        if let Some(clock) = page::find("#app [data-clock]") {
            let _ = clock.class_list().toggle_with_force("last", last);
        }
        // only said once, when the last minute begins
        page::show("#app [data-last]", last);
    });
}

/// Answers given in another page of this device show here; flags show on their tool.
fn answers(play: Play, html: Memo<String>) {
    task::effect(move || {
        html.track();
        let Route::Question(n) = play.route.get() else { return };
        let Some(answer) = play.sitting.with(|s| s.as_ref().and_then(|s| s.answers.get(n).copied())) else { return };
        show_answer(answer);
    });
}

fn show_answer(answer: Answer) {
    for input in page::find_all("#app .q [data-choice]") {
        let input: HtmlInputElement = input.unchecked_into();
        let picked = input.value().parse().is_ok_and(|place| answer.given.holds(place));
        if input.checked() != picked {
            input.set_checked(picked);
        }
    }
    page::set("#app [data-flag]", "aria-pressed", Some(if answer.flagged { "true" } else { "false" }));
}
