//! `cargo xtask tidy`: the rules that prose would only ask for. Lists every fault, then fails.

mod dependencies;
mod layout;
mod sources;

use std::process::Command;

use anyhow::{Result, bail};

use crate::run;
use crate::toolchain::{self, WASM};
use crate::workspace::Workspace;

/// Checks everything.
///
/// # Errors
/// When there is a fault.
pub fn run(workspace: &Workspace) -> Result<()> {
    let sources = sources::read(&workspace.root)?;
    let mut faults = sources::check(&sources);
    faults.extend(layout::check(workspace)?);
    faults.extend(dependencies::check(workspace, &sources)?);

    toolchain::ensure_wasm_target(workspace)?;
    for (what, mut command) in tools(workspace) {
        let passed = run::step(what, || Ok(run::run(&mut command).is_ok()))?;
        if !passed {
            faults.push(format!("{what} failed, see above"));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    println!();
    for fault in &faults {
        eprintln!("{fault}");
    }
    bail!("{} fault(s), listed above", faults.len())
}

fn tools(workspace: &Workspace) -> [(&'static str, Command); 4] {
    let cargo = |words: &str| {
        let mut command = run::cargo(&workspace.root);
        command.args(words.split(' '));
        command
    };
    let mut docs = cargo("doc --quiet --workspace --no-deps");
    docs.env("RUSTDOCFLAGS", "-Dwarnings");
    [
        ("format (`cargo fmt` puts it right)", cargo("fmt --all --check -- -l")),
        ("lints", cargo("clippy --quiet --workspace --all-targets --all-features -- -Dwarnings")),
        ("lints for browsers", cargo(&format!("clippy --quiet --package app --target {WASM} -- -Dwarnings"))),
        ("docs", docs),
    ]
}
