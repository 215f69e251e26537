//! What the device remembers: one trait over named stores of text, with one way in, the transaction.

mod indexed;
mod memory;

pub use indexed::Indexed;
pub use memory::Memory;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// The stores there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// Whole sittings, by id.
    Sittings,
    /// Answers of open sittings, by `id/n`, and where one is, by `id/progress`.
    Answers,
    /// Participations, by `campaign/sitting id`.
    Participations,
    /// Small notes: who one is, which sitting is open.
    Notes,
}

impl Store {
    /// Every store.
    pub const ALL: [Self; 4] = [Self::Sittings, Self::Answers, Self::Participations, Self::Notes];

    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sittings => "sittings",
            Self::Answers => "answers",
            Self::Participations => "participations",
            Self::Notes => "notes",
        }
    }
}

/// A range of keys in a store, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Which store.
    pub store: Store,
    /// The first key.
    pub from: String,
    /// The last key.
    pub to: String,
}

impl Keys {
    /// One key.
    #[must_use]
    pub fn one(store: Store, key: impl Into<String>) -> Self {
        let key = key.into();
        Self { store, from: key.clone(), to: key }
    }

    /// Every key that begins with `start`.
    #[must_use]
    pub fn beginning(store: Store, start: impl Into<String>) -> Self {
        let from = start.into();
        let to = format!("{from}\u{ffff}");
        Self { store, from, to }
    }

    /// Whether a key of a store is among them.
    #[must_use]
    pub fn hold(&self, store: Store, key: &str) -> bool {
        store == self.store && *self.from <= *key && *key <= *self.to
    }

    /// Every key of a store.
    #[must_use]
    pub fn all(store: Store) -> Self {
        Self::beginning(store, "")
    }
}

/// A change to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Puts a text under a key.
    Put(Store, String, String),
    /// Deletes a range of keys.
    Delete(Keys),
}

/// Why something was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeepError {
    /// This browser has no `IndexedDB`, or forbids it here (private mode).
    Missing,
    /// The device has no room left.
    Full,
    /// Another page of an older version holds the database open.
    Blocked,
    /// Anything else, in the browser's words.
    Failed(String),
}

/// From what was read, range by range in the order of keys, to what shall change. Runs inside the transaction and awaits nothing.
pub type Decide = Box<dyn FnOnce(Vec<Vec<String>>) -> Vec<Change>>;

/// A future that stays on its thread.
pub type Local<T> = Pin<Box<dyn Future<Output = T>>>;

/// What comes of using a keep.
pub type Done<T> = Local<Result<T, KeepError>>;

/// Something that keeps texts.
pub trait Keep {
    /// Reads ranges, decides, and changes, all in one transaction: other pages see all of it or none.
    /// When it resolves without an error the changes are on the disk.
    ///
    /// # Errors
    /// [`KeepError`], and then nothing has changed.
    fn transact(&self, reads: Vec<Keys>, decide: Decide) -> Done<()>;
}

/// A shared keep.
pub type Kept = Rc<dyn Keep>;
