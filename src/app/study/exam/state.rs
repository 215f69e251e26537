//! An open sitting as this device holds it: its answers, what of them the server does not have yet, its time, and what is to be
//! sent next. It touches no browser and no network: whoever holds it sends what it asks for and tells it what came of that.

#[cfg(test)]
mod tests;

use crate::study::server::Failure;
use domain::countdown::{Clocks, Countdown, Since};
use domain::{Moment, Zone};
use paint::study::exam::{Frame, Keeping};
use wire::study::{Change, ExamQuestion, Saved, SavedView, Saving, Sitting};

/// How long after a try that failed, or with something unsent, the next one is made, in milliseconds.
const AGAIN_MS: f64 = 5_000.0;
/// How often the server is asked when there is nothing to send: another device may have answered or handed in, in milliseconds.
const ASK_MS: f64 = 30_000.0;

/// How far a sitting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It can be answered.
    Open,
    /// Time seems to be out, but the clock that says so could have been set: the server is asked first. Nothing can be answered.
    Doubt,
    /// It is to be handed in, and nothing can be answered any more.
    Closing {
        /// Because time is out.
        by_time: bool,
    },
    /// It was handed in, here or elsewhere.
    Over,
}

/// What is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// What changed, or nothing to ask how it stands.
    Save(Saving),
    /// The last changes, and that is all.
    HandIn(Saving),
}

/// A hand-in that the server does not have yet, as the device keeps it: a page that is loaded anew goes on with it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HandingIn {
    /// Id of the assignment.
    pub task: String,
    /// Minutes east of Greenwich of its clock.
    pub zone_minutes: i16,
    /// Id of the sitting.
    pub sitting: String,
    /// The key of this device.
    pub device: String,
    /// The revision this device last heard of.
    pub revision: u32,
    /// Whether it is because time is out.
    pub by_time: bool,
}

/// An open sitting.
#[derive(Clone, Debug)]
pub struct Exam {
    /// Id of the assignment.
    pub task: String,
    /// Whose clock times are shown by.
    pub zone: Zone,
    /// The question in sight.
    pub at: usize,
    sitting: String,
    device: String,
    questions: Vec<ExamQuestion>,
    answers: Vec<Saved>,
    /// By question, the number of its last change that the server does not have; 0 for none.
    unsent: Vec<u32>,
    /// By question, when it was last changed here, by the device's clock.
    made: Vec<Moment>,
    /// What that clock showed last.
    wall: Moment,
    /// The number of the last change.
    changed: u32,
    revision: u32,
    phase: Phase,
    /// What is on its way: questions with the number of their change.
    sent: Option<Vec<(usize, u32)>>,
    /// When something was sent last, by the steady clock.
    tried_ms: Option<f64>,
    /// Whether to send without waiting.
    at_once: bool,
    saved_at: Option<Moment>,
    failure: Option<Failure>,
    /// Whether the device could not keep a change.
    unkept: bool,
    /// What the server said was left, and what went since.
    left_ms: i64,
    clock: Countdown,
    /// Whether only the steady clock went since the server's word.
    sure: bool,
}

impl Exam {
    /// A sitting as the server gave it, with the changes that this device kept because the server did not have them.
    #[must_use]
    pub fn open(task: &str, zone: Zone, device: &str, sitting: Sitting, kept: Vec<(Moment, Change)>, now: Clocks) -> Self {
        let Sitting { sitting, ends_ms, now_ms, revision, questions, answers, .. } = sitting;
        let mut answers = answers;
        answers.resize(questions.len(), Saved::default());
        let mut exam = Self {
            task: task.to_owned(),
            zone,
            at: 0,
            sitting,
            device: device.to_owned(),
            unsent: vec![0; questions.len()],
            made: vec![now.wall; questions.len()],
            wall: now.wall,
            questions,
            answers,
            changed: 0,
            revision,
            phase: Phase::Open,
            sent: None,
            tried_ms: None,
            at_once: false,
            saved_at: (revision > 0).then_some(Moment(now_ms)),
            failure: None,
            unkept: false,
            left_ms: ends_ms - now_ms,
            clock: Countdown::start(now),
            sure: true,
        };
        for (made, Change { n, given, text, flagged, .. }) in kept {
            exam.wall = made;
            exam.change(n as usize, Saved { given, text, flagged });
        }
        exam.wall = now.wall;
        exam.at = exam.answers.iter().position(paint::study::exam::is_blank).unwrap_or_default();
        exam
    }

