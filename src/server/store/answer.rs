//! How a store answers: later, and either with a value or with why not.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// What comes when the store is done.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>>;

/// Why a store could not do it. What is not there is no error but a `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// More is waiting to be written than can be written soon; nothing was written.
    Busy,
    /// The store is closing; nothing was written.
    Closing,
    /// Anything else, in the words of what lies below; nothing was written.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => f.write_str("the store has too much waiting to be written"),
            Self::Closing => f.write_str("the store is closing"),
            Self::Failed(why) => write!(f, "the store failed: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}
