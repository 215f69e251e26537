//! What elements say of the thing that they are in: a paragraph, a run, a row, a cell, a control, a drawing, a formula.

use quick_xml::events::BytesStart;

use super::super::xml::{is_on, number, value};
use super::Body;
use super::place::{Opened, Place};
use crate::Code;

impl Body<'_> {
    pub fn in_paragraph(&mut self, name: &str, element: &BytesStart) -> Opened {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Opened::Plain };
        match name {
            "pStyle" => paragraph.style = value(element),
            "numId" => paragraph.list = value(element),
            "ilvl" => paragraph.level = number(element),
            "rPr" => return self.enter(Place::End),
            "pPrChange" | "sectPr" => return self.skip(),
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_end(&mut self, name: &str) -> Opened {
        match (name, self.paragraphs.last_mut()) {
            ("rPrChange", _) => return self.skip(),
            ("del" | "moveFrom", Some(paragraph)) => paragraph.is_open_ended = true,
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_run(&mut self, name: &str, element: &BytesStart) -> Opened {
        if name == "rPrChange" {
            return self.skip();
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return Opened::Plain };
        if name == "rStyle" {
            let style = value(element).map(|style| self.styles.look(&style)).unwrap_or_default();
            paragraph.look = paragraph.look.over(style);
        } else {
            paragraph.look.take(name, element);
        }
        Opened::Plain
    }

    pub fn in_row(&mut self, name: &str, element: &BytesStart) -> Opened {
        match (name, self.tables.last_mut().filter(|_| self.deep == 0)) {
            ("del", Some(table)) => table.delete(),
            ("gridBefore", Some(table)) => table.skip(number(element).unwrap_or(0)),
            ("trPrChange", _) => return self.skip(),
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_cell(&mut self, name: &str, element: &BytesStart) -> Opened {
        match (name, self.tables.last_mut().filter(|_| self.deep == 0)) {
            ("gridSpan", Some(table)) => table.span(number(element).unwrap_or(1)),
            ("vMerge", Some(table)) if value(element).as_deref() != Some("restart") => table.go_on(),
            ("tcPrChange", _) => return self.skip(),
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_control(&mut self, name: &str, element: &BytesStart) -> Opened {
        match name {
            "checkbox" | "checkBox" => self.tick = Some(false),
            "checked" | "default" => self.tick = self.tick.map(|_| is_on(element)),
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_drawing(&mut self, name: &str) -> Opened {
        match name {
            "blip" | "imagedata" => self.tell(Code::NotKept, "图片"),
            "chart" | "relIds" => self.tell(Code::NotKept, "图表"),
            _ => {}
        }
        Opened::Plain
    }

    pub fn in_formula(&mut self, name: &str) -> Opened {
        match name {
            "t" => {
                self.is_reading = true;
                Opened::Text
            }
            name if name.ends_with("Pr") => self.skip(),
            "r" | "oMath" | "oMathPara" | "ins" | "proofErr" | "bookmarkStart" | "bookmarkEnd" => Opened::Plain,
            "del" => self.skip(),
            _ => {
                self.is_raised = true;
                Opened::Plain
            }
        }
    }
}
