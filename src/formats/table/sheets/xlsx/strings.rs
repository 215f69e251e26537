//! Texts: the list that cells point to, and texts within cells.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::Issue;
use crate::table::sheets::broken;
use crate::table::sheets::part::resolve;

/// The list of texts.
pub fn read(xml: &str) -> Result<Vec<String>, Issue> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut strings = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().into_inner() == "si" => strings.push(text(&mut reader, "si")),
            Ok(Event::Empty(element)) if element.local_name().into_inner() == "si" => strings.push(String::new()),
            Ok(Event::Eof) => return Ok(strings),
            Ok(_) => {}
            Err(_) => return Err(broken("sharedStrings.xml")),
        }
    }
}

/// The text up to the end of an element: its runs, without how it is spoken.
pub fn text(reader: &mut Reader<&[u8]>, end: &str) -> String {
    let mut text = String::new();
    let (mut is_text, mut is_spoken) = (false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().into_inner() {
                "t" => is_text = true,
                "rPh" => is_spoken = true,
                _ => {}
            },
            Ok(Event::End(element)) => match element.local_name().into_inner() {
                "t" => is_text = false,
                "rPh" => is_spoken = false,
                name if name == end => return plain(text),
                _ => {}
            },
            Ok(Event::Text(part)) if is_text && !is_spoken => text.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) if is_text && !is_spoken => text.push_str(&part.xml10_content()),
            Ok(Event::GeneralRef(name)) if is_text && !is_spoken => text.push_str(&resolve(&name)),
            Ok(Event::Eof) | Err(_) => return plain(text),
            Ok(_) => {}
        }
    }
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
        assert_eq!(read(xml), Ok(vec!["甲".into(), String::new(), "乙 &丙".into(), String::new()]));
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
