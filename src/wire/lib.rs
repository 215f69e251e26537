//! What travels and what is stored: one shape each, with its version.

pub mod sheet;

mod question;

pub mod campaign;
pub mod site;
pub mod stored;

pub mod api;
pub mod bundle;
pub mod csv;
pub mod served;

#[cfg(feature = "json")]
pub mod study;

pub use sheet::Damaged;
