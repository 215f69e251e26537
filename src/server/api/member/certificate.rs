//! Certificates: the member's own as data and as PDF, and the check that is open to everyone.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use wire::api::{Code, Problem};
use wire::study::{CertificateCheck, CertificateView};

use super::super::AtDesk;
use super::super::body::{Answer, Done};
use super::super::id::AssignmentId;
use super::super::problem::Error;
use super::Member;
use crate::hall::Refusal;
use crate::throttle::Caller;

/// The member's own certificate.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/certificate", tag = "member", security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = CertificateView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn own(State(desk): AtDesk, Member(known): Member, AssignmentId(id): AssignmentId) -> Done<CertificateView> {
    Ok(Answer(desk.school.certificate(&known, &id).await?))
}

/// The same as PDF.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/certificate.pdf", tag = "member", security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, content_type = "application/pdf"),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn pdf(State(desk): AtDesk, Member(known): Member, AssignmentId(id): AssignmentId) -> Result<Response, Error> {
    let view = desk.school.certificate(&known, &id).await?;
    let name = format!("attachment; filename=\"{}.pdf\"", view.number);
    let sheet = tokio::task::spawn_blocking(move || crate::certificate::pdf(&view)).await.map_err(Refusal::internal)?;
    let about = [(CONTENT_TYPE, "application/pdf"), (CACHE_CONTROL, "no-store"), (CONTENT_DISPOSITION, name.as_str())];
    Ok((about, sheet).into_response())
}

/// What anyone may know of a certificate.
#[utoipa::path(get, path = "/api/v1/certificates/{number}", tag = "certificate",
    params(("number" = String, Path, description = "number of the certificate")),
    responses((status = 200, body = CertificateCheck),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn check(State(desk): AtDesk, caller: Caller, path: Result<Path<String>, PathRejection>) -> Done<CertificateCheck> {
    desk.throttle.anything(&caller)?;
    let Path(number) = path.map_err(|_| Error::from(Code::UnknownCertificate))?;
    Ok(Answer(desk.school.check_certificate(&number).await?))
}
