//! `POST /api/v1/claims`.

use axum::extract::State;
use wire::api::{ClaimRequest, Claimed, Problem};

use super::AtDesk;
use super::body::{Answer, Body, Done};
use crate::throttle::Caller;

/// Claims what was won.
#[utoipa::path(post, path = "/api/v1/claims", tag = "prize", request_body = ClaimRequest,
    responses((status = 200, body = Claimed),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn claim(State(desk): AtDesk, caller: Caller, Body(request): Body<ClaimRequest>) -> Done<Claimed> {
    let opened = desk.unseal(&caller, &request.token)?;
    Ok(Answer(desk.hall.claim(opened, &request).await?))
}
