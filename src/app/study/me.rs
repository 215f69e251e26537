//! Who is signed in, and signing out: nothing of one member stays on a device for the next.

use super::exam::{self, Exam};
use super::member::Here;
use super::server::{Failure, ask};
use super::sign_in;
use crate::door::{page, task};
use crate::keep::{Change, Keys, Store};
use paint::study::Route;
use paint::study::frame::told;
use std::rc::Rc;
use wire::study::{Me, SignOut, SignOutRequest};

/// Shows who is signed in.
pub fn show(here: &Here) {
    here.load((Route::Tasks, "我的"), ask::<Me>(&*here.server, &()), |here, me| {
        here.draw(&paint::study::me::screen(&me));
        *here.me.borrow_mut() = Some(me);
    });
}

/// Ends the session here, or all of the member's, and deletes what the device keeps of them.
pub fn sign_out(here: &Here, everywhere: bool) {
    if here.exam.borrow().as_ref().is_some_and(Exam::waits) {
        exam::hurry(here);
        page::fill("#app [data-notice]", &told("还有答案没送出", "正在送出。连上网送完以后，再退出。"));
        return;
    }
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

async fn forget(here: &Here) {
    super::learning::forget(here);
    *here.me.borrow_mut() = None;
    *here.exam.borrow_mut() = None;
    *here.task.borrow_mut() = None;
    let everything = Store::ALL.map(|store| Change::Delete(Keys::all(store))).to_vec();
    // where nothing can be kept there is nothing to delete
    let _ = here.keep.transact(Vec::new(), Box::new(|_| everything)).await;
    *here.form.borrow_mut() = paint::study::sign_in::Form::default();
    sign_in::ask(here);
}
