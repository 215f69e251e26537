//! What a running server does by itself: it hands exams in, freezes rosters, deletes personal details whose time is over, forgets who asked long ago, and takes up new keys.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::api::Desk;
use crate::hall::Refusal;
use crate::school::School;

/// How often it looks. A rotated key is taken up at once when a token of it comes in; this is for sealing with it.
const EVERY: Duration = Duration::from_secs(15);
/// Every so many looks, details are purged and old tries forgotten: once an hour.
const PURGE_EVERY: u32 = 240;

/// Every so many looks, rosters whose day has come are frozen: once a minute.
const FREEZE_EVERY: u32 = 4;

/// How often exams whose time is out are handed in.
const HAND_IN_EVERY: Duration = Duration::from_secs(1);

/// What is done once before anybody is answered: members are judged by the rules of now.
pub async fn before(school: &School) -> Result<(), Refusal> {
    let judged = school.settle().await?;
    tracing::info!(judged, "members judged by the rules of now");
    for assignment in school.assignments() {
        let Some(roll) = school.frozen(assignment).await? else { continue };
        let (frozen, file) = (roll.frozen.on, assignment.frozen_on());
        if frozen != file {
            tracing::warn!(
                assignment = assignment.id,
                %frozen,
                %file,
                "the frozen roster is of another day than the file says; an assignment of another year wants a file of its own"
            );
        }
    }
    Ok(())
}

/// Starts the chores; they end with what is given back.
pub fn start(desk: &Desk) -> JoinSet<()> {
    let mut chores = JoinSet::new();
    chores.spawn(look_after(desk.clone()));
    chores.spawn(hand_in(desk.clone()));
    chores
}

async fn hand_in(desk: Desk) {
    let mut look = interval(HAND_IN_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        look.tick().await;
        match desk.school.hand_in_overdue().await {
            Ok(0) => {}
            Ok(done) => tracing::info!(sittings = done, "handed in, their time is out"),
            Err(why) => tracing::error!(cause = why.cause, "exams could not be handed in; it is tried again"),
        }
    }
}

async fn look_after(desk: Desk) {
    {
        let mut look = interval(EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0_u32;
        loop {
            look.tick().await;
            desk.throttle.forget();
            if let Err(why) = desk.hall.sealer().reload() {
                tracing::error!(%why, "the keys can't be read; those known so far are used");
            }
            if looks.is_multiple_of(FREEZE_EVERY) {
                freeze(&desk).await;
            }
            if looks.is_multiple_of(PURGE_EVERY) {
                purge(&desk).await;
                if let Err(why) = desk.school.forget_old_tries().await {
                    tracing::error!(cause = why.cause, "old tries to sign in could not be forgotten; it is tried again");
                }
            }
            looks = looks.wrapping_add(1);
        }
    }
}

async fn freeze(desk: &Desk) {
    for assignment in desk.school.assignments() {
        if let Err(why) = desk.school.frozen(assignment).await {
            tracing::error!(assignment = assignment.id, cause = why.cause, "a roster could not be frozen; it is tried again");
        }
    }
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
