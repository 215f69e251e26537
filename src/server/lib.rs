//! The server: campaigns graded where the key is, counted once, and given out as a site.

pub mod clock;
pub mod keys;
pub mod seal;
pub mod store;

pub mod hall;
mod scheme;
pub mod school;
pub mod throttle;

pub mod api;
pub mod certificate;
pub mod metrics;
pub mod serve;
pub mod site;

mod headers;

pub mod command;
pub mod errand;
pub mod logs;
pub mod outcome;
pub mod settings;

#[cfg(test)]
mod testing;
