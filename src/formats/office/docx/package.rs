//! The parts of a Word document that are read, taken out of their archive.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::xml::attribute;
use crate::{Code, Issue, decode};

/// The most bytes that a part may have unpacked: 256 MiB.
const MOST: u64 = 256 << 20;
/// How a file of the old container begins.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// The parts, as text; empty when there is none.
#[derive(Debug, Default)]
pub struct Package {
    /// What is written.
    pub document: String,
    /// The styles.
    pub styles: String,
    /// The automatic numbers.
    pub numbering: String,
}

/// Opens a document.
pub fn open(bytes: &[u8]) -> Result<Package, Issue> {
    if bytes.starts_with(OLD) {
        let is_locked = bytes.windows(20).any(|bytes| bytes == b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0");
        return Err(Issue::new(1, Code::Unsupported, if is_locked { "加密的文件" } else { "旧版 Word（.doc）" }));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Issue::new(1, Code::Broken, "压缩包不完整，请重新下载或另存"))?;
    let main = part(&mut archive, "_rels/.rels")?.and_then(|rels| main(&rels)).unwrap_or_else(|| "word/document.xml".into());
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let document = part(&mut archive, &main)?.ok_or_else(|| Issue::new(1, Code::Broken, format!("压缩包里没有 {main}")))?;
    let styles = part(&mut archive, &beside("styles.xml"))?.unwrap_or_default();
    let numbering = part(&mut archive, &beside("numbering.xml"))?.unwrap_or_default();
    Ok(Package { document, styles, numbering })
}

/// The text of a part; `None` when it is not there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Issue> {
    // some programs part folders as Windows does
    let name = if archive.index_for_name(name).is_some() { name.to_owned() } else { name.replace('/', "\\") };
    let Ok(part) = archive.by_name(&name) else { return Ok(None) };
    let mut bytes = Vec::new();
    part.take(MOST + 1).read_to_end(&mut bytes).map_err(|_| Issue::new(1, Code::Broken, format!("压缩包里的 {name} 读不出来")))?;
    if bytes.len() as u64 > MOST {
        return Err(Issue::new(1, Code::TooLarge, name));
    }
    Ok(Some(decode::decode(&bytes).text))
}

/// The name of the main part, which is not always the usual one.
fn main(rels: &str) -> Option<String> {
    let mut reader = Reader::from_str(rels);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return attribute(&element, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::docx::testing::pack;

    fn check(bytes: &[u8], expected: Code) {
        assert_eq!(open(bytes).expect_err("refused").code, expected);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        check(b"", Code::Broken);
        check(b"PK\x03\x04", Code::Broken);
        check(&pack(&[("xl/workbook.xml", "<a/>")]), Code::Broken);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code::Unsupported);
    }

    #[test]
    fn the_main_part_is_looked_up() {
        let rels = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="/doc/main2.xml"/></Relationships>"#;
        let package = open(&pack(&[("_rels/.rels", rels), ("doc/main2.xml", "<d/>"), ("doc/styles.xml", "<s/>")])).expect("parts");
        assert_eq!((package.document.as_str(), package.styles.as_str(), package.numbering.as_str()), ("<d/>", "<s/>", ""));
    }
}
