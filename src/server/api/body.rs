//! Bodies: JSON in, each fault with a code of ours; JSON out, never cached.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::api::Code;

use super::problem::Error;
use crate::hall::Refusal;

/// What a request carries.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Code::NotJson.into());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|why: BytesRejection| match why.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            _ => Code::BadBody,
        })?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| Code::BadBody.into())
    }
}

/// What an answer carries.
pub struct Answer<T>(pub T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => json(body),
            Err(why) => Error(Refusal::internal(why)).into_response(),
        }
    }
}

/// JSON that is written already.
pub fn json(body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], body).into_response()
}

/// What a handler gives back.
pub type Done<T> = Result<Answer<T>, Error>;
