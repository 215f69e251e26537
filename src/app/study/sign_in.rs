//! Signing in, by password or by code, and setting a password.

use super::member::Here;
use super::server::{Answer, Failure, ask as ask_server};
use super::{exam, learning, me, screens, who};
use crate::door::{page, task};
use paint::study::Route;
use paint::study::sign_in::{By, Form, password, says, screen};
use std::rc::Rc;
use wire::study::{MemberView, SendCode, SendCodeRequest, SetPassword, SetPasswordRequest, SignIn, SignInRequest};

/// Asks who is signed in, and shows what the address names, or the form when it is nobody.
pub fn recognise(here: &Here, then: impl FnOnce() + 'static) {
    let here = Rc::clone(here);
    task::spawn(async move {
        match who::who(&*here.server, &here.keep).await {
            Ok(me) => enter(&here, me).await,
            Err(failure) => here.fail(&Route::Tasks, "学习任务", &failure),
        }
        then();
    });
}

/// Someone is signed in: on to their password where they must set one, else to where the address leads.
async fn enter(here: &Here, me: MemberView) {
    let must_set_password = me.must_set_password;
    me::becomes(here, me);
    if !must_set_password {
        exam::resume(here).await;
    }
    // what waited for somebody to sign in goes out now
    exam::hurry(here);
    if !must_set_password {
        learning::send(here);
    }
    match here.route() {
        _ if must_set_password => ask_for_password(here, true),
        Route::SignIn => here.go(&Route::Tasks, true),
        _ => screens::show(here),
    }
}

/// Shows the form to sign in with.
pub fn ask(here: &Here) {
    here.next_turn();
    here.draw(&screen(&here.form.borrow()));
}

/// Shows the form to set a password with.
pub fn ask_for_password(here: &Here, first: bool) {
    here.next_turn();
    let has_password = here.me.borrow().as_ref().is_none_or(|me| me.has_password);
    here.draw(&password(first, has_password, ""));
}

/// Another way to prove who one is; what is written stays.
pub fn by(here: &Here, by: By) {
    *here.form.borrow_mut() = Form { unit: page::value("#unit"), number: page::value("#number"), by, ..Form::default() };
    ask(here);
    page::focus(match by {
        By::Password => "#password",
        By::Code => "#code",
    });
}

/// Sends what the form holds.
pub fn sign_in(here: &Here) {
    let filled = |name: &str| Some(page::value(name)).filter(|text| !text.trim().is_empty());
    let code = filled("#code").map(|code| code.trim().to_owned());
    let request = SignInRequest {
        unit: page::value("#unit").trim().to_owned(),
        number: page::value("#number").trim().to_owned(),
        password: filled("#password"),
        code,
    };
    if request.unit.is_empty() || request.number.is_empty() || request.password.is_none() && request.code.is_none() {
        say("单位、编号和密码（验证码）都要填。", "");
        return;
    }
    let answer = ask_server::<SignIn>(&*here.server, &request);
    submit(here, answer, |here, me| {
        *here.form.borrow_mut() = Form::default();
        let here = Rc::clone(here);
        task::spawn(async move {
            who::remember(&here.keep, &me).await;
            enter(&here, me).await;
        });
    });
}

/// Has a code sent to the member's phone.
pub fn send_code(here: &Here) {
    let request = SendCodeRequest { unit: page::value("#unit").trim().to_owned(), number: page::value("#number").trim().to_owned() };
    if request.unit.is_empty() || request.number.is_empty() {
        say("请先填单位和编号。", "");
        return;
    }
    submit(here, ask_server::<SendCode>(&*here.server, &request), |_, sent| {
        let minutes = sent.valid_s.div_ceil(60);
        say("", &format!("如果单位登记了手机号，验证码已经发出，{minutes}分钟内有效。没收到，请过{}秒再发。", sent.again_s));
        page::focus("#code");
    });
}

/// Sets the password that the form holds.
pub fn set_password(here: &Here) {
    let (new, again) = (page::value("#new"), page::value("#again"));
    if new != again {
        say("两次写的新密码不一样。", "");
        return;
    }
    let first = page::find("#present").is_none();
    let present = Some(page::value("#present")).filter(|_| !first);
    let answer = ask_server::<SetPassword>(&*here.server, &SetPasswordRequest { present, password: new });
    submit(here, answer, |here, me| {
        let (keep, known) = (Rc::clone(&here.keep), me.clone());
        task::spawn(async move { who::remember(&keep, &known).await });
        *here.me.borrow_mut() = Some(me);
        // what waited for a password goes out now
        let waits = Rc::clone(here);
        task::spawn(async move {
            exam::resume(&waits).await;
            exam::hurry(&waits);
            learning::send(&waits);
        });
        match here.route() {
            Route::Password => here.go(&Route::Me, true),
            Route::SignIn => here.go(&Route::Tasks, true),
            _ => screens::show(here),
        }
    });
}

/// Waits for the answer to a form: pressing again meanwhile does nothing, and what went wrong is said over the form.
fn submit<T: 'static>(here: &Here, answer: Answer<T>, then: impl FnOnce(&Here, T) + 'static) {
    if here.busy.replace(true) {
        return;
    }
    page::set("#app [type=submit]", "aria-busy", Some("true"));
    let here = Rc::clone(here);
    task::spawn(async move {
        let answer = answer.await;
        here.busy.set(false);
        page::set("#app [type=submit]", "aria-busy", None);
        match answer {
            Ok(value) => then(&here, value),
            // whoever sets a password after their session ended signs in anew
            Err(Failure::NotSignedIn) if page::find("#app [data-sign-in]").is_none() => ask(&here),
            Err(Failure::Unreached) => say("连不上服务器，可能是网络不好。请连上网，再试一次。", ""),
            Err(failure) => say(failure.says(), ""),
        }
    });
}

fn say(wrong: &str, told: &str) {
    page::fill("#app [data-says]", &says(wrong, told));
    page::reveal("#app [data-says]");
}
