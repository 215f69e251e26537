//! The id of a campaign or an assignment in an address; what can be none gets the code of one that is not there.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use wire::api::Code;

use super::problem::Error;

/// The `{id}` of an address.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| Code::UnknownCampaign.into())
    }
}

/// The `{id}` of an assignment.
pub struct AssignmentId(pub String);

impl<S: Send + Sync> FromRequestParts<S> for AssignmentId {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| Code::UnknownAssignment.into())
    }
}
