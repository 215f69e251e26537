//! Documents of any elements in any order: nothing makes the reader panic.

use proptest::prelude::*;

use super::lines;
use super::testing::pack;

const WORDS: [&str; 42] = [
    "p",
    "pPr",
    "r",
    "rPr",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "trPr",
    "gridSpan",
    "gridBefore",
    "numPr",
    "numId",
    "ilvl",
    "pStyle",
    "rStyle",
    "b",
    "u",
    "color",
    "vanish",
    "rFonts",
    "del",
    "ins",
    "sdt",
    "sdtPr",
    "sdtContent",
    "checkbox",
    "checked",
    "txbxContent",
    "AlternateContent",
    "Choice",
    "Fallback",
    "drawing",
    "oMath",
    "sSup",
    "hyperlink",
    "instrText",
    "sym",
    "br",
    "tab",
    "ffData",
];
const VALUES: [&str; 9] = ["1", "0", "4294967295", "-1", "FF0000", "a", "Wingdings", "F0FC", "&#x10FFFF;"];

/// A piece of XML: a beginning, an end, both, or text.
fn piece() -> impl Strategy<Value = String> {
    let name = prop::sample::select(&WORDS[..]);
    let value = prop::sample::select(&VALUES[..]);
    prop_oneof![
        (name.clone(), value.clone()).prop_map(|(name, value)| format!(r#"<w:{name} w:val="{value}" w:char="{value}" w:ascii="{value}">"#)),
        name.clone().prop_map(|name| format!("</w:{name}>")),
        (name, value).prop_map(|(name, value)| format!(r#"<w:{name} w:val="{value}" w:char="{value}" w:font="Wingdings"/>"#)),
        "[甲A1. &<>\u{fdd0}\n]{0,6}".prop_map(|text| text),
    ]
}

/// Elements that are closed as they should be.
fn whole() -> impl Strategy<Value = String> {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t><w:br/></w:r>");
    let leaf =
        prop::sample::select(vec![run("", "甲 A.1"), run("<w:b/>", "乙"), run("<w:u/>", "  "), run("<w:b/><w:u/>", " 丙 "), run("", " ")]);
    let name = prop::sample::select(vec!["p", "tbl", "tr", "tc", "txbxContent", "del", "ins", "hyperlink", "drawing", "oMath"]);
    leaf.prop_recursive(8, 64, 6, move |inner| {
        (name.clone(), prop::collection::vec(inner, 0..6)).prop_map(|(name, inner)| format!("<w:{name}>{}</w:{name}>", inner.concat()))
    })
}

proptest! {
    #[test]
    fn no_document_makes_it_panic(body in prop::collection::vec(piece(), 0..80), numbering in prop::collection::vec(piece(), 0..30)) {
        let (body, numbering) = (body.concat(), numbering.concat());
        let _ = lines(&pack(&[("word/document.xml", &body), ("word/numbering.xml", &numbering), ("word/styles.xml", &numbering)]));
    }

    #[test]
    fn marks_are_whole_on_every_line(body in whole()) {
        let (lines, _) = lines(&pack(&[("word/document.xml", &format!("<w:p>{body}</w:p>"))])).expect("a document");
        for text in lines.iter().flat_map(|line| line.text.split(['\n', '\t'])) {
            let marks: String = text.chars().filter(|c| matches!(c, '\u{fdd0}' | '\u{fdd1}')).collect();
            prop_assert_eq!(marks.replace("\u{fdd0}\u{fdd1}", ""), "", "{}", text);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(mut bytes in Just(pack(&[("word/document.xml", "<w:p><w:r><w:t>甲</w:t></w:r></w:p>")])), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8)) {
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = lines(&bytes);
        let _ = crate::law::import_law(&bytes, "");
    }
}
