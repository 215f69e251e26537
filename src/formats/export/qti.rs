//! QTI 3.0: a package with a manifest and a file for each question.

mod item;
mod manifest;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use super::fit;
use crate::{Bank, Code, Issue};

/// Writes a bank. What an item has no place for is among the keywords of the manifest.
#[must_use]
pub fn write(bank: &Bank) -> (Vec<u8>, Vec<Issue>) {
    let mut files = Vec::new();
    let mut resources = Vec::new();
    let mut issues = fit::each(bank, &[fit::Part::Controls], |item| {
        let number = resources.len() + 1;
        resources.push(manifest::resource(item, number));
        files.push((manifest::path(number), item::write(item, number)));
        Ok(())
    });
    files.insert(0, (manifest::NAME.to_owned(), manifest::write(&bank.title, &resources)));
    let bytes = pack(&files).unwrap_or_else(|error| {
        issues.push(Issue::new(1, Code::Broken, error.to_string()));
        Vec::new()
    });
    (bytes, issues)
}

fn pack(files: &[(String, String)]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
