//! `GET /api/v1/campaigns/{id}/board`.

use axum::extract::State;
use axum::http::HeaderMap;
use wire::api::{BoardGroup, Code, Problem};

use super::AtDesk;
use super::body::{Answer, Done};
use super::id::Id;
use crate::throttle::Caller;

/// What a campaign has come to so far, for users of this server.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}/board", tag = "board", security(("user" = [])),
    params(("id" = String, Path, description = "id of the campaign")),
    responses((status = 200, body = BoardGroup),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn board(State(desk): AtDesk, caller: Caller, Id(id): Id, headers: HeaderMap) -> Done<BoardGroup> {
    desk.throttle.anything(&caller)?;
    let user = desk.users.check(desk.hall.store().as_ref(), &caller, &headers).await?;
    if !user.unit.is_empty() {
        // a campaign is everyone's, a unit's administrator looks after one
        return Err(Code::NotYours.into());
    }
    Ok(Answer(desk.hall.board(&id).await?))
}
