//! Exams: started, saved, handed in by the member or by the server, and looked at.

mod answers;

use std::sync::Arc;

use domain::exam::{Clock as ExamClock, Next, Review, Turn};
use domain::{Assignment, ChoiceSet, Exam, Moment};
use wire::api::{Code, Reviewed};
use wire::study::{Change, ExamResult, NextView, SavedView, Saving, Sitting, StartExamRequest};

use super::paper::Dealt;
use super::progress::{may_pass_yet, sat, sats};
use super::{Known, School, study, words};
use crate::hall::{Refusal, pack_answers, reviewed, sitting_id};
use crate::store::Key;
use crate::store::register::{Apply, Decision, ExamStart, Grade, HandInExam, SaveExam, Settle, SittingRow};

/// A short answer has at most so many characters.
const LONGEST_WORDS: usize = 4_000;
/// A request holds changes of at most so many questions: a device that was long without a network sends all of them at once.
const MOST_CHANGES: usize = 2_000;
/// The server hands in at most so many sittings at a time.
const AT_A_TIME: usize = 500;

impl School {
    /// Starts a sitting, or goes on with the one that is open, on whatever device.
    ///
    /// # Errors
    /// [`Code::ExamBarred`] when none may be started; the view of the assignment says why.
    pub async fn start_exam(&self, known: &Known, id: &str, request: &StartExamRequest) -> Result<Sitting, Refusal> {
        let (assignment, _) = self.of_member(id, &known.member).await?;
        self.find_exam(id)?;
        let device = Key::read(&request.device).ok_or(Code::BadDevice)?;
        let now = self.now();
        self.hand_in_overdue_of(&assignment, &known.member).await?;
        let standing = self.standing_in(&assignment, &known.member).await?.ok_or(Code::NotDue)?;
        let edition = self.editions.of_rank(&assignment, &standing.rank);
        let met = self.study_is_met(&assignment, &known.member).await?;
        let new = sitting_id(now)?;
        let (decided, member) = (Arc::clone(&assignment), known.member.clone());
        let epoch = self.sealer.epoch();
        let sealer = Arc::clone(&self.sealer);
        let decide = move |rows: &[SittingRow]| {
            let Some(exam) = &decided.exam else { return Decision::Barred };
            match exam.next(&sats(exam, rows), met, now) {
                Ok(Next::GoOn { nth, .. }) => Decision::GoOn(nth),
                Err(_) => Decision::Barred,
                Ok(Next::Start { turn: Turn::MakeUp, .. }) if may_pass_yet(exam, rows) => Decision::Barred,
                Ok(Next::Start { .. }) => {
                    // who was given another rank goes on with the paper they have, and starts none that is not for it
                    let (Some(drawn), Some(sat)) = (&edition, exam.begin(now)) else { return Decision::Barred };
                    let nth = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                    let print = sealer.fingerprint(&[
                        b"exam seed",
                        decided.id.as_bytes(),
                        member.as_bytes(),
                        &nth.to_be_bytes(),
                        &epoch.to_be_bytes(),
                    ]);
                    let mut seed = [0; 8];
                    seed.copy_from_slice(&print[..8]);
                    let count = drawn.count();
                    Decision::New(Box::new(SittingRow {
                        id: new,
                        assignment: decided.id.clone(),
                        member: member.clone(),
                        nth,
                        started: now,
                        ends: sat.ends,
                        turn: Some(sat.turn),
                        edition: drawn.number,
                        seed: u64::from_be_bytes(seed),
                        given: pack_answers(&vec![ChoiceSet::default(); count]),
                        flags: vec![0; count],
                        words: String::new(),
                        answered: Vec::new(),
                        revision: 0,
                        last_device: device,
                        saved: now,
                        at: None,
                        by_server: false,
                        score: domain::Points::default(),
                        out_of: domain::Points::default(),
                        unmarked: 0,
                    }))
                }
            }
        };
        let start = ExamStart { assignment: id.to_owned(), member: known.member.clone(), decide: Arc::new(decide) };
        let decided = self.register.start_exam(start).await?;
        let at = decided.open.ok_or(Code::ExamBarred)?;
        let row = decided.sittings.get(at).ok_or(Code::ExamBarred)?;
        let dealt = self.dealt(row, &decided.sittings[..at]).await?;
        Ok(Sitting {
            sitting: row.id.hex(),
            nth: row.nth + 1,
            make_up: is_make_up(&assignment, row),
            started_ms: row.started.0,
            ends_ms: row.ends.0,
            now_ms: now.0,
            revision: row.revision,
            questions: dealt.questions(),
            answers: answers::saved(row),
        })
    }

