//! Sittings of exams as they go into a register and come out of it, with marks and certificates.

use std::sync::Arc;

use domain::exam::Turn;
use domain::rates::Exam;
use domain::{Moment, Points};

use super::types::JudgeStudy;
use crate::store::Key;

/// A sitting of an exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SittingRow {
    /// Its id.
    pub id: Key,
    /// Id of the assignment.
    pub assignment: String,
    /// Number of the member.
    pub member: String,
    /// Its place among the member's sittings in this assignment, from 0.
    pub nth: u32,
    /// When it was started.
    pub started: Moment,
    /// When its time is out.
    pub ends: Moment,
    /// Which chance it is; `None` in rows from before this was kept.
    pub turn: Option<Turn>,
    /// What its paper was drawn from.
    pub edition: i64,
    /// What it was drawn by.
    pub seed: u64,
    /// Answers by bank places, packed by whoever grades it.
    pub given: Vec<u8>,
    /// One byte a question: 1 is flagged.
    pub flags: Vec<u8>,
    /// Short answers, as a JSON list of texts; empty for none.
    pub words: String,
    /// By question, when it was last answered: eight bytes each, milliseconds; empty for never.
    pub answered: Vec<u8>,
    /// Grows with every save.
    pub revision: u32,
    /// The device that saved last.
    pub last_device: Key,
    /// When it was saved last.
    pub saved: Moment,
    /// When it was handed in; `None` while it is open.
    pub at: Option<Moment>,
    /// Whether the server handed it in.
    pub by_server: bool,
    /// What it came to, so far as it is marked.
    pub score: Points,
    /// The best there was to have.
    pub out_of: Points,
    /// How many short answers wait to be marked.
    pub unmarked: u32,
}

/// What is to happen to a member who wants to start, told from the sittings that are there: a new one, or which one goes on.
pub type Decide = Arc<dyn Fn(&[SittingRow]) -> Decision + Send + Sync>;

/// What a start comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A new sitting.
    New(Box<SittingRow>),
    /// The one at that place goes on.
    GoOn(usize),
    /// Neither; the caller asks again why.
    Barred,
}

/// A start on its way into the register.
#[derive(Clone)]
pub struct ExamStart {
    /// Of which assignment.
    pub assignment: String,
    /// By whom.
    pub member: String,
    /// What is to happen.
    pub decide: Decide,
}

/// A start as it came out: all sittings of the member, and the place of the one that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The member's sittings, the first one first.
    pub sittings: Vec<SittingRow>,
    /// The open one; `None` when none may be started.
    pub open: Option<usize>,
}

/// Puts changes into a sitting.
pub type Apply = Arc<dyn Fn(&mut SittingRow) + Send + Sync>;

/// How many milliseconds after its time changes of a sitting are still taken.
pub type GraceMs = Arc<dyn Fn(&SittingRow) -> i64 + Send + Sync>;

/// Answers on their way into the register.
#[derive(Clone)]
pub struct SaveExam {
    /// Of which sitting.
    pub sitting: Key,
    /// By whom.
    pub member: String,
    /// From which device.
    pub device: Key,
    /// When they arrived.
    pub now: Moment,
    /// Until so many milliseconds after its time they are taken.
    pub grace_ms: GraceMs,
    /// Whether there is any: a device that only asks how it stands answered nothing.
    pub has_changes: bool,
    /// The changes.
    pub apply: Apply,
}

/// A sitting after a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As it is now.
    pub row: SittingRow,
    /// Whether the changes were taken: it was open and in time.
    pub taken: bool,
    /// The revision before.
    pub before: u32,
}

/// Grades a sitting, given its marks by hand.
pub type Grade = Arc<dyn Fn(&mut SittingRow, &[HandMark]) + Send + Sync>;

/// What sittings came to, told from all of a member's.
pub type Settle = Arc<dyn Fn(&[SittingRow]) -> Settled + Send + Sync>;

/// What a member's sittings came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// For the rates.
    pub exam: Exam,
    /// What becomes of the certificate.
    pub certificate: Certify,
}

/// What becomes of a member's certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certify {
    /// It is earned: a first one is kept; one that is there keeps its number, name, unit and day, and says what this one says.
    Give(Box<CertificateRow>),
    /// What counts passes no more: one that is there is void until it does again.
    Void,
    /// Whatever is there stays as it is.
    Leave,
}

/// A member's rows to be judged anew.
#[derive(Clone)]
pub struct Resettle {
    /// Of which assignment.
    pub assignment: String,
    /// Whose.
    pub member: String,
    /// What study comes to.
    pub judge: JudgeStudy,
    /// What sittings come to.
    pub settle: Settle,
}

/// A hand-in on its way into the register.
#[derive(Clone)]
pub struct HandInExam {
    /// Last changes, and where from; a hand-in by the server has none.
    pub save: SaveExam,
    /// The moment it counts as handed in.
    pub at: Moment,
    /// Whether the server hands it in.
    pub by_server: bool,
    /// What it comes to.
    pub grade: Grade,
    /// What all comes to.
    pub settle: Settle,
}

/// A mark given by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandMark {
    /// Of which sitting.
    pub sitting: Key,
    /// Which question, from 0.
    pub n: u32,
    /// By whom.
    pub marker: String,
    /// How many points.
    pub points: Points,
    /// When.
    pub at: Moment,
}

/// A mark on its way into the register.
#[derive(Clone)]
pub struct MarkExam {
    /// The mark; one of the same marker is replaced.
    pub mark: HandMark,
    /// What the sitting comes to.
    pub grade: Grade,
    /// What all comes to.
    pub settle: Settle,
}

/// A device that a sitting was answered on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRow {
    /// Which sitting.
    pub sitting: Key,
    /// Which device.
    pub device: Key,
    /// When it first sent a change.
    pub first: Moment,
    /// When it last did.
    pub last: Moment,
}

/// A certificate as it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Its number.
    pub number: String,
    /// Id of the assignment.
    pub assignment: String,
    /// Number of the member.
    pub member: String,
    /// The name, as it was.
    pub name: String,
    /// The path of the unit, as it was.
    pub unit: String,
    /// When it was given.
    pub issued: Moment,
    /// What it says besides, as its reader wrote it.
    pub facts: String,
    /// Whether what counts passes no more.
    pub void: bool,
}
