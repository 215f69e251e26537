//! axe-core, which finds faults of accessibility: fetched once through npm, and used only when it is exactly the one known here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::browser::apt_install;
use crate::run;
use crate::workspace::Workspace;

const PACKAGE: &str = "axe-core@4.14.1";
/// Of `axe.min.js` in that package.
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// Makes sure that the script is there; says where.
///
/// # Errors
/// When it can't be fetched, or is another one.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("axe");
    let script = folder.join("axe.min.js");
    if fs::read(&script).is_ok_and(|bytes| press::sha256(&bytes) == SHA256) {
        return Ok(script);
    }
    fs::create_dir_all(&folder)?;
    let bytes = fetch(&folder).with_context(|| format!("fetching {PACKAGE}"))?;
    let hash = press::sha256(&bytes);
    ensure!(hash == SHA256, "axe.min.js of {PACKAGE} has the SHA-256 {hash}, but {SHA256} is expected");
    fs::write(&script, bytes)?;
    Ok(script)
}

/// Unpacks the script below `folder` and reads it.
fn fetch(folder: &Path) -> Result<Vec<u8>> {
    if run::find_program("npm").is_none() {
        apt_install(&["npm"]).context("npm is missing")?;
    }
    let mut npm = Command::new("npm");
    let printed = run::output(npm.current_dir(folder).args(["pack", "--silent", PACKAGE]))?;
    let archive = folder.join(printed.lines().last().unwrap_or_default().trim());
    run::run(Command::new("tar").current_dir(folder).arg("-xzf").arg(&archive).arg("package/axe.min.js"))?;
    let bytes = fs::read(folder.join("package/axe.min.js"))?;
    fs::remove_file(archive)?;
    fs::remove_dir_all(folder.join("package"))?;
    Ok(bytes)
}
