//! What may lie at the top of the repository.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::Result;

use crate::run;
use crate::workspace::Workspace;

const REQUIRED: [&str; 8] = ["Cargo.lock", "Cargo.toml", "README.md", "README.zh-CN.md", "docs", "public", "questions", "src"];
const WELCOME: [&str; 8] =
    ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "clippy.toml", "deny.toml", "rust-toolchain.toml", "rustfmt.toml", "tests"];
const LICENSE: &str = "LICENSE";

/// Every fault; none where there is no git to ask, as in an unpacked archive.
///
/// # Errors
/// When git is there and fails.
pub fn check(workspace: &Workspace) -> Result<Vec<String>> {
    if !workspace.root.join(".git").exists() {
        println!("· layout is left out: this is no git checkout");
        return Ok(Vec::new());
    }
    let files = run::output(Command::new("git").current_dir(&workspace.root).args(["ls-files", "-z"]))?;
    Ok(faults(files.split('\0').filter(|path| !path.is_empty())))
}

fn faults<'a>(tracked: impl Iterator<Item = &'a str>) -> Vec<String> {
    let top: BTreeSet<&str> = tracked.map(|path| path.split_once('/').map_or(path, |(top, _)| top)).collect();
    let known = |name: &&str| REQUIRED.contains(name) || WELCOME.contains(name) || name.starts_with(LICENSE) || name.starts_with('.');
    let stray = top.iter().filter(|name| !known(name)).map(|name| format!("{name}: has no place at the top of the repository"));
    let missing =
        REQUIRED.iter().filter(|name| !top.contains(**name)).map(|name| format!("{name}: is missing at the top of the repository"));
    let license = top.iter().any(|name| name.starts_with(LICENSE));
    let license = (!license).then(|| format!("{LICENSE}: is missing at the top of the repository"));
    stray.chain(missing).chain(license).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_file_and_a_missing_one_are_named() {
        let tracked = REQUIRED.iter().copied().filter(|name| *name != "docs").chain(["LICENSE-MIT", ".gitignore", "notes.txt"]);
        let found = faults(tracked);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("notes.txt:") && found[1].starts_with("docs:"));
    }
}
