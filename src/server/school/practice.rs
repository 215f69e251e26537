//! Practice: questions with their keys, unseen ones first, and the wrong book on several devices.

use std::collections::HashMap;

use domain::assignment::Task;
use domain::{Bank, Question, Topic};
use wire::api::Code;
use wire::study::{CardsRequest, CardsView, PracticeQuestion, PracticeSet, QuestionsRequest};

use super::{Known, School};
use crate::hall::Refusal;

/// A clock may be so many milliseconds ahead of the server's and is believed all the same.
const AHEAD_MS: i64 = 10 * 60_000;
/// The most cards or reviews in one request.
const MOST: usize = 500;

impl School {
    /// The questions of a part: those never answered first, then those last answered wrong, then the rest.
    ///
    /// # Errors
    /// [`Code::NotDue`]; [`Code::NotFound`] when the part is no practice; [`Code::ExamFirst`] while an exam is open.
    pub async fn practice(&self, known: &Known, id: &str, part: usize) -> Result<PracticeSet, Refusal> {
        let (assignment, _) = self.of_member(id, &known.member).await?;
        self.no_open_exam(known).await?;
        let study = assignment.study.as_ref().ok_or(Code::NotFound)?;
        let part = study.parts.get(part).filter(|part| matches!(part.task, Task::Practise { .. })).ok_or(Code::NotFound)?;
        let rows = self.register.studied(id, &known.member).await?;
        let last: HashMap<(&str, &str), bool> =
            rows.answers.iter().map(|row| ((row.bank.as_str(), row.question.as_str()), row.is_right)).collect();
        let fits =
            |bank: &Bank, topic: &Topic| part.practises(&domain::assignment::Chapter { bank: bank.id.clone(), topic: topic.id.clone() });
        let mut questions = Vec::new();
        for bank in self.banks.iter() {
            for topic in bank.topics.iter().filter(|topic| fits(bank, topic)) {
                let last = |question: &Question| last.get(&(bank.id.as_str(), question.id.as_str())).copied();
                questions.extend(topic.questions.iter().map(|question| shown(bank, topic, question, last(question))));
            }
        }
        questions.sort_by_key(|question| question.last_right.map_or(0, |right| if right { 2 } else { 1 }));
        Ok(PracticeSet { questions })
    }

    /// Questions of the wrong book, as far as the member may see them with their keys: they practise them in some assignment of theirs.
    ///
    /// # Errors
    /// [`Code::BadBody`] for too many; [`Code::ExamFirst`] while an exam is open.
    pub async fn questions(&self, known: &Known, request: &QuestionsRequest) -> Result<PracticeSet, Refusal> {
        if request.questions.len() > 100 {
            return Err(Code::BadBody.into());
        }
        self.no_open_exam(known).await?;
        let mut chapters = Vec::new();
        for assignment in self.assignments.values() {
            let Some(study) = assignment.study.as_ref() else { continue };
            if self.due(assignment, &known.member).await?.is_some() {
                chapters.extend(study.parts.iter());
            }
        }
        let find = |name: &String| {
            let (bank, id) = name.split_once('/')?;
            let bank = self.banks.iter().find(|known| known.id == bank)?;
            let topic = bank.topics.iter().find(|topic| topic.questions.iter().any(|question| question.id == id))?;
            let chapter = domain::assignment::Chapter { bank: bank.id.clone(), topic: topic.id.clone() };
            chapters.iter().any(|part| part.practises(&chapter)).then_some(())?;
            let question = topic.questions.iter().find(|question| question.id == id)?;
            Some(shown(bank, topic, question, None))
        };
        Ok(PracticeSet { questions: request.questions.iter().filter_map(find).collect() })
    }

    /// While a member sits an exam no key leaves, whatever they practise.
    pub(super) async fn no_open_exam(&self, known: &Known) -> Result<(), Refusal> {
        for assignment in self.assignments.values().filter(|assignment| assignment.exam.is_some()) {
            self.hand_in_overdue_of(assignment, &known.member).await?;
            if self.register.sittings(&assignment.id, &known.member).await?.iter().any(|row| row.at.is_none()) {
                return Err(Code::ExamFirst.into());
            }
        }
        Ok(())
    }

    /// Takes in what changed in the wrong book on one device, and gives out what changed on others.
    ///
    /// # Errors
    /// [`Code::BadBody`] for what can be no card or review.
    pub async fn cards(&self, known: &Known, mut request: CardsRequest) -> Result<CardsView, Refusal> {
        // a device whose clock is far ahead must not win over every other one, nor be barred until that day comes: all it says is as much
        // earlier, in the same order
        let told = request.cards.iter().map(|card| card.changed_ms).chain(request.log.iter().map(|review| review.at_ms));
        let ahead_ms = told.max().unwrap_or_default().saturating_sub(self.now().0);
        if ahead_ms > AHEAD_MS {
            request.cards.iter_mut().for_each(|card| card.changed_ms -= ahead_ms);
            request.log.iter_mut().for_each(|review| review.at_ms -= ahead_ms);
        }
        let is_name = |name: &str| name.len() <= 120 && name.contains('/');
        let fits = request.cards.len() <= MOST
            && request.log.len() <= MOST
            && request.cards.iter().all(|card| is_name(&card.question) && card.changed_ms >= 0)
            && request.log.iter().all(|review| is_name(&review.question) && (1..=4).contains(&review.rating) && review.at_ms >= 0);
        if !fits {
            return Err(Code::BadBody.into());
        }
        let (revision, cards) = self.register.cards(&known.member, request.since, request.cards, request.log).await?;
        Ok(CardsView { revision, cards })
    }
}

fn shown(bank: &Bank, topic: &Topic, question: &Question, last_right: Option<bool>) -> PracticeQuestion {
    PracticeQuestion {
        bank: bank.id.clone(),
        topic: topic.id.clone(),
        topic_title: topic.title.clone(),
        id: question.id.clone(),
        kind: question.kind.word().to_owned(),
        stem: question.stem.clone(),
        choices: question.choices.clone(),
        key: question.key.places().filter_map(|place| u8::try_from(place).ok()).collect(),
        explain: question.explain.clone(),
        basis: question.basis.iter().map(ToString::to_string).collect(),
        last_right,
    }
}
