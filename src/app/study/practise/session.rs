//! A few questions in a row: the one that is asked, what was answered, and what comes after it.

use domain::ChoiceSet;
use paint::study::practise::{Came, item};
use wire::study::PracticeQuestion;

/// How many questions are asked in a row before one may stop with a good conscience.
pub const IN_A_ROW: usize = 20;

/// What happens with a question that is answered wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterWrong {
    /// It goes to the wrong book and is not asked again now.
    GoesOn,
    /// It is asked again at the end, until it is right.
    ComesAgain,
}

/// Questions that are asked in a row.
#[derive(Clone, Debug)]
pub struct Session {
    questions: Vec<PracticeQuestion>,
    at: usize,
    given: Option<ChoiceSet>,
    after_wrong: AfterWrong,
    came: Came,
}

/// An answer, and whether it is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Bank of the question.
    pub bank: String,
    /// Its id there.
    pub question: String,
    /// Places of the choices picked.
    pub places: Vec<u8>,
    /// Whether it is right.
    pub right: bool,
}

impl Session {
    /// Begins with the first of the questions; what this program does not know how to ask is left out.
    #[must_use]
    pub fn new(questions: Vec<PracticeQuestion>, after_wrong: AfterWrong) -> Self {
        let questions = questions.into_iter().filter(|question| item(question).is_some()).collect();
        Self { questions, at: 0, given: None, after_wrong, came: Came::default() }
    }

    /// The question that is asked, or was just answered; `None` at the end.
    #[must_use]
    pub fn question(&self) -> Option<&PracticeQuestion> {
        self.questions.get(self.at)
    }

    /// What was answered, once it was.
    #[must_use]
    pub fn given(&self) -> Option<ChoiceSet> {
        self.given
    }

    /// Whether another question follows.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.at + 1 < self.questions.len()
    }

    /// What it came to so far.
    #[must_use]
    pub fn came(&self) -> Came {
        self.came
    }

    /// So many answers still wait for the server.
    pub fn waits(&mut self, waiting: usize) {
        self.came.waiting = waiting;
    }

    /// 第3题，共20题.
    #[must_use]
    pub fn progress(&self) -> String {
        format!("第{}题，共{}题", (self.at + 1).min(self.questions.len()), self.questions.len())
    }

    /// Takes an answer; an empty one is none, and a question is answered once.
    pub fn answer(&mut self, given: ChoiceSet) -> Option<Given> {
        if self.given.is_some() || given.is_empty() {
            return None;
        }
        let asked = self.questions.get(self.at)?.clone();
        let right = item(&asked)?.question.key == given;
        self.given = Some(given);
        self.came.answered += 1;
        self.came.right += usize::from(right);
        let answer = Given {
            bank: asked.bank.clone(),
            question: asked.id.clone(),
            places: given.places().filter_map(|place| u8::try_from(place).ok()).collect(),
            right,
        };
        if !right && self.after_wrong == AfterWrong::ComesAgain {
            self.questions.push(asked);
        }
        Some(answer)
    }

    /// Goes on from a question that was answered.
    pub fn next(&mut self) {
        if self.given.take().is_some() {
            self.at += 1;
        }
    }
}

impl Given {
    /// Bank and id, as the wrong book names a question.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.bank, self.question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(kinds: &[&str], after_wrong: AfterWrong) -> Session {
        let question = |(n, kind): (usize, &&str)| PracticeQuestion {
            bank: "b".into(),
            id: n.to_string(),
            kind: (*kind).into(),
            choices: vec!["甲".into(), "乙".into(), "丙".into()],
            key: vec![0],
            ..PracticeQuestion::default()
        };
        Session::new(kinds.iter().enumerate().map(question).collect(), after_wrong)
    }

    fn right() -> ChoiceSet {
        ChoiceSet::of(&[0])
    }

    fn wrong() -> ChoiceSet {
        ChoiceSet::of(&[1])
    }

    #[test]
    fn a_question_is_answered_once_and_a_blank_is_no_answer() {
        let mut session = session(&["single", "judge"], AfterWrong::GoesOn);
        assert_eq!(session.answer(ChoiceSet::default()), None);
        assert_eq!(session.answer(wrong()).map(|given| (given.name(), given.places, given.right)), Some(("b/0".into(), vec![1], false)));
        assert_eq!(session.answer(right()), None);
        session.next();
        session.next();
        assert_eq!(session.question().map(|question| question.id.as_str()), Some("1"), "a question that waits for its answer is not left");
        assert!(session.answer(right()).is_some_and(|given| given.right));
        session.next();
        assert!(session.question().is_none());
        assert_eq!((session.came().answered, session.came().right), (2, 1));
    }

    #[test]
    fn in_the_wrong_book_what_is_wrong_comes_again_until_it_is_right() {
        let mut session = session(&["single"], AfterWrong::ComesAgain);
        let _ = session.answer(wrong());
        assert!(session.has_more());
        session.next();
        let _ = session.answer(right());
        assert!(!session.has_more());
        session.next();
        assert!(session.question().is_none());
    }

    #[test]
    fn a_kind_that_is_not_known_is_left_out() {
        assert_eq!(session(&["essay", "single"], AfterWrong::GoesOn).question().map(|question| question.id.as_str()), Some("1"));
    }
}