    /// Saves answers.
    ///
    /// # Errors
    /// [`Code::UnknownSitting`], [`Code::BadAnswers`].
    pub async fn save_exam(&self, known: &Known, request: &Saving) -> Result<SavedView, Refusal> {
        let (sitting, device) = ids(request)?;
        let now = self.now();
        let save = self.save(sitting, device, known, request, now)?;
        let written = self.register.save_exam(save).await?.ok_or(Code::UnknownSitting)?;
        let row = &written.row;
        // what was saved since this device last heard, by another one or by itself in a save whose answer was lost
        let is_behind = written.before > request.revision;
        let held = answers::saved(row);
        // what was answered later elsewhere stays, and this device must see that it did
        let is_late = request.changes.iter().any(|change| held.get(change.n as usize).is_some_and(|held| !answers::is_held(held, change)));
        Ok(SavedView {
            revision: row.revision,
            now_ms: now.0,
            ends_ms: row.ends.0,
            answers: (is_behind || is_late).then_some(held),
            handed_in: !written.taken,
        })
    }

    /// Hands in.
    ///
    /// # Errors
    /// As [`School::save_exam`].
    pub async fn hand_in_exam(&self, known: &Known, request: &Saving) -> Result<ExamResult, Refusal> {
        let (sitting, device) = ids(request)?;
        // when it arrived: it must not be late for having waited here
        let now = self.now();
        let row = self.register.sitting(sitting).await?.filter(|row| row.member == known.member).ok_or(Code::UnknownSitting)?;
        let assignment = Arc::clone(self.find(&row.assignment)?);
        let exam = assignment.exam.as_ref().ok_or(Code::UnknownAssignment)?;
        // too late is as if the server had handed it in when its time was out
        let in_time = exam.in_time(sat(exam, &row), now);
        let save = self.save(sitting, device, known, request, now)?;
        let at = if in_time { now } else { row.ends };
        self.hand_in_row(&assignment, &row, HandIn { save, at, by_server: !in_time }).await?;
        self.view_sitting(known, sitting).await
    }

    /// What a sitting that was handed in came to.
    ///
    /// # Errors
    /// [`Code::UnknownSitting`] while it is open, too.
    pub async fn view_sitting(&self, known: &Known, sitting: Key) -> Result<ExamResult, Refusal> {
        let mut row = self.register.sitting(sitting).await?.filter(|row| row.member == known.member).ok_or(Code::UnknownSitting)?;
        let assignment = Arc::clone(self.find(&row.assignment)?);
        let exam = assignment.exam.as_ref().ok_or(Code::UnknownAssignment)?;
        if row.at.is_none() {
            self.hand_in_overdue_of(&assignment, &known.member).await?;
            row = self.register.sitting(sitting).await?.ok_or(Code::UnknownSitting)?;
        }
        let at = row.at.ok_or(Code::UnknownSitting)?;
        let sittings = self.register.sittings(&row.assignment, &known.member).await?;
        let mut review_from = self.review_from(&row.assignment, exam, at).await?;
        if let Some(open) = sittings.iter().find(|other| other.at.is_none()) {
            // the next paper of the same member may ask the same again
            review_from = review_from.max(open.ends.plus_ms(exam.grace_ms));
        }
        let (mut questions, mut review) = (None, None);
        if self.now() >= review_from {
            let before: Vec<SittingRow> = sittings.iter().filter(|other| other.nth < row.nth).cloned().collect();
            let dealt = self.dealt(&row, &before).await?;
            questions = Some(dealt.questions());
            review = Some(self.review(&dealt, &row).await?);
        }
        let certificate = self.certificate_number(&assignment.id, &known.member).await?;
        Ok(ExamResult {
            assignment: row.assignment.clone(),
            title: assignment.title.clone(),
            sitting: row.id.hex(),
            nth: row.nth + 1,
            make_up: is_make_up(&assignment, &row),
            zone_minutes: i32::from(assignment.zone.minutes()),
            at_ms: at.0,
            used_ms: at.since_ms(row.started).max(0),
            by_server: row.by_server,
            score: row.score.as_hundredths(),
            out_of: row.out_of.as_hundredths(),
            pass: exam.pass.as_hundredths(),
            passed: exam.passes(row.score),
            band: exam.band(row.score).map(str::to_owned),
            unmarked: row.unmarked,
            next: self.next(&assignment, exam, &known.member, &sittings).await?,
            certificate,
            review_from_ms: review_from.0,
            questions,
            review,
        })
    }

