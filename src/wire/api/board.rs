//! The board: what a campaign has come to so far, for its organiser.

use super::{Endpoint, Method};

/// `GET /api/v1/campaigns/{id}/board`, for users of the server only.
pub struct Board;

impl Endpoint for Board {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/campaigns/{id}/board";
    type Request = ();
    type Response = BoardGroup;
}

/// The counts of a campaign. Every rate is left to the reader: numerator and denominator are here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = BoardView))]
pub struct BoardGroup {
    /// Id of the campaign.
    pub campaign: String,
    /// When this was taken.
    pub taken_ms: i64,
    /// 人次: accepted hand-ins.
    pub participations: u64,
    /// 人数: distinct participants.
    pub participants: u64,
    /// Participations that passed.
    pub passes: u64,
    /// Participations that came late.
    pub late: u64,
    /// By round, day, hour, region, unit, channel and score.
    pub lines: Vec<BoardLine>,
}

/// The counts of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardLine {
    /// `day`, `hour`, `region`, `unit`, `channel`, `round` or `score`.
    pub by: String,
    /// The group's name; empty is 未填.
    pub group: String,
    /// 人次.
    pub participations: u64,
    /// 人数: distinct participants in this group; one person can be in two.
    pub participants: u64,
    /// Participations that passed.
    pub passes: u64,
    /// Participations that came late.
    pub late: u64,
}
