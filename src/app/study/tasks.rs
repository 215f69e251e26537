//! The assignments of a member.

use super::member::Here;
use super::server::{Answer, ViewTask, ask, ask_at};
use crate::door::page;
use paint::study::Route;
use wire::api::Code;
use wire::study::{CertificateView, Tasks, ViewCertificate};

/// What a list that does not come is called.
const TITLE: &str = "学习任务";

/// Shows what is due.
pub fn list(here: &Here) {
    here.load((Route::Tasks, TITLE), ask::<Tasks>(&*here.server, &()), |here, list| {
        here.draw(&paint::study::tasks::screen(&list, &here.unit()));
    });
}

/// Shows one of them.
pub fn detail(here: &Here, id: &str) {
    here.load((Route::Tasks, TITLE), ask_at::<ViewTask>(&*here.server, &[id], &()), |here, task| {
        here.draw(&paint::study::task::screen(&task));
        *here.task.borrow_mut() = Some(task);
    });
}

/// Shows the certificate of one.
pub fn certificate(here: &Here, id: String) {
    let answer = ask_at::<ViewCertificate>(&*here.server, &[&id], &());
    let answer: Answer<Option<CertificateView>> = Box::pin(async move {
        match answer.await {
            Err(failure) if failure.is(Code::UnknownCertificate) => Ok(None),
            answer => answer.map(Some),
        }
    });
    here.load((Route::Task(id.clone()), "证书"), answer, move |here, view| match view {
        Some(view) => here.draw(&paint::study::certificate::screen(&id, &view, &page::fact("root"))),
        None => here.draw(&paint::study::certificate::none(&id)),
    });
}
