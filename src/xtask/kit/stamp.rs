//! What a kit was made from, in one hash: when it is the same again, the kit is, too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::run;
use crate::wasm::build::Built;
use crate::workspace::Workspace;

/// The hash of all that the kit depends on: sources by content, what was built by size and time.
///
/// # Errors
/// When one of them can't be read.
pub fn of(workspace: &Workspace, built: &Built) -> Result<String> {
    let mut inputs = String::new();
    add_folder(&mut inputs, &workspace.root.join("public"))?;
    for path in [&std::env::current_exe()?, &built.app, &built.graded, &built.organiser, &built.member] {
        add_built(&mut inputs, path)?;
    }
    if let Some(tool) = run::find_program("wasm-opt") {
        add_built(&mut inputs, &tool)?;
    }
    Ok(press::sha256(inputs.as_bytes()))
}

/// Whether the kit that is there was made from the same.
pub fn is_current(kit: &Path, stamp: &str) -> bool {
    fs::read_to_string(beside(kit)).is_ok_and(|text| text == stamp)
}

/// Notes what the kit was made from; without a stamp, the next build makes it anew.
///
/// # Errors
/// When the note can't be written.
pub fn write(kit: &Path, stamp: &str) -> Result<()> {
    Ok(fs::write(beside(kit), stamp)?)
}

/// Takes the note back, before the kit is changed.
pub fn remove(kit: &Path) {
    let _gone_or_never_there = fs::remove_file(beside(kit));
}

fn beside(kit: &Path) -> PathBuf {
    kit.with_extension("stamp")
}

fn add_folder(inputs: &mut String, dir: &Path) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add_folder(inputs, &path)?;
        } else {
            add(inputs, &path, &press::sha256(&fs::read(&path)?));
        }
    }
    Ok(())
}

fn add_built(inputs: &mut String, path: &Path) -> Result<()> {
    let about = fs::metadata(path).with_context(|| format!("reading {}", path.display()))?;
    add(inputs, path, &format!("{} {:?}", about.len(), about.modified()?));
    Ok(())
}

fn add(inputs: &mut String, path: &Path, mark: &str) {
    inputs.push_str(&format!("{} {mark}\n", path.display()));
}
