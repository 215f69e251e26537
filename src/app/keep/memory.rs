//! A keep in memory: for browsers that keep nothing, and for tests, where it can be made to fail.

use super::{Change, Decide, Keep, KeepError, Keys, Local, Store};
use std::cell::RefCell;
use std::future::ready;

/// Keeps until the page is closed.
#[derive(Debug, Default)]
pub struct Memory {
    /// In the order of keys.
    texts: RefCell<Vec<(Store, String, String)>>,
    fails: RefCell<Option<KeepError>>,
}

impl Memory {
    /// From now on every transaction fails with this, or works again.
    pub fn fail_with(&self, why: Option<KeepError>) {
        *self.fails.borrow_mut() = why;
    }

    fn read(&self, keys: &Keys) -> Vec<String> {
        self.texts.borrow().iter().filter(|(store, key, _)| keys.hold(*store, key)).map(|(_, _, text)| text.clone()).collect()
    }

    fn change(&self, change: Change) {
        let mut texts = self.texts.borrow_mut();
        match change {
            Change::Put(store, key, text) => {
                texts.retain(|(s, k, _)| *s != store || *k != key);
                let at = texts.partition_point(|(_, k, _)| *k < key);
                texts.insert(at, (store, key, text));
            }
            Change::Delete(keys) => texts.retain(|(store, key, _)| !keys.hold(*store, key)),
        }
    }
}

impl Keep for Memory {
    fn transact(&self, reads: Vec<Keys>, decide: Decide) -> Local<Result<(), KeepError>> {
        if let Some(why) = self.fails.borrow().clone() {
            return Box::pin(ready(Err(why)));
        }
        let read = reads.iter().map(|keys| self.read(keys)).collect();
        decide(read).into_iter().for_each(|change| self.change(change));
        Box::pin(ready(Ok(())))
    }
}
