//! An exam sitting: started, saved again and again, handed in, looked at. The server holds its time and its answers.

use crate::api::{Endpoint, Method, Reviewed};

/// `POST /api/v1/assignments/{id}/exam`: starts a sitting, or goes on with the open one on whatever device.
pub struct StartExam;

impl Endpoint for StartExam {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/assignments/{id}/exam";
    type Request = StartExamRequest;
    type Response = Sitting;
}

/// Where it is sat.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StartExamRequest {
    /// A random key of this device, 32 hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{32}$"))]
    pub device: String,
}

/// An open sitting.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ExamSitting))]
pub struct Sitting {
    /// Its id: 32 hexadecimal digits.
    pub sitting: String,
    /// Its place among the member's sittings, from 1 on.
    pub nth: u32,
    /// Whether it is the make-up.
    pub make_up: bool,
    /// When it was started.
    pub started_ms: i64,
    /// When its time is out.
    pub ends_ms: i64,
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// Grows with every save, from whatever device.
    pub revision: u32,
    /// What is asked, in the order shown.
    pub questions: Vec<ExamQuestion>,
    /// By question, what the server holds.
    pub answers: Vec<Saved>,
}

/// One question of an exam: nothing in it tells what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExamQuestion {
    /// `single`, `multiple`, `indefinite`, `judge`, or `short` for one that is answered in words.
    pub kind: String,
    /// What is asked.
    pub stem: String,
    /// The choices in the order shown; empty for `short`.
    pub choices: Vec<String>,
    /// What it is worth.
    pub points: u32,
}

/// What the server holds of one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = SavedAnswer))]
pub struct Saved {
    /// Places picked; empty is a blank.
    pub given: Vec<u8>,
    /// The words of a short answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether it is flagged to come back to.
    #[serde(default)]
    pub flagged: bool,
}

/// `POST /api/v1/exam/save`: on every change and every few seconds.
pub struct SaveExam;

impl Endpoint for SaveExam {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/exam/save";
    type Request = Saving;
    type Response = SavedView;
}

/// What changed on this device. A change replaces what was held of that question, unless that was answered later on another device.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Saving {
    /// Id of the sitting.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{32}$"))]
    pub sitting: String,
    /// The key of this device.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{32}$"))]
    pub device: String,
    /// The revision this device last heard of.
    #[serde(default)]
    pub revision: u32,
    /// What changed; at most as many as there are questions.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub changes: Vec<Change>,
}

/// A change to one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AnswerChange))]
pub struct Change {
    /// Which question, counted from 0.
    pub n: u32,
    /// Places picked; empty is a blank.
    #[serde(default)]
    pub given: Vec<u8>,
    /// The words of a short answer, at most 4000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether it is flagged.
    #[serde(default)]
    pub flagged: bool,
    /// How many milliseconds ago it was made, by the device's clock; just now when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ago_ms: Option<i64>,
}

/// It is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = SavedSitting))]
pub struct SavedView {
    /// The revision now.
    pub revision: u32,
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// When its time is out.
    pub ends_ms: i64,
    /// All that is held, where another device saved something since this one last heard, or answered something later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<Saved>>,
    /// Whether it was handed in, here, elsewhere or by the server: then nothing more is taken.
    pub handed_in: bool,
}

/// `POST /api/v1/exam/hand-in`: with the last changes. The same again gets the first answer.
pub struct HandInExam;

impl Endpoint for HandInExam {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/exam/hand-in";
    type Request = Saving;
    type Response = ExamResult;
}

/// `GET /api/v1/exam/{sitting}`: a sitting that was handed in.
pub struct ViewSitting;

impl Endpoint for ViewSitting {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/exam/{sitting}";
    type Request = ();
    type Response = ExamResult;
}

/// What a sitting came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExamResult {
    /// Id of the assignment.
    pub assignment: String,
    /// Its title.
    pub title: String,
    /// Id of the sitting.
    pub sitting: String,
    /// Its place among the member's sittings, from 1 on.
    pub nth: u32,
    /// Whether it is the make-up.
    pub make_up: bool,
    /// Minutes east of Greenwich of the assignment's clock.
    pub zone_minutes: i32,
    /// When it was handed in.
    pub at_ms: i64,
    /// How long it took.
    pub used_ms: i64,
    /// Whether the server handed it in because time was out.
    pub by_server: bool,
    /// Its score so far.
    pub score: u32,
    /// What the paper is worth.
    pub out_of: u32,
    /// The score from which it passes.
    pub pass: u32,
    /// Whether it passes.
    pub passed: bool,
    /// 优秀, 良好; missing below the lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
    /// How many short answers still wait to be marked by hand.
    pub unmarked: u32,
    /// What may be done next, for the screen.
    pub next: super::NextView,
    /// The number of the certificate that it gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// From when answers and keys may be looked at.
    pub review_from_ms: i64,
    /// What was asked, and what is right; missing until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<ExamQuestion>>,
    /// By question; missing until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Vec<Reviewed>>,
}
