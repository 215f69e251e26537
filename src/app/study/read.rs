//! Reading: a law or notes on the page, where one is in it, what is counted of it, and finding one's way.

pub mod aloud;
pub mod find;
mod held;
pub mod report;

use super::member::Here;
use super::server::{Failure, ViewTask, ask_at};
use crate::door::{clocks, page, task};
use domain::Citation;
use domain::assignment::Text;
use held::Held;
use paint::study::counted::{counted, ticking};
use paint::study::{Route, note, place, reader};
use report::{OnItsWay, Reporter};
use std::rc::Rc;
use wire::api::Code;
use wire::study::{LawView, ReadingPlace, Report, ReportRequest, TaskView, TextRef, ViewLaw, ViewNote, text_of};

/// What is on the page.
pub struct Reading {
    /// The law, unless it is notes.
    law: Option<LawView>,
    /// The assignment whose part asks for it, which part, and the clock of it.
    task: Option<(TaskView, usize)>,
    /// Whether only one article is on the page: then its place is no place to go on from.
    is_one: bool,
    reporter: Reporter,
    /// Where somebody reads, as of their last move.
    held: Option<Held>,
}

/// Shows a text that a part asks to read; without a key the first one.
pub fn show(here: &Here, task: String, part: usize, key: String) {
    let answer = ask_at::<ViewTask>(&*here.server, &[&task], &());
    here.load((Route::Task(task), "学习"), answer, move |here, view| {
        let texts = view.study.as_ref().and_then(|study| study.parts.get(part)).map(|part| part.texts.clone()).unwrap_or_default();
        let at = if key.is_empty() { Some(0) } else { texts.iter().position(|text| text.key == key) };
        // an article that notes name may be none of the part's own texts: from there one goes back to the notes
        let before = here.learning.before.borrow().clone();
        let back = if at.is_none() && matches!(before, Route::Read { .. }) { before } else { Route::Task(view.id.clone()) };
        let key = if key.is_empty() { texts.first().map(|text| text.key.clone()).unwrap_or_default() } else { key };
        let next = at.and_then(|at| texts.get(at + 1)).map(|next| Route::Read { task: view.id.clone(), part, key: next.key.clone() });
        match text_of(&key) {
            Some(Text::Law(law)) => open_law(here, back, law, String::new(), Some((view, part)), next),
            Some(Text::Article(cited)) => open_article(here, back, &cited, (view, part), next),
            Some(Text::Notes(chapter)) => open_note(here, back, (&chapter.bank, &chapter.topic), key, (view, part), next),
            None => here.draw(&paint::study::practise::empty(&back, "学习")),
        }
    });
}

/// Shows a law that a question cites, at an anchor.
pub fn show_law(here: &Here, law: String, anchor: String) {
    let back = here.learning.before.borrow().clone();
    let back = if matches!(back, Route::Law { .. }) { Route::Tasks } else { back };
    open_law(here, back, law, anchor, None, None);
}

fn load_law(here: &Here, back: Route, law: String, then: impl FnOnce(&Here, Route, LawView) + 'static) {
    let answer = ask_at::<ViewLaw>(&*here.server, &[&law], &());
    let answer = Box::pin(async move {
        match answer.await {
            Ok(view) => Ok(Some(view)),
            Err(failure) if is_lacking(&failure) => Ok(None),
            Err(failure) => Err(failure),
        }
    });
    here.load((back.clone(), "法律"), answer, move |here, view: Option<LawView>| match view {
        Some(view) => then(here, back, view),
        None => {
            here.draw(&reader::missing(&back, &law));
            here.learning.lacking.borrow_mut().insert(law);
        }
    });
}

/// Whether the server has no such thing, rather than not now.
fn is_lacking(failure: &Failure) -> bool {
    failure.is(Code::NotFound) || matches!(failure, Failure::Refused(problem) if problem.status == 404)
}

fn open_law(here: &Here, back: Route, law: String, anchor: String, task: Option<(TaskView, usize)>, next: Option<Route>) {
    load_law(here, back, law, move |here, back, view| {
        let shown = reader::Reader { back: &back, law: &view, only: None, counts: task.is_some(), next: next.as_ref() };
        here.draw(&reader::screen(&shown));
        let to = if anchor.is_empty() { view.place.clone().unwrap_or_default() } else { anchor };
        begin(here, Some(view), task, false);
        if page::find("#app [data-here]").is_some() && anchor_is_place(here, &to) {
            page::bring_to_top("#app [data-here]");
            moved(here);
        } else if !to.is_empty() {
            go_to(here, &to);
        }
    });
}

/// Whether an anchor is where the member last read.
fn anchor_is_place(here: &Here, anchor: &str) -> bool {
    let slot = here.learning.reading.borrow();
    slot.as_ref().and_then(|reading| reading.law.as_ref()?.place.as_deref()) == Some(anchor)
}

