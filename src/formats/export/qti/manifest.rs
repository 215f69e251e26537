//! The manifest of a package.

use crate::Item;
use crate::export::escape::xml;
use crate::interchange::tags;

/// Its name.
pub const NAME: &str = "imsmanifest.xml";

/// Where the item with a number is.
pub fn path(number: usize) -> String {
    format!("items/q{number}.xml")
}

/// The manifest of a bank with a title.
pub fn write(title: &str, resources: &[String]) -> String {
    let title = if title.is_empty() { String::new() } else { general(&format!("<title><string>{}</string></title>", xml(title))) };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"bank\">\n\
        <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion>{title}</metadata>\n\
        <organizations/>\n<resources>\n{}</resources>\n</manifest>\n",
        resources.concat()
    )
}

/// What a manifest says of an item.
pub fn resource(item: &Item, number: usize) -> String {
    let words: String = tags::of(item, true).iter().map(|word| format!("<keyword><string>{}</string></keyword>", xml(word))).collect();
    let words = if words.is_empty() { words } else { format!("<metadata>{}</metadata>", general(&words)) };
    let path = path(number);
    format!("<resource identifier=\"r{number}\" type=\"imsqti_item_xmlv3p0\" href=\"{path}\">{words}<file href=\"{path}\"/></resource>\n")
}

fn general(what: &str) -> String {
    format!("<lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\"><general>{what}</general></lom>")
}
