//! Files that are published: written whole or not at all, and never over another one.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::outcome::Failure;

/// Writes a text where somebody named a file. One that is there with the same text is fine; another one is left alone.
pub fn write(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    if std::fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    check(Some(path))?;
    let done = OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    Ok(done.with_context(|| format!("writing `{}`", path.display()))?)
}

/// Whether a file can be written there, asked before anything is kept.
pub fn check(path: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    if path.exists() {
        let path = path.display();
        return Err(Failure::wrong(
            "file-exists",
            format!("`{path}` is there already; name another file, or move it away"),
            format!("`{path}` 已经存在；请换个文件名，或先移走"),
        ));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let folder = folder.display();
        return Err(Failure::wrong(
            "no-folder",
            format!("there is no directory `{folder}`; make it first"),
            format!("没有目录 `{folder}`，请先建立"),
        ));
    }
    Ok(())
}
