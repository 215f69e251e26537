//! The member's screens (学法用法): signing in, assignments, exams, certificates. Everything said of a member comes ready from the
//! server; here are only words and markup.

pub mod certificate;
pub mod exam;
pub mod frame;
pub mod me;
pub mod result;
pub mod sign_in;
pub mod task;
pub mod tasks;

pub mod counted;
pub mod note;
pub mod place;
pub mod practise;
pub mod reader;
pub mod wrong;

mod route;
mod say;

pub use route::{Route, encode};
