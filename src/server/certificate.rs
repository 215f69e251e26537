//! Certificates as documents: the sheet that is printed.

mod pdf;

pub use pdf::{pdf, uncovered};
