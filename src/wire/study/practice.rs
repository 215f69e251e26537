//! Practice: the questions come with their keys, since members are to know them.

use crate::api::{Endpoint, Method};

/// `GET /api/v1/assignments/{id}/practice/{part}`: the questions of a part (its place among the parts, from 0), unseen ones first.
pub struct ViewPractice;

impl Endpoint for ViewPractice {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/practice/{part}";
    type Request = ();
    type Response = PracticeSet;
}

/// Questions to practise.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PracticeSet {
    /// In the order in which they are best practised.
    pub questions: Vec<PracticeQuestion>,
}

/// A question with its key.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PracticeQuestion {
    /// Id of the bank.
    pub bank: String,
    /// Id of the topic.
    pub topic: String,
    /// Title of the topic.
    pub topic_title: String,
    /// Id of the question in the bank.
    pub id: String,
    /// `single`, `multiple`, `indefinite` or `judge`.
    pub kind: String,
    /// What is asked.
    pub stem: String,
    /// The choices, in the order of the bank.
    pub choices: Vec<String>,
    /// Places of the right ones.
    pub key: Vec<u8>,
    /// Why.
    pub explain: String,
    /// The citations it rests on.
    pub basis: Vec<String>,
    /// Whether the member's last answer was right; missing when they never answered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_right: Option<bool>,
}

/// `POST /api/v1/questions`: questions of the wrong book, of whatever assignment of the member they are.
pub struct ViewQuestions;

impl Endpoint for ViewQuestions {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/questions";
    type Request = QuestionsRequest;
    type Response = PracticeSet;
}

/// Which questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionsRequest {
    /// Bank and id of each: `constitution/q001`; at most 100. One that the member may not see with its key is left out.
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub questions: Vec<String>,
}
