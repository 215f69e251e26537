//! The doors to the browser: clocks, chance, the page, files, the network. Nothing else in the app knows one.

pub mod api;
pub mod clocks;
pub mod files;
pub mod net;
pub mod page;
pub mod random;
pub mod study;
pub mod task;
pub mod turn;
pub mod voice;
