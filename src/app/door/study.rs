//! The server of members, over the network. The cookie of a session goes with each request by itself.

use super::api::exchange;
use super::page;
use crate::study::server::{Answer, Failure, Server};
use std::cell::RefCell;
use std::rc::Rc;
use wire::api::Problem;

/// Requests below this size are sent even when the page goes: reports of what was read and answered.
const OUTLIVING_BYTES: usize = 16_384;

/// The server that gave out the page.
pub struct Site {
    root: Rc<str>,
    whom: RefCell<Option<String>>,
}

impl Site {
    /// The server of this page.
    #[must_use]
    pub fn of_page() -> Self {
        Self { root: page::fact("root").into(), whom: RefCell::default() }
    }
}

impl Server for Site {
    fn send(&self, path: &str, body: Option<String>) -> Answer<String> {
        // pages lie anywhere below a server, so that an address goes from the page to the root and on from there
        let mut address = [&self.root, path.strip_prefix('/').unwrap_or(path)].concat();
        if let Some(whom) = self.whom.borrow().as_ref() {
            address += if address.contains('?') { "&for=" } else { "?for=" };
            address += whom;
        }
        // browsers let all that outlives a page be 64 KiB together
        let outlives = body.as_ref().is_some_and(|body| body.len() < OUTLIVING_BYTES);
        Box::pin(async move {
            let (status, text) = exchange(&address, body, outlives).await.ok().flatten().ok_or(Failure::Unreached)?;
            if (200..300).contains(&status) {
                return Ok(text);
            }
            // a refusal counts only when it is the server's own
            Err(serde_json::from_str::<Problem>(&text).map_or(Failure::Unreached, Failure::of))
        })
    }

    fn speak_for(&self, number: Option<&str>) {
        *self.whom.borrow_mut() = number.map(wire::study::whom);
    }
}
