//! Whether every citation names an article that says so: checked against the texts of the laws where these lie beside the checkout.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

const CHECKER: &str = "shared/tools/check_citations.py";

/// The program that checks, or why it is left out.
pub fn checker(workspace: &Workspace) -> Result<PathBuf, &'static str> {
    let beside = workspace.root.parent().map(|parent| parent.join(CHECKER)).filter(|path| path.is_file());
    let beside = beside.ok_or("the texts of the laws are not beside this checkout")?;
    match run::find_program("python3") {
        Some(_) => Ok(beside),
        None => Err("python3 is missing"),
    }
}

/// Checks the shipped questions.
///
/// # Errors
/// When a citation names nothing.
pub fn check(workspace: &Workspace, checker: &Path) -> Result<()> {
    run::run(Command::new("python3").current_dir(&workspace.root).arg(checker).arg("questions"))
}
