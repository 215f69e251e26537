//! Files that hold no text that is read, known by their first bytes.

use crate::{Code, Issue};

/// How files begin that are not read, and what they are called.
const STARTS: [(&[u8], Code, &str); 14] = [
    (b"{\\rtf", Code::Unsupported, "RTF 文档"),
    (b"%PDF-", Code::Unsupported, "PDF"),
    (b"\x89PNG", Code::Unsupported, "图片（PNG）"),
    (b"\xff\xd8\xff", Code::Unsupported, "图片（JPEG）"),
    (b"GIF87a", Code::Unsupported, "图片（GIF）"),
    (b"GIF89a", Code::Unsupported, "图片（GIF）"),
    (b"II*\0", Code::Unsupported, "图片（TIFF）"),
    (b"MM\0*", Code::Unsupported, "图片（TIFF）"),
    (b"MIME-Version:", Code::Unsupported, "单个文件的网页（mht）"),
    (b"Rar!\x1a\x07", Code::Archive, "RAR"),
    (b"7z\xbc\xaf\x27\x1c", Code::Archive, "7z"),
    (b"\x1f\x8b\x08", Code::Archive, "gzip"),
    (b"BZh91AY", Code::Archive, "bzip2"),
    (b"\xfd7zXZ\0", Code::Archive, "xz"),
];

/// What stands near the beginning of XML that is not read.
const XML: [(&str, &str); 5] = [
    ("progid=\"Excel.Sheet\"", "Excel 2003 的 XML 表格"),
    ("urn:schemas-microsoft-com:office:spreadsheet\"", "Excel 2003 的 XML 表格"),
    ("progid=\"Word.Document\"", "Word 的 XML 文档"),
    ("office/word/2003/wordml", "Word 的 XML 文档"),
    ("office/2006/xmlPackage", "Word 的 XML 文档"),
];

/// How long the files are that Word and Excel keep beside an open file.
const LOCKS: [usize; 2] = [162, 165];

/// Why a file is refused.
pub fn refuse(bytes: &[u8]) -> Option<Issue> {
    let refused = |code: Code, about: &str| Some(Issue::new(1, code, about));
    if matches!(bytes, [] | [0xef, 0xbb, 0xbf] | [0xff, 0xfe] | [0xfe, 0xff]) {
        return refused(Code::Empty, "");
    }
    if let Some((_, code, about)) = STARTS.iter().find(|(start, _, _)| bytes.starts_with(start)) {
        return refused(*code, about);
    }
    if is_lock(bytes) {
        return refused(Code::Unsupported, "打开文档时留下的临时文件（~$ 开头）");
    }
    let start = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    if bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(b"<?") {
        let text = String::from_utf8_lossy(start);
        // a page may name these too, and is read
        if let Some((_, about)) = XML.iter().find(|(part, _)| text.contains(part)).filter(|_| !text.contains("<html")) {
            return refused(Code::Unsupported, about);
        }
    }
    if is_binary(start) && !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return refused(Code::Unsupported, "没有文字的文件");
    }
    None
}

/// Whether it is what Word or Excel keep beside an open file: the length of a name, the name, and nothing.
fn is_lock(bytes: &[u8]) -> bool {
    let length = bytes.first().copied().unwrap_or_default();
    LOCKS.contains(&bytes.len()) && (1..=54).contains(&length) && !length.is_ascii_whitespace() && (length < b' ' || bytes.contains(&0))
}

/// Whether many bytes are zero in both halves of the pairs: in UTF-16 they are in one.
fn is_binary(start: &[u8]) -> bool {
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    start.len() >= 32 && (first + second) * 4 >= start.len() && first.min(second) * 4 >= first.max(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<(Code, &str)>) {
        assert_eq!(refuse(bytes), expected.map(|(code, about)| Issue::new(1, code, about)), "{}", bytes.escape_ascii());
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        check(b"", Some((Code::Empty, "")));
        check(b"{\\rtf1\\ansi", Some((Code::Unsupported, "RTF 文档")));
        check(b"Rar!\x1a\x07\x01", Some((Code::Archive, "RAR")));
        check(&[0; 300], Some((Code::Unsupported, "没有文字的文件")));
        check(b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>", Some((Code::Unsupported, "Excel 2003 的 XML 表格")));
        let lock = [b"\x05admin".to_vec(), vec![b' '; 50], vec![0; 109]].concat();
        check(&lock, Some((Code::Unsupported, "打开文档时留下的临时文件（~$ 开头）")));
    }

    #[test]
    fn what_may_be_text_is_not() {
        for text in [&b"1. PDF"[..], b"MM\n", "题".as_bytes(), b"<?xml version=\"1.0\"?><quiz>", b"a\0\0b", b"PK\x03\x04\0\0\0\0\0\0"] {
            check(text, None);
        }
        check(&"1. AB".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), None);
    }
}
