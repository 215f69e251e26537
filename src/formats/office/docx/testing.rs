//! Documents made for tests.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// An archive of parts.
pub fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A document whose body is `xml`, with the numbers of `numbering`.
pub fn document(xml: &str, numbering: &str) -> Vec<u8> {
    let body = format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:document><w:body>{xml}</w:body></w:document>"#);
    pack(&[("word/document.xml", &body), ("word/numbering.xml", numbering)])
}
