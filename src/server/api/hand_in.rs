//! `POST /api/v1/sittings/hand-in`.

use axum::extract::State;
use axum::response::Response;
use wire::api::{HandInRequest, HandedIn, Problem};

use super::AtDesk;
use super::body::{Body, json};
use super::problem::Error;
use crate::hall::Refusal;
use crate::throttle::Caller;

/// Hands a sitting in. The same hand-in sent again gets the first answer.
#[utoipa::path(post, path = "/api/v1/sittings/hand-in", tag = "sitting", request_body = HandInRequest,
    responses((status = 200, body = HandedIn),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn hand_in(State(desk): AtDesk, caller: Caller, Body(request): Body<HandInRequest>) -> Result<Response, Error> {
    let opened = desk.unseal(&caller, &request.token)?;
    let answered = desk.hall.hand_in(opened, &request.answers).await?;
    desk.metrics.handed_in(answered.score.late);
    Ok(json(answered.json().map_err(Refusal::internal)?))
}
