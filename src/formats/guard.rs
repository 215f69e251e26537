//! What is too large to be read or is no file that is read, before anything is unpacked.

mod magic;

use std::io::{self, Cursor, Read as _};

use crate::{Code, Issue};

/// The most bytes that are read: 48 MiB.
const MOST: usize = 48 << 20;
/// The most bytes that all parts of a packed file may have unpacked: 512 MiB.
const MOST_UNPACKED: u64 = 512 << 20;
/// A part that is larger than this may not be more than [`RATIO`] times its packed size.
const SMALL: u64 = 4 << 20;
/// XML packs about ten to one, thirty to one at the best.
const RATIO: u64 = 120;

/// Why a file is not even opened.
pub fn refuse(bytes: &[u8]) -> Option<Issue> {
    if bytes.len() > MOST {
        return Some(Issue::new(1, Code::TooLarge, format!("{} MiB", bytes.len() >> 20)));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return magic::refuse(bytes);
    }
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Some(Issue::new(1, Code::Broken, "压缩包不完整，请重新下载或另存"));
    };
    if let Some(issue) = of_files(&archive) {
        return Some(issue);
    }
    let mut sum = 0u64;
    for n in 0..archive.len() {
        // what a part says of its own size may be a lie, so it is unpacked into nothing and counted
        let Ok(mut part) = archive.by_index(n) else { continue };
        let packed = part.compressed_size();
        let most = (packed.saturating_mul(RATIO)).max(SMALL).min(MOST_UNPACKED - sum);
        let size = io::copy(&mut (&mut part).take(most + 1), &mut io::sink()).unwrap_or(0);
        sum += size;
        if size > most || sum > MOST_UNPACKED {
            return Some(Issue::new(1, Code::Bomb, format!("{} MiB", sum >> 20)));
        }
    }
    None
}

/// An archive of files, or of another program.
fn of_files(archive: &zip::ZipArchive<Cursor<&[u8]>>) -> Option<Issue> {
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).map(|name| name.to_lowercase()).collect();
    if names.iter().any(|name| name.starts_with("ppt/")) {
        return Some(Issue::new(1, Code::Unsupported, "PowerPoint 演示文稿"));
    }
    let is_one = !names.is_empty() && !names.iter().any(|name| name.ends_with(".xml"));
    is_one.then(|| Issue::new(1, Code::Archive, "ZIP"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn packed(size: usize) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(&vec![b' '; size]).expect("room");
        zip.finish().expect("an archive").into_inner()
    }

    #[test]
    fn what_swells_is_refused_and_what_does_not_is_not() {
        assert_eq!(refuse(&packed(1 << 20)), None);
        assert_eq!(refuse(&packed(50 << 20)).map(|issue| issue.code), Some(Code::Bomb));
        assert_eq!(refuse(&vec![b'a'; MOST + 1]).map(|issue| issue.code), Some(Code::TooLarge));
        assert_eq!(refuse(b"PK\x03\x04 is no archive").map(|issue| issue.code), Some(Code::Broken));
    }

    #[test]
    fn an_archive_of_files_is_refused() {
        let check = |name: &str, expected: Option<Code>| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            let bytes = zip.finish().expect("an archive").into_inner();
            assert_eq!(refuse(&bytes).map(|issue| issue.code), expected, "{name}");
        };
        check("题库.xlsx", Some(Code::Archive));
        check("ppt/presentation.xml", Some(Code::Unsupported));
        check("word/document.xml", None);
    }
}
