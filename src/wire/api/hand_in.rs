//! Handing in: the token and the answers go out, score and review come back. The same hand-in sent again gets the first answer.

use super::node::{list, places, text, text_or_none, texts, truth, whole};
use super::{Endpoint, FromNode, Left, Method, Node, PrizeStep, ToJson};
use crate::bundle::text as json;
use crate::sheet::Damaged;

/// `POST /api/v1/sittings/hand-in`.
pub struct HandIn;

impl Endpoint for HandIn {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/sittings/hand-in";
    type Request = HandInRequest;
    type Response = HandedIn;
}

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "json", serde(deny_unknown_fields))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandInRequest {
    /// As it came with the start.
    pub token: String,
    /// By question, the places picked; an empty list is a blank, and so is a question that is missing at the end.
    pub answers: Vec<Vec<u8>>,
}

/// An accepted hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandedIn {
    /// Id of the sitting.
    pub sitting: String,
    /// When the first hand-in arrived, by the server's clock.
    pub at_ms: i64,
    /// The time that counts; all of the limit when it came late.
    pub used_ms: i64,
    /// Whether it came after the limit and its grace.
    pub late: bool,
    /// Hundredths of a point.
    pub score: u32,
    /// Hundredths of a point.
    pub out_of: u32,
    /// Whether it passes.
    pub passed: bool,
    /// 优秀, 良好; missing when the campaign names none for this score.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub band: Option<String>,
    /// By question, in the order shown.
    pub review: Vec<Reviewed>,
    /// What attempts are left now.
    pub left: Left,
    /// What can be won, or what was.
    pub prizes: Vec<PrizeStep>,
}

/// One question after hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reviewed {
    /// Where the question comes from: bank and its id there, `constitution/q001`.
    pub question: String,
    /// `blank`, `right`, `partly` or `wrong`.
    pub mark: String,
    /// What it came to, in hundredths of a point.
    pub points: u32,
    /// The places that were picked, as counted.
    pub given: Vec<u8>,
    /// The places that are right.
    pub key: Vec<u8>,
    /// Why.
    pub explain: String,
    /// The citations it rests on, each as banks write it.
    pub basis: Vec<String>,
}

impl ToJson for HandInRequest {
    fn to_json(&self) -> String {
        let answers: Vec<String> = self
            .answers
            .iter()
            .map(|places| format!("[{}]", places.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")))
            .collect();
        format!("{{\"token\":{},\"answers\":[{}]}}", json(&self.token), answers.join(","))
    }
}

impl FromNode for HandedIn {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            sitting: text(node, "sitting")?,
            at_ms: whole(node, "at_ms")?,
            used_ms: whole(node, "used_ms")?,
            late: truth(node, "late")?,
            score: whole(node, "score")?,
            out_of: whole(node, "out_of")?,
            passed: truth(node, "passed")?,
            band: text_or_none(node, "band"),
            review: list(node, "review", Reviewed::from_node)?,
            left: Left::from_node(&node.get("left").ok_or(Damaged)?)?,
            prizes: list(node, "prizes", PrizeStep::from_node)?,
        })
    }
}

impl FromNode for Reviewed {
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged> {
        Ok(Self {
            question: text(node, "question")?,
            mark: text(node, "mark")?,
            points: whole(node, "points")?,
            given: places(node, "given")?,
            key: places(node, "key")?,
            explain: text(node, "explain")?,
            basis: texts(node, "basis")?,
        })
    }
}
