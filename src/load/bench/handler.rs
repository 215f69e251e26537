//! A bound: a handler that parses the same body, answers the same bytes, and does nothing in between. A process of its own, as the
//! server is.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::serve::ListenerExt as _;
use wire::api::{Endpoint as _, HandIn, HandInRequest};

use crate::running::Running;

/// The bound's process.
pub struct Handler(Running);

impl Handler {
    /// Starts this very program as the bound; what it answers goes through a file in `dir`.
    ///
    /// # Errors
    /// When it does not listen.
    pub fn start(answer: &[u8], dir: &Path) -> Result<Self> {
        let file = dir.join("answer.json");
        fs::write(&file, answer)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("handler").arg(file);
        Running::start(command).map(Self)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }
}

/// Is the bound, until it is killed.
///
/// # Errors
/// When there is no answer or no port.
pub fn serve(answer: &Path) -> Result<()> {
    let answer = Bytes::from(fs::read(answer).with_context(|| format!("reading {}", answer.display()))?);
    let router = Router::new().route(HandIn::PATH, post(move |body: Bytes| std::future::ready(parse(&body, &answer))));
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
        println!("listening on http://{}", listener.local_addr()?);
        std::io::stdout().flush()?;
        let listener = listener.tap_io(|stream| {
            let _slower_at_worst = stream.set_nodelay(true);
        });
        Ok(axum::serve(listener, router).await?)
    })
}

fn parse(body: &[u8], answer: &Bytes) -> Response {
    match serde_json::from_slice::<HandInRequest>(body) {
        Ok(request) if !request.token.is_empty() => {
            ([(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")], answer.clone()).into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}
