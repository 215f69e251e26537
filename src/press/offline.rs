//! The service worker, told which files there are.

use anyhow::{Result, ensure};

use crate::content::{Content, File};
use crate::hash::{sha256, short_sha256};

/// What the list of files replaces: a list with one address in it that there is not.
const LIST: &str = "[\"{files}\"]";
/// Where the hash of them all goes, so that a change of any of them is a change of the worker.
const VERSION: &str = "{version}";

/// Whether a worker has its places.
///
/// # Errors
/// When one is missing.
pub fn check(worker: &str) -> Result<()> {
    for place in [LIST, VERSION] {
        ensure!(worker.contains(place), "the service worker has no place for {place}");
    }
    Ok(())
}

/// The service worker of a site with these files.
pub fn worker(worker: &str, files: &[File]) -> File {
    let addresses: Vec<String> = files.iter().map(|file| page_address(&file.address)).collect();
    let list = serde_json::Value::from(addresses).to_string();
    let all: String = files.iter().map(|file| format!("{} {}\n", file.address, sha256(&file.content.plain))).collect();
    let script = worker.replace(LIST, &list).replace(VERSION, &short_sha256(format!("{all}{worker}").as_bytes()));
    File { address: "sw.js".to_owned(), content: Content::new(script.into_bytes()) }
}

/// The address under which browsers ask for a file: for a page, its folder.
fn page_address(address: &str) -> String {
    match address.strip_suffix("index.html") {
        Some("") => "./".to_owned(),
        Some(folder) => folder.to_owned(),
        None => address.to_owned(),
    }
}
