//! Reads a folder of banks and campaigns.

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context as _, Result};
use domain::Issue;
use domain::campaign::Grading;
use domain::read::SourceFile;

pub use domain::read::Library;

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

/// What a site without a server can offer, and the ids of the campaigns that it can't: those that a server grades.
#[must_use]
pub fn without_server(mut library: Library) -> (Library, Vec<String>) {
    let graded = library.campaigns.extract_if(.., |campaign| campaign.grading == Grading::Server).map(|campaign| campaign.id).collect();
    (library, graded)
}

/// A relative path as an address, with forward slashes on every system.
#[must_use]
pub fn address(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
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
