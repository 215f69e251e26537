//! The screens of an open sitting, kept true: what is pressed goes to the state, what the state wants sent is sent, and what comes of
//! it changes the screen in place, so that no tap replaces the input that was tapped.

use super::kept;
use super::state::{Exam, Phase, Request};
use crate::door::{clocks, page, task};
use crate::study::learning;
use crate::study::member::Here;
use crate::study::server::{Answer, ask};
use domain::countdown::Since;
use paint::study::Route;
use paint::study::exam::{cells, gauge, hand_in as summary, keeping, over, screen};
use paint::study::result::waiting;
use paint::{shell as shared, words};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};
use wire::api::Code;
use wire::study::{Change, ExamResult, HandInExam, SaveExam, Saved, SavedView};

/// A gap between two looks at the clock that no page in sight makes, in milliseconds: it was frozen or asleep.
const GAP_MS: f64 = 10_000.0;

/// Changes the open sitting, if there is one.
fn with<T>(here: &Here, act: impl FnOnce(&mut Exam) -> T) -> Option<T> {
    here.exam.borrow_mut().as_mut().map(act)
}

/// Whether the page is at the open sitting.
fn in_sight(here: &Here) -> bool {
    let task = match here.route() {
        Route::Question { task, .. } | Route::HandIn(task) => task,
        _ => return false,
    };
    here.exam.borrow().as_ref().is_some_and(|exam| exam.task == task)
}

/// Shows question `at`, or what is looked over before handing in; while it is handed in, that.
pub fn show(here: &Here, at: Option<usize>) {
    let html = with(here, |exam| {
        exam.at = at.unwrap_or(exam.at).min(exam.len().saturating_sub(1));
        let kept = exam.keeping();
        match (exam.phase(), at) {
            (Phase::Open, Some(_)) => screen(&exam.frame(&kept)),
            (Phase::Open, None) => summary(&exam.frame(&kept)),
            (Phase::Closing { by_time }, _) => waiting(&exam.task, by_time, &kept),
            (Phase::Doubt | Phase::Over, _) => waiting(&exam.task, true, &kept),
        }
    });
    here.draw(&html.unwrap_or_default());
}

/// Looks at the clock each second for as long as this sitting is the open one.
pub fn run(here: &Here) {
    let here = Rc::clone(here);
    let mine = here.opened.get().wrapping_add(1);
    here.opened.set(mine);
    task::spawn(async move {
        while here.opened.get() == mine && with(&here, |exam| exam.phase() != Phase::Over) == Some(true) {
            look(&here);
            task::sleep(1000).await;
        }
    });
}

fn look(here: &Here) {
    let now = clocks::now();
    let gap = now.steady_ms - here.looked_ms.replace(now.steady_ms) > GAP_MS;
    let since = if here.away.replace(page::is_hidden()) || gap { Since::Away } else { Since::Watching };
    change_phase(here, |exam| exam.look(now, since));
    send(here);
    refresh(here);
}

/// Does something to the sitting, and draws the screen anew if that is another one now.
fn change_phase(here: &Here, act: impl FnOnce(&mut Exam)) {
    let changed = with(here, |exam| {
        let before = exam.phase();
        act(exam);
        before != exam.phase()
    });
    if changed == Some(true) {
        keep_hand_in(here);
        if in_sight(here) {
            settle(here);
        }
    }
}

/// Keeps a hand-in until the server has it.
fn keep_hand_in(here: &Here) {
    let Some(handing_in) = with(here, |exam| exam.handing_in()).flatten() else { return };
    let here = Rc::clone(here);
    task::spawn(async move {
        let kept = match learning::shelf(&here) {
            Some(shelf) => shelf.keep_hand_in(&handing_in).await.is_ok(),
            None => false,
        };
        if !kept {
            with(&here, |exam| exam.kept(false));
        }
    });
}

/// The screen of the present phase; what is over leads to its result.
fn settle(here: &Here) {
    match with(here, |exam| (exam.phase(), exam.id().to_owned())) {
        Some((Phase::Over, id)) => here.go(&Route::Result(id), true),
        Some(_) => {
            let at = match here.route() {
                Route::Question { at, .. } => Some(at),
                _ => None,
            };
            show(here, at);
        }
        None => {}
    }
}

