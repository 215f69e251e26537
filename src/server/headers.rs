//! What every answer says to the browser about safety.

use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::response::Response;

/// The page itself names the scripts and styles it trusts in a `<meta>`, so that static hosting has that too;
/// two policies add up to the stricter of both, so this one holds only what a `<meta>` can't say or must not lose.
const POLICY: &str = "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

/// No opener policy: it makes a browser start a new process for the page, which a phone waits for before the first question,
/// and a page that opens no window and is opened by none it trusts gains nothing by it.
const HEADERS: [(HeaderName, HeaderValue); 5] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Puts the safety headers on an answer.
pub fn secure(mut response: Response) -> Response {
    response.headers_mut().extend(HEADERS);
    response
}
