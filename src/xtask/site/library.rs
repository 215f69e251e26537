//! Reads a folder of banks and campaigns.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use domain::Issue;
use domain::read::{Library, SourceFile};

use super::files::address;

/// The banks and campaigns of a folder, and all that could not be taken of it.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn read(dir: &Path) -> Result<(Library, Vec<Issue>)> {
    let mut files = Vec::new();
    collect(&mut files, dir, dir)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(domain::read::library(&files))
}

fn collect(files: &mut Vec<SourceFile>, root: &Path, dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(files, root, &path)?;
        } else if path.extension().is_some_and(|end| end == "toml") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.push(SourceFile { path: address(path.strip_prefix(root)?), text });
        }
    }
    Ok(())
}
