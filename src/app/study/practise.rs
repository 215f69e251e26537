//! Practice: questions of a part, unseen ones first, each answered and told at once.

pub mod post;
pub mod session;

use super::kept::Waiting;
use super::learning;
use super::member::Here;
use super::server::{ViewTask, ask_at};
use super::wrong;
use crate::door::{page, task};
use domain::ChoiceSet;
use paint::study::{Route, practise};
use session::{AfterWrong, Given, IN_A_ROW, Session};
use std::rc::Rc;
use wire::study::{TaskView, ViewPractice};

/// Shows the first question of a part.
pub fn show(here: &Here, id: String, part: usize) {
    if learning::goes_on(here) {
        return draw(here);
    }
    let answer = ask_at::<ViewTask>(&*here.server, &[&id], &());
    here.load((Route::Task(id), "练习"), answer, move |here, view| {
        let back = Route::Task(view.id.clone());
        let answer = ask_at::<ViewPractice>(&*here.server, &[&view.id, &part.to_string()], &());
        here.load((back, "练习"), answer, move |here, set| {
            let questions = set.questions.into_iter().take(IN_A_ROW).collect();
            *here.learning.task.borrow_mut() = Some(view);
            learning::begin(here, Session::new(questions, AfterWrong::GoesOn));
            draw(here);
            wrong::open_quietly(here);
        });
    });
}

/// Where back leads, and what the bar says.
fn head(here: &Here) -> (Route, String) {
    match here.route() {
        Route::Practise { task, part } => {
            let title = with_part(here, part, |part| part.title.clone()).unwrap_or_else(|| "练习".to_owned());
            (Route::Task(task), title)
        }
        _ => (Route::Wrong, "错题本".to_owned()),
    }
}

fn with_part<T>(here: &Here, part: usize, look: impl FnOnce(&wire::study::PartView) -> T) -> Option<T> {
    here.learning.task.borrow().as_ref().and_then(|task: &TaskView| task.study.as_ref()?.parts.get(part).map(look))
}

/// How far the part is that is practised; nothing in the wrong book.
fn progress(here: &Here) -> String {
    match here.route() {
        Route::Practise { part, .. } => with_part(here, part, practise::progress).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Draws the question that is asked or was answered, or what the session came to.
pub fn draw(here: &Here) {
    let (back, title) = head(here);
    let slot = here.learning.session.borrow();
    let Some(session) = slot.as_ref() else { return };
    let Some(question) = session.question() else {
        let came = session.came();
        let is_practice = matches!(here.route(), Route::Practise { .. });
        let html = match came.answered {
            0 => practise::empty(&back, &title),
            _ => practise::ended(&back, &title, came, &progress(here), is_practice),
        };
        drop(slot);
        return here.draw(&html);
    };
    let progress = [session.progress(), progress(here)].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("　");
    let asked =
        practise::Asked { back: &back, title: &title, progress: &progress, question, given: session.given(), more: session.has_more() };
    let lacking = here.learning.lacking.borrow();
    here.draw(&practise::screen(&asked, |law| !lacking.contains(law)));
    if session.given().is_some() {
        page::focus("#app [data-onward]");
        page::reveal("#app [data-told]");
    }
}

/// Takes what is picked for the answer.
pub fn answer(here: &Here) {
    let places: Vec<usize> = page::checked("#app .q").collect();
    let given = here.learning.session.borrow_mut().as_mut().and_then(|session| session.answer(ChoiceSet::of(&places)));
    let Some(given) = given else { return };
    draw(here);
    if let (false, Some(session)) = (given.right, here.learning.session.borrow().as_ref())
        && let Some(question) = session.question()
    {
        wrong::keep_question(here, question);
    }
    wrong::take(here, &given.name(), given.right, learning::now());
    if let Route::Practise { task, .. } = here.route() {
        report(here, task, given);
    }
}

/// Keeps an answer, and sends it with what waited before.
fn report(here: &Here, task: String, given: Given) {
    let Some(shelf) = learning::shelf(here) else { return };
    let waiting = Waiting { task: task.clone(), bank: given.bank, question: given.question, given: given.places, at_ms: learning::now().0 };
    let here = Rc::clone(here);
    task::spawn(async move {
        // where nothing can be kept it is sent all the same
        let unkept = shelf.keep_answer(&waiting).await.is_err().then_some(waiting);
        let posted = post::post(&*here.server, &shelf, (&task, unkept), learning::now()).await;
        if let Some(view) = posted.task {
            *here.learning.task.borrow_mut() = Some(view);
        }
        if let Some(session) = here.learning.session.borrow_mut().as_mut() {
            session.waits(posted.waiting);
        }
        let is_over = here.learning.session.borrow().as_ref().is_some_and(|session| session.question().is_none());
        if is_over && *here.learning.session_of.borrow() == Some(here.route()) {
            draw(&here);
        }
    });
}

/// Goes on to the next question, or to what it came to.
pub fn onward(here: &Here) {
    if let Some(session) = here.learning.session.borrow_mut().as_mut() {
        session.next();
    }
    draw(here);
}
