//! The manifest of a package: which files are items, in their order, and the words beside each.

use crate::interchange::xml::{Element, Pieces};
use crate::{Code, Issue};

/// A file of the package.
#[derive(Debug, PartialEq, Eq)]
pub struct Resource {
    /// Where it is, from the folder of the manifest.
    pub path: String,
    /// What kind of file it is, as the manifest calls it.
    pub what: String,
    /// Its keywords.
    pub words: Vec<String>,
}

/// What a manifest says.
#[derive(Debug, Default)]
pub struct Manifest {
    /// What the package is called; empty when that is not said.
    pub title: String,
    /// Its files.
    pub resources: Vec<Resource>,
    /// What is wrong with the manifest.
    pub fault: Option<Issue>,
}

/// Reads a manifest; a fault in it is told with its name and its line there.
pub fn read(text: &str, name: &str) -> Manifest {
    let mut manifest = Manifest::default();
    for piece in Pieces::new(text, |name| matches!(name, "resource" | "metadata")) {
        match piece {
            Ok(element) if element.name == "metadata" => manifest.title = texts(&element, "title").into_iter().next().unwrap_or_default(),
            Ok(element) => manifest.resources.push(Resource {
                path: unescaped(element.attribute("href")),
                what: element.attribute("type").to_owned(),
                words: texts(&element, "keyword"),
            }),
            Err(issue) => manifest.fault = Some(Issue::new(1, Code::Broken, format!("{name}:{}: {}", issue.line, issue.about))),
        }
    }
    manifest
}

/// The texts of all elements of a name, in whatever case, that are in another.
fn texts(element: &Element, name: &str) -> Vec<String> {
    fn walk(element: &Element, name: &str, texts: &mut Vec<String>) {
        for part in element.elements() {
            if part.name.eq_ignore_ascii_case(name) {
                texts.push(part.text().trim().to_owned());
            } else {
                walk(part, name, texts);
            }
        }
    }
    let mut texts = Vec::new();
    walk(element, name, &mut texts);
    texts
}

/// A path without `%20` and the like.
fn unescaped(path: &str) -> String {
    let (mut bytes, mut rest) = (Vec::with_capacity(path.len()), path.as_bytes());
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_come_in_order_with_their_words() {
        let text = "<manifest><metadata><lom><title><string>甲</string></title></lom></metadata><resources>\n<resource href=\"b%20%E4%B8%80.xml\" type=\"imsqti_item_xmlv2p1\"><metadata><lom><general><keyword><string>level:2</string></keyword></general></lom></metadata></resource><resource href=\"100%.xml\"/>";
        let Manifest { title, resources, fault } = read(text, "m.xml");
        assert_eq!(title, "甲");
        let resource = |path: &str, what: &str, words: &[&str]| Resource {
            path: path.into(),
            what: what.into(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        assert_eq!(resources, [resource("b 一.xml", "imsqti_item_xmlv2p1", &["level:2"]), resource("100%.xml", "", &[])]);
        assert_eq!(fault.map(|issue| issue.about).as_deref(), Some("m.xml:2: <manifest> has no end"));
    }
}
