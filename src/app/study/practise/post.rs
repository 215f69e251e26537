//! Answers in practice on their way: each waits on the device until the server has it.

use crate::study::kept::{Shelf, Waiting};
use crate::study::server::{Failure, Server, ask_at};
use domain::Moment;
use wire::api::Code;
use wire::study::{Answered, Report, ReportRequest, TaskView};

/// The most answers of one report.
const MOST: usize = 200;
/// No answer is said to be older than so many milliseconds; it counts on the day it arrives.
const OLDEST_MS: i64 = 30 * 86_400_000;

/// What came of sending.
#[derive(Debug, Default)]
pub struct Posted {
    /// The assignment that was asked about, as it stands now; missing when nothing of it was sent or nothing came back.
    pub task: Option<TaskView>,
    /// How many answers still wait.
    pub waiting: usize,
    /// Why the last of them still wait, or were not taken.
    pub failure: Option<Failure>,
}

/// Sends what waits and an answer that could not be kept, assignment by assignment; `about` is the one whose progress is wanted. `now` by the clock of this device.
pub async fn post(server: &dyn Server, shelf: &Shelf, (about, unkept): (&str, Option<Waiting>), now: Moment) -> Posted {
    let mut posted = Posted::default();
    let mut waiting = shelf.answers().await.unwrap_or_default();
    waiting.extend(unkept);
    while let Some(task) = waiting.first().map(|answer| answer.task.clone()) {
        let batch: Vec<Waiting> = waiting.iter().filter(|answer| answer.task == task).take(MOST).cloned().collect();
        let answers = batch.iter().map(|answer| answered(answer, now)).collect();
        let request = ReportRequest { answers, ..ReportRequest::default() };
        match ask_at::<Report>(server, &[&task], &request).await {
            Ok(view) if task == about => posted.task = Some(view),
            Ok(_) => {}
            Err(failure) => {
                let keeps =
                    failure.is(Code::ExamFirst) || failure.passes() || matches!(failure, Failure::NotSignedIn | Failure::PasswordFirst);
                posted.failure = Some(failure);
                if keeps {
                    break;
                }
            }
        }
        // what stays kept by mistake is sent once more, and counts once
        let _ = shelf.forget_answers(&batch).await;
        waiting.retain(|answer| !batch.contains(answer));
    }
    posted.waiting = waiting.len();
    posted
}

fn answered(answer: &Waiting, now: Moment) -> Answered {
    Answered {
        bank: answer.bank.clone(),
        question: answer.question.clone(),
        given: answer.given.clone(),
        ago_ms: now.since_ms(Moment(answer.at_ms)).clamp(0, OLDEST_MS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::{Kept, Memory};
    use crate::study::server::fake::{Fake, now};
    use std::rc::Rc;

    /// What came of sending an answer each for these assignments to a server that answers so, and how many requests that took.
    fn check(tasks: &[&str], answers: Vec<Result<&str, Code>>) -> (Posted, Vec<String>) {
        let keep: Kept = Rc::new(Memory::default());
        let shelf = Shelf::of(&keep, "7");
        let server = Fake::default();
        for answer in answers {
            match answer {
                Ok(id) => server.answer(&serde_json::to_string(&TaskView { id: id.into(), ..TaskView::default() }).expect("JSON")),
                Err(code) => server.refuse(Failure::of(code.into())),
            }
        }
        let tasks: Vec<String> = tasks.iter().map(|task| (*task).to_owned()).collect();
        let server = Rc::new(server);
        let asked = Rc::clone(&server);
        let posted = now(Box::pin(async move {
            for (n, task) in (0..).zip(tasks) {
                let waiting = Waiting { task, bank: "b".into(), question: "q".into(), given: vec![1], at_ms: 1000 + n };
                shelf.keep_answer(&waiting).await.expect("a keep in memory");
            }
            Ok(post(&*server, &shelf, ("a", None), Moment(6000)).await)
        }));
        (posted.expect("it is there"), asked.asked().into_iter().map(|(path, body)| path + &body.unwrap_or_default()).collect())
    }

    #[test]
    fn each_assignment_gets_its_own_answers_and_how_long_ago_they_were_given() {
        let (posted, asked) = check(&["a", "b", "a"], vec![Ok("a"), Ok("b")]);
        assert_eq!((posted.task.map(|task| task.id), posted.waiting), (Some("a".into()), 0));
        assert_eq!(asked.len(), 2);
        assert!(
            asked[0].starts_with("/api/v1/assignments/a/study")
                && asked[0].contains("\"ago_ms\":5000")
                && asked[0].contains("\"ago_ms\":4998")
        );
    }

    #[test]
    fn without_a_network_all_of_it_waits() {
        let (posted, asked) = check(&["a", "b"], vec![]);
        assert_eq!((posted.waiting, posted.failure, asked.len()), (2, Some(Failure::Unreached), 1));
    }

    #[test]
    fn what_the_server_never_takes_does_not_bar_the_rest() {
        let (posted, asked) = check(&["b", "a"], vec![Err(Code::ExamBarred), Ok("a")]);
        assert_eq!((posted.task.map(|task| task.id), posted.waiting, asked.len()), (Some("a".into()), 0, 2));
        assert!(posted.failure.is_some());
        assert_eq!(check(&["b", "a"], vec![Err(Code::Internal)]).0.waiting, 2);
        assert_eq!(check(&["b", "a"], vec![Err(Code::ExamFirst)]).0.waiting, 2, "until it is handed in");
    }
}
