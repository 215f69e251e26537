//! The API: each handler takes a request apart, asks the hall, and puts the answer together. No rule is decided here.

mod auth;
mod board;
mod body;
mod campaign;
mod claim;
mod hand_in;
mod id;
mod openapi;
mod prize;
mod problem;
mod record;
mod start;

pub use auth::{Users, credentials};
pub use openapi::document;
pub use problem::{code_of, problem};

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use axum::routing::future::RouteFuture;
use axum::routing::{MethodRouter, any, get, post};
use tower::util::MapFutureLayer;
use wire::api::{Board, Claim, Code, Endpoint, HandIn, Prize, Record, Start, ViewCampaign};

use crate::hall::{Hall, Opened, Refusal};
use crate::headers;
use crate::metrics::Metrics;
use crate::throttle::{Caller, Throttle};

/// The most bytes a body may have: a paper of a thousand questions with every choice picked is smaller.
pub const LARGEST_BODY: usize = 256 * 1024;

/// What every handler can reach.
#[derive(Clone)]
pub struct Desk {
    /// Where campaigns are played.
    pub hall: Arc<Hall>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Who comes too often.
    pub throttle: Arc<Throttle>,
    /// Who may look at boards.
    pub users: Arc<Users>,
}

impl Desk {
    /// Opens a token for a caller who has not come too often. What is no token of ours counts for its address alone.
    fn unseal(&self, caller: &Caller, token: &str) -> Result<Opened, Refusal> {
        let opened = self.hall.unseal(token);
        match &opened {
            Ok(opened) => self.throttle.sitting(caller, opened.sitting())?,
            Err(_) => self.throttle.anything(caller)?,
        }
        opened
    }
}

/// How a handler reaches it.
type AtDesk = State<Arc<Desk>>;

/// Every address of the API, with what every answer of it goes through, all in one layer: each of its own would box every request anew.
pub fn router(desk: Desk) -> Router {
    let metrics = Arc::clone(&desk.metrics);
    let counted = move |answer: RouteFuture<Infallible>| count(Arc::clone(&metrics), answer);
    Router::new()
        .route(ViewCampaign::PATH, only(get(campaign::view)))
        .route(Start::PATH, only(post(start::start)))
        .route(HandIn::PATH, only(post(hand_in::hand_in)))
        .route(Record::PATH, only(post(record::record)))
        .route(Prize::PATH, only(post(prize::prize)))
        .route(Claim::PATH, only(post(claim::claim)))
        .route(Board::PATH, only(get(board::board)))
        .route("/api/openapi.json", only(get(openapi::openapi)))
        .route("/api", any(nothing))
        .route("/api/", any(nothing))
        .route("/api/{*rest}", any(nothing))
        .layer((MapFutureLayer::new(counted), DefaultBodyLimit::max(LARGEST_BODY)))
        .with_state(Arc::new(desk))
}

/// Counts an answer and puts the safety headers on it.
async fn count<E>(metrics: Arc<Metrics>, answer: impl Future<Output = Result<Response, E>>) -> Result<Response, E> {
    let began = Instant::now();
    let response = answer.await?;
    metrics.answered(response.status().as_u16(), code_of(&response), began.elapsed());
    Ok(headers::secure(response))
}

async fn nothing() -> problem::Error {
    Code::NotFound.into()
}

/// Other methods get a problem of ours.
fn only(method: MethodRouter<Arc<Desk>>) -> MethodRouter<Arc<Desk>> {
    method.fallback(|| async { problem::Error::from(Code::WrongMethod) })
}

#[cfg(test)]
pub(crate) mod tests;
