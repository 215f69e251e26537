//! `/api/v1/laws/{law}` and `/api/v1/notes/{bank}/{topic}`.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use wire::api::{Code, Problem};
use wire::study::{LawView, NoteView};

use super::super::AtDesk;
use super::super::body::{Answer, Done};
use super::super::problem::Error;
use super::Member;

/// A law, with the place where the member last read.
#[utoipa::path(get, path = "/api/v1/laws/{law}", tag = "member", security(("member" = [])),
    params(("law" = String, Path, description = "short name of the law")),
    responses((status = 200, body = LawView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn law(State(desk): AtDesk, Member(known): Member, path: Result<Path<String>, PathRejection>) -> Done<LawView> {
    let Path(law) = path.map_err(|_| Error::from(Code::UnknownText))?;
    Ok(Answer(desk.school.law(&known, &law).await?))
}

/// The study notes of a topic.
#[utoipa::path(get, path = "/api/v1/notes/{bank}/{topic}", tag = "member", security(("member" = [])),
    params(("bank" = String, Path, description = "id of the bank"), ("topic" = String, Path, description = "id of the topic")),
    responses((status = 200, body = NoteView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn note(State(desk): AtDesk, Member(_): Member, path: Result<Path<(String, String)>, PathRejection>) -> Done<NoteView> {
    let Path((bank, topic)) = path.map_err(|_| Error::from(Code::UnknownText))?;
    Ok(Answer(desk.school.note(&bank, &topic)?))
}
