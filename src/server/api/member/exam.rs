//! `/api/v1/assignments/{id}/exam` and `/api/v1/exam/…`.

use axum::extract::{Path, State};
use wire::api::{Code, Problem};
use wire::study::{ExamResult, SavedView, Saving, Sitting, StartExamRequest};

use super::super::AtDesk;
use super::super::body::{Answer, Body, Done};
use super::super::id::AssignmentId;
use super::Member;
use crate::store::Key;

/// Starts a sitting, or goes on with the open one on whatever device.
#[utoipa::path(post, path = "/api/v1/assignments/{id}/exam", tag = "member", request_body = StartExamRequest, security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = Sitting),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn start(
    State(desk): AtDesk,
    Member(known): Member,
    AssignmentId(id): AssignmentId,
    Body(request): Body<StartExamRequest>,
) -> Done<Sitting> {
    Ok(Answer(desk.school.start_exam(&known, &id, &request).await?))
}

/// Saves answers of an open sitting.
#[utoipa::path(post, path = "/api/v1/exam/save", tag = "member", request_body = Saving, security(("member" = [])),
    responses((status = 200, body = SavedView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn save(State(desk): AtDesk, Member(known): Member, Body(request): Body<Saving>) -> Done<SavedView> {
    Ok(Answer(desk.school.save_exam(&known, &request).await?))
}

/// Hands a sitting in, with the last changes. The same again gets the first answer.
#[utoipa::path(post, path = "/api/v1/exam/hand-in", tag = "member", request_body = Saving, security(("member" = [])),
    responses((status = 200, body = ExamResult),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn hand_in(State(desk): AtDesk, Member(known): Member, Body(request): Body<Saving>) -> Done<ExamResult> {
    Ok(Answer(desk.school.hand_in_exam(&known, &request).await?))
}

/// A sitting that was handed in; with its keys once its review is open.
#[utoipa::path(get, path = "/api/v1/exam/{sitting}", tag = "member", security(("member" = [])),
    params(("sitting" = String, Path, description = "id of the sitting")),
    responses((status = 200, body = ExamResult),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn view(
    State(desk): AtDesk,
    Member(known): Member,
    path: Result<Path<String>, axum::extract::rejection::PathRejection>,
) -> Done<ExamResult> {
    let sitting = path.ok().and_then(|Path(hex)| Key::read(&hex)).ok_or(Code::UnknownSitting)?;
    Ok(Answer(desk.school.view_sitting(&known, sitting).await?))
}
