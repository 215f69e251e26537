//! The prize step: trying one's luck where an award is given at once, and where one stands with every award.

use super::node::{text, text_or_none, whole_or_none};
use super::{Endpoint, FromNode, Method, Node, ToJson};
use crate::bundle::text as json;
use crate::sheet::Damaged;

/// `POST /api/v1/prizes`.
pub struct Prize;

impl Endpoint for Prize {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/prizes";
    type Request = PrizeRequest;
    type Response = PrizeStep;
}

/// Which chance is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrizeRequest {
    /// The token of the handed-in sitting.
    pub token: String,
    /// Id of the award.
    pub award: String,
    /// Which of one's chances, as [`PrizeStep::next`] told; the same one sent again gets the first answer.
    pub chance: u32,
}

/// Where one stands with one award, or what a chance of it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrizeStep {
    /// Id of the award.
    pub award: String,
    /// What the screen calls it.
    pub title: String,
    /// Where one stands.
    pub state: PrizeState,
    /// Chances not used yet (`try`, and what a chance came to), or lots in the next draw (`entered`).
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub chances: Option<u32>,
    /// The chance to send next, where there is one.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub next: Option<u32>,
    /// When it is drawn or the rank is settled (`entered`, `ranked`).
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub at_ms: Option<i64>,
    /// The tier that was won: 二等奖.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub tier: Option<String>,
    /// What was won: 晴雨伞.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub what: Option<String>,
    /// What is shown when claiming.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub code: Option<String>,
    /// Until when it can be claimed.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub claim_until_ms: Option<i64>,
    /// Where and when prizes are handed out.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub place: Option<String>,
    /// The phone number given, masked; missing until it was given.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub phone: Option<String>,
}

/// Where one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(rename_all = "kebab-case"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PrizeState {
    /// Not entitled yet.
    NotYet,
    /// A chance is there: send a [`PrizeRequest`]. It is also the answer to a chance that won nothing while others are left.
    Try,
    /// The chances were used and nothing was won.
    Nothing,
    /// Nothing is left today; the chance remains.
    GoneToday,
    /// Nothing is left for good.
    Gone,
    /// In the list of the next draw.
    Entered,
    /// In the ranking, which is settled at the end.
    Ranked,
    /// Won, and not claimed yet.
    Won,
    /// Won, and the phone number was given.
    Claimed,
    /// Won, and handed out.
    Redeemed,
    /// Won, and not claimed in time.
    Lapsed,
}

impl PrizeState {
    /// Every state.
    pub const ALL: [Self; 11] = [
        Self::NotYet,
        Self::Try,
        Self::Nothing,
        Self::GoneToday,
        Self::Gone,
        Self::Entered,
        Self::Ranked,
        Self::Won,
        Self::Claimed,
        Self::Redeemed,
        Self::Lapsed,
    ];

    /// Whether something was won there.
    #[must_use]
    pub fn is_win(self) -> bool {
        matches!(self, Self::Won | Self::Claimed | Self::Redeemed | Self::Lapsed)
    }

    /// The word that travels.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Try => "try",
            Self::Nothing => "nothing",
            Self::GoneToday => "gone-today",
            Self::Gone => "gone",
            Self::Entered => "entered",
            Self::Ranked => "ranked",
            Self::Won => "won",
            Self::Claimed => "claimed",
            Self::Redeemed => "redeemed",
            Self::Lapsed => "lapsed",
        }
    }
}

impl PrizeStep {
    /// Where one stands, and nothing more to say.
    #[must_use]
    pub fn new(award: &str, title: &str, state: PrizeState) -> Self {
        Self {
            award: award.to_owned(),
            title: title.to_owned(),
            state,
            chances: None,
            next: None,
            at_ms: None,
            tier: None,
            what: None,
            code: None,
            claim_until_ms: None,
            place: None,
            phone: None,
        }
    }
}

impl ToJson for PrizeRequest {
    fn to_json(&self) -> String {
        format!("{{\"token\":{},\"award\":{},\"chance\":{}}}", json(&self.token), json(&self.award), self.chance)
    }
}

impl FromNode for PrizeStep {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        let state = text(node, "state")?;
        Ok(Self {
            award: text(node, "award")?,
            title: text(node, "title")?,
            state: PrizeState::ALL.into_iter().find(|one| one.word() == state).ok_or(Damaged)?,
            chances: whole_or_none(node, "chances"),
            next: whole_or_none(node, "next"),
            at_ms: whole_or_none(node, "at_ms"),
            tier: text_or_none(node, "tier"),
            what: text_or_none(node, "what"),
            code: text_or_none(node, "code"),
            claim_until_ms: whole_or_none(node, "claim_until_ms"),
            place: text_or_none(node, "place"),
            phone: text_or_none(node, "phone"),
        })
    }
}
