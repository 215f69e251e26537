//! Certificates as documents: the sheet that is printed, and the page where anyone checks a number.

mod code;
mod page;
mod pdf;

pub use code::code;
pub use page::{Certificates, router};
pub use pdf::{pdf, uncovered};
