//! `POST /api/v1/sittings`.

use axum::extract::State;
use wire::api::{Problem, StartRequest, Started};

use super::AtDesk;
use super::body::{Answer, Body, Done};
use crate::hall::Roll;
use crate::throttle::Caller;

/// Starts a sitting: questions without a key, and a sealed token.
#[utoipa::path(post, path = "/api/v1/sittings", tag = "sitting", request_body = StartRequest,
    responses((status = 200, body = Started),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn start(State(desk): AtDesk, caller: Caller, Body(request): Body<StartRequest>) -> Done<Started> {
    desk.throttle.start(&caller, &request.campaign, &request.device)?;
    let goes_by_roster = desk.hall.find(&request.campaign)?.campaign.identity.roster;
    let live = if goes_by_roster {
        desk.throttle.roster(&caller)?;
        Some(desk.school.roster().await?)
    } else {
        None
    };
    let roll = live.as_ref().map(|live| Roll { roster: &live.roster, on: desk.school.today() });
    let started = desk.hall.start(&request, roll).await?;
    desk.metrics.started(&request.campaign);
    Ok(Answer(started))
}