/// Sends what is due.
fn send(here: &Here) {
    let Some(request) = with(here, |exam| exam.next(clocks::now())).flatten() else { return };
    let here = Rc::clone(here);
    task::spawn(async move {
        match request {
            Request::Save(saving) => {
                let answer: Answer<SavedView> = ask::<SaveExam>(&*here.server, &saving);
                let answer = answer.await;
                if answer.is_ok() {
                    kept::delivered(&here, &saving.sitting, &saving.changes).await;
                }
                let ended = answer.as_ref().is_ok_and(|view| view.handed_in);
                tell(&here, &saving.sitting, |exam| match answer {
                    Ok(view) => exam.saved(view, clocks::now()),
                    Err(failure) => exam.failed(failure),
                });
                if ended {
                    kept::over(&here, &saving.sitting).await;
                }
            }
            Request::HandIn(saving) => {
                let answer: Answer<ExamResult> = ask::<HandInExam>(&*here.server, &saving);
                let answer = answer.await;
                // a sitting that the server does not know is nothing that it could ever take
                let over = answer.is_ok() || answer.as_ref().is_err_and(|failure| failure.is(Code::UnknownSitting));
                if over {
                    kept::over(&here, &saving.sitting).await;
                }
                tell(&here, &saving.sitting, |exam| match answer {
                    Err(failure) if !over => exam.failed(failure),
                    _ => exam.handed_in(),
                });
            }
        }
    });
}

/// Tells the sitting what came of a request, if it is still the one that is held.
fn tell(here: &Here, sitting: &str, what: impl FnOnce(&mut Exam)) {
    if with(here, |exam| exam.id() == sitting) == Some(true) {
        change_phase(here, what);
        send(here);
        refresh(here);
    }
}

/// Brings what changes in place up to date: clock, answers of another device, where the answers are.
fn refresh(here: &Here) {
    if !in_sight(here) {
        return;
    }
    let held = here.exam.borrow();
    let Some(exam) = held.as_ref() else { return };
    let (kept, left) = (exam.keeping(), exam.left_ms());
    if exam.phase() != Phase::Open {
        let by_time = exam.phase() != Phase::Closing { by_time: false };
        page::fill("#app [data-waiting]", &paint::study::result::on_its_way(by_time, &kept));
        return;
    }
    let last = left <= shared::LAST_MS;
    if let Some(clock) = page::find("#app [data-left]") {
        clock.set_text_content(Some(&words::clock(left)));
    }
    if let Some(clock) = page::find("#app [data-clock]") {
        let _ = clock.class_list().toggle_with_force("last", last);
    }
    page::show("#app [data-last]", last);
    page::fill("#app [data-keeping]", &keeping(&kept, exam.zone));
    let frame = exam.frame(&kept);
    page::fill("#app [data-gauge]", &gauge(frame.answers));
    page::fill("#app [data-cells]", &cells(&frame, true));
    show_answer(&exam.answer(exam.at));
}

fn show_answer(answer: &Saved) {
    for input in page::find_all("#app .q [data-choice]") {
        let input: HtmlInputElement = input.unchecked_into();
        let picked = input.value().parse().is_ok_and(|place: u8| answer.given.contains(&place));
        if input.checked() != picked {
            input.set_checked(picked);
        }
    }
    // never under somebody's fingers
    if let Some(field) = page::find("#app [data-words]:not(:focus)") {
        let field: HtmlTextAreaElement = field.unchecked_into();
        if field.value() != answer.text {
            field.set_value(&answer.text);
        }
    }
    page::set("#app [data-flag]", "aria-pressed", Some(if answer.flagged { "true" } else { "false" }));
}

/// The answer in sight becomes another one: it is kept at once, and sent at once unless `later`.
fn change(here: &Here, later: bool, how: impl FnOnce(&mut Saved)) {
    let changed = with(here, |exam| {
        let mut answer = exam.answer(exam.at);
        how(&mut answer);
        exam.change(exam.at, answer).map(|change| (exam.id().to_owned(), change))
    });
    if let Some((sitting, change)) = changed.flatten() {
        keep(here, sitting, change);
    }
    if !later {
        send(here);
    }
    refresh(here);
}

