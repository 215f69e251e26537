//! What a phone and a server say to each other: one type per endpoint, version 1, JSON.
//!
//! Moments are milliseconds since 1970-01-01T00:00Z, points are hundredths, places of choices count from 0 in the order shown.
//! A server reads and writes these with serde (feature `json`) and describes them with utoipa (feature `openapi`);
//! a phone, which carries neither, writes its requests by hand and reads answers through [`Node`].

mod board;
mod campaign;
mod claim;
mod hand_in;
mod node;
mod prize;
mod problem;
mod record;
mod start;

pub use board::{Board, BoardGroup, BoardLine};
pub use campaign::{AskedField, CampaignView, PrizeLine, ViewCampaign};
pub use claim::{Claim, ClaimRequest, Claimed};
pub use hand_in::{HandIn, HandInRequest, HandedIn, Reviewed};
pub use node::Node;
pub use prize::{Prize, PrizeRequest, PrizeState, PrizeStep};
pub use problem::{Code, Problem};
pub use record::{Kept, Record, RecordRequest, RecordView};
pub use start::{FieldAnswer, Left, Question, Start, StartRequest, Started};

use crate::sheet::Damaged;

/// How a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks only.
    Get,
    /// Changes something, or carries what must not stand in an address.
    Post,
}

/// One thing that can be asked of a server.
pub trait Endpoint {
    /// How.
    const METHOD: Method;
    /// Where, with `{name}` for what varies.
    const PATH: &'static str;
    /// What is sent; nothing for [`Method::Get`].
    type Request;
    /// What comes back.
    type Response;
}

/// Something a phone sends.
pub trait ToJson {
    /// As JSON.
    fn to_json(&self) -> String;
}

/// Something a phone reads.
pub trait FromNode: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// [`Damaged`] when something is missing or of another kind.
    fn from_node<N: Node>(node: &N) -> Result<Self, Damaged>;
}

#[cfg(all(test, feature = "json"))]
mod tests;
