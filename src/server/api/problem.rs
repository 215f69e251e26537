//! A refusal as an answer: `application/problem+json` (RFC 9457) with its code, counted, and logged once when it is our own fault.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use wire::api::Code;

use crate::hall::Refusal;

/// A refusal on its way out.
#[derive(Debug)]
pub struct Error(pub Refusal);

/// Rides along with an answer that is a problem, for whoever counts them.
#[derive(Clone, Copy, Debug)]
struct ProblemCode(Code);

/// A refusal as an answer.
#[must_use]
pub fn problem(refusal: Refusal) -> Response {
    Error(refusal).into_response()
}

/// The code of an answer that is a problem; `None` when it is none.
#[must_use]
pub fn code_of(response: &Response) -> Option<Code> {
    response.extensions().get::<ProblemCode>().map(|code| code.0)
}

impl<T: Into<Refusal>> From<T> for Error {
    fn from(why: T) -> Self {
        Self(why.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let Self(refusal) = self;
        if let Some(cause) = &refusal.cause {
            tracing::error!(code = refusal.code.word(), cause, "a request failed");
        }
        let status = StatusCode::from_u16(refusal.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&refusal.problem()).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")], body).into_response();
        if let Some(seconds) = refusal.retry_after_s {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if refusal.code == Code::NotAllowed {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"pufa\", charset=\"UTF-8\""));
        }
        response.extensions_mut().insert(ProblemCode(refusal.code));
        response
    }
}
