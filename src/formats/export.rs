//! Banks written in the formats that others read.

pub mod aiken;
pub mod docx;
pub mod gift;
pub mod moodle;
pub mod qti;
pub mod text;
pub mod toml;
pub mod xlsx;

mod escape;
mod fit;
mod heading;

#[cfg(test)]
mod any;
#[cfg(test)]
mod round;
#[cfg(test)]
mod testing;
