//! Which format bytes are in, by what is in them; the name only decides between plain texts.

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text laid out by hand.
    Text,
    /// Word.
    Docx,
    /// Excel or ODS: .xlsx, .xlsm, .xls, .ods.
    Xlsx,
    /// Comma-, tab- or semicolon-separated values with a header.
    Csv,
    /// JSON.
    Json,
    /// Markdown.
    Md,
    /// Aiken.
    Aiken,
    /// GIFT.
    Gift,
    /// Moodle XML.
    Moodle,
    /// QTI 2.1 or 3.0: one item, or a package.
    Qti,
}

impl Format {
    /// Every format with the word that the command line uses.
    pub const ALL: [(&'static str, Self); 10] = [
        ("text", Self::Text),
        ("docx", Self::Docx),
        ("xlsx", Self::Xlsx),
        ("csv", Self::Csv),
        ("json", Self::Json),
        ("md", Self::Md),
        ("aiken", Self::Aiken),
        ("gift", Self::Gift),
        ("moodle", Self::Moodle),
        ("qti", Self::Qti),
    ];
}

/// The format of bytes. What nothing speaks against is text.
pub fn format(bytes: &[u8], name: &str) -> Format {
    let ends_in = |ends: &[&str]| ends.iter().any(|end| name.to_lowercase().ends_with(end));
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    // the old Word and Excel files share one container
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return old(bytes).unwrap_or(if ends_in(&[".doc"]) { Format::Docx } else { Format::Xlsx });
    }
    let head = crate::decode::decode(&bytes[..bytes.len().min(64 << 10)]).text;
    let start = head.trim_start();
    // 《 may stand as <
    if start.starts_with('<') && start[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "?!".contains(c)) {
        return if start.contains("<quiz") { Format::Moodle } else { Format::Qti };
    }
    if start.starts_with(['[', '{']) && (ends_in(&[".json", ".jsonl"]) || looks_like_json(start)) {
        return Format::Json;
    }
    if ends_in(&[".csv", ".tsv"]) || crate::table::csv::is_one(start) {
        return Format::Csv;
    }
    if crate::interchange::gift::is_one(start) {
        return Format::Gift;
    }
    if crate::interchange::aiken::is_one(start) {
        return Format::Aiken;
    }
    if ends_in(&[".md", ".markdown"]) || crate::text::markdown::is_one(start) {
        return Format::Md;
    }
    Format::Text
}

fn looks_like_json(start: &str) -> bool {
    let inside = start.strip_prefix(['[', '{']).map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with(['{', '"', '[', ']', '}']))
}

/// What is in the old container, by the names that its table of contents has, each at a multiple of 128 bytes.
fn old(bytes: &[u8]) -> Option<Format> {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if holds("Workbook") || holds("Book") { Some(Format::Xlsx) } else { holds("WordDocument").then_some(Format::Docx) }
}

/// What is in an archive: a Word document, a sheet, or a package of items.
fn packed(bytes: &[u8]) -> Format {
    let Ok(archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Format::Docx };
    // some programs part folders as Windows does
    let names: Vec<_> = archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/")).collect();
    let has = |is_one: &dyn Fn(&str) -> bool| names.iter().any(|name| is_one(name));
    if has(&|name| name.starts_with("word/")) {
        Format::Docx
    } else if has(&|name| name.starts_with("xl/") || name == "content.xml") {
        Format::Xlsx
    } else if has(&|name| name.ends_with(".xml")) {
        Format::Qti
    } else {
        Format::Docx
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_container_is_known_by_what_is_in_it() {
        let check = |stream: &str, name: &str, expected: Format| {
            let entry: Vec<u8> = stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            let bytes = [b"\xd0\xcf\x11\xe0".to_vec(), vec![0; 508], entry, vec![0; 128]].concat();
            assert_eq!(format(&bytes, name), expected, "{stream} {name}");
        };
        check("Workbook", "题库.doc", Format::Xlsx);
        check("WordDocument", "题库.xls", Format::Docx);
        check("other", "题库.doc", Format::Docx);
    }
}