    /// From when a sitting may be looked at with its keys: never while one goes on that was started under another window.
    async fn review_from(&self, id: &str, exam: &Exam, handed_in: Moment) -> Result<Moment, Refusal> {
        let review_from = exam.review_from(handed_in);
        if exam.review == Review::AtOnce || self.now() < review_from {
            return Ok(review_from);
        }
        let open = self.register.open_until(id).await?.map(|ends| ends.plus_ms(exam.grace_ms));
        Ok(open.map_or(review_from, |open| open.max(review_from)))
    }

    async fn review(&self, dealt: &Dealt, row: &SittingRow) -> Result<Vec<Reviewed>, Refusal> {
        let mut all = reviewed(&dealt.edition.drawn, &dealt.picks, &dealt.in_bank(row), &dealt.outcome(row))?;
        let marks = self.register.hand_marks(&row.assignment).await?;
        let marks: Vec<_> = marks.into_iter().filter(|mark| mark.sitting == row.id).collect();
        for (n, (short, marking)) in dealt.edition.shorts.iter().zip(dealt.markings(row, &marks)).enumerate() {
            let points = marking.points();
            let mark = match marking {
                domain::exam::Marking::Blank => "blank",
                _ if marking.is_open() => "unmarked",
                _ if points == short.points => "right",
                _ if points == domain::Points::default() => "wrong",
                _ => "partly",
            };
            all.push(Reviewed {
                question: format!("short/{}", n + 1),
                mark: mark.to_owned(),
                points: points.as_hundredths(),
                given: Vec::new(),
                key: Vec::new(),
                explain: short.reference.clone(),
                basis: Vec::new(),
            });
        }
        Ok(all)
    }

    /// What may be done about an exam now.
    pub(super) async fn next(
        &self,
        assignment: &Assignment,
        exam: &Exam,
        member: &str,
        sittings: &[SittingRow],
    ) -> Result<NextView, Refusal> {
        let now = self.now();
        let next = exam.next(&sats(exam, sittings), self.study_is_met(assignment, member).await?, now);
        let (left_ms, left, make_up, opens_ms) = match next {
            Ok(Next::GoOn { nth, left_ms }) => (left_ms, 0, sittings.get(nth).is_some_and(|row| is_make_up(assignment, row)), None),
            Ok(Next::Start { turn, left, time_ms }) => (time_ms, left, turn == domain::exam::Turn::MakeUp, None),
            Err(domain::exam::Barred::Soon { opens, turn }) => (0, 0, turn == domain::exam::Turn::MakeUp, Some(opens.0)),
            Err(_) => (0, 0, false, None),
        };
        if turn_of(&next) == Some(Turn::MakeUp) && may_pass_yet(exam, sittings) {
            let says = words::MARKS_FIRST.to_owned();
            return Ok(NextView { state: "marks-first".to_owned(), says, make_up: true, opens_ms, ..NextView::default() });
        }
        Ok(NextView { state: words::state(&next).to_owned(), says: words::next(next, assignment.zone), make_up, left_ms, opens_ms, left })
    }

