//! Which screen a route leads to.

use super::member::Here;
use super::{exam, learning, me, practise, read, sign_in, tasks, wrong};
use paint::study::Route;

/// Shows what the address names.
pub fn show(here: &Here) {
    learning::leave(here);
    here.next_turn();
    match here.route() {
        Route::Tasks => tasks::list(here),
        Route::Me => me::show(here),
        Route::SignIn => sign_in::ask(here),
        Route::Password => sign_in::ask_for_password(here, false),
        Route::Read { task, part, key } => read::show(here, task, part, key),
        Route::Law { law, anchor } => read::show_law(here, law, anchor),
        Route::Practise { task, part } => practise::show(here, task, part),
        Route::Wrong => wrong::show(here),
        Route::Task(id) => tasks::detail(here, &id),
        Route::Exam(id) => exam::before(here, id),
        Route::Question { task, at } => exam::sit(here, task, Some(at)),
        Route::HandIn(task) => exam::sit(here, task, None),
        Route::Result(sitting) => exam::result(here, &sitting),
        Route::Certificate(id) => tasks::certificate(here, id),
    }
}
