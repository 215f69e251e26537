//! Makes sites: a kit, which knows no question, and a library of banks and campaigns go in; pages and bank data come out.
//!
//! The build makes a static site with it, and a server makes its own at start. It is a crate of its own so that the build need not
//! compile a server, and because reading folders and packing have no place in [`paint`], which phones compile too.

pub mod library;

mod content;
mod hash;
mod kit;
mod offline;
mod site;

pub use content::{Content, File, is_worth_packing, pack_all};
pub use hash::{sha256, short_sha256};
pub use kit::{Kit, Program};
pub use site::{Site, Visit, site, still};