fn open_article(here: &Here, back: Route, cited: &Citation, task: (TaskView, usize), next: Option<Route>) {
    let anchor = place::anchor(cited.place);
    load_law(here, back, cited.law.clone(), move |here, back, view| {
        let only = place::block(&anchor).to_owned();
        let shown = reader::Reader { back: &back, law: &view, only: Some(&only), counts: true, next: next.as_ref() };
        here.draw(&reader::screen(&shown));
        begin(here, Some(view), Some(task), true);
    });
}

fn open_note(here: &Here, back: Route, names: (&str, &str), key: String, task: (TaskView, usize), next: Option<Route>) {
    let answer = ask_at::<ViewNote>(&*here.server, &[names.0, names.1], &());
    here.load((back.clone(), "学习笔记"), answer, move |here, view| {
        // where the part asks for the article, its time counts; elsewhere it is only looked at
        let article = |text: &TextRef| match text_of(&text.key) {
            Some(Text::Article(cited)) if !asks_for(&task, &Text::Article(cited.clone())) => place::route(&cited),
            _ => Route::Read { task: task.0.id.clone(), part: task.1, key: text.key.clone() },
        };
        let shown = note::Note { back: &back, key: &key, note: &view, counts: true, next: next.as_ref() };
        here.draw(&note::screen(&shown, article));
        begin(here, None, Some(task), true);
    });
}

/// Whether a part asks to read a text, or the law that it is part of.
fn asks_for((task, part): &(TaskView, usize), text: &Text) -> bool {
    let part = task.study.as_ref().and_then(|study| study.parts.get(*part));
    part.is_some_and(|part| part.texts.iter().filter_map(|wanted| text_of(&wanted.key)).any(|wanted| wanted.covers(text)))
}

/// From now on what is on the page counts, where a part asks for it.
fn begin(here: &Here, law: Option<LawView>, task: Option<(TaskView, usize)>, is_one: bool) {
    let mut reading = Reading { law, task, is_one, reporter: Reporter::default(), held: None };
    let now = clocks::now().steady_ms;
    reading.reporter.meter.in_sight(now, !page::is_hidden());
    reading.reporter.meter.turn_to(now, page::at_eye_level("data-text").as_deref());
    // whoever just opened it is there
    reading.reporter.meter.moved(now);
    *here.learning.reading.borrow_mut() = Some(reading);
    tell(here);
}

/// The page scrolled, which is a move of somebody unless it followed the voice.
pub fn scrolled(here: &Here) {
    if !aloud::follows(here) {
        moved(here);
    }
}

/// The letters became larger or smaller: what somebody reads stays in sight.
pub fn resized(here: &Here) {
    if let Some(held) = here.learning.reading.borrow().as_ref().and_then(|reading| reading.held.as_ref()) {
        held.restore();
    }
}

/// Somebody moved: time counts on, and what is on the page may be another text.
pub fn moved(here: &Here) {
    // on the way to the list the browser scrolls to the top, and that is no place where somebody read
    if !matches!(here.route(), Route::Read { .. } | Route::Law { .. }) {
        return;
    }
    let mut slot = here.learning.reading.borrow_mut();
    let Some(reading) = slot.as_mut() else { return };
    let now = clocks::now().steady_ms;
    if page::find("#app .sheet").is_none() {
        reading.held = held::at_top();
        if let Some(text) = page::at_eye_level("data-text") {
            reading.reporter.meter.turn_to(now, Some(&text));
        }
        if let (false, Some(law), Some(anchor)) = (reading.is_one, &reading.law, page::at_top("data-block")) {
            let place = ReadingPlace { law: law.law.clone(), anchor };
            reading.reporter.turn_to(place);
        }
    }
    reading.reporter.meter.moved(now);
}

/// The page came in sight or went out of it; what was read until then is reported, since it may not come back.
pub fn in_sight(here: &Here, in_sight: bool) {
    let report = here.learning.reading.borrow_mut().as_mut().and_then(|reading| {
        let now = clocks::now().steady_ms;
        reading.reporter.meter.in_sight(now, in_sight);
        if in_sight { None } else { reading.reporter.report(now) }
    });
    send(here, report);
}

/// A second has passed.
pub fn look(here: &Here) {
    let report = here.learning.reading.borrow_mut().as_mut().and_then(|reading| {
        let now = clocks::now().steady_ms;
        reading.reporter.meter.look(now);
        reading.reporter.report_in_turn(now)
    });
    send(here, report);
    tell(here);
}

/// The text is left: what was read is reported, and nothing counts any more.
pub fn leave(here: &Here) {
    aloud::stop(here);
    let left = here.learning.reading.borrow_mut().take();
    let Some(mut reading) = left else { return };
    let report = reading.reporter.report(clocks::now().steady_ms);
    if let (Some((task, _)), Some((request, _))) = (&reading.task, report) {
        deliver(here, task.id.clone(), request);
    }
}

/// A last report that did not arrive is sent again after so many milliseconds.
const AGAIN_EVERY_MS: i32 = 15_000;

