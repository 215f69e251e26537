//! Reads a folder of banks and campaigns.

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context as _, Result};
use domain::Issue;
use domain::campaign::Grading;
use domain::read::SourceFile;
use domain::statute::Statutes;

pub use domain::read::{Library, Written};

/// The banks and campaigns of a folder, and all that could not be taken of it.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn read(dir: &Path) -> Result<(Library, Vec<Issue>)> {
    Ok(domain::read::library(&files(dir, &|path| ends_in(path, "toml"))?))
}

/// The same with all that is known of it only while it is read, study notes among it.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn written(dir: &Path) -> Result<(Written, Vec<Issue>)> {
    let is_note = |path: &Path| ends_in(path, "md") && path.parent().is_some_and(|folder| folder.ends_with("notes"));
    Ok(domain::read::written(&files(dir, &|path| ends_in(path, "toml") || is_note(path))?))
}

/// The texts of laws in a folder: `<short name>.txt` or `<short name>-<version…>.txt`.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn statutes(dir: &Path) -> Result<Statutes> {
    Ok(Statutes::read(&files(dir, &|path| ends_in(path, "txt"))?))
}

/// What a site without a server can offer, and the ids of the campaigns that it can't: those that a server grades.
/// Assignments need one too.
#[must_use]
pub fn without_server(mut library: Library) -> (Library, Vec<String>) {
    let graded = library.campaigns.extract_if(.., |campaign| campaign.grading == Grading::Server).map(|campaign| campaign.id).collect();
    library.assignments.clear();
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

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|found| found == end)
}

/// The wanted files below a folder, by path.
fn files(dir: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    collect(&mut files, dir, dir, is_wanted)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn collect(files: &mut Vec<SourceFile>, root: &Path, dir: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("reading {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(files, root, &path, is_wanted)?;
        } else if is_wanted(&path) {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.push(SourceFile { path: address(path.strip_prefix(root)?), text });
        }
    }
    Ok(())
}
