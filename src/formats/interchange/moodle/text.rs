//! A text of Moodle XML, and what is not kept of it.

use std::collections::HashSet;

use crate::interchange::flow::Flow;
use crate::interchange::xml::{Element, Node};
use crate::interchange::{html, lines};
use crate::{Code, Issue};

/// The plain text of an element such as `questiontext`, which says how it is marked up.
pub fn read(element: &Element, issues: &mut Vec<Issue>) -> String {
    let Some(text) = element.elements().find(|part| part.name == "text") else { return lines::tidy(&element.text()) };
    let raw = text.text();
    let (text, mut lost) = match element.attribute("format") {
        "plain_text" | "markdown" => (lines::tidy(&raw), Vec::new()),
        // markup that is neither escaped nor in CDATA
        _ if text.elements().next().is_some() => flow(text),
        "moodle_auto_format" => html::plain(&raw.trim().replace('\n', "<br>")),
        _ => html::plain(&raw),
    };
    let shown: HashSet<_> =
        lost.iter().filter_map(|lost| lost.trim_end_matches('>').rsplit(['/', ' ']).next().map(str::to_owned)).collect();
    let files = element.elements().filter(|part| part.name == "file").map(|file| file.attribute("name"));
    lost.extend(files.filter(|name| !shown.contains(*name)).map(|name| format!("<file {}>", lines::beginning(name))));
    issues.extend(lost.into_iter().map(|lost| Issue::new(element.line, Code::NotKept, lost)));
    text
}

/// The plain text of the part with a name; empty without one.
pub fn of(element: &Element, name: &str, issues: &mut Vec<Issue>) -> String {
    element.elements().find(|part| part.name == name).map(|part| read(part, issues)).unwrap_or_default()
}

/// The value of the part with a name, as it is.
pub fn value<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.elements().find(|part| part.name == name)
}

fn flow(text: &Element) -> (String, Vec<String>) {
    fn walk(element: &Element, flow: &mut Flow) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => flow.text(text),
                Node::Element(element) => {
                    flow.open(&element.name, element.attribute("src"));
                    walk(element, flow);
                    flow.close(&element.name);
                }
            }
        }
    }
    let mut flow = Flow::default();
    walk(text, &mut flow);
    flow.finish()
}
