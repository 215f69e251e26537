//! A participant's own record: what the server counts of them, and where they stand with the awards.

use super::node::{list, text, truth, whole};
use super::{Endpoint, FromNode, Left, Method, Node, PrizeStep, ToJson};
use crate::bundle::text as json;
use crate::sheet::Damaged;

/// `POST /api/v1/records`: the token proves who asks, and must not stand in an address.
pub struct Record;

impl Endpoint for Record {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/records";
    type Request = RecordRequest;
    type Response = RecordView;
}

/// Whose record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordRequest {
    /// The token of any sitting of theirs that was handed in.
    pub token: String,
}

/// What the server counts of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordView {
    /// Their hand-ins, the first one first.
    pub participations: Vec<Kept>,
    /// What attempts are left now.
    pub left: Left,
    /// Where they stand with every award.
    pub prizes: Vec<PrizeStep>,
}

/// One accepted hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RecordedParticipation))]
pub struct Kept {
    /// Id of the sitting.
    pub sitting: String,
    /// When it was handed in.
    pub at_ms: i64,
    /// The time that counts.
    pub used_ms: i64,
    /// Hundredths of a point.
    pub score: u32,
    /// Hundredths of a point.
    pub out_of: u32,
    /// Whether it passes.
    pub passed: bool,
    /// Whether it came late.
    pub late: bool,
}

impl ToJson for RecordRequest {
    fn to_json(&self) -> String {
        format!("{{\"token\":{}}}", json(&self.token))
    }
}

impl FromNode for RecordView {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            participations: list(node, "participations", Kept::from_node)?,
            left: Left::from_node(&node.get("left").ok_or(Damaged)?)?,
            prizes: list(node, "prizes", PrizeStep::from_node)?,
        })
    }
}

impl FromNode for Kept {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            sitting: text(node, "sitting")?,
            at_ms: whole(node, "at_ms")?,
            used_ms: whole(node, "used_ms")?,
            score: whole(node, "score")?,
            out_of: whole(node, "out_of")?,
            passed: truth(node, "passed")?,
            late: truth(node, "late")?,
        })
    }
}
