//! Takes out of scripts and styles what only people read.

pub mod css;
pub mod js;
