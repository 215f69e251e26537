//! `POST /api/v1/prizes`.

use axum::extract::State;
use wire::api::{PrizeRequest, PrizeStep, Problem};

use super::AtDesk;
use super::body::{Answer, Body, Done};
use crate::throttle::Caller;

/// Uses a chance of an instant award.
#[utoipa::path(post, path = "/api/v1/prizes", tag = "prize", request_body = PrizeRequest,
    responses((status = 200, body = PrizeStep),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn prize(State(desk): AtDesk, caller: Caller, Body(request): Body<PrizeRequest>) -> Done<PrizeStep> {
    let opened = desk.unseal(&caller, &request.token)?;
    Ok(Answer(desk.hall.prize(opened, &request).await?))
}
