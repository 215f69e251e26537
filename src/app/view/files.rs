//! The file that a person can take off the device: all that it keeps of them.

use crate::door::{files, task};
use crate::play::{Notice, Play};

/// Offers all that this device keeps, for whoever it is about.
pub fn everything(play: Play) {
    let shelf = play.shelf();
    task::spawn(async move {
        let offered = shelf.everything().await.ok().and_then(|all| {
            let named: Vec<_> = all.into_iter().map(|(store, texts)| (store.name(), texts)).collect();
            files::offer("普法答题-本机记录.txt", "text/plain;charset=utf-8", &wire::stored::export(&named)).ok()
        });
        if offered.is_none() {
            play.notice.set(Some(Notice::NoFile));
        }
    });
}
