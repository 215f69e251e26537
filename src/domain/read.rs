//! Banks and campaigns from the TOML that people write: a value, and an issue with file and line for all that could not be taken.

mod bank;
mod campaign;
mod fields;

use crate::{Bank, Campaign, Issue};
use std::collections::BTreeMap;

/// One file as it stands on the disk of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path below the questions folder, with forward slashes: `constitution/rights.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All that a questions folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// By id.
    pub banks: Vec<Bank>,
    /// By id.
    pub campaigns: Vec<Campaign>,
}

/// Reads `<bank>/bank.toml`, `<bank>/<topic>.toml` and `campaigns/<id>.toml`. What is good is in the library,
/// whatever stands beside it; every fault is an issue, in the order of files and lines.
#[must_use]
pub fn library(files: &[SourceFile]) -> (Library, Vec<Issue>) {
    let mut issues = Vec::new();
    let mut folders: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
    for file in files {
        match file.path.split_once('/') {
            Some((folder, name)) if !name.contains('/') => folders.entry(folder).or_default().push(file),
            // questions/laws.toml and the like belong to others
            _ => {}
        }
    }
    let campaign_files = folders.remove("campaigns").unwrap_or_default();
    let mut banks = Vec::new();
    for (folder, mut files) in folders {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        banks.extend(bank::read(folder, &files, &mut issues));
    }
    let campaigns = campaign_files.into_iter().filter_map(|file| campaign::read(file, &banks, &mut issues)).collect();
    issues.sort();
    (Library { banks, campaigns }, issues)
}

#[cfg(test)]
mod tests;
