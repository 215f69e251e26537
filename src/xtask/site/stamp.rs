//! What a site was made from, in one hash: when it is the same again, the site is, too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::Plan;
use crate::hash;
use crate::run;
use crate::wasm::build::Built;
use crate::workspace::Workspace;

/// The hash of all that the site depends on: sources by content, what was built by size and time.
///
/// # Errors
/// When one of them can't be read.
pub fn of(workspace: &Workspace, plan: &Plan, built: &Built) -> Result<String> {
    let mut inputs = String::new();
    for dir in [workspace.root.join("public"), plan.questions.clone()] {
        add_folder(&mut inputs, &dir)?;
    }
    add_built(&mut inputs, &std::env::current_exe()?)?;
    add_built(&mut inputs, &built.app)?;
    add_built(&mut inputs, &built.organiser)?;
    if let Some(tool) = run::find_program("wasm-opt") {
        add_built(&mut inputs, &tool)?;
    }
    Ok(hash::sha256(inputs.as_bytes()))
}

/// Whether the site that is there was made from the same.
pub fn is_current(plan: &Plan, stamp: &str) -> bool {
    plan.out.join("index.html").is_file() && fs::read_to_string(beside(plan)).is_ok_and(|text| text == stamp)
}

/// Notes what the site was made from; without a stamp, the next build makes it anew.
///
/// # Errors
/// When the note can't be written.
pub fn write(plan: &Plan, stamp: &str) -> Result<()> {
    Ok(fs::write(beside(plan), stamp)?)
}

/// Takes the note back, before the site is changed.
pub fn remove(plan: &Plan) {
    let _gone_or_never_there = fs::remove_file(beside(plan));
}

fn beside(plan: &Plan) -> PathBuf {
    plan.out.with_extension("stamp")
}

fn add_folder(inputs: &mut String, dir: &Path) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add_folder(inputs, &path)?;
        } else {
            add(inputs, &path, &hash::sha256(&fs::read(&path)?));
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