fn keep(here: &Here, sitting: String, change: Change) {
    let here = Rc::clone(here);
    task::spawn(async move {
        let kept = kept::put(&here, &sitting, &change).await;
        with(&here, |exam| exam.kept(kept));
    });
}

/// A choice was picked.
pub fn answered(here: &Here) {
    // choices of practice look the same, and belong to no sitting
    if !matches!(here.route(), Route::Question { .. }) {
        return;
    }
    let given = page::checked("#app .q").filter_map(|place| u8::try_from(place).ok()).collect();
    change(here, false, |answer| answer.given = given);
}

/// A short answer was written on; while somebody types, each second's words are sent together.
pub fn written(here: &Here, event: &Event) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    change(here, true, |answer| answer.text = field.value());
}

/// Goes to another question: `data-next`, `data-prev`, `data-to`, or flags this one.
pub fn turn(here: &Here, element: &Element) {
    if element.has_attribute("data-flag") {
        change(here, false, |answer| answer.flagged = !answer.flagged);
        return;
    }
    let to = with(here, |exam| {
        let to = element.get_attribute("data-to").and_then(|to| to.parse().ok());
        let at = to.unwrap_or(if element.has_attribute("data-next") { exam.at + 1 } else { exam.at.saturating_sub(1) });
        Route::Question { task: exam.task.clone(), at: at.min(exam.len().saturating_sub(1)) }
    });
    if let Some(to) = to {
        // turning a page is no step back: the back button leaves the paper, not one question of it
        here.go(&to, matches!(here.route(), Route::Question { .. }));
    }
}

/// From the summary back to the question.
pub fn go_on(here: &Here) {
    if let Some(to) = with(here, |exam| Route::Question { task: exam.task.clone(), at: exam.at }) {
        here.go(&to, true);
    }
}

/// On to what is blank and flagged.
pub fn check(here: &Here) {
    if let Some(to) = with(here, |exam| Route::HandIn(exam.task.clone())) {
        here.go(&to, false);
    }
}

/// 交卷, once and again.
pub fn hand_in(here: &Here) {
    change_phase(here, Exam::hand_in);
    send(here);
    refresh(here);
}

/// Leaves the paper; it stays open, and its time goes on.
pub fn leave(here: &Here) {
    if let Some(to) = with(here, |exam| Route::Task(exam.task.clone())) {
        here.go(&to, true);
    }
}

/// Tries at once whatever waits.
pub fn hurry(here: &Here) {
    with(here, Exam::hurry);
    send(here);
}

/// The page came back in sight, or left it.
fn back_in_sight(here: &Here) {
    if page::is_hidden() {
        here.away.set(true);
        send(here);
    } else if with(here, |exam| exam.phase() != Phase::Over) == Some(true) {
        with(here, Exam::hurry);
        look(here);
    }
}

/// Opens the answer sheet over the question.
pub fn open_sheet(here: &Here) {
    let html = with(here, |exam| {
        let kept = exam.keeping();
        over(&exam.frame(&kept))
    });
    page::fill("#app [data-over]", &html.unwrap_or_default());
    page::focus("#app .sheet h2");
}

/// Closes it.
pub fn close_sheet() {
    page::fill("#app [data-over]", "");
    page::focus("#app [data-sheet], #app [data-chapters]");
}

/// Keeps the focus within an open sheet.
fn key_pressed(event: &Event) {
    if page::find("#app .sheet").is_some() {
        page::keep_focus_within(event, "#app .sheet", close_sheet);
    }
}

/// Listens to what concerns an open sitting whatever is in sight.
pub fn listen(here: &Here) {
    let (online, seen) = (Rc::clone(here), Rc::clone(here));
    page::on("online", true, move |_| hurry(&online));
    page::on("visibilitychange", false, move |_| back_in_sight(&seen));
    page::on("keydown", false, |event| key_pressed(&event));
}
