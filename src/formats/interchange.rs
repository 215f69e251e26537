//! Formats that other systems exchange.

pub mod aiken;
pub mod gift;
pub mod moodle;
pub mod qti;
pub mod tags;

mod chosen;
mod entity;
mod flow;
mod html;
pub mod lines;
pub mod page;
mod points;
mod weigh;
mod xml;

#[cfg(test)]
mod any;
