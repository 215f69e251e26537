//! The service worker, told which files there are.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::files::Files;
use crate::hash;
use crate::squeeze::js;

/// What the list of files replaces, a JSON array of addresses from the site's root: as it stands, the script lists none.
const LIST: &str = "/*PRECACHE*/[]";
/// Where the hash of them all goes, so that a change of any of them is a change of the worker.
const VERSION: &str = "/*VERSION*/";

/// Adds the service worker. It comes last: it lists what was added before.
///
/// # Errors
/// When the script can't be read, or has no place for the list or the version.
pub fn add(files: &mut Files, source: &Path) -> Result<()> {
    let script = super::read(source)?;
    for place in [LIST, VERSION] {
        ensure!(script.contains(place), "{} has no place for {place}", source.display());
    }
    let addresses: Vec<String> = files.iter().map(|(address, _)| page_address(address)).collect();
    let all: String = files.iter().map(|(address, bytes)| format!("{address} {}\n", hash::sha256(bytes))).collect();
    let script =
        script.replace(LIST, &serde_json::to_string(&addresses)?).replace(VERSION, &hash::short(format!("{all}{script}").as_bytes()));
    let script = js::squeeze(&script).with_context(|| format!("squeezing {}", source.display()))?;
    files.add("sw.js", script.into_bytes());
    Ok(())
}

/// The address under which browsers ask for a file: for a page, its folder.
fn page_address(address: &str) -> String {
    match address.strip_suffix("index.html") {
        Some("") => "./".to_owned(),
        Some(folder) => folder.to_owned(),
        None => address.to_owned(),
    }
}
