//! Campaigns that a server grades.

mod attempts;
mod clocks;
mod dead_server;
mod lost_answers;
mod no_network;
mod own_origin;
mod prize;
mod ranked;
mod screens;
mod secrecy;
mod two_tabs;

/// Of a paper of the campaign `prize`, ten points each.
const QUESTIONS: usize = 10;
/// A phone number that nobody has.
const PHONE: &str = "13800006021";
