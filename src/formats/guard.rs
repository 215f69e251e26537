//! What is too large to be read, before anything is unpacked.

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
        return None;
    }
    // what is no archive after all is told by its reader
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
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
        assert_eq!(refuse(b"PK\x03\x04 is no archive"), None);
    }
}
