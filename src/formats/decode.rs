//! Bytes as text: UTF-8 with or without BOM, UTF-16, GB18030.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Code, Issue};

/// A text and what was wrong with its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    /// With `\n` at the end of each line.
    pub text: String,
    /// Where bytes are no text.
    pub issues: Vec<Issue>,
}

/// Reads bytes in the encoding that fits them.
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = encoding(bytes);
    let (text, _, is_damaged) = encoding.decode(bytes);
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    let line = text.split('\n').position(|line| line.contains('\u{fffd}')).map_or(1, |at| at + 1);
    let issues = if is_damaged { vec![Issue::new(line, Code::BadBytes, encoding.name())] } else { Vec::new() };
    Decoded { text, issues }
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Chinese text is rarely both; what is damaged in each is read as the one that is damaged less
    let damage = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.matches('\u{fffd}').count();
    if damage(UTF_8) < damage(GB18030) { UTF_8 } else { GB18030 }
}

/// UTF-16 without its mark: in either half of the pairs, many bytes are zero (ASCII, line ends).
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    // 一 is U+4E00: a few zeros stand in the other half too
    let many = (sample.len() / 60).max(1);
    if bytes.len().is_multiple_of(2) && second >= many && second > first * 4 {
        Some(UTF_16LE)
    } else if bytes.len().is_multiple_of(2) && first >= many && first > second * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "1、（ ）的权力属于人民。\nA、中国\tB、外国\n答案：A\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let (le, be) = (utf16(TEXT, u16::to_le_bytes), utf16(TEXT, u16::to_be_bytes));
        let bom = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            bom(b"\xef\xbb\xbf", TEXT.as_bytes()),
            gb,
            le.clone(),
            be.clone(),
            bom(b"\xff\xfe", &le),
            bom(b"\xfe\xff", &be),
            TEXT.replace('\n', "\r\n").into_bytes(),
        ] {
            assert_eq!(decode(&bytes), Decoded { text: TEXT.into(), issues: Vec::new() }, "{bytes:?}");
        }
    }

    #[test]
    fn a_cut_character_is_told_with_its_line() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.truncate(TEXT.len() - 4);
        let cut = [&bytes[..], b"\xe7\x94"].concat();
        let decoded = decode(&cut);
        assert_eq!(decoded.issues, [Issue::new(3, Code::BadBytes, "UTF-8")]);
        assert!(decoded.text.starts_with("1、（ ）的权力"));
    }
}
