//! Which screen a route leads to.

use super::member::Here;
use super::{exam, me, sign_in, tasks};
use paint::study::{Route, frame};

/// Shows what the address names.
pub fn show(here: &Here) {
    here.next_turn();
    match here.route() {
        Route::Tasks => tasks::list(here),
        Route::Me => me::show(here),
        Route::SignIn => sign_in::ask(here),
        Route::Password => sign_in::ask_for_password(here, false),
        // screens that are still to come
        Route::Read { .. } | Route::Law { .. } | Route::Practise { .. } | Route::Wrong => to_come(here),
        Route::Task(id) => tasks::detail(here, &id),
        Route::Exam(id) => exam::before(here, id),
        Route::Question { task, at } => exam::sit(here, task, Some(at)),
        Route::HandIn(task) => exam::sit(here, task, None),
        Route::Result(sitting) => exam::result(here, &sitting),
        Route::Certificate(id) => tasks::certificate(here, id),
    }
}

fn to_come(here: &Here) {
    here.draw(&frame::failed(&Route::Tasks, "学习任务", "还没有这一页", "请返回学习任务。"));
}
