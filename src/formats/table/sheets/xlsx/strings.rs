//! Texts: the list that cells point to, and texts within cells.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Issue;
use crate::table::sheets::broken;
use crate::table::sheets::part::{attribute, resolve};

/// A text without what is struck out in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What is left.
    pub kept: String,
    /// What is struck out, when anything is.
    pub struck: Option<Box<str>>,
    /// Whether its parts say themselves how they look.
    pub has_looks: bool,
}

/// The list of texts, and whether it is whole.
pub fn read(xml: &str) -> Result<(Vec<Text>, bool), Issue> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut strings = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().into_inner() == "si" => strings.push(text(&mut reader, "si")),
            Ok(Event::Empty(element)) if element.local_name().into_inner() == "si" => strings.push(Text::default()),
            Ok(Event::End(element)) if element.local_name().into_inner() == "sst" => return Ok((strings, true)),
            Ok(Event::Empty(element)) if element.local_name().into_inner() == "sst" => return Ok((strings, true)),
            Ok(Event::Eof) => return Ok((strings, false)),
            Ok(_) => {}
            Err(_) => return Err(broken("sharedStrings.xml")),
        }
    }
}

/// The text up to the end of an element: its runs, without how it is spoken.
pub fn text(reader: &mut Reader<&[u8]>, end: &str) -> Text {
    let (mut text, mut struck) = (String::new(), String::new());
    let (mut is_text, mut is_spoken, mut is_struck, mut has_looks) = (false, false, false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().into_inner() {
                "t" => is_text = true,
                "rPh" => is_spoken = true,
                "r" => is_struck = false,
                "rPr" => has_looks = true,
                "strike" => is_struck = is_on(&element),
                _ => {}
            },
            Ok(Event::Empty(element)) if element.local_name().into_inner() == "strike" => is_struck = is_on(&element),
            Ok(Event::End(element)) => match element.local_name().into_inner() {
                "t" => is_text = false,
                "rPh" => is_spoken = false,
                name if name == end => return Text::of(text, struck, has_looks),
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return Text::of(text, struck, has_looks),
            Ok(event) if is_text && !is_spoken => {
                let to = if is_struck { &mut struck } else { &mut text };
                match event {
                    Event::Text(part) => to.push_str(&part.xml10_content()),
                    Event::CData(part) => to.push_str(&part.xml10_content()),
                    Event::GeneralRef(name) => to.push_str(&resolve(&name)),
                    _ => {}
                }
            }
            Ok(_) => {}
        }
    }
}

impl Text {
    fn of(kept: String, struck: String, has_looks: bool) -> Self {
        let struck = (!struck.trim().is_empty()).then(|| plain(struck).into_boxed_str());
        Self { kept: plain(kept), struck, has_looks }
    }
}

/// Whether a mark such as `<strike/>` is not switched off.
pub fn is_on(element: &BytesStart) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// A text in which `_x000A_` stands for a character that XML can't write.
pub fn plain(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        match written(after) {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn written(text: &str) -> Option<(char, &str)> {
    let code = text.get(..4).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let behind = text.get(4..)?.strip_prefix('_')?;
    Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_their_runs() {
        let xml = "<sst><si><t>甲</t></si><si/><si><r><rPr><b/></rPr><t xml:space=\"preserve\">乙 &amp;</t></r><r><t>丙</t></r>\
                   <rPh sb=\"0\" eb=\"1\"><t>bing</t></rPh></si><si><t/></si></sst>";
        let (texts, is_whole) = read(xml).expect("texts");
        assert_eq!(texts.iter().map(|text| text.kept.as_str()).collect::<Vec<_>>(), ["甲", "", "乙 &丙", ""]);
        assert!(is_whole && !read("<sst><si><t>甲</t></si>").expect("texts").1 && !read("<sst><si><t>甲").expect("texts").1);
    }

    #[test]
    fn what_is_struck_out_is_set_apart() {
        let check = |runs: &str, kept: &str, struck: Option<&str>| {
            let (texts, _) = read(&format!("<sst><si>{runs}</si></sst>")).expect("texts");
            assert_eq!((texts[0].kept.as_str(), texts[0].struck.as_deref()), (kept, struck), "{runs}");
        };
        check("<r><rPr><strike/></rPr><t>A</t></r><r><t>B</t></r>", "B", Some("A"));
        check("<r><rPr><strike val=\"0\"/></rPr><t>A</t></r><r><rPr><strike val=\"1\"/></rPr><t>&amp;</t></r>", "A", Some("&"));
        check("<t>A</t>", "A", None);
    }

    #[test]
    fn characters_that_xml_has_not_are_read() {
        let check = |text: &str, expected: &str| assert_eq!(plain(text.into()), expected, "{text}");
        check("甲_x000A_乙", "甲\n乙");
        check("_x005F_x000A_", "_x000A_");
        check("_x00_x000甲_", "_x00_x000甲_");
        check("_xD800_", "_xD800_");
    }
}
