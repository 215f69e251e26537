//! The participant's single-page app: it takes over the painted page and plays the campaign on the device.

pub mod counts;
pub mod door;
pub mod keep;
pub mod person;
pub mod play;
pub mod route;
pub mod shelf;
mod view;

/// Takes over the painted page.
pub fn start() {
    play::begin(view::mount);
}
