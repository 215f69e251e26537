//! What a running server does by itself: it deletes personal details whose time is over, forgets who asked long ago, and takes up new keys.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::api::Desk;

/// How often it looks. A rotated key is taken up at once when a token of it comes in; this is for sealing with it.
const EVERY: Duration = Duration::from_secs(15);
/// Every so many looks, details are purged: once an hour.
const PURGE_EVERY: u32 = 240;

/// Starts the chores.
pub fn start(desk: &Desk) -> JoinHandle<()> {
    let desk = desk.clone();
    tokio::spawn(async move {
        let mut look = interval(EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0_u32;
        loop {
            look.tick().await;
            desk.throttle.forget();
            if let Err(why) = desk.hall.sealer().reload() {
                tracing::error!(%why, "the keys can't be read; those known so far are used");
            }
            if looks.is_multiple_of(PURGE_EVERY) {
                purge(&desk).await;
            }
            looks = looks.wrapping_add(1);
        }
    })
}

async fn purge(desk: &Desk) {
    match desk.hall.store().purge(desk.hall.now()).await {
        Ok(purged) if purged.claims + purged.details > 0 => {
            tracing::info!(claims = purged.claims, details = purged.details, "personal details were deleted, their time is over");
        }
        Ok(_) => {}
        Err(why) => tracing::error!(%why, "personal details could not be deleted; it is tried again"),
    }
}
