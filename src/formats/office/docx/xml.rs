//! What every part of a Word document is read with: names without their prefixes, attributes, switches, references.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

/// The value of an attribute, whatever its prefix is.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// The value of `w:val`.
pub fn value(element: &BytesStart) -> Option<String> {
    attribute(element, "val")
}

/// The value of `w:val` as a number.
pub fn number(element: &BytesStart) -> Option<u32> {
    value(element)?.trim().parse().ok()
}

/// Whether a switch such as `<w:b/>` or `<w:b w:val="0"/>` is on.
pub fn is_on(element: &BytesStart) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "false" | "off" | "none"))
}

/// What `&amp;` or `&#65;` stands for; a name that is not known stays as it is written.
pub fn resolve(reference: &BytesRef) -> String {
    let name = reference.xml10_content();
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned),
    }
}
