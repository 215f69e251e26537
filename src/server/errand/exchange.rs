//! Banks and laws in and out: `pufa bank import`, `export`, `template`, and `pufa law import`.

mod bank;
mod law;
mod report;

pub use bank::{export, import, template};
pub use law::law;

use std::fs;
use std::path::Path;

use crate::outcome::Failure;

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        let path = path.display();
        return Err(Failure::wrong(
            "not-a-file",
            format!("`{path}` is a directory; name the files in it"),
            format!("`{path}` 是文件夹；请写里面的文件"),
        ));
    }
    fs::read(path).map_err(|why| {
        let path = path.display();
        Failure::wrong("not-found", format!("`{path}` can't be read: {why}"), format!("读不了 `{path}`：{why}"))
    })
}

/// Writes a file that must not be there.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        return Err(exists(path));
    }
    write(path, bytes)
}

fn exists(path: &Path) -> Failure {
    let path = path.display();
    Failure::wrong(
        "exists",
        format!("`{path}` is already there; name another, or take it away first"),
        format!("`{path}` 已经存在；请换一个名字，或先把它移走"),
    )
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let done = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, bytes));
    done.map_err(|why| {
        let path = path.display();
        Failure::of("not-written", format!("`{path}` can't be written: {why}"), format!("写不了 `{path}`：{why}"))
    })
}

/// The name of a file without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
