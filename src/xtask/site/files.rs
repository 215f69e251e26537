//! A site's way to the disk.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use press::File;

/// Writes all files, with their packed forms beside them, into a folder of their own.
///
/// # Errors
/// When the folder holds something else than a site, or can't be written.
pub fn write(out: &Path, files: &[File]) -> Result<()> {
    clear(out)?;
    for file in files {
        let forms = [("", Some(&file.content.plain)), (".br", file.content.brotli.as_ref()), (".gz", file.content.gzip.as_ref())];
        for (end, bytes) in forms {
            let Some(bytes) = bytes else { continue };
            let path = out.join(format!("{}{end}", file.address));
            let folder = path.parent().unwrap_or(out);
            fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
            fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        }
    }
    Ok(())
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
