//! Turns at hashing passwords: a hash takes memory and time on purpose, so few are worked out at once, and not many may wait for it.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wire::api::Code;

use crate::hall::Refusal;

/// So many passwords are hashed at a time, each with some 19 MiB.
const AT_ONCE: usize = 2;
/// So many are hashed or wait; who comes beyond it is asked to come again, and has tried nothing.
const PLACES: usize = 64;
/// After so many seconds those who wait have had their turn.
const AGAIN_S: u32 = 3;

/// Who hashes, and who waits.
pub struct Hashing {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// A place among them, until it is dropped.
#[derive(Clone)]
pub struct Place {
    turns: Arc<Semaphore>,
    _place: Arc<OwnedSemaphorePermit>,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(PLACES)) }
    }
}

impl Hashing {
    /// A place for somebody who comes.
    ///
    /// # Errors
    /// [`Code::Unavailable`] with when to come again, when all are taken.
    pub fn place(&self) -> Result<Place, Refusal> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refusal::later(Code::Unavailable, AGAIN_S))?;
        Ok(Place { turns: Arc::clone(&self.turns), _place: Arc::new(place) })
    }
}

impl Place {
    /// Waits for a turn and works out something in it.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Refusal::internal)?;
        let work = move || {
            // the turn ends with the work, not with whoever waits for it
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Refusal::internal)
    }
}
