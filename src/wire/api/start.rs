//! Starting a sitting: who one is goes out, questions without a key and a sealed token come back.

use super::node::{list, text, texts, whole, whole_or_none};
use super::{Endpoint, FromNode, Method, Node, ToJson};
use crate::bundle::text as json;
use crate::sheet::Damaged;

/// `POST /api/v1/sittings`.
pub struct Start;

impl Endpoint for Start {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/sittings";
    type Request = StartRequest;
    type Response = Started;
}

/// Who wants to start what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StartRequest {
    /// Id of the campaign.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub campaign: String,
    /// A key that the device made for this campaign alone: 32 hexadecimal digits, the first 12 the moment it was made.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{32}$"))]
    pub device: String,
    /// Answers to what the campaign asks before the start.
    #[cfg_attr(feature = "json", serde(default))]
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub fields: Vec<FieldAnswer>,
    /// Where the link was followed from; empty when it did not say. What is longer than 60 characters is cut.
    #[cfg_attr(feature = "json", serde(default))]
    pub channel: String,
}

/// An answer to one field that a campaign asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldAnswer {
    /// `region`, `unit`, `name`, `phone` or `number`.
    pub field: String,
    /// What was answered, up to 60 characters.
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub answer: String,
}

/// A started sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Started {
    /// Id of the sitting, a `UUIDv7`.
    pub sitting: String,
    /// What must come back at hand-in, unchanged and unread.
    pub token: String,
    /// When it was started, by the server's clock; in the past when a first start goes on.
    pub started_ms: i64,
    /// What the server's clock shows now.
    pub now_ms: i64,
    /// How long it may take; none is as long as one likes.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub limit_ms: Option<i64>,
    /// Until when a hand-in that waits for a network is still accepted.
    pub accepted_until_ms: i64,
    /// What is asked, in the order shown.
    pub questions: Vec<Question>,
}

/// One question as this sitting shows it: nothing in it tells what is right or where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AskedQuestion))]
pub struct Question {
    /// `single`, `multiple`, `indefinite` or `judge`.
    pub kind: String,
    /// What is asked.
    pub stem: String,
    /// The choices in the order shown.
    pub choices: Vec<String>,
    /// What it is worth, in hundredths of a point.
    pub points: u32,
}

/// What attempts are left; a number that is missing is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Left {
    /// Today, in the campaign's zone.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub today: Option<u32>,
    /// In all.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub total: Option<u32>,
}

impl FieldAnswer {
    /// Several, as a JSON list.
    pub(super) fn list_json(answers: &[Self]) -> String {
        let each: Vec<String> =
            answers.iter().map(|one| format!("{{\"field\":{},\"answer\":{}}}", json(&one.field), json(&one.answer))).collect();
        format!("[{}]", each.join(","))
    }
}

impl ToJson for StartRequest {
    fn to_json(&self) -> String {
        format!(
            "{{\"campaign\":{},\"device\":{},\"fields\":{},\"channel\":{}}}",
            json(&self.campaign),
            json(&self.device),
            FieldAnswer::list_json(&self.fields),
            json(&self.channel)
        )
    }
}

impl FromNode for Started {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            sitting: text(node, "sitting")?,
            token: text(node, "token")?,
            started_ms: whole(node, "started_ms")?,
            now_ms: whole(node, "now_ms")?,
            limit_ms: whole_or_none(node, "limit_ms"),
            accepted_until_ms: whole(node, "accepted_until_ms")?,
            questions: list(node, "questions", Question::from_node)?,
        })
    }
}

impl FromNode for Question {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self { kind: text(node, "kind")?, stem: text(node, "stem")?, choices: texts(node, "choices")?, points: whole(node, "points")? })
    }
}

impl FromNode for Left {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self { today: whole_or_none(node, "today"), total: whole_or_none(node, "total") })
    }
}
