//! The files of a site while it is put together, and their way to the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context as _, Result, ensure};

use crate::compress;
use crate::hash;
use crate::sizes::Size;

/// Contents by address below the site's root.
#[derive(Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds a file.
    pub fn add(&mut self, address: &str, bytes: Vec<u8>) {
        self.0.insert(address.to_owned(), bytes);
    }

    /// Adds a file whose address names its content, so that browsers may keep it for ever; gives back the address.
    pub fn add_hashed(&mut self, name: &str, kind: &str, bytes: Vec<u8>) -> String {
        let address = format!("pkg/{name}-{}.{kind}", hash::short(&bytes));
        self.0.insert(address.clone(), bytes);
        address
    }

    /// Every file so far, by address.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(address, bytes)| (address.as_str(), bytes.as_slice()))
    }

    /// Writes all files, with packed forms beside those that get smaller by it, into a folder of their own; gives back the sizes.
    ///
    /// # Errors
    /// When the folder holds something else than a site, or can't be written.
    pub fn write(&self, out: &Path) -> Result<BTreeMap<String, Size>> {
        clear(out)?;
        let waiting = Mutex::new(self.0.iter());
        let sizes = Mutex::new(BTreeMap::new());
        thread::scope(|scope| {
            let workers: Vec<_> = (0..thread::available_parallelism().map_or(1, usize::from))
                .map(|_| {
                    scope.spawn(|| -> Result<()> {
                        loop {
                            let next = waiting.lock().ok().and_then(|mut waiting| waiting.next());
                            let Some((address, bytes)) = next else { return Ok(()) };
                            let size = write_one(&out.join(address), bytes).with_context(|| format!("writing {address}"))?;
                            if let Ok(mut sizes) = sizes.lock() {
                                sizes.insert(address.clone(), size);
                            }
                        }
                    })
                })
                .collect();
            workers.into_iter().try_for_each(|worker| worker.join().expect("a worker only ends with a result"))
        })?;
        Ok(sizes.into_inner().unwrap_or_default())
    }
}

fn write_one(path: &Path, bytes: &[u8]) -> Result<Size> {
    let name = path.to_string_lossy();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    if !compress::is_worth_packing(&name) {
        return Ok(Size { raw: bytes.len(), gzip: bytes.len(), brotli: bytes.len() });
    }
    let packed = compress::pack(bytes)?;
    fs::write(format!("{name}.br"), &packed.brotli)?;
    fs::write(format!("{name}.gz"), &packed.gzip)?;
    Ok(Size { raw: bytes.len(), gzip: packed.gzip.len(), brotli: packed.brotli.len() })
}

/// Empties a folder that holds a site or nothing; anything else stays, whatever the caller typed.
fn clear(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    let is_empty = fs::read_dir(out).with_context(|| format!("reading {}", out.display()))?.next().is_none();
    let is_site = out.join("index.html").is_file() && out.join("pkg").is_dir();
    ensure!(is_empty || is_site, "`{}` holds something else than a site; choose another folder with --out", out.display());
    fs::remove_dir_all(out).with_context(|| format!("emptying {}", out.display()))
}

/// A relative path as an address, with forward slashes on every system.
pub fn address(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}
