//! A campaign as the server tells it to whoever asks.

use super::start::Left;
use super::{Endpoint, Method};
use domain::campaign::{Field, Grading, Phase, Prize};
use domain::{Campaign, Moment};

/// `GET /api/v1/campaigns/{id}`.
pub struct ViewCampaign;

impl Endpoint for ViewCampaign {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/campaigns/{id}";
    type Request = ();
    type Response = CampaignView;
}

/// What anyone may know of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CampaignView {
    /// The last part of its link.
    pub id: String,
    /// Its title; a line break in it is kept.
    pub title: String,
    /// What it is held for; may be empty.
    pub occasion: String,
    /// Who holds it.
    pub organiser: String,
    /// The round's name in tallies.
    pub round: String,
    /// `soon`, `open` or `closed`, by the server's clock.
    pub phase: String,
    /// From when it may be played.
    pub opens_ms: i64,
    /// Until when a sitting may be started.
    pub closes_ms: i64,
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// Whose days limits go by: `+08:00`.
    pub zone: String,
    /// `device` or `server`.
    pub grading: String,
    /// How many questions a paper has.
    pub questions: u32,
    /// The best score there is, in hundredths of a point.
    pub out_of: u32,
    /// The score from which a sitting passes.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub pass: Option<u32>,
    /// How long a sitting may take.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub limit_ms: Option<i64>,
    /// How often one person may hand in.
    pub attempts: Left,
    /// What is asked before the start.
    pub fields: Vec<AskedField>,
    /// What is asked of winners only.
    pub fields_of_winners: Vec<AskedField>,
    /// Regions to pick from, as paths.
    pub regions: Vec<String>,
    /// What can be won.
    pub prizes: Vec<PrizeLine>,
    /// The rules, a sentence each.
    pub rules: Vec<String>,
}

/// One thing that is asked of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedField {
    /// `region`, `unit`, `name`, `phone` or `number`.
    pub field: String,
    /// What the screen calls it.
    pub label: String,
    /// Whether one may go on without it.
    pub required: bool,
}

/// One tier of prizes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrizeLine {
    /// 一等奖.
    pub tier: String,
    /// What it is.
    pub what: String,
    /// How many there are.
    pub quantity: u32,
}

impl CampaignView {
    /// What anyone may know of `campaign` when the server's clock shows `now`.
    #[must_use]
    pub fn of(campaign: &Campaign, now: Moment) -> Self {
        let phase = match campaign.phase(now) {
            Phase::Soon => "soon",
            Phase::Open => "open",
            Phase::Closed => "closed",
        };
        let grading = match campaign.grading {
            Grading::Device => "device",
            Grading::Server => "server",
        };
        Self {
            id: campaign.id.clone(),
            title: campaign.title.clone(),
            occasion: campaign.occasion.clone(),
            organiser: campaign.organiser.clone(),
            round: campaign.round.clone(),
            phase: phase.to_owned(),
            opens_ms: campaign.opens.0,
            closes_ms: campaign.closes.0,
            now_ms: now.0,
            zone: campaign.zone.to_string(),
            grading: grading.to_owned(),
            questions: u32::try_from(campaign.blueprint.count()).unwrap_or(u32::MAX),
            out_of: campaign.blueprint.out_of().as_hundredths(),
            pass: campaign.pass.map(|pass| pass.as_hundredths()),
            limit_ms: campaign.limit_ms,
            attempts: Left { today: campaign.attempts.per_day, total: campaign.attempts.total },
            fields: campaign.identity.fields.iter().map(AskedField::of).collect(),
            fields_of_winners: campaign.identity.of_winners.iter().map(AskedField::of).collect(),
            regions: campaign.identity.regions.clone(),
            prizes: campaign.prizes.iter().map(PrizeLine::of).collect(),
            rules: campaign.rules.clone(),
        }
    }
}

impl AskedField {
    fn of(field: &Field) -> Self {
        Self { field: field.kind.word().to_owned(), label: field.label.clone(), required: field.required }
    }
}

impl PrizeLine {
    fn of(prize: &Prize) -> Self {
        Self { tier: prize.tier.clone(), what: prize.what.clone(), quantity: prize.quantity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::tests::campaign;

    #[test]
    fn a_view_tells_the_phase_by_the_clock_it_is_given() {
        let phase = |now| CampaignView::of(&campaign(), Moment(now)).phase;
        assert_eq!([0, 1, 2].map(phase), ["soon", "open", "closed"]);
    }

    #[test]
    fn a_view_tells_limits_and_points_as_the_campaign_has_them() {
        let view = CampaignView::of(&campaign(), Moment(1));
        assert_eq!((view.grading.as_str(), view.fields_of_winners[0].field.as_str(), view.zone.as_str()), ("server", "phone", "+08:00"));
        assert_eq!((view.questions, view.out_of, view.pass, view.limit_ms), (2, 500, Some(300), Some(300_000)));
        assert_eq!(view.attempts, Left { today: Some(3), total: None });
        assert_eq!((view.fields[0].field.as_str(), view.prizes[0].quantity), ("region", 3));
    }
}