/// Sends the last report of a text, again and again until the server has it or what it holds is too old to count.
fn deliver(here: &Here, id: String, request: ReportRequest) {
    let (here, began) = (Rc::clone(here), clocks::now().steady_ms);
    let number = here.me.borrow().as_ref().map(|me| me.number.clone());
    task::spawn(async move {
        while let Some(mut request) = report::later(&request, clocks::now().steady_ms - began) {
            // whoever reads on in the same law is somewhere else by now
            let reads_on = |place: &ReadingPlace| {
                here.learning.reading.borrow().as_ref().and_then(|reading| reading.law.as_ref()).is_some_and(|law| law.law == place.law)
            };
            request.place = request.place.filter(|place| !reads_on(place));
            // what one member read is not reported for the next
            if here.me.borrow().as_ref().map(|me| &me.number) != number.as_ref() {
                return;
            }
            match ask_at::<Report>(&*here.server, &[&id], &request).await {
                Err(failure) if failure.passes() => task::sleep(AGAIN_EVERY_MS).await,
                _ => return,
            }
        }
    });
}

/// Sends a report; without an assignment there is nobody to report to.
fn send(here: &Here, report: Option<(ReportRequest, OnItsWay)>) {
    let Some((request, sent)) = report else { return };
    let Some(id) = here.learning.reading.borrow().as_ref().and_then(|reading| Some(reading.task.as_ref()?.0.id.clone())) else { return };
    let answer = ask_at::<Report>(&*here.server, &[&id], &request);
    let here = Rc::clone(here);
    task::spawn(async move {
        let answer = answer.await;
        let mut ended = None;
        if let Some(reading) = here.learning.reading.borrow_mut().as_mut()
            && let Some((task, _)) = reading.task.as_mut().filter(|(task, _)| task.id == id)
        {
            match answer {
                Ok(view) => {
                    reading.reporter.heard(&sent);
                    *task = view;
                }
                Err(failure @ (Failure::NotSignedIn | Failure::PasswordFirst)) => {
                    // nothing counts any more, and what was read until now is said again when the text is left
                    reading.reporter.meter.turn_to(clocks::now().steady_ms, None);
                    ended = Some(failure);
                }
                Err(_) => reading.reporter.lost(),
            }
        }
        if let Some(failure) = ended {
            // better to say so than to let somebody read on; a form that is being filled in stays
            if page::find("#app [data-sign-in], #app [data-set-password]").is_none() {
                here.fail(&Route::Task(id), "", &failure);
            }
            return;
        }
        tell(&here);
    });
}

/// Tells what is counted.
fn tell(here: &Here) {
    let slot = here.learning.reading.borrow();
    let Some(read) = slot.as_ref().and_then(|reading| {
        let (task, part) = reading.task.as_ref()?;
        reading.reporter.read(task.study.as_ref()?, *part, clocks::now().steady_ms)
    }) else {
        return;
    };
    page::fill("#app [data-counted]", &counted(&read));
    page::fill("#app [data-ticking]", &ticking(&read));
}

/// Opens the sheet of chapters.
pub fn open_chapters(here: &Here) {
    let place = page::at_top("data-block").unwrap_or_default();
    open(here, |law| reader::chapters(law, &place));
    page::reveal("#app .sheet [aria-current]");
}

/// Opens the sheet to search in.
pub fn open_find(here: &Here) {
    open(here, |law| reader::find(&law.law));
    page::focus("#app [data-search]");
}

fn open(here: &Here, sheet: impl FnOnce(&LawView) -> String) {
    if let Some(law) = here.learning.reading.borrow().as_ref().and_then(|reading| reading.law.as_ref()) {
        page::fill("#app [data-over]", &sheet(law));
        page::focus("#app .sheet h2");
    }
}

/// Closes the sheet.
pub fn shut(_: &Here) {
    page::fill("#app [data-over]", "");
    page::focus("#app [data-chapters]");
}

/// Goes to what an anchor addresses; where there is no such paragraph, to its article.
pub fn go_to(here: &Here, anchor: &str) {
    page::fill("#app [data-over]", "");
    let anchors = [anchor, place::block(anchor)];
    if let Some(found) =
        anchors.iter().map(|anchor| format!("#app [id=\"{}\"]", place::id(anchor))).find(|place| page::find(place).is_some())
    {
        page::bring_to_top(&found);
    }
    moved(here);
}

/// Goes to the article whose number was written.
pub fn jump(here: &Here) {
    let number = page::value("#jump");
    let found = here.learning.reading.borrow().as_ref().and_then(|reading| find::article(&reading.law.as_ref()?.blocks, &number));
    match found {
        Some(anchor) => go_to(here, &anchor),
        None => page::fill("#app [data-jump-says]", "没有这一条，请看看条数对不对。"),
    }
}

/// Searches for the words that are written.
pub fn search(here: &Here) {
    let words = page::value("#app [data-search]");
    if let Some(law) = here.learning.reading.borrow().as_ref().and_then(|reading| reading.law.as_ref()) {
        let (hits, all) = find::find(&law.blocks, &words);
        page::fill("#app [data-hits]", &reader::hits(words.trim(), &hits, all));
    }
}
