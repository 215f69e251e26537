//! The member's program: it takes over the painted page at `study/` and shows what the address names.
//!
//! `screens` says which screen a route leads to; each kind of screen has a module of its own, which asks the server and lets
//! `paint::study` draw. What can be pressed is in `hooks`.

pub mod server;

mod deliver;
mod exam;
mod hooks;
mod kept;
mod learning;
mod me;
mod member;
mod practise;
mod read;
mod screens;
mod sign_in;
mod tasks;
mod who;
mod wrong;

use crate::door::page;
use member::Member;

/// Takes over the painted page.
pub fn start() {
    let here = Member::of_page();
    hooks::listen(&here);
    learning::listen(&here);
    sign_in::recognise(&here, || page::set_fact("ready", ""));
    page::keep_members_page(&page::fact("root"));
}
