//! What `cargo xtask test` tells the journeys through the environment.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

/// The built site of the journeys' own questions.
///
/// # Errors
/// When nobody said where it is.
pub fn site() -> Result<PathBuf> {
    path("PUFA_SITE")
}

/// The program `pufa`.
///
/// # Errors
/// When nobody said where it is.
pub fn server() -> Result<PathBuf> {
    path("PUFA_BIN")
}

/// The program `pufa`, about to serve; it says only what is wrong.
pub fn serve() -> Result<Command> {
    let mut command = Command::new(server()?);
    command.env("PUFA_LOG", "warn").arg("serve");
    Ok(command)
}

/// The script that finds faults of accessibility.
///
/// # Errors
/// When nobody said where it is.
pub fn axe() -> Result<PathBuf> {
    path("PUFA_AXE")
}

/// The folder for pictures of every screen, when someone wants to look at them.
#[must_use]
pub fn shots() -> Option<PathBuf> {
    env::var_os("PUFA_SHOTS").map(PathBuf::from)
}

/// The folder of the journeys' own questions.
pub fn questions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("questions")
}

/// The folder of the questions that are shipped.
pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("questions")
}

fn path(name: &str) -> Result<PathBuf> {
    let path = env::var_os(name).map(PathBuf::from);
    path.with_context(|| format!("{name} is not set; run `cargo xtask test`, which builds what the journeys need and sets it"))
}
