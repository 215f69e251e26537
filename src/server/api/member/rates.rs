//! Rates of an assignment, for users of the server.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use domain::rates::Measure;
use serde::Deserialize;
use wire::api::{Code, Problem};
use wire::study::{BehindView, LeagueView, RatesView, RowsView, TroubleLine};

use super::super::body::{Answer, Done};
use super::super::id::AssignmentId;
use super::super::problem::Error;
use super::super::{AtDesk, Desk};
use crate::throttle::Caller;

/// What is asked of a table.
#[derive(Deserialize)]
pub struct Asked {
    /// Which rate: `study`, `completion`, `attendance` or `pass`.
    #[serde(default)]
    measure: String,
    /// Of which unit and all below it.
    unit: Option<String>,
    /// Which level of the tree, 1 for roots.
    level: Option<usize>,
}

/// What stands behind the `?` of an address, or why it can't be read.
type Asking = Result<Query<Asked>, QueryRejection>;

/// The unit whose administrator asks; `None` for a user who sees everything.
async fn own(desk: &Desk, caller: &Caller, headers: &HeaderMap) -> Result<Option<String>, Error> {
    desk.throttle.anything(caller)?;
    let user = desk.users.check(desk.hall.store().as_ref(), caller, headers).await?;
    Ok(Some(user.unit).filter(|unit| !unit.is_empty()))
}

fn measure(asked: Asking) -> Result<(Measure, Asked), Error> {
    let Query(asked) = asked.map_err(|_| Error::from(Code::BadBody))?;
    let found = Measure::ALL.into_iter().find(|measure| measure.word() == asked.measure);
    Ok((found.ok_or(Code::BadBody)?, asked))
}

/// The rates of every unit, each as what it is made of.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/rates", tag = "rates", security(("user" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = RatesView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn rates(State(desk): AtDesk, caller: Caller, AssignmentId(id): AssignmentId, headers: HeaderMap) -> Done<RatesView> {
    let own = own(&desk, &caller, &headers).await?;
    Ok(Answer(desk.school.rates(&id, own.as_deref()).await?))
}

/// The units of a level by a rate, the highest first.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/league", tag = "rates", security(("user" = [])),
    params(("id" = String, Path, description = "id of the assignment"), ("measure" = String, Query, description = "`study`, `completion`, `attendance` or `pass`"), ("level" = Option<u32>, Query, description = "level of the tree, 1 for roots; 2 unless told")),
    responses((status = 200, body = LeagueView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn league(
    State(desk): AtDesk,
    caller: Caller,
    AssignmentId(id): AssignmentId,
    headers: HeaderMap,
    asked: Asking,
) -> Done<LeagueView> {
    let own = own(&desk, &caller, &headers).await?;
    let (measure, asked) = measure(asked)?;
    Ok(Answer(desk.school.league(&id, own.as_deref(), measure, asked.level.unwrap_or(2)).await?))
}

/// The members behind a rate.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/rows", tag = "rates", security(("user" = [])),
    params(("id" = String, Path, description = "id of the assignment"), ("measure" = String, Query, description = "`study`, `completion`, `attendance` or `pass`"), ("unit" = Option<String>, Query, description = "code of a unit; all that the user sees unless told")),
    responses((status = 200, body = RowsView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn rows(
    State(desk): AtDesk,
    caller: Caller,
    AssignmentId(id): AssignmentId,
    headers: HeaderMap,
    asked: Asking,
) -> Done<RowsView> {
    let own = own(&desk, &caller, &headers).await?;
    let (measure, asked) = measure(asked)?;
    Ok(Answer(desk.school.rows(&id, own.as_deref(), asked.unit.as_deref(), measure).await?))
}

/// Who is not done yet, and with what.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/behind", tag = "rates", security(("user" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = BehindView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn behind(State(desk): AtDesk, caller: Caller, AssignmentId(id): AssignmentId, headers: HeaderMap) -> Done<BehindView> {
    let own = own(&desk, &caller, &headers).await?;
    Ok(Answer(desk.school.behind(&id, own.as_deref()).await?))
}

/// Signs that somebody should look at; nothing is rejected for them.
#[utoipa::path(get, path = "/api/v1/assignments/{id}/trouble", tag = "rates", security(("user" = [])),
    params(("id" = String, Path, description = "id of the assignment")),
    responses((status = 200, body = Vec<TroubleLine>),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn trouble(State(desk): AtDesk, caller: Caller, AssignmentId(id): AssignmentId, headers: HeaderMap) -> Done<Vec<TroubleLine>> {
    let own = own(&desk, &caller, &headers).await?;
    Ok(Answer(desk.school.trouble(&id, own.as_deref()).await?))
}
