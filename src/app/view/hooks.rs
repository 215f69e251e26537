//! What can be pressed, and what it means: each hook of the page and the thing that happens.

use super::{files, identity};
use crate::door::page;
use crate::play::Play;
use crate::route::Route;
use domain::ChoiceSet;
use domain::wrong_book::wrong_book;
use web_sys::{Element, Event};

type Act = fn(Play, &Element);

/// By the attribute that carries the hook.
const PRESSED: [(&str, Act); 26] = [
    ("data-start", |play, _| press_start(play)),
    ("data-again", |play, _| play.start()),
    ("data-retry", |play, _| play.start()),
    ("data-practise", |play, _| play.practise()),
    ("data-hand-in", |play, _| hand_in(play)),
    ("data-next", |play, _| play.move_to(at(play) + 1)),
    ("data-prev", |play, _| play.move_to(at(play).saturating_sub(1))),
    ("data-flag", |play, _| play.flag(at(play))),
    ("data-sheet", |play, _| play.sheet.set(true)),
    ("data-close", |play, _| close_sheet(play)),
    ("data-to", |play, cell| go_to(play, cell)),
    ("data-check", |play, _| check(play)),
    ("data-go-on", |play, _| play.move_to(at(play))),
    ("data-exit", |play, _| play.leave_question()),
    ("data-back", |play, _| back(play)),
    ("data-home", |play, _| play.replace(Route::Landing)),
    ("data-mine", |play, _| play.go(Route::Mine)),
    ("data-unfold", |_, cell| unfold(cell)),
    ("data-next-person", |play, _| play.replace(Route::Landing)),
    ("data-who", |play, _| play.change_person()),
    ("data-continue", |play, _| identity::go_on(play)),
    ("data-crumb", identity::climb),
    ("data-into", identity::open),
    ("data-review", |play, _| play.review(play.mine.with_untracked(|mine| wrong_book(mine)))),
    ("data-export", |play, _| files::everything(play)),
    ("data-delete", |play, _| play.forget()),
];

/// Listens to the page for as long as it lives.
pub fn listen(play: Play) {
    page::on("click", false, move |event| pressed(play, &event));
    page::on("change", false, move |event| changed(play, &event));
    page::on("input", false, move |event| {
        if page::around(&event, "data-search").is_some() {
            identity::search(play);
        }
    });
    page::on("submit", false, |event| event.prevent_default());
    page::on("keydown", false, move |event| {
        if play.sheet.get_untracked() {
            page::keep_focus_within(&event, "#app .sheet", || close_sheet(play));
        }
    });
}

fn pressed(play: Play, event: &Event) {
    if play.way().pressed(play, event) {
        return;
    }
    for (hook, act) in PRESSED {
        if let Some(element) = page::around(event, hook) {
            act(play, &element);
            return;
        }
    }
}

fn changed(play: Play, event: &Event) {
    if page::around(event, "data-choice").is_some() {
        let places: Vec<usize> = page::checked("#app .q").collect();
        play.answer(at(play), ChoiceSet::of(&places));
    } else if let Some(region) = page::around(event, "data-region") {
        identity::pick(play, &region);
    }
}

fn at(play: Play) -> usize {
    play.sitting.with_untracked(|s| s.as_ref().map_or(0, |s| s.at))
}

fn press_start(play: Play) {
    if play.sitting.with_untracked(Option::is_some) {
        play.move_to(at(play));
    } else {
        play.start();
    }
}

/// From the last question straight to the result when there is nothing to be told; else first to what is blank or flagged.
fn hand_in(play: Play) {
    let settled = play.sitting.with_untracked(|s| s.as_ref().is_some_and(|s| s.blanks().is_empty() && s.flags() == 0));
    if settled || play.route.get_untracked() == Route::HandIn {
        play.hand_in(false);
    } else {
        check(play);
    }
}

fn check(play: Play) {
    play.sheet.set(false);
    play.go(Route::HandIn);
}

fn go_to(play: Play, cell: &Element) {
    play.sheet.set(false);
    if let Some(n) = cell.get_attribute("data-to").and_then(|n| n.parse().ok()) {
        play.move_to(n);
        page::arrive("#app [data-q]");
    }
}

fn close_sheet(play: Play) {
    play.sheet.set(false);
    page::focus("#app [data-sheet]");
}

fn back(play: Play) {
    match play.route.get_untracked() {
        Route::HandIn => play.move_to(at(play)),
        _ => play.replace(Route::Landing),
    }
}

/// A cell of the result opens its question and brings it in sight.
fn unfold(cell: &Element) {
    let number = cell.get_attribute("data-unfold").unwrap_or_default();
    if let Some(details) = page::find(&format!("#r{number}")) {
        let _ = details.set_attribute("open", "");
        details.scroll_into_view();
        page::focus(&format!("#r{number} summary"));
    }
}
