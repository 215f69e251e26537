//! Who is signed in, and signing out: nothing of one member stays on a device for the next.

use super::deliver::deliver;
use super::exam::{self, Exam};
use super::learning;
use super::member::Here;
use super::server::{Failure, ask};
use super::{sign_in, wrong};
use crate::door::{page, task};
use paint::study::Route;
use paint::study::frame::told;
use std::rc::Rc;
use wire::study::{Me, MemberView, SignOut, SignOutRequest};

/// Shows who is signed in.
pub fn show(here: &Here) {
    here.load((Route::Tasks, "我的"), ask::<Me>(&*here.server, &()), |here, me| {
        here.draw(&paint::study::me::screen(&me));
        becomes(here, me);
    });
}

/// Sends what only this device has, and then signs out, here or everywhere; where something could not be sent it is asked first.
pub fn sign_out(here: &Here, everywhere: bool) {
    if here.exam.borrow().as_ref().is_some_and(Exam::waits) {
        exam::hurry(here);
        page::fill("#app [data-notice]", &told("还有答案没送出", "正在送出。连上网送完以后，再退出。"));
        return;
    }
    if here.busy.replace(true) {
        return;
    }
    page::set("#app [data-sign-out]", "aria-busy", Some("true"));
    let here = Rc::clone(here);
    task::spawn(async move {
        let waiting = match learning::shelf(&here) {
            Some(shelf) => {
                wrong::open(&here).await;
                deliver(&*here.server, &shelf, &here.learning.book, learning::now()).await
            }
            None => 0,
        };
        here.busy.set(false);
        page::set("#app [data-sign-out]", "aria-busy", None);
        match waiting {
            0 => leave(&here, everywhere),
            // whoever went elsewhere meanwhile signs out another time
            _ if here.route() != Route::Me => {}
            waiting => page::fill("#app [data-notice]", &paint::study::me::ask(waiting, everywhere)),
        }
        page::reveal("#app [data-notice]");
    });
}

/// Ends the session here, or all of the member's, and deletes what the device keeps of them.
pub fn leave(here: &Here, everywhere: bool) {
    if here.busy.replace(true) {
        return;
    }
    let (here, answer) = (Rc::clone(here), ask::<SignOut>(&*here.server, &SignOutRequest { everywhere }));
    task::spawn(async move {
        let answer = answer.await;
        here.busy.set(false);
        match answer {
            Ok(_) | Err(Failure::NotSignedIn) => {
                forget(&here).await;
                here.go(&Route::SignIn, true);
            }
            Err(failure) => page::fill("#app [data-notice]", &told("还没有退出", failure.says())),
        }
    });
}

/// Somebody is at the page: what it holds of whoever was there before goes.
pub fn becomes(here: &Here, me: MemberView) {
    let number = me.number.clone();
    here.server.speak_for(Some(&number));
    let before = here.me.borrow_mut().replace(me);
    if before.is_none_or(|before| before.number != number) {
        clear(here);
    }
}

/// Nothing of a member stays in the page.
fn clear(here: &Here) {
    learning::forget(here);
    *here.exam.borrow_mut() = None;
    *here.task.borrow_mut() = None;
}

async fn forget(here: &Here) {
    if let Some(shelf) = learning::shelf(here) {
        // where nothing can be kept there is nothing to delete
        let _ = shelf.forget().await;
    }
    clear(here);
    here.server.speak_for(None);
    *here.me.borrow_mut() = None;
    *here.form.borrow_mut() = paint::study::sign_in::Form::default();
    sign_in::ask(here);
}
