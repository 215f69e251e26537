//! The kit that was built into this program.

use anyhow::{Result, ensure};
use press::Kit;

/// Part by part, as `build.rs` found them; none when nobody named a kit.
const PARTS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/kit.rs"));

/// The kit in this program; [`Kit::read`] takes another one from its folder.
///
/// # Errors
/// When it was built without one.
pub fn embedded() -> Result<Kit> {
    of(PARTS)
}

fn of(parts: &[(&'static str, &'static [u8])]) -> Result<Kit> {
    ensure!(
        !parts.is_empty(),
        "this `pufa` was built without pages and programs; build it with `cargo xtask dist`, or name a built site with --site DIR"
    );
    Kit::of(parts.iter().map(|(name, bytes)| ((*name).to_owned(), (*bytes).into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_built_without_a_kit_says_how_to_get_one() {
        let error = of(&[]).unwrap_err().to_string();
        assert!(error.contains("`cargo xtask dist`") && error.contains("--site DIR"), "{error}");
    }
}
