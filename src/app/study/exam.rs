//! An exam: before it, while it is sat, and handing it in.
//!
//! [`state`] decides; `shell` shows it, keeps what changed and sends what is due; `kept` is what the device remembers meanwhile.

mod kept;
mod shell;
mod state;

pub use shell::{answered, check, close_sheet, go_on, hand_in, hurry, leave, listen, open_sheet, turn, written};
pub use state::{Exam, HandingIn};

use super::learning;
use super::member::Here;
use super::server::{ViewTask, ask_at};
use crate::door::{page, task};
use crate::study::server::Failure;
use domain::Zone;
use paint::study::Route;
use state::Phase;
use std::rc::Rc;
use wire::study::{StartExam, StartExamRequest, TaskView, ViewSitting};

/// What an exam that does not come is called.
const TITLE: &str = "考试";

/// Shows what an exam is and what may be done.
pub fn before(here: &Here, id: String) {
    if is_closing(here, &id) {
        return here.go(&Route::HandIn(id), true);
    }
    let answer = ask_at::<ViewTask>(&*here.server, &[&id], &());
    here.load((Route::Task(id), TITLE), answer, |here, task| {
        here.draw(&paint::study::exam::start(&task));
        *here.task.borrow_mut() = Some(task);
    });
}

/// 开始考试, 接着考试.
pub fn start(here: &Here) {
    let task = here.task.borrow().clone();
    if let Some(task) = task
        && !here.busy.get()
    {
        open(here, &task, None);
    }
}

/// Whether a sitting of an assignment is being handed in here: then there is nothing to go on with.
fn is_closing(here: &Here, id: &str) -> bool {
    here.exam.borrow().as_ref().is_some_and(|exam| exam.task == id && matches!(exam.phase(), Phase::Closing { .. }))
}

/// Goes on with a hand-in that the server did not get before the page was loaded anew.
pub async fn resume(here: &Here) {
    if here.exam.borrow().is_some() {
        return;
    }
    let Some(shelf) = learning::shelf(here) else { return };
    let Ok(Some(handing_in)) = shelf.hand_in().await else { return };
    let changes = kept::changes(here, &handing_in.sitting).await;
    let shown = Route::HandIn(handing_in.task.clone());
    *here.exam.borrow_mut() = Some(Exam::closing(handing_in, changes, crate::door::clocks::now()));
    if matches!(here.route(), Route::Tasks | Route::SignIn | Route::Task(_) | Route::Exam(_) | Route::Question { .. }) {
        page::visit(&shown.href(), true);
    }
    shell::run(here);
}

/// Starts a sitting or goes on with the open one, and shows question `at`, or the first one that is blank.
fn open(here: &Here, task: &TaskView, at: Option<usize>) {
    here.busy.set(true);
    page::set("#app [data-start-exam]", "aria-busy", Some("true"));
    let (here, id, zone) = (Rc::clone(here), task.id.clone(), zone(task.zone_minutes));
    task::spawn(async move {
        let device = kept::device(&here).await;
        let answer = ask_at::<StartExam>(&*here.server, &[&id], &StartExamRequest { device: device.clone() }).await;
        here.busy.set(false);
        page::set("#app [data-start-exam]", "aria-busy", None);
        match answer {
            Ok(sitting) => {
                if let Some(shelf) = learning::shelf(&here) {
                    // without a keep there is nothing to say whose it is
                    let _ = shelf.keep_sitting(&sitting.sitting).await;
                }
                let kept = kept::changes(&here, &sitting.sitting).await;
                let mut exam = Exam::open(&id, zone, &device, sitting, kept, crate::door::clocks::now());
                exam.at = at.filter(|at| *at < exam.len()).unwrap_or(exam.at);
                let to = Route::Question { task: id, at: exam.at };
                *here.exam.borrow_mut() = Some(exam);
                here.go(&to, true);
                shell::run(&here);
            }
            Err(failure @ (Failure::NotSignedIn | Failure::PasswordFirst)) => here.fail(&Route::Task(id), TITLE, &failure),
            Err(failure) => match page::find("#app [data-notice]") {
                Some(_) => page::fill("#app [data-notice]", &paint::study::frame::told("还没有开始", failure.says())),
                None => here.fail(&Route::Task(id), TITLE, &failure),
            },
        }
    });
}

/// Shows a question or the summary of the open sitting; one that is not held here is gone on with, if it is open on the server.
pub fn sit(here: &Here, id: String, at: Option<usize>) {
    let held = here.exam.borrow().as_ref().filter(|exam| exam.task == id).map(Exam::phase);
    match held {
        Some(Phase::Over) | None => {
            let answer = ask_at::<ViewTask>(&*here.server, &[&id], &());
            here.load((Route::Task(id), TITLE), answer, move |here, task| {
                if task.exam.as_ref().is_some_and(|exam| exam.next.state == "go-on") {
                    open(here, &task, at);
                } else {
                    here.go(&Route::Exam(task.id), true);
                }
            });
        }
        Some(_) => shell::show(here, at),
    }
}

/// Shows what a sitting came to.
pub fn result(here: &Here, sitting: &str) {
    let answer = ask_at::<ViewSitting>(&*here.server, &[sitting], &());
    here.load((Route::Tasks, "考试结果"), answer, |here, result| here.draw(&paint::study::result::screen(&result)));
}

fn zone(minutes: i32) -> Zone {
    i16::try_from(minutes).ok().and_then(Zone::east).unwrap_or(Zone::CHINA)
}
