//! What members ask for: who they are comes as the cookie of a session.

pub mod certificate;
pub mod exam;
pub mod rates;
pub mod session;
pub mod study;
pub mod texts;

pub use certificate::{check, own, pdf};
pub use exam::{hand_in, save, start, view};
pub use rates::{behind, league, rates, rows, trouble};
pub use session::{me, send_code, set_password, sign_in, sign_out};
pub use study::{cards, practice, questions, report, task, tasks};
pub use texts::{law, note};

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::http::request::Parts;

use wire::api::Code;

use super::Desk;
use super::problem::Error;
use crate::school::Known;
use crate::store::Key;

/// What the cookie is called that tells who has signed in in a browser before.
const BROWSER: &str = "pufa-browser";

/// What the cookie of a session is called.
pub const NAME: &str = "pufa-member";

/// A member who is signed in and has set a password.
pub struct Member(pub Known);

/// A member who is signed in, whether or not they must set a password first.
pub struct Fresh(pub Known);

impl FromRequestParts<Arc<Desk>> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Error> {
        known(parts, desk, false).await.map(Self)
    }
}

impl FromRequestParts<Arc<Desk>> for Fresh {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, desk: &Arc<Desk>) -> Result<Self, Error> {
        known(parts, desk, true).await.map(Self)
    }
}

async fn known(parts: &Parts, desk: &Desk, fresh_too: bool) -> Result<Known, Error> {
    let known = desk.school.known(cookie(&parts.headers, NAME), fresh_too).await?;
    // another page of this browser signed somebody else in: what this page does is not theirs
    let mut asked = parts.uri.query().unwrap_or_default().split('&').filter_map(|part| part.strip_prefix("for="));
    if asked.any(|whom| whom != wire::study::whom(&known.member)) {
        return Err(Code::NotSignedIn.into());
    }
    let mut key = [0; 16];
    key.copy_from_slice(&known.session.token[..16]);
    desk.throttle.session(Key(key))?;
    Ok(known)
}

/// What a cookie holds.
fn cookie<'a>(headers: &'a HeaderMap, named: &str) -> Option<&'a str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == named).map(|(_, value)| value)
}
