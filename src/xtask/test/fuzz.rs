//! Whatever reads what strangers send, fed with noise: a minute for each target.

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

/// Milliseconds for each target.
const EACH: &str = "60000";

/// Runs every target.
///
/// # Errors
/// When one panics or breaks its promise.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut cargo = run::cargo(&workspace.root);
    cargo.args(["test", "--quiet", "--package", "formats", "--package", "server", "--test", "fuzz", "--", "--test-threads=2"]);
    run::run(cargo.env("BOLERO_RANDOM_TEST_TIME_MS", EACH))
}
