//! What a session of the wrong book asks: the server's questions, and without a network those that the device keeps.

use crate::study::kept::Shelf;
use crate::study::server::{Failure, Server, ask};
use domain::memory::Card;
use std::collections::BTreeSet;
use wire::study::{PracticeQuestion, QuestionsRequest, ViewQuestions};

/// The most questions that are asked for at once, as the server has it.
const AT_ONCE: usize = 100;

/// The questions of a session, in the order in which they are due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Those that can be asked.
    pub questions: Vec<PracticeQuestion>,
    /// How many are due that are neither reached nor kept.
    pub missing: usize,
}

/// The questions of these names, and those of them kept that came.
///
/// # Errors
/// Why there are none: when the server could not be reached, nothing of them is kept here either.
pub async fn due(server: &dyn Server, shelf: &Shelf, names: &[String]) -> Result<Due, Failure> {
    match ask::<ViewQuestions>(server, &QuestionsRequest { questions: names.to_vec() }).await {
        Ok(set) => {
            // what could not be kept needs a network next time
            let _ = shelf.keep_questions(names, &set.questions).await;
            // one that the server leaves out may not be looked at now
            Ok(Due { missing: 0, ..there(names, set.questions) })
        }
        Err(failure) if failure.passes() => {
            let due = there(names, shelf.questions().await.unwrap_or_default());
            if due.questions.is_empty() { Err(failure) } else { Ok(due) }
        }
        Err(failure) => Err(failure),
    }
}

/// Has the device keep the questions of the book that it lacks, as many as come at once, so that a session needs no network.
///
/// # Errors
/// [`Failure`] when the server gives none now.
pub async fn fetch(server: &dyn Server, shelf: &Shelf, cards: &[Card]) -> Result<(), Failure> {
    let names = lacking(cards, &shelf.questions().await.unwrap_or_default());
    if names.is_empty() {
        return Ok(());
    }
    let set = ask::<ViewQuestions>(server, &QuestionsRequest { questions: names.clone() }).await?;
    // what could not be kept is asked for once more
    let _ = shelf.keep_questions(&names, &set.questions).await;
    Ok(())
}

/// Of the questions that are due those that are there, in the order of their names.
fn there(names: &[String], questions: Vec<PracticeQuestion>) -> Due {
    let mut questions: Vec<(usize, PracticeQuestion)> = questions
        .into_iter()
        .filter_map(|question| {
            let name = name(&question);
            Some((names.iter().position(|asked| *asked == name)?, question))
        })
        .collect();
    questions.sort_by_key(|(place, _)| *place);
    Due { missing: names.len().saturating_sub(questions.len()), questions: questions.into_iter().map(|(_, question)| question).collect() }
}

/// What is to be fetched: questions that are still learned and not kept here, what is due first before the rest.
fn lacking(cards: &[Card], kept: &[PracticeQuestion]) -> Vec<String> {
    let kept: BTreeSet<String> = kept.iter().map(name).collect();
    let mut wanted: Vec<&Card> = cards.iter().filter(|card| !card.known && !kept.contains(&card.question)).collect();
    wanted.sort_by_key(|card| card.due);
    wanted.into_iter().take(AT_ONCE).map(|card| card.question.clone()).collect()
}

/// Bank and id, as the wrong book names a question.
#[must_use]
pub fn name(question: &PracticeQuestion) -> String {
    format!("{}/{}", question.bank, question.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::{Kept, Memory};
    use crate::study::server::fake::{Fake, now};
    use domain::Moment;
    use std::rc::Rc;
    use wire::api::Code;
    use wire::study::PracticeSet;

    fn question(id: &str) -> PracticeQuestion {
        PracticeQuestion { bank: "b".into(), id: id.into(), ..PracticeQuestion::default() }
    }

    fn names(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| format!("b/{id}")).collect()
    }

    fn set(ids: &[&str]) -> String {
        serde_json::to_string(&PracticeSet { questions: ids.iter().map(|id| question(id)).collect() }).expect("JSON")
    }

    /// What a session of these questions asks, and how many are missing, after the server answered so, one session after the other.
    fn check(asked: &[&str], answers: &[Result<&[&str], Failure>]) -> Vec<Result<(Vec<String>, usize), Failure>> {
        let (server, keep): (Rc<Fake>, Kept) = (Rc::default(), Rc::new(Memory::default()));
        let mut came = Vec::new();
        for answer in answers {
            match answer {
                Ok(ids) => server.answer(&set(ids)),
                Err(failure) => server.refuse(failure.clone()),
            }
            let (server, shelf, names) = (Rc::clone(&server), Shelf::of(&keep, "7"), names(asked));
            let due = now(Box::pin(async move { due(&*server, &shelf, &names).await }));
            came.push(due.map(|due| (due.questions.into_iter().map(|question| question.id).collect(), due.missing)));
        }
        came
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn what_was_fetched_once_opens_without_a_network() {
        let came = check(&["2", "1"], &[Ok(&["1", "2"]), Err(Failure::Unreached)]);
        assert_eq!(came, [Ok((ids(&["2", "1"]), 0)), Ok((ids(&["2", "1"]), 0))]);
    }

    #[test]
    fn where_only_some_are_here_those_are_asked_and_the_rest_is_counted() {
        assert_eq!(check(&["1", "2"], &[Err(Failure::Unreached)]), [Err(Failure::Unreached)]);
        // one that the server no longer gives out is not kept either
        let came = check(&["1", "2"], &[Ok(&["1", "2"]), Ok(&["2"]), Err(Failure::Unreached)]);
        assert_eq!(came[1..], [Ok((ids(&["2"]), 0)), Ok((ids(&["2"]), 1))]);
    }

    #[test]
    fn while_an_exam_is_open_nothing_comes_from_the_device() {
        let barred = Failure::of(Code::ExamFirst.into());
        assert_eq!(check(&["1"], &[Ok(&["1"]), Err(barred.clone())])[1], Err(barred));
    }

    #[test]
    fn what_is_due_first_is_fetched_first_and_what_is_known_or_kept_not_at_all() {
        let card = |id: &str, due: i64, known| Card { question: format!("b/{id}"), due: Moment(due), known, ..card() };
        let cards = [card("late", 9, false), card("soon", 1, false), card("known", 2, true), card("kept", 3, false)];
        assert_eq!(lacking(&cards, &[question("kept")]), names(&["soon", "late"]));
        let (server, keep): (Rc<Fake>, Kept) = (Rc::default(), Rc::new(Memory::default()));
        server.answer(&set(&["soon", "late"]));
        let (asked, shelf) = (Rc::clone(&server), Shelf::of(&keep, "7"));
        let kept = now(Box::pin(async move {
            fetch(&*asked, &shelf, &cards[..2]).await?;
            fetch(&*asked, &shelf, &cards[..2]).await?;
            Ok(shelf.questions().await.expect("a keep in memory"))
        }));
        assert_eq!((kept.map(|kept| kept.len()), server.asked().len()), (Ok(2), 1), "what is here is not asked for again");
    }

    fn card() -> Card {
        let terms = domain::memory::Terms { zone: domain::Zone::CHINA, exam: None };
        domain::memory::answered(None, "b/1", false, Moment(0), terms).expect("a card")
    }
}
