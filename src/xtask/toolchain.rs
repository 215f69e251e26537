//! What the compiler needs beyond itself, added with rustup where it is missing.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::run;
use crate::workspace::Workspace;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the standard library for browsers is there.
///
/// # Errors
/// When it is missing and can't be added.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    if sysroot(workspace)?.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    run::step(&format!("adding the target {WASM}"), || rustup(workspace, &["target", "add", WASM]))
        .with_context(|| format!("the target {WASM} is missing; `rustup target add {WASM}` adds it"))
}

/// Makes sure that the source of the standard library is there, so that it can be built for size; says whether it is.
///
/// # Errors
/// When the compiler can't be asked.
pub fn ensure_std_source(workspace: &Workspace) -> Result<bool> {
    let source = sysroot(workspace)?.join("lib/rustlib/src/rust/library/Cargo.lock");
    if source.is_file() {
        return Ok(true);
    }
    let added = run::step("adding the source of the standard library", || rustup(workspace, &["component", "add", "rust-src"]));
    Ok(added.is_ok() && source.is_file())
}

/// Which compiler this is, as `rustc -vV` says.
///
/// # Errors
/// When the compiler can't be asked.
pub fn compiler(workspace: &Workspace) -> Result<String> {
    run::output(rustc(workspace).arg("-vV"))
}

fn sysroot(workspace: &Workspace) -> Result<PathBuf> {
    Ok(run::output(rustc(workspace).args(["--print", "sysroot"]))?.trim().into())
}

fn rustc(workspace: &Workspace) -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(&workspace.root);
    command
}

fn rustup(workspace: &Workspace, words: &[&str]) -> Result<()> {
    run::run(Command::new("rustup").current_dir(&workspace.root).args(words))
}
