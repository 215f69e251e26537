//! The API: each handler takes a request apart, asks the hall, and puts the answer together. No rule is decided here.

mod auth;
mod board;
mod body;
mod campaign;
mod claim;
mod hand_in;
mod id;
mod member;
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
use wire::study::{
    Behind, Cards, CheckCertificate, HandInExam, League, Me, Rates, Report, Rows, SaveExam, SendCode, SetPassword, SignIn, SignOut,
    StartExam, Tasks, Trouble, ViewCertificate, ViewLaw, ViewNote, ViewPractice, ViewQuestions, ViewSitting,
};

use crate::hall::{Hall, Opened, Refusal};
use crate::headers;
use crate::metrics::Metrics;
use crate::school::School;
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
    /// Where members study and sit exams.
    pub school: Arc<School>,
    /// Whether the site is reached over TLS by its address; else a proxy that is trusted may say so of a request.
    pub is_secure: bool,
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
        .route(SignIn::PATH, only(post(member::sign_in)))
        .route(SendCode::PATH, only(post(member::send_code)))
        .route(SetPassword::PATH, only(post(member::set_password)))
        .route(SignOut::PATH, only(post(member::sign_out)))
        .route(Me::PATH, only(get(member::me)))
        .route(Tasks::PATH, only(get(member::tasks)))
        .route("/api/v1/assignments/{id}", only(get(member::task)))
        .route(Report::PATH, only(post(member::report)))
        .route(ViewPractice::PATH, only(get(member::practice)))
        .route(ViewQuestions::PATH, only(post(member::questions)))
        .route(Cards::PATH, only(post(member::cards)))
        .route(ViewLaw::PATH, only(get(member::law)))
        .route(ViewNote::PATH, only(get(member::note)))
        .route(StartExam::PATH, only(post(member::start)))
        .route(SaveExam::PATH, only(post(member::save)))
        .route(HandInExam::PATH, only(post(member::hand_in)))
        .route(ViewSitting::PATH, only(get(member::view)))
        .route(ViewCertificate::PATH, only(get(member::own)))
        .route("/api/v1/assignments/{id}/certificate.pdf", only(get(member::pdf)))
        .route(CheckCertificate::PATH, only(get(member::check)))
        .route(Rates::PATH, only(get(member::rates)))
        .route(League::PATH, only(get(member::league)))
        .route(Rows::PATH, only(get(member::rows)))
        .route(Behind::PATH, only(get(member::behind)))
        .route(Trouble::PATH, only(get(member::trouble)))
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
