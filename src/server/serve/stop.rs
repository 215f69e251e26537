//! When to stop.

use std::time::Duration;

use tokio::signal;

/// How long open connections may finish after a signal: longer than a slow phone's one request, shorter than what service managers wait.
pub const FAREWELL: Duration = Duration::from_secs(5);

/// Waits for SIGINT, or SIGTERM where there is such a thing.
pub async fn told() {
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
