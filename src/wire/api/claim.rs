//! Claiming what was won: the phone number goes out, once, and comes back masked.

use super::node::{text, whole};
use super::{Endpoint, FieldAnswer, FromNode, Method, Node, ToJson};
use crate::bundle::text as json;
use crate::sheet::Damaged;

/// `POST /api/v1/claims`.
pub struct Claim;

impl Endpoint for Claim {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/claims";
    type Request = ClaimRequest;
    type Response = Claimed;
}

/// Who claims what. Sent again before the last day, it changes what was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimRequest {
    /// The token of a handed-in sitting of the winner.
    pub token: String,
    /// The claim code.
    pub code: String,
    /// The phone number, and what else the campaign asks of winners.
    pub fields: Vec<FieldAnswer>,
}

/// A claim that was taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claimed {
    /// The claim code.
    pub code: String,
    /// The phone number, masked: 138****6021; empty when none was asked for.
    pub phone: String,
    /// Until when the prize can be fetched.
    pub claim_until_ms: i64,
}

impl ToJson for ClaimRequest {
    fn to_json(&self) -> String {
        format!("{{\"token\":{},\"code\":{},\"fields\":{}}}", json(&self.token), json(&self.code), FieldAnswer::list_json(&self.fields))
    }
}

impl FromNode for Claimed {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self { code: text(node, "code")?, phone: text(node, "phone")?, claim_until_ms: whole(node, "claim_until_ms")? })
    }
}
