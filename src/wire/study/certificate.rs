//! Certificates: whole to whom they belong, masked to everyone who checks one.

use crate::api::{Endpoint, Method};

/// `GET /api/v1/certificates/{number}`: open to everyone.
pub struct CheckCertificate;

impl Endpoint for CheckCertificate {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/certificates/{number}";
    type Request = ();
    type Response = CertificateCheck;
}

/// What anyone may know of a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CertificateCheck {
    /// Its number.
    pub number: String,
    /// The title of the assignment.
    pub title: String,
    /// Who set the exam.
    pub organiser: String,
    /// The path of the unit.
    pub unit: String,
    /// The name, masked: 王**.
    pub name: String,
    /// The score, in hundredths of a point.
    pub score: u32,
    /// 优秀; empty without bands.
    pub band: String,
    /// When the sitting that counts was handed in.
    pub at_ms: i64,
    /// Minutes east of Greenwich of its clock.
    pub zone_minutes: i32,
}

/// `GET /api/v1/assignments/{id}/certificate`: the member's own.
pub struct ViewCertificate;

impl Endpoint for ViewCertificate {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/certificate";
    type Request = ();
    type Response = CertificateView;
}

/// A certificate as it is printed. The same as PDF lies at `/api/v1/assignments/{id}/certificate.pdf`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CertificateView {
    /// Its number.
    pub number: String,
    /// The title of the assignment.
    pub title: String,
    /// Who set the exam.
    pub organiser: String,
    /// The path of the unit.
    pub unit: String,
    /// The name.
    pub name: String,
    /// The score, in hundredths of a point.
    pub score: u32,
    /// What the paper is worth, in hundredths.
    pub out_of: u32,
    /// The score from which it passes, in hundredths.
    pub pass: u32,
    /// How many questions it had.
    pub questions: u32,
    /// 优秀; empty without bands.
    pub band: String,
    /// When the sitting that counts was started.
    pub started_ms: i64,
    /// When it was handed in.
    pub at_ms: i64,
    /// Its place among the member's sittings, from 1 on.
    pub nth: u32,
    /// Whether it is the make-up.
    pub make_up: bool,
    /// `best`, `last` or `first`.
    pub counts: String,
    /// When it was given.
    pub issued_ms: i64,
    /// Minutes east of Greenwich of its clock.
    pub zone_minutes: i32,
    /// Where anyone can check it: the whole address where the server knows its own, else `/certificates/…`.
    pub check: String,
    /// The characters that the fonts of the PDF may lack; empty for most names. The printed page has them.
    pub pdf_lacks: String,
    /// The code to scan for it, row by row: `1` for a dark square and `0` for a light one. Empty where `check` is no whole address.
    #[serde(default)]
    pub code: Vec<String>,
}
