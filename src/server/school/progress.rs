//! What the rows of members come to: kept with each write, counted again for a moment, and kept anew when the rules have changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::exam::{End, Sat, Standing, Turn};
use domain::rates::{Exam as ExamProgress, Progress};
use domain::{Assignment, Exam, Moment, Points};
use sha2::{Digest as _, Sha256};

use super::{School, certificate, study};
use crate::hall::Refusal;
use crate::store::register::{Certify, HandMark, Resettle, Settle, Settled, SittingRow};

/// Goes up when the same rules come to something else than before: then everybody is judged anew.
const JUDGED: u32 = 1;
/// So many members are judged anew in one go of the writer.
const AT_A_TIME: usize = 256;

/// What members did in an assignment.
#[derive(Default)]
pub(super) struct Counted {
    /// By number.
    pub progress: BTreeMap<String, Progress>,
    /// Those of them who have not passed, and may yet when their short answers are marked.
    pub waiting: Vec<String>,
}

impl School {
    /// Judges anew all members of every assignment whose rules are others than those that its members were judged by; gives back how many
    /// members that were. To be called before anybody is answered: rates of a server that has not are counted from the rows.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn settle(&self) -> Result<usize, Refusal> {
        let mut count = 0;
        for assignment in self.assignments.values() {
            if self.is_settled(assignment).await? {
                continue;
            }
            let members = self.register.active(&assignment.id).await?;
            for some in members.chunks(AT_A_TIME) {
                let mut answers = Vec::new();
                for member in some {
                    let judged = Arc::clone(assignment);
                    answers.push(self.register.resettle(Resettle {
                        assignment: assignment.id.clone(),
                        member: member.clone(),
                        judge: Arc::new(move |rows| study::progress(&judged, rows)),
                        settle: self.settles(assignment, member).await?,
                    }));
                }
                for answer in answers {
                    answer.await?;
                }
            }
            self.register.put_judged(&assignment.id, rules(assignment)).await?;
            count += members.len();
        }
        Ok(count)
    }

    /// Whether what is kept of an assignment was told by the rules of now.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn is_settled(&self, assignment: &Assignment) -> Result<bool, Refusal> {
        Ok(self.register.judged(&assignment.id).await? == Some(rules(assignment)))
    }

    /// What all sittings of a member come to.
    pub(super) async fn settles(&self, assignment: &Arc<Assignment>, member: &str) -> Result<Settle, Refusal> {
        let blank = self.blank_certificate(assignment, member).await?;
        let judged = Arc::clone(assignment);
        Ok(Arc::new(move |rows| {
            let Some(exam) = &judged.exam else { return Settled { exam: ExamProgress::None, certificate: Certify::Leave } };
            let sats = sats(exam, rows);
            let certificate = certificate::certify(&judged, exam.standing(&sats), rows, blank.as_ref());
            Settled { exam: exam_progress(exam, &sats), certificate }
        }))
    }

    /// What everybody's rows come to now: as it is kept, or counted again where that was told by other rules.
    pub(super) async fn counted(&self, assignment: &Assignment) -> Result<Counted, Refusal> {
        if self.is_settled(assignment).await? {
            self.kept(assignment).await
        } else {
            self.counted_at(assignment, self.now().plus_ms(1)).await
        }
    }

    async fn kept(&self, assignment: &Assignment) -> Result<Counted, Refusal> {
        let progress = self.register.progress(&assignment.id).await?;
        let mut waiting = Vec::new();
        if let Some(exam) = assignment.exam.as_ref().filter(|exam| !exam.shorts.is_empty()) {
            for member in self.register.unmarked(&assignment.id).await? {
                if may_pass_yet(exam, &self.register.sittings(&assignment.id, &member).await?) {
                    waiting.push(member);
                }
            }
        }
        Ok(Counted { progress, waiting })
    }

    /// What everybody's rows came to at a moment, counted again: what was done or marked from then on is left out.
    pub(super) async fn counted_at(&self, assignment: &Assignment, at: Moment) -> Result<Counted, Refusal> {
        let mut sittings = self.sittings_at(&assignment.id, Some(at)).await?;
        let mut counted = Counted::default();
        for member in self.register.active(&assignment.id).await? {
            let studied = study::until(&self.register.studied(&assignment.id, &member).await?, at);
            let rows = sittings.remove(&member).unwrap_or_default();
            let mut progress = ExamProgress::None;
            if let Some(exam) = &assignment.exam {
                progress = exam_progress(exam, &sats(exam, &rows));
                if may_pass_yet(exam, &rows) {
                    counted.waiting.push(member.clone());
                }
            }
            counted.progress.insert(member, Progress { study: study::progress(assignment, &studied), exam: progress });
        }
        Ok(counted)
    }

    /// Everybody's sittings by number, now or as they were at a moment: without what came or was marked from then on.
    pub(super) async fn sittings_at(&self, id: &str, at: Option<Moment>) -> Result<BTreeMap<String, Vec<SittingRow>>, Refusal> {
        let mut sittings: BTreeMap<String, Vec<SittingRow>> = BTreeMap::new();
        for row in self.register.all_sittings(id).await? {
            sittings.entry(row.member.clone()).or_default().push(row);
        }
        let Some(at) = at else { return Ok(sittings) };
        let mut marks = self.register.hand_marks(id).await?;
        marks.retain(|mark| mark.at < at);
        let mut then = BTreeMap::new();
        for (member, rows) in sittings {
            then.insert(member, self.sat_until(rows, &marks, at).await?);
        }
        Ok(then)
    }

    /// The sittings of a member as they were at a moment; `marks` are those that had been given.
    async fn sat_until(&self, rows: Vec<SittingRow>, marks: &[HandMark], at: Moment) -> Result<Vec<SittingRow>, Refusal> {
        let mut then: Vec<SittingRow> = Vec::new();
        for mut row in rows.into_iter().filter(|row| row.started < at) {
            if row.at.is_some_and(|handed_in| handed_in >= at) {
                (row.at, row.unmarked) = (None, 0);
            }
            if row.at.is_some() && self.has_shorts(&row).await? {
                let marks: Vec<HandMark> = marks.iter().filter(|mark| mark.sitting == row.id).cloned().collect();
                // the sittings before it are those that its paper was dealt after
                self.dealt(&row, &then).await?.grade(&mut row, &marks);
            }
            then.push(row);
        }
        Ok(then)
    }

    async fn has_shorts(&self, row: &SittingRow) -> Result<bool, Refusal> {
        let edition = self.editions.find(&*self.register, row.edition).await?;
        Ok(edition.is_some_and(|edition| !edition.shorts.is_empty()))
    }
}

