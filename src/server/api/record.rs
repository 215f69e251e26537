//! `POST /api/v1/records`.

use axum::extract::State;
use wire::api::{Problem, RecordRequest, RecordView};

use super::AtDesk;
use super::body::{Answer, Body, Done};
use crate::throttle::Caller;

/// What is counted of a participant, and where they stand with the awards.
#[utoipa::path(post, path = "/api/v1/records", tag = "participant", request_body = RecordRequest,
    responses((status = 200, body = RecordView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn record(State(desk): AtDesk, caller: Caller, Body(request): Body<RecordRequest>) -> Done<RecordView> {
    let opened = desk.unseal(&caller, &request.token)?;
    Ok(Answer(desk.hall.record(opened).await?))
}
