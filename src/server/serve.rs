//! `pufa serve`: a built site over HTTP, until a signal ends it.

use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use tokio::net::TcpListener;
use tokio::signal;

use crate::command::Serve;
use crate::headers;
use crate::site::{self, Site};

/// How long open connections may finish after a signal: longer than a slow phone's one request, shorter than what service managers wait.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// When the site can't be read or the port can't be had.
pub fn run(options: &Serve) -> anyhow::Result<()> {
    let site = Site::load(&options.site)?;
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(listen(SocketAddr::new(options.host, options.port), site))
}

/// Every route there is.
pub fn router(site: Arc<Site>) -> Router {
    Router::new().fallback(site::answer).with_state(site).layer(axum::middleware::map_response(headers::secure))
}

async fn listen(address: SocketAddr, site: Site) -> anyhow::Result<()> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("port {} on {} can't be had", address.port(), address.ip()))?;
    let mut out = std::io::stdout();
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    out.flush()?;

    let serving = axum::serve(listener, router(Arc::new(site))).with_graceful_shutdown(told_to_stop());
    let deadline = async {
        told_to_stop().await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        done = serving => done.context("serving"),
        () = deadline => Ok(()),
    }
}

/// Waits for SIGINT, or SIGTERM where there is such a thing.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return ended(signal::ctrl_c().await).await;
        };
        tokio::select! {
            told = signal::ctrl_c() => ended(told).await,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    ended(signal::ctrl_c().await).await;
}

/// A signal that can't be listened for must not end the server: then only a kill does.
async fn ended(told: std::io::Result<()>) {
    if told.is_err() {
        std::future::pending::<()>().await;
    }
}
