//! Assignments as a member sees them: how far they are and what comes next. Sentences are the server's, ready for the screen.

use super::text::TextRef;
use crate::api::{Endpoint, Method};

/// `GET /api/v1/assignments`: those that are due from the member, by deadline.
pub struct Tasks;

impl Endpoint for Tasks {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments";
    type Request = ();
    type Response = TaskList;
}

/// A member's assignments.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskList {
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// What is not done and not over first, by deadline; then the rest, the latest first.
    pub tasks: Vec<TaskView>,
}

/// `GET /api/v1/assignments/{id}` answers with one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskView {
    /// Id of the assignment.
    pub id: String,
    /// Its title; a line break in it is kept.
    pub title: String,
    /// Who set it.
    pub organiser: String,
    /// Minutes east of Greenwich of its clock.
    pub zone_minutes: i32,
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// Until when all of it is to be done.
    pub deadline_ms: i64,
    /// How much is done, 0–100: parts and credits as far as they are, the exam when it is passed.
    pub percent: u8,
    /// Whether all is done.
    pub done: bool,
    /// Why nothing is due from this member; missing when it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<String>,
    /// The rules, a sentence each.
    pub rules: Vec<String>,
    /// What there is to study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub study: Option<StudyView>,
    /// The exam.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam: Option<ExamView>,
    /// The number of the member's certificate, when they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// A time with a beginning and an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WindowView {
    /// Its first moment.
    pub opens_ms: i64,
    /// The first moment after it.
    pub closes_ms: i64,
}

/// Study, and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StudyView {
    /// When study counts.
    pub window: WindowView,
    /// Whether the study requirement is met.
    pub met: bool,
    /// What is still missing, a sentence each; empty when it is met.
    pub missing: Vec<String>,
    /// The parts, in the order of the screen.
    pub parts: Vec<PartView>,
    /// How many of the elective parts must be done.
    pub electives: u32,
    /// Milliseconds of today on any of its texts, on whatever device; what is beyond the cap of a day is among them.
    #[serde(default)]
    pub read_today_ms: u64,
    /// What study earns, where it earns credits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<CreditsView>,
}

/// One part of study.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PartView {
    /// What the list calls it.
    pub title: String,
    /// `read` or `practise`.
    pub kind: String,
    /// Whether it may be left out.
    pub elective: bool,
    /// Whether there is nothing left to do.
    pub done: bool,
    /// What there is to read; empty for practice.
    pub texts: Vec<TextRef>,
    /// Reading: milliseconds that count so far. Practice: different questions answered.
    pub amount: u64,
    /// Reading: milliseconds asked for. Practice: different questions asked for.
    pub of: u64,
    /// Practice: how many of the answered ones were right when last answered.
    pub right: u32,
    /// Practice: how many of a hundred must be right; 0 asks for none.
    pub right_percent: u32,
}

/// Credits (学分), in hundredths of a point.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreditsView {
    /// What was earned in all.
    pub total: u32,
    /// What is asked for.
    pub threshold: u32,
    /// By measure.
    pub earned: Vec<EarnedView>,
}

/// What one measure earned.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarnedView {
    /// `reading`, `visits` or `practice`.
    pub by: String,
    /// What counts, both caps kept: milliseconds, visits, or questions.
    pub amount: u64,
    /// The most that counts in all; missing without an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<u64>,
    /// The most that counts of one day; missing without a cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<u64>,
    /// What it earned.
    pub points: u32,
}

/// An exam, and where the member stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExamView {
    /// When it is sat.
    pub window: WindowView,
    /// When those who failed may sit it once more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub make_up: Option<WindowView>,
    /// Milliseconds for one sitting.
    pub limit_ms: i64,
    /// How often it may be sat.
    pub attempts: u32,
    /// `best`, `last` or `first`.
    pub counts: String,
    /// How many questions the member's paper has.
    pub questions: u32,
    /// What the paper is worth.
    pub out_of: u32,
    /// The score from which a sitting passes.
    pub pass: u32,
    /// Named bands, the highest first.
    pub bands: Vec<BandView>,
    /// What may be done now.
    pub next: NextView,
    /// Where the member stands; missing while nothing counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<StandingView>,
    /// The member's sittings, the first one first.
    pub sittings: Vec<SittingLine>,
    /// Whether a certificate is given to who passes.
    pub certificate: bool,
}

/// A named band: 优秀 from 90.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BandView {
    /// 优秀.
    pub name: String,
    /// The score it begins at.
    pub from: u32,
}

/// What may be done about an exam now.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextView {
    /// `go-on`, `start`, or why not: `soon`, `over`, `study-first`, `being-handed-in`, `no-attempt-left`, `only-for-who-failed`,
    /// `make-up-used`, `marks-first`, `no-paper`.
    pub state: String,
    /// What that means, for the screen.
    pub says: String,
    /// Whether it is (or would be) the make-up.
    pub make_up: bool,
    /// Milliseconds left of the open sitting, or that one started now would have; 0 where there is none.
    pub left_ms: i64,
    /// When it opens; for `soon`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_ms: Option<i64>,
    /// How many sittings may still be started, this one among them.
    pub left: u32,
}

/// Where a member stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StandingView {
    /// Id of the sitting that counts.
    pub sitting: String,
    /// Its score.
    pub score: u32,
    /// Whether it passes.
    pub passed: bool,
    /// 优秀, 良好; missing below the lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
}

/// One sitting in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SittingLine {
    /// Id of the sitting.
    pub sitting: String,
    /// Its place among the member's sittings, from 1 on.
    pub nth: u32,
    /// Whether it is the make-up.
    pub make_up: bool,
    /// When it was started.
    pub started_ms: i64,
    /// When it was handed in; missing while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<i64>,
    /// Whether the server handed it in because time was out.
    pub by_server: bool,
    /// Its score; missing while it is open or waits to be marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u32>,
    /// Whether it passes.
    pub passed: bool,
    /// From when answers and keys may be looked at; missing while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_from_ms: Option<i64>,
}
