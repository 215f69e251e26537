//! `GET /api/v1/campaigns/{id}`.

use axum::extract::State;
use wire::api::{CampaignView, Problem};

use super::AtDesk;
use super::body::{Answer, Done};
use super::id::Id;

/// What anyone may know of a campaign.
#[utoipa::path(get, path = "/api/v1/campaigns/{id}", tag = "campaign",
    params(("id" = String, Path, description = "id of the campaign")),
    responses((status = 200, body = CampaignView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn view(State(desk): AtDesk, Id(id): Id) -> Done<CampaignView> {
    Ok(Answer(desk.hall.view(&id)?))
}
