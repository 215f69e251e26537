//! The wrong book: the questions somebody answered wrong or left blank, until they get them right again.

use crate::sitting::State;
use crate::{Item, Mark, Sitting};

/// Goes through handed-in sittings, oldest first, and keeps each question whose last mark was not right, newest mistake first.
/// A question answered partly right stays in the book; so does one left blank in a counted sitting.
#[must_use]
pub fn wrong_book<'a>(sittings: impl IntoIterator<Item = &'a Sitting>) -> Vec<Item> {
    let mut wrong: Vec<&Item> = Vec::new();
    for sitting in sittings {
        let State::HandedIn(hand_in) = &sitting.state else { continue };
        for (item, (mark, _)) in sitting.paper.items.iter().zip(&hand_in.outcome.marks) {
            wrong.retain(|known| known.bank != item.bank || known.question.id != item.question.id);
            if *mark != Mark::Right {
                wrong.push(item);
            }
        }
    }
    wrong.into_iter().rev().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Scoring;
    use crate::sitting::{Answer, Event, PlaceOfPerson, Purpose};
    use crate::{ChoiceSet, Kind, Moment, Paper, Points, Question};

    fn sitting(answers: &[(&str, ChoiceSet)]) -> Sitting {
        let item = |id: &str| Item {
            bank: "b".into(),
            question: Question {
                id: id.into(),
                kind: Kind::Judge,
                stem: id.into(),
                choices: vec!["对".into(), "错".into()],
                key: ChoiceSet::TRUE,
                explain: String::new(),
                basis: vec![],
                level: 1,
            },
            order: vec![0, 1],
            points: Points::whole(10),
        };
        let mut sitting = Sitting {
            id: "s".into(),
            campaign: "c".into(),
            round: "1".into(),
            participant: "p".into(),
            purpose: Purpose::Counted,
            place: PlaceOfPerson::default(),
            started: Moment(0),
            paper: Paper { items: answers.iter().map(|(id, _)| item(id)).collect() },
            answers: answers.iter().map(|(_, given)| Answer { given: *given, flagged: false }).collect(),
            at: 0,
            state: State::Open,
        };
        sitting.apply(Event::HandedIn { at: Moment(1), used_ms: 1, out_of_time: false, scoring: Scoring::default() });
        sitting
    }

    #[test]
    fn a_question_leaves_the_book_when_it_is_answered_right() {
        let first = sitting(&[("1", ChoiceSet::FALSE), ("2", ChoiceSet::default()), ("3", ChoiceSet::TRUE)]);
        let book = |sittings: &[Sitting]| wrong_book(sittings).into_iter().map(|item| item.question.id).collect::<Vec<_>>();
        assert_eq!(book(std::slice::from_ref(&first)), ["2", "1"]);
        assert_eq!(book(&[first, sitting(&[("2", ChoiceSet::TRUE)])]), ["1"]);
    }
}