    /// A sitting that is being handed in, with the changes that this device kept because the server did not have them. Its questions are
    /// not known any more, and not needed.
    #[must_use]
    pub fn closing(handing_in: HandingIn, kept: Vec<(Moment, Change)>, now: Clocks) -> Self {
        let HandingIn { task, zone_minutes, sitting, device, revision, by_time } = handing_in;
        let len = kept.iter().map(|(_, change)| change.n as usize + 1).max().unwrap_or_default();
        let questions = vec![ExamQuestion::default(); len];
        let sitting = Sitting { sitting, revision, questions, ..Sitting::default() };
        let zone = Zone::east(zone_minutes).unwrap_or(Zone::CHINA);
        let mut exam = Self::open(&task, zone, &device, sitting, Vec::new(), now);
        for (made, Change { n, given, text, flagged, .. }) in kept {
            exam.wall = made;
            exam.replace(n as usize, Saved { given, text, flagged });
        }
        exam.wall = now.wall;
        (exam.phase, exam.at_once) = (Phase::Closing { by_time }, true);
        exam
    }

    /// What the device keeps of a hand-in; `None` while there is none.
    #[must_use]
    pub fn handing_in(&self) -> Option<HandingIn> {
        let Phase::Closing { by_time } = self.phase else { return None };
        Some(HandingIn {
            task: self.task.clone(),
            zone_minutes: self.zone.minutes(),
            sitting: self.sitting.clone(),
            device: self.device.clone(),
            revision: self.revision,
            by_time,
        })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.sitting
    }

