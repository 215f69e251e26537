//! Whatever the bytes are, readers come to an end without a panic, and so does writing what they read.

use proptest::prelude::*;

use crate::{Format, Hint, export, import};

/// What the formats are made of, and what is cut inside of it.
const PIECES: [&str; 66] = [
    "<quiz>",
    "</quiz>",
    "<question type=\"multichoice\">",
    "<question type=\"",
    "</question>",
    "<text>",
    "</text>",
    "<answer fraction=\"50\">",
    "</answer>",
    "<single>false</single>",
    "<questiontext format=\"html\">",
    "</questiontext>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<assessmentItem>",
    "</assessmentItem>",
    "<qti-assessment-item>",
    "</qti-assessment-item>",
    "<qti-item-body>",
    "</qti-item-body>",
    "<itemBody>",
    "</itemBody>",
    "<choiceInteraction responseIdentifier=\"R\" maxChoices=\"0\">",
    "</choiceInteraction>",
    "<simpleChoice identifier=\"a\">",
    "</simpleChoice>",
    "<textEntryInteraction responseIdentifier=\"R\"/>",
    "<responseDeclaration identifier=\"R\" cardinality=\"multiple\"><correctResponse><value>a</value></correctResponse></responseDeclaration>",
    "<modalFeedback>",
    "</modalFeedback>",
    "&#x110000;",
    "&amp",
    "&;",
    "<p ",
    "<p>",
    "</p>",
    "<img src=",
    "<",
    ">",
    "\"",
    "$CATEGORY:",
    "::",
    "{",
    "}",
    "=",
    "~",
    "%50%",
    "%",
    "#",
    "####",
    "->",
    "TRUE",
    "\\",
    "//",
    "\n",
    "\n\n",
    "A. ",
    "B) ",
    "Ａ．",
    "ANSWER: A",
    "ANSWER：",
    "宪法",
    "（ ）",
    "\u{fffd}",
];

fn check(bytes: &[u8]) {
    for format in [Format::Aiken, Format::Gift, Format::Moodle, Format::Qti] {
        let (bank, issues) = import(bytes, &Hint { format: Some(format), name: String::new() });
        assert!(!bank.items.is_empty() || !issues.is_empty());
        let _ = (export::aiken::write(&bank), export::gift::write(&bank), export::moodle::write(&bank), export::qti::write(&bank));
    }
    let _ = import(bytes, &Hint::default());
}

proptest! {
    #[test]
    fn pieces_in_any_order_are_read(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..40)) {
        check(pieces.concat().as_bytes());
    }

    #[test]
    fn bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
        check(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }
}
