//! The assignments of a member.

use super::member::Here;
use super::server::ask;
use paint::study::{Route, frame};
use wire::study::Tasks;

/// What a list that does not come is called.
const TITLE: &str = "学习任务";

/// Shows what is due.
pub fn list(here: &Here) {
    here.load((Route::Tasks, TITLE), ask::<Tasks>(&*here.server, &()), |here, list| {
        let titles: String = list.tasks.iter().map(|task| format!("<p>{}</p>", paint::escape(&task.title))).collect();
        here.draw(&frame::main_screen(&Route::Tasks, &here.unit(), TITLE, &titles));
    });
}