    /// How far it is.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether it can still be answered, or could be once the server told the time.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Doubt)
    }

    /// The answer to question `n`.
    #[must_use]
    pub fn answer(&self, n: usize) -> Saved {
        self.answers.get(n).cloned().unwrap_or_default()
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether the server lacks something.
    #[must_use]
    pub fn has_unsent(&self) -> bool {
        self.unsent.iter().any(|n| *n > 0)
    }

    /// Whether the server lacks a change, or the word that this is all.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.has_unsent() || matches!(self.phase, Phase::Closing { .. })
    }

    /// What its screens look at; `keeping` is what [`Exam::keeping`] says.
    #[must_use]
    pub fn frame<'a>(&'a self, keeping: &'a Keeping) -> Frame<'a> {
        Frame {
            task: &self.task,
            zone: self.zone,
            questions: &self.questions,
            answers: &self.answers,
            at: self.at,
            left_ms: self.left_ms(),
            keeping,
        }
    }

    /// Milliseconds left, as of the last look at the clocks.
    #[must_use]
    pub fn left_ms(&self) -> i64 {
        self.clock.left_ms(self.left_ms)
    }

    /// Where the answers are.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        let waits = self.has_unsent() || self.phase != Phase::Open;
        match &self.failure {
            Some(Failure::NotSignedIn | Failure::PasswordFirst) => Keeping::SignedOut,
            Some(_) if waits && self.unkept => Keeping::PageOnly,
            Some(Failure::Unreached) if waits => Keeping::Unreached,
            Some(Failure::Refused(problem)) if waits => Keeping::Refused(problem.detail.clone()),
            _ if self.has_unsent() => Keeping::OnItsWay,
            _ => self.saved_at.map_or(Keeping::Nothing, Keeping::Saved),
        }
    }

    /// The answer to question `n` is now this; what is to be kept on the device, if it is another one.
    pub fn change(&mut self, n: usize, answer: Saved) -> Option<Change> {
        if self.phase != Phase::Open || self.answers.get(n).is_none_or(|before| *before == answer) {
            return None;
        }
        self.replace(n, answer);
        self.at_once = true;
        Some(self.change_of(n))
    }

    fn replace(&mut self, n: usize, answer: Saved) {
        self.changed += 1;
        self.unsent[n] = self.changed;
        self.made[n] = self.wall;
        self.answers[n] = answer;
    }

    fn change_of(&self, n: usize) -> Change {
        let Saved { given, text, flagged } = self.answer(n);
        Change { n: u32::try_from(n).unwrap_or(u32::MAX), given, text, flagged, ago_ms: None }
    }

    /// The device could not keep a change, or could again.
    pub fn kept(&mut self, kept: bool) {
        self.unkept = !kept;
    }

    /// Looks at the clocks: when time is out, nothing can be answered any more.
    pub fn look(&mut self, now: Clocks, since: Since) {
        self.wall = now.wall;
        self.clock = self.clock.look(now, since);
        self.sure &= since == Since::Watching;
        if self.phase == Phase::Open && self.left_ms() == 0 {
            self.phase = if self.sure { Phase::Closing { by_time: true } } else { Phase::Doubt };
            self.at_once = true;
        }
    }

    /// 交卷: nothing can be answered any more.
    pub fn hand_in(&mut self) {
        if matches!(self.phase, Phase::Open | Phase::Closing { .. }) {
            self.phase = Phase::Closing { by_time: matches!(self.phase, Phase::Closing { by_time: true }) };
            self.at_once = true;
        }
    }

    /// Whatever waits is worth trying now: the network came back, or someone signed in again.
    pub fn hurry(&mut self) {
        self.at_once = true;
    }

    /// What is to be sent now, if anything is; it then counts as being on its way.
    pub fn next(&mut self, now: Clocks) -> Option<Request> {
        if self.sent.is_some() || self.phase == Phase::Over {
            return None;
        }
        let since = self.tried_ms.map_or(f64::INFINITY, |tried| now.steady_ms - tried);
        let waits = self.has_unsent() || self.phase != Phase::Open;
        // whoever is not signed in is asked no more until they are
        let signed_out = matches!(self.failure, Some(Failure::NotSignedIn | Failure::PasswordFirst));
        let due = self.at_once || !signed_out && (waits && since >= AGAIN_MS || self.tried_ms.is_some() && since >= ASK_MS);
        if !due {
            // the first heartbeat is counted from here
            self.tried_ms.get_or_insert(now.steady_ms);
            return None;
        }
        self.at_once = false;
        self.wall = now.wall;
        self.tried_ms = Some(now.steady_ms);
        let which: Vec<(usize, u32)> = self.unsent.iter().copied().enumerate().filter(|(_, number)| *number > 0).collect();
        let saving = Saving {
            sitting: self.sitting.clone(),
            device: self.device.clone(),
            revision: self.revision,
            changes: which
                .iter()
                .map(|(n, _)| Change { ago_ms: Some(now.wall.since_ms(self.made[*n]).max(0)), ..self.change_of(*n) })
                .collect(),
        };
        self.sent = Some(which);
        Some(if matches!(self.phase, Phase::Closing { .. }) { Request::HandIn(saving) } else { Request::Save(saving) })
    }

    /// The server has what was sent. What another device answered meanwhile is shown here, but for what this one changed since.
    pub fn saved(&mut self, view: SavedView, now: Clocks) {
        for (n, number) in self.sent.take().unwrap_or_default() {
            if self.unsent[n] == number {
                self.unsent[n] = 0;
            }
        }
        (self.failure, self.revision) = (None, view.revision);
        if view.revision > 0 {
            self.saved_at = Some(Moment(view.now_ms));
        }
        for (n, answer) in view.answers.into_iter().flatten().enumerate().take(self.answers.len()) {
            if self.unsent[n] == 0 {
                self.answers[n] = answer;
            }
        }
        (self.left_ms, self.clock, self.sure) = (view.ends_ms - view.now_ms, Countdown::start(now), true);
        self.phase = match (view.handed_in, self.phase) {
            (true, _) | (false, Phase::Over) => Phase::Over,
            (false, Phase::Closing { by_time }) => Phase::Closing { by_time },
            (false, _) if self.left_ms > 0 => Phase::Open,
            (false, _) => Phase::Closing { by_time: true },
        };
        self.at_once |= self.has_unsent() || self.phase != Phase::Open;
    }

    /// It was handed in.
    pub fn handed_in(&mut self) {
        self.sent = None;
        self.unsent.fill(0);
        self.failure = None;
        self.phase = Phase::Over;
    }

    /// What was sent did not get there, or was refused: it is sent again.
    pub fn failed(&mut self, failure: Failure) {
        self.sent = None;
        self.failure = Some(failure);
    }
}