/// Sittings as the rules see them.
#[must_use]
pub fn sats(exam: &Exam, rows: &[SittingRow]) -> Vec<Sat> {
    rows.iter().map(|row| sat(exam, row)).collect()
}

/// A sitting as the rules see it.
#[must_use]
pub fn sat(exam: &Exam, row: &SittingRow) -> Sat {
    let turn = row.turn.or_else(|| exam.turn(row.started)).unwrap_or(Turn::Regular);
    let end = row.at.map_or(End::Open, |at| End::HandedIn { at, score: row.score });
    Sat { started: row.started, ends: row.ends, turn, end }
}

/// Whether somebody has not passed, and would if every short answer that still waits to be marked were given all its points.
pub fn may_pass_yet(exam: &Exam, rows: &[SittingRow]) -> bool {
    let shorts = exam.shorts.iter().fold(Points::default(), |sum, short| sum + short.points);
    let at_best = |row: &SittingRow| {
        let score = if row.unmarked > 0 { (row.score + shorts).min(row.out_of) } else { row.score };
        SittingRow { score, ..row.clone() }
    };
    let at_best: Vec<SittingRow> = rows.iter().map(at_best).collect();
    let passes = |rows: &[SittingRow]| matches!(exam.standing(&sats(exam, rows)), Standing::Passed(_));
    !passes(rows) && passes(&at_best)
}

/// What sittings come to for the rates.
fn exam_progress(exam: &Exam, sats: &[Sat]) -> ExamProgress {
    match exam.standing(sats) {
        Standing::Passed(_) => ExamProgress::Passed,
        Standing::Failed(_) => ExamProgress::Sat,
        // a sitting that counts nothing was sat all the same
        Standing::NotSat if sats.iter().any(|sat| sat.end != End::Open) => ExamProgress::Sat,
        Standing::NotSat => ExamProgress::None,
    }
}

/// All that an assignment's file says, and how this program judges by it, in short.
fn rules(assignment: &Assignment) -> [u8; 32] {
    Sha256::digest(format!("{JUDGED} {assignment:?}")).into()
}