    /// Hands in what is open and whose time is out; called every second, and before a member's sittings are looked at.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn hand_in_overdue(&self) -> Result<usize, Refusal> {
        let now = self.now();
        let ours = self.assignments.values().filter(|assignment| assignment.exam.is_some());
        let ours = ours.map(|assignment| assignment.id.clone()).collect();
        let overdue = self.register.overdue(ours, now, AT_A_TIME).await?;
        let mut done = 0;
        for row in overdue {
            // one that can't be handed in must not keep the others waiting
            match self.hand_in_if_overdue(&row, now).await {
                Ok(is_done) => done += usize::from(is_done),
                Err(why) => tracing::error!(sitting = %row.id, cause = why.cause, "an exam could not be handed in; it is tried again"),
            }
        }
        Ok(done)
    }

    pub(super) async fn hand_in_overdue_of(&self, assignment: &Assignment, member: &str) -> Result<(), Refusal> {
        let now = self.now();
        for row in self.register.sittings(&assignment.id, member).await? {
            self.hand_in_if_overdue(&row, now).await?;
        }
        Ok(())
    }

    async fn hand_in_if_overdue(&self, row: &SittingRow, now: Moment) -> Result<bool, Refusal> {
        // an assignment whose file is gone waits until it is back
        let Some(assignment) = self.assignments.get(&row.assignment).cloned() else { return Ok(false) };
        let Some(exam) = &assignment.exam else { return Ok(false) };
        let ExamClock::HandIn { .. } = exam.clock(sat(exam, row), now) else { return Ok(false) };
        // a command that goes by other files leaves it to the server
        if !self.is_settled(&assignment).await? {
            return Ok(false);
        }
        let save = SaveExam {
            sitting: row.id,
            member: row.member.clone(),
            device: row.last_device,
            now: row.ends,
            grace_ms: Arc::new(|_| 0),
            has_changes: false,
            apply: Arc::new(|_| {}),
        };
        self.hand_in_row(&assignment, row, HandIn { save, at: row.ends, by_server: true }).await?;
        Ok(true)
    }

    async fn hand_in_row(&self, assignment: &Arc<Assignment>, row: &SittingRow, hand_in: HandIn) -> Result<(), Refusal> {
        let (grade, settle) = self.judges(assignment, row).await?;
        let HandIn { save, at, by_server } = hand_in;
        self.register.hand_in_exam(HandInExam { save, at, by_server, grade, settle }).await?.ok_or(Code::UnknownSitting)?;
        Ok(())
    }

    /// How a sitting is graded, and what all of the member's come to.
    pub(super) async fn judges(&self, assignment: &Arc<Assignment>, row: &SittingRow) -> Result<(Grade, Settle), Refusal> {
        let sittings = self.register.sittings(&row.assignment, &row.member).await?;
        let before: Vec<SittingRow> = sittings.into_iter().filter(|other| other.nth < row.nth).collect();
        let dealt = self.dealt(row, &before).await?;
        let grade: Grade = Arc::new(move |row, marks| dealt.grade(row, marks));
        Ok((grade, self.settles(assignment, &row.member).await?))
    }

    /// The paper of a sitting, dealt again.
    pub(super) async fn dealt(&self, row: &SittingRow, before: &[SittingRow]) -> Result<Dealt, Refusal> {
        let edition = self.editions.find(&*self.register, row.edition).await?;
        let dealt = edition.and_then(|edition| edition.deal(before, row.seed));
        dealt.ok_or_else(|| Refusal::internal("a paper can't be dealt again"))
    }

    async fn study_is_met(&self, assignment: &Assignment, member: &str) -> Result<bool, Refusal> {
        let Some(study) = &assignment.study else { return Ok(true) };
        let rows = self.register.studied(&assignment.id, member).await?;
        Ok(study::studied(assignment, &rows).is_some_and(|studied| studied.is_met(study)))
    }

    fn save(&self, sitting: Key, device: Key, known: &Known, request: &Saving, now: Moment) -> Result<SaveExam, Refusal> {
        let fits = |change: &Change| {
            change.given.iter().all(|place| usize::from(*place) < domain::question::MOST_CHOICES)
                && change.text.chars().count() <= LONGEST_WORDS
        };
        if request.changes.len() > MOST_CHANGES || !request.changes.iter().all(fits) {
            return Err(Code::BadAnswers.into());
        }
        let graces = Arc::clone(&self.graces);
        let changes = request.changes.clone();
        let has_changes = !changes.is_empty();
        let apply: Apply = Arc::new(move |row| answers::apply(row, &changes, now));
        let grace_ms = Arc::new(move |row: &SittingRow| graces.get(&row.assignment).copied().unwrap_or_default());
        Ok(SaveExam { sitting, member: known.member.clone(), device, now, grace_ms, has_changes, apply })
    }
}

/// A hand-in on its way.
struct HandIn {
    save: SaveExam,
    at: Moment,
    by_server: bool,
}

/// Which chance it is that may be taken, or that is to come.
fn turn_of(next: &Result<Next, domain::exam::Barred>) -> Option<Turn> {
    match next {
        Ok(Next::Start { turn, .. }) | Err(domain::exam::Barred::Soon { turn, .. }) => Some(*turn),
        _ => None,
    }
}

/// Whether a sitting is the make-up.
#[must_use]
pub fn is_make_up(assignment: &Assignment, row: &SittingRow) -> bool {
    assignment.exam.as_ref().is_some_and(|exam| sat(exam, row).turn == Turn::MakeUp)
}

fn ids(request: &Saving) -> Result<(Key, Key), Refusal> {
    Ok((Key::read(&request.sitting).ok_or(Code::UnknownSitting)?, Key::read(&request.device).ok_or(Code::BadDevice)?))
}
