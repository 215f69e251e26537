//! A sitting: one attempt at a paper, from start to hand-in, as states and the facts that change them.

use crate::grading::{Outcome, Scoring, grade};
use crate::{ChoiceSet, Citation, Moment, Paper};

/// One attempt at a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// Unique everywhere, and sorts by the time it was made (a `UUIDv7`).
    pub id: String,
    /// Id of the campaign.
    pub campaign: String,
    /// Name of the round.
    pub round: String,
    /// Who sits, by the campaign's identity rule.
    pub participant: String,
    /// Whether it counts.
    pub purpose: Purpose,
    /// Where they said they belong.
    pub place: PlaceOfPerson,
    /// When it was started, by the wall clock.
    pub started: Moment,
    /// What is asked.
    pub paper: Paper,
    /// What was answered so far, by question.
    pub answers: Vec<Answer>,
    /// The question in sight, from 0.
    pub at: usize,
    /// Open, handed in, or somewhere between.
    pub state: State,
}

/// Whether a sitting counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It counts in the campaign.
    Counted,
    /// 练一练: drawn like the campaign's papers, and never counted.
    Practice,
    /// Questions of the wrong book, never counted.
    Review,
}

/// Where a person said they belong, and how they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceOfPerson {
    /// Region path; empty when not asked.
    pub region: String,
    /// Unit; empty when not given.
    pub unit: String,
    /// The `from` of the link; empty when it had none.
    pub channel: String,
}

/// What stands at one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What is picked; an empty set is a blank.
    pub given: ChoiceSet,
    /// Flagged to come back to.
    pub flagged: bool,
}

/// Open, handed in, or on its way to the server that grades it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Answers may change.
    Open,
    /// Handed in on the device, and not known to have reached the server: no answer changes any more.
    Waiting(Waiting),
    /// Handed in on the device, and the server would not take it, for the reason given in the words of the screen.
    Refused(Waiting, String),
    /// Nothing changes any more.
    HandedIn(HandIn),
}

/// How a sitting ended that a server has yet to grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// When it ended.
    pub at: Moment,
    /// Milliseconds used.
    pub used_ms: i64,
    /// Whether time ended it.
    pub out_of_time: bool,
    /// Until when the server takes it.
    pub until: Moment,
}

/// How a sitting ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandIn {
    /// When, by the wall clock.
    pub at: Moment,
    /// Milliseconds used.
    pub used_ms: i64,
    /// Whether time ended it.
    pub out_of_time: bool,
    /// Whether it reached the server after its time.
    pub late: bool,
    /// What it came to.
    pub outcome: Outcome,
}

/// What a server tells of one question once the sitting was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    /// Id of the bank it comes from.
    pub bank: String,
    /// Its id there.
    pub id: String,
    /// What was picked, as counted, by the places shown.
    pub given: ChoiceSet,
    /// What is right, by the places shown.
    pub key: ChoiceSet,
    /// Why.
    pub explain: String,
    /// Where the law says so.
    pub basis: Vec<Citation>,
}

/// Something that happened to a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The answer to question `n` is now this.
    Answered {
        /// Which question, from 0.
        n: usize,
        /// All that is picked there now.
        given: ChoiceSet,
    },
    /// Question `n` was flagged or the flag taken away.
    Flagged {
        /// Which question, from 0.
        n: usize,
        /// Whether it is flagged now.
        flagged: bool,
    },
    /// Question `n` came in sight.
    Moved {
        /// Which question, from 0.
        n: usize,
    },
    /// The paper was handed in, or time did it.
    HandedIn {
        /// When, by the wall clock.
        at: Moment,
        /// Milliseconds used.
        used_ms: i64,
        /// Whether time ended it.
        out_of_time: bool,
        /// How it is scored.
        scoring: Scoring,
    },
    /// The paper was handed in, or time did it, and a server is to grade it.
    Closed(Waiting),
}

impl Sitting {
    /// Changes the sitting as the event says. A handed-in sitting never changes, and a question that is not there is no question;
    /// `false` when nothing changed.
    pub fn apply(&mut self, event: Event) -> bool {
        if !self.is_open() {
            return false;
        }
        match event {
            Event::Answered { n, given } => self.change(n, |answer| answer.given = given),
            Event::Flagged { n, flagged } => self.change(n, |answer| answer.flagged = flagged),
            Event::Moved { n } => {
                let moved = n < self.paper.items.len() && n != self.at;
                if moved {
                    self.at = n;
                }
                moved
            }
            Event::HandedIn { at, used_ms, out_of_time, scoring } => {
                let outcome = grade(&self.paper, &self.given(), scoring);
                self.state = State::HandedIn(HandIn { at, used_ms, out_of_time, late: false, outcome });
                true
            }
            Event::Closed(waiting) => {
                self.state = State::Waiting(waiting);
                true
            }
        }
    }

    /// The server took it and told what it came to. Only a sitting that waits takes that; `false` when nothing changed.
    pub fn settle(&mut self, hand_in: HandIn, revealed: Vec<Revealed>) -> bool {
        if !matches!(self.state, State::Waiting(_)) {
            return false;
        }
        for ((item, answer), told) in self.paper.items.iter_mut().zip(&mut self.answers).zip(revealed) {
            (item.bank, item.question.id, answer.given) = (told.bank, told.id, told.given);
            (item.question.key, item.question.explain, item.question.basis) = (told.key, told.explain, told.basis);
        }
        self.state = State::HandedIn(hand_in);
        true
    }

    /// The server would not take it, and will not when it is asked again; `false` when it did not wait.
    pub fn refuse(&mut self, why: String) -> bool {
        let State::Waiting(waiting) = self.state else { return false };
        self.state = State::Refused(waiting, why);
        true
    }

