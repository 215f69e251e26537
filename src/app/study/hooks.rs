//! What can be pressed, and what it means: each hook of the page and the thing that happens.

use super::member::Here;
use super::{exam, me, screens, sign_in};
use crate::door::page;
use paint::study::sign_in::By;
use std::rc::Rc;
use web_sys::{Element, Event};

type Act = fn(&Here, &Element);
type Send = fn(&Here);

/// By the attribute that carries the hook; the first that is found around what was pressed.
const PRESSED: [(&str, Act); 21] = [
    ("data-retry", |here, _| sign_in::recognise(here, || ())),
    ("data-sign-out-everywhere", |here, _| me::sign_out(here, true)),
    ("data-sign-out", |here, _| me::sign_out(here, false)),
    ("data-sign-out-anyway", |here, button| me::leave(here, button.get_attribute("data-sign-out-anyway").as_deref() == Some("everywhere"))),
    ("data-start-exam", |here, _| exam::start(here)),
    ("data-sign-in-again", |here, _| sign_in::ask(here)),
    ("data-sheet", |here, _| exam::open_sheet(here)),
    ("data-close", |_, _| exam::close_sheet()),
    ("data-next", exam::turn),
    ("data-prev", exam::turn),
    ("data-flag", exam::turn),
    ("data-to", exam::turn),
    ("data-check", |here, _| exam::check(here)),
    ("data-go-on", |here, _| exam::go_on(here)),
    ("data-hand-in-again", |here, _| exam::hurry(here)),
    ("data-hand-in", |here, _| exam::hand_in(here)),
    ("data-exit", |here, _| exam::leave(here)),
    ("data-print", |_, _| page::print()),
    ("data-send-code", |here, _| sign_in::send_code(here)),
    ("data-by-code", |here, _| sign_in::by(here, By::Code)),
    ("data-by-password", |here, _| sign_in::by(here, By::Password)),
];

/// Forms, by the attribute that they carry.
const SENT: [(&str, Send); 2] = [("data-sign-in", sign_in::sign_in), ("data-set-password", sign_in::set_password)];

/// Listens to the page for as long as it lives.
pub fn listen(here: &Here) {
    let pressed = Rc::clone(here);
    page::on("click", false, move |event| act(&pressed, &event));
    let sent = Rc::clone(here);
    page::on("submit", false, move |event| {
        event.prevent_default();
        if let Some((_, act)) = SENT.iter().find(|(hook, _)| page::around(&event, hook).is_some()) {
            act(&sent);
        }
    });
    let picked = Rc::clone(here);
    page::on("change", false, move |event| {
        if page::around(&event, "data-choice").is_some() {
            exam::answered(&picked);
        } else if page::around(&event, "data-words").is_some() {
            exam::hurry(&picked);
        }
    });
    let typed = Rc::clone(here);
    page::on("input", false, move |event| {
        if page::around(&event, "data-words").is_some() {
            exam::written(&typed, &event);
        }
    });
    exam::listen(here);
    let moved = Rc::clone(here);
    page::on("hashchange", true, move |_| screens::show(&moved));
}

fn act(here: &Here, event: &Event) {
    let found = PRESSED.iter().find_map(|(hook, act)| Some((page::around(event, hook)?, act)));
    if let Some((element, act)) = found {
        act(here, &element);
    }
}
