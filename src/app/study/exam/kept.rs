//! What a device keeps of an open sitting: its own key, and each change that the server does not have yet.

use crate::door::{clocks, random};
use crate::keep::{Change as Put, Keys, Store};
use crate::study::learning;
use crate::study::member::Here;
use domain::Moment;
use std::cell::RefCell;
use std::rc::Rc;
use wire::study::Change;

/// Under which the key of the device lies.
const DEVICE: &str = "device";

/// The key of this device; where nothing can be kept, one for this page.
pub async fn device(here: &Here) -> String {
    let fresh = random::device(clocks::wall());
    let found = Rc::new(RefCell::new(fresh.clone()));
    let slot = Rc::clone(&found);
    let decide = move |mut texts: Vec<Vec<String>>| match texts.pop().and_then(|mut texts| texts.pop()) {
        Some(kept) => {
            *slot.borrow_mut() = kept;
            Vec::new()
        }
        None => vec![Put::Put(Store::Notes, DEVICE.to_owned(), fresh)],
    };
    // where it could not be kept this page goes on with its own
    let _ = here.keep.transact(vec![Keys::one(Store::Notes, DEVICE)], Box::new(decide)).await;
    found.take()
}

fn key(sitting: &str, n: u32) -> String {
    format!("{sitting}/{n:04}")
}

fn read(text: &str) -> Option<(Moment, Change)> {
    serde_json::from_str(text).ok().map(|(made, change)| (Moment(made), change))
}

/// Keeps a change; whether that worked.
pub async fn put(here: &Here, sitting: &str, change: &Change) -> bool {
    // a change has names of text only, and so can be written
    let Ok(text) = serde_json::to_string(&(clocks::wall().0, change)) else { return false };
    let put = Put::Put(Store::Answers, key(sitting, change.n), text);
    here.keep.transact(Vec::new(), Box::new(|_| vec![put])).await.is_ok()
}

/// The changes of a sitting that the server may lack, and when each was made. What can't be read any more is as if it were not there.
pub async fn changes(here: &Here, sitting: &str) -> Vec<(Moment, Change)> {
    let found = Rc::new(RefCell::new(Vec::new()));
    let slot = Rc::clone(&found);
    let decide = move |mut texts: Vec<Vec<String>>| {
        let texts = texts.pop().unwrap_or_default();
        *slot.borrow_mut() = texts.iter().filter_map(|text| read(text)).collect();
        Vec::new()
    };
    // without a keep there is nothing that the server lacks
    let _ = here.keep.transact(vec![Keys::beginning(Store::Answers, format!("{sitting}/"))], Box::new(decide)).await;
    found.take()
}

/// Lets go of changes that the server has, unless they were changed again meanwhile.
pub async fn delivered(here: &Here, sitting: &str, changes: &[Change]) {
    let keys: Vec<String> = changes.iter().map(|change| key(sitting, change.n)).collect();
    let reads = keys.iter().map(|key| Keys::one(Store::Answers, key.as_str())).collect();
    let sent: Vec<Change> = changes.to_vec();
    let decide = move |texts: Vec<Vec<String>>| {
        let same = |(text, sent): (&Vec<String>, &Change)| {
            text.first().and_then(|text| read(text)).is_some_and(|(_, kept)| kept == Change { ago_ms: None, ..sent.clone() })
        };
        let gone = texts.iter().zip(&sent).zip(keys).filter(|(pair, _)| same(*pair));
        gone.map(|(_, key)| Put::Delete(Keys::one(Store::Answers, key))).collect()
    };
    // what stays is sent once more, and the same again changes nothing
    let _ = here.keep.transact(reads, Box::new(decide)).await;
}

/// Lets go of all of a sitting: it was handed in.
pub async fn over(here: &Here, sitting: &str) {
    let all = Put::Delete(Keys::beginning(Store::Answers, format!("{sitting}/")));
    // what stays belongs to a sitting that is never opened again
    let _ = here.keep.transact(Vec::new(), Box::new(|_| vec![all])).await;
    if let Some(shelf) = learning::shelf(here) {
        // one that stays is handed in once more, and the same again changes nothing
        let _ = shelf.forget_hand_in(sitting).await;
    }
}