    fn change(&mut self, n: usize, edit: impl FnOnce(&mut Answer)) -> bool {
        let Some(answer) = self.answers.get_mut(n) else { return false };
        let before = *answer;
        edit(answer);
        *answer != before
    }

    /// The answers as grading takes them.
    #[must_use]
    pub fn given(&self) -> Vec<Option<ChoiceSet>> {
        self.answers.iter().map(|answer| (!answer.given.is_empty()).then_some(answer.given)).collect()
    }

    /// The questions, from 0, that have no answer.
    #[must_use]
    pub fn blanks(&self) -> Vec<usize> {
        self.answers.iter().enumerate().filter(|(_, answer)| answer.given.is_empty()).map(|(n, _)| n).collect()
    }

    /// How many questions are flagged.
    #[must_use]
    pub fn flags(&self) -> usize {
        self.answers.iter().filter(|answer| answer.flagged).count()
    }

    /// Whether answers may still change.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// How it ended and what it came to, if that is known.
    #[must_use]
    pub fn handed_in(&self) -> Option<&HandIn> {
        match &self.state {
            State::HandedIn(hand_in) => Some(hand_in),
            State::Open | State::Waiting(_) | State::Refused(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Item, Kind, Points, Question};

    fn sitting() -> Sitting {
        let question = |id: &str| Question {
            id: id.into(),
            kind: Kind::Judge,
            stem: "?".into(),
            choices: vec!["对".into(), "错".into()],
            key: ChoiceSet::TRUE,
            explain: String::new(),
            basis: vec![],
            level: 1,
        };
        let items =
            ["1", "2"].map(|id| Item { bank: "b".into(), question: question(id), order: vec![0, 1], points: Points::whole(10) }).to_vec();
        Sitting {
            id: "s".into(),
            campaign: "c".into(),
            round: "1".into(),
            participant: "p".into(),
            purpose: Purpose::Counted,
            place: PlaceOfPerson::default(),
            started: Moment(0),
            answers: vec![Answer::default(); 2],
            paper: Paper { items },
            at: 0,
            state: State::Open,
        }
    }

    fn hand_in() -> Event {
        Event::HandedIn { at: Moment(9), used_ms: 9, out_of_time: false, scoring: Scoring::default() }
    }

    #[test]
    fn what_was_handed_in_never_changes() {
        let mut s = sitting();
        assert!(s.apply(Event::Answered { n: 0, given: ChoiceSet::TRUE }));
        assert!(s.apply(hand_in()));
        let kept = s.clone();
        assert!(!s.apply(Event::Answered { n: 1, given: ChoiceSet::TRUE }));
        assert!(!s.apply(hand_in()));
        assert_eq!(s, kept);
        assert_eq!(s.handed_in().map(|h| h.outcome.score), Some(Points::whole(10)));
    }

    fn told(id: &str) -> Revealed {
        let basis = vec![Citation::parse("宪法第1条").expect("a citation")];
        Revealed { bank: "b".into(), id: id.into(), given: ChoiceSet::TRUE, key: ChoiceSet::FALSE, explain: "因为".into(), basis }
    }

    fn graded(s: &Sitting) -> HandIn {
        let outcome = grade(&s.paper, &s.given(), Scoring::default());
        HandIn { at: Moment(20), used_ms: 9, out_of_time: false, late: true, outcome }
    }

    #[test]
    fn what_waits_changes_no_answer_and_is_settled_once() {
        let waiting = Waiting { at: Moment(9), used_ms: 9, out_of_time: false, until: Moment(99) };
        let mut s = sitting();
        let result = graded(&s);
        assert!(!s.settle(result.clone(), vec![]), "an open sitting was not handed in");
        assert!(s.apply(Event::Closed(waiting)));
        assert!(!s.apply(Event::Answered { n: 0, given: ChoiceSet::TRUE }) && !s.apply(hand_in()) && !s.is_open());
        assert!(s.settle(result.clone(), vec![told("7"), told("8")]));
        assert_eq!((s.paper.items[1].question.id.as_str(), s.paper.items[1].question.key), ("8", ChoiceSet::FALSE));
        assert_eq!((s.answers[0].given, s.handed_in()), (ChoiceSet::TRUE, Some(&result)));
        assert!(!s.settle(result, vec![]) && !s.refuse("晚了".into()));
    }

    #[test]
    fn what_was_refused_stays_refused() {
        let waiting = Waiting { at: Moment(9), used_ms: 9, out_of_time: true, until: Moment(99) };
        let mut s = sitting();
        assert!(!s.refuse("晚了".into()));
        s.apply(Event::Closed(waiting));
        assert!(s.refuse("晚了".into()));
        let result = graded(&s);
        assert!(!s.settle(result, vec![]));
        assert_eq!(s.state, State::Refused(waiting, "晚了".into()));
    }

    #[test]
    fn a_question_that_is_not_there_changes_nothing() {
        let mut s = sitting();
        assert!(!s.apply(Event::Answered { n: 2, given: ChoiceSet::TRUE }));
        assert!(!s.apply(Event::Moved { n: 2 }));
        assert_eq!(s, sitting());
    }

    #[test]
    fn an_answer_taken_back_is_a_blank_again() {
        let mut s = sitting();
        s.apply(Event::Answered { n: 0, given: ChoiceSet::FALSE });
        assert_eq!(s.blanks(), [1]);
        s.apply(Event::Answered { n: 0, given: ChoiceSet::default() });
        assert_eq!(s.blanks(), [0, 1]);
        s.apply(Event::Flagged { n: 1, flagged: true });
        assert_eq!(s.flags(), 1);
    }
}
