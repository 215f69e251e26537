//! The body of an item of QTI: its text, and where it asks for something.

use super::name;
use crate::interchange::flow::Flow;
use crate::interchange::xml::{Element, Node};

/// What a body holds.
#[derive(Default)]
pub struct Body<'a> {
    flow: Flow,
    /// Whether the texts of interactions are part of the text.
    is_whole: bool,
    /// Where something is asked for.
    pub interactions: Vec<&'a Element>,
    /// What is said to some answers.
    pub feedback: Vec<&'a Element>,
}

impl<'a> Body<'a> {
    /// Of an element, without the choices that interactions offer.
    pub fn of(element: &'a Element) -> Self {
        let mut body = Self::default();
        body.walk(element);
        body
    }

    /// Of an element, with the texts of all interactions.
    pub fn whole(element: &'a Element) -> Self {
        let mut body = Self { is_whole: true, ..Self::default() };
        body.walk(element);
        body
    }

    /// The text, and what is not kept of it.
    pub fn finish(self) -> (String, Vec<String>) {
        self.flow.finish()
    }

    fn walk(&mut self, element: &'a Element) {
        for node in &element.nodes {
            match node {
                Node::Text(text) => self.flow.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &'a Element) {
        let name = name::plain(&element.name);
        match name.as_str() {
            "feedbackinline" | "feedbackblock" => self.feedback.push(element),
            "rubricblock" if !is_for_candidates(element) => {
                let text = Self::whole(element).finish().0;
                self.flow.lose(&element.name, &text);
            }
            "printedvariable" | "include" => self.flow.lose(&element.name, name::attribute(element, "identifier")),
            "stylesheet" | "cataloginfo" | "companionmaterialsinfo" => {}
            "textentryinteraction" => {
                self.interactions.push(element);
                self.flow.gap();
            }
            _ if name.ends_with("interaction") => self.interaction(element),
            "prompt" | "simplechoice" | "simpleassociablechoice" | "inlinechoice" | "gaptext" | "associablehotspot" => self.line(element),
            _ => {
                let about = ["alt", "src", "data"].iter().map(|about| name::attribute(element, about)).find(|about| !about.is_empty());
                self.flow.open(&name, about.unwrap_or_default());
                self.walk(element);
                self.flow.close(&name);
            }
        }
    }

    fn interaction(&mut self, element: &'a Element) {
        self.interactions.push(element);
        if self.is_whole {
            self.line(element);
        } else {
            name::parts(element, "prompt").for_each(|prompt| self.line(prompt));
            self.flow.end_line();
        }
    }

    fn line(&mut self, element: &'a Element) {
        self.flow.end_line();
        self.walk(element);
        self.flow.end_line();
    }
}

fn is_for_candidates(rubric: &Element) -> bool {
    let view = name::attribute(rubric, "view");
    view.is_empty() || view.contains("candidate")
}
