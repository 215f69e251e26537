//! `cargo xtask load` and `cargo xtask torture`: the load tool, built for speed beside the server that it plays against.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::kit;
use crate::run;
use crate::serve;
use crate::workspace::Workspace;

/// Builds the server and the tool, and calls the tool.
///
/// # Errors
/// When one can't be built, or the tool finds a fault.
pub fn run(workspace: &Workspace, what: &str, words: &[OsString]) -> Result<()> {
    kit::any(workspace)?;
    run::step("building the server and the load", || build(workspace))?;
    run::run(call(workspace, what).args(words))
}

/// Kills a server so many times; both must be built.
///
/// # Errors
/// When anything that it acknowledged is lost or there twice.
pub fn kill(workspace: &Workspace, times: u32) -> Result<()> {
    run::run(call(workspace, "torture").args(["--times", &times.to_string()]))
}

/// Builds both in release form; there must be a kit.
///
/// # Errors
/// When one doesn't compile.
pub fn build(workspace: &Workspace) -> Result<()> {
    run::run(serve::cargo_for_server(workspace).args(["build", "--release", "--package", "server", "--package", "load"]))
}

/// The tool, told where the server is and whose campaigns are played.
pub fn call(workspace: &Workspace, what: &str) -> Command {
    let mut tool = Command::new(tool(workspace));
    tool.arg(what).arg("--pufa").arg(serve::server(workspace));
    tool.arg("--questions").arg(workspace.root.join("tests").join("questions"));
    tool
}

fn tool(workspace: &Workspace) -> PathBuf {
    workspace.target.join("release").join(format!("load{}", std::env::consts::EXE_SUFFIX))
}
