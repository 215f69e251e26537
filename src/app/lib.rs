//! The participant's single-page app: it takes over the painted page and plays the campaign, on the device alone or with a server.

pub mod counts;
pub mod door;
pub mod keep;
pub mod live;
pub mod outbox;
pub mod person;
pub mod play;
pub mod route;
pub mod server;
pub mod shelf;
pub mod study;
mod view;

/// Takes over the painted page; each program has its own way to play.
pub fn start(way: fn() -> &'static dyn play::Way) {
    play::begin(way, view::mount);
}
