//! The member's screens (学法用法): signing in, assignments, exams, certificates. Everything said of a member comes ready from the
//! server; here are only words and markup.

pub mod frame;
pub mod me;
pub mod sign_in;

pub mod counted;
pub mod note;
pub mod place;
pub mod practise;
pub mod reader;
pub mod wrong;

mod route;

pub use route::{Route, encode};
