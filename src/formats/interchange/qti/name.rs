//! Names of QTI. Version 2 writes `choiceInteraction`, version 3 `qti-choice-interaction`: both are `choiceinteraction` here.

use crate::interchange::xml::Element;

/// A name as it is here.
pub fn plain(written: &str) -> String {
    written.strip_prefix("qti-").unwrap_or(written).chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether an element of this name is an item.
pub fn is_item(written: &str) -> bool {
    plain(written) == "assessmentitem"
}

/// The elements of a name directly in another.
pub fn parts<'a>(element: &'a Element, name: &'static str) -> impl Iterator<Item = &'a Element> {
    element.elements().filter(move |part| plain(&part.name) == name)
}

/// The value of an attribute, without blanks at its ends; empty without one.
pub fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    element.attributes.iter().find(|(written, _)| plain(written) == name).map_or("", |(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_have_the_same_names() {
        assert_eq!(plain("choiceInteraction"), plain("qti-choice-interaction"));
        assert_eq!(plain("maxChoices"), plain("max-choices"));
        assert!(is_item("assessmentItem") && is_item("qti-assessment-item") && !is_item("assessmentItemRef"));
    }
}
