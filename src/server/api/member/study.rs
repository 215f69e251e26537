//! `/api/v1/assignments…`: what is due, what was studied, practice and the wrong book.

use axum::extract::{Path, State};
use wire::api::{Code, Problem};
use wire::study::{CardsRequest, CardsView, PracticeSet, QuestionsRequest, ReportRequest, TaskList, TaskView};

use super::super::AtDesk;
use super::super::body::{Answer, Body, Done};
use super::super::id::AssignmentId;
use super::super::problem::Error;
use super::Member;

/// The assignments that are due from the member.
#[utoipa::path(get, path = "/api/v1/assignments", tag = "member", security(("member" = [])),
    responses((status = 200, body = TaskList),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn tasks(State(desk): AtDesk, Member(known): Member) -> Done<TaskList> {
    Ok(Answer(desk.school.tasks(&known).await?))
}

/// One assignment, and how far the member is.
#[utoipa::path(get, path = "/api/v1/assignments/{id}", tag = "member", security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = TaskView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn task(State(desk): AtDesk, Member(known): Member, AssignmentId(id): AssignmentId) -> Done<TaskView> {
    Ok(Answer(desk.school.task(&known, &id).await?))
}

/// Takes down what was read and practised.
#[utoipa::path(post, path = "/api/v1/assignments/{id}/study", tag = "member", request_body = ReportRequest, security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = TaskView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn report(
    State(desk): AtDesk,
    Member(known): Member,
    AssignmentId(id): AssignmentId,
    Body(request): Body<ReportRequest>,
) -> Done<TaskView> {
    Ok(Answer(desk.school.report(&known, &id, &request).await?))
}

/// The questions of a part with their keys, unseen ones first.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/practice/{part}", tag = "member", security(("member" = [])),
    params(("id" = String, Path, description = "id of the assignment"), ("part" = u32, Path, description = "place among the parts, from 0")),
    responses((status = 200, body = PracticeSet),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn practice(
    State(desk): AtDesk,
    Member(known): Member,
    path: Result<Path<(String, usize)>, axum::extract::rejection::PathRejection>,
) -> Done<PracticeSet> {
    let Path((id, part)) = path.map_err(|_| Error::from(Code::NotFound))?;
    Ok(Answer(desk.school.practice(&known, &id, part).await?))
}

/// Questions of the wrong book, with their keys.
#[utoipa::path(post, path = "/api/v1/questions", tag = "member", request_body = QuestionsRequest, security(("member" = [])),
    responses((status = 200, body = PracticeSet),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn questions(State(desk): AtDesk, Member(known): Member, Body(request): Body<QuestionsRequest>) -> Done<PracticeSet> {
    Ok(Answer(desk.school.questions(&known, &request).await?))
}

/// Takes in what changed in the wrong book on one device, and gives out what changed on others.
#[utoipa::path(post, path = "/api/v1/cards", tag = "member", request_body = CardsRequest, security(("member" = [])),
    responses((status = 200, body = CardsView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn cards(State(desk): AtDesk, Member(known): Member, Body(request): Body<CardsRequest>) -> Done<CardsView> {
    Ok(Answer(desk.school.cards(&known, request).await?))
}
