//! Archives taken apart and put together, so that what is damaged is inside and not the archive.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The bytes of one part.
pub fn part(archive: &[u8], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    archive.by_name(name).expect("the part").read_to_end(&mut bytes).expect("room");
    bytes
}

/// The bytes of every part.
pub fn parts(archive: &[u8]) -> Vec<Vec<u8>> {
    let names: Vec<String> = {
        let archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
        archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect()
    };
    names.iter().map(|name| part(archive, name)).collect()
}

/// An archive of one part.
pub fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
    pack(&[(name.to_owned(), bytes.to_vec())])
}

/// The archive with another part in the place of one.
pub fn replaced(archive: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let names: Vec<String> = {
        let archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
        archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect()
    };
    let parts: Vec<(String, Vec<u8>)> = names
        .into_iter()
        .map(|part_name| (part_name.clone(), if part_name == name { bytes.to_vec() } else { part(archive, &part_name) }))
        .collect();
    pack(&parts)
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).expect("a part");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}
