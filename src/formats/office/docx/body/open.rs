//! What the beginning and the end of each element do.

use quick_xml::events::BytesStart;

use super::super::look::Look;
use super::super::symbol::Font;
use super::super::table::Table;
use super::super::xml::attribute;
use super::Body;
use super::place::{Opened, Place};
use crate::Code;

impl Body<'_> {
    /// Takes the beginning of an element.
    pub fn open(&mut self, element: &BytesStart) -> Opened {
        if self.skipped > 0 {
            return self.skip();
        }
        let name = element.local_name().into_inner();
        match name {
            "AlternateContent" => Opened::Ways(std::mem::replace(&mut self.is_chosen, false)),
            "Choice" | "Fallback" if self.is_in_ways() => {
                if std::mem::replace(&mut self.is_chosen, true) {
                    self.skip()
                } else {
                    Opened::Plain
                }
            }
            "txbxContent" => self.open_box(),
            _ => match self.place {
                Place::Text => self.in_text(name, element),
                Place::Paragraph => self.in_paragraph(name, element),
                Place::End => self.in_end(name),
                Place::Run => self.in_run(name, element),
                Place::Row => self.in_row(name, element),
                Place::Cell => self.in_cell(name, element),
                Place::Control => self.in_control(name, element),
                Place::Drawing => self.in_drawing(name),
                Place::Formula => self.in_formula(name),
            },
        }
    }

    /// Takes the end of an element.
    pub fn close(&mut self, opened: Opened) {
        match opened {
            Opened::Plain => {}
            Opened::Skipped => self.skipped = self.skipped.saturating_sub(1),
            Opened::Within(place) => self.place = place,
            Opened::Properties(place) => {
                self.place = place;
                self.number_paragraph();
            }
            Opened::Paragraph => self.end_paragraph(),
            Opened::Table => {
                let lines = self.tables.pop().map(Table::into_lines).unwrap_or_default();
                self.add(lines);
            }
            Opened::Deep => self.deep = self.deep.saturating_sub(1),
            Opened::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.end();
                }
            }
            Opened::Cell => self.end_cell(),
            Opened::Text => self.is_reading = false,
            Opened::Instruction => (self.is_reading, self.is_instruction) = (false, false),
            Opened::Link => self.links = self.links.saturating_sub(1),
            Opened::Field(place) => {
                self.place = place;
                self.write_tick();
            }
            Opened::Formula(place) => {
                self.place = place;
                self.end_formula();
            }
            Opened::TextBox(place, is_own) => self.end_box(place, is_own),
            Opened::Ways(is_chosen) => self.is_chosen = is_chosen,
        }
    }

    pub fn skip(&mut self) -> Opened {
        self.skipped += 1;
        Opened::Skipped
    }

    pub fn enter(&mut self, place: Place) -> Opened {
        Opened::Within(std::mem::replace(&mut self.place, place))
    }

    fn is_in_ways(&self) -> bool {
        matches!(self.opened.last(), Some(Opened::Ways(_)))
    }

    fn in_text(&mut self, name: &str, element: &BytesStart) -> Opened {
        match name {
            "p" => self.open_paragraph(),
            "pPr" => Opened::Properties(std::mem::replace(&mut self.place, Place::Paragraph)),
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.look = Look::default();
                }
                Opened::Plain
            }
            "rPr" => self.enter(Place::Run),
            "t" => {
                self.is_reading = true;
                Opened::Text
            }
            "instrText" => {
                (self.is_reading, self.is_instruction) = (true, true);
                Opened::Instruction
            }
            "tbl" | "tr" | "tc" => self.open_table(name),
            "trPr" => self.enter(Place::Row),
            "tcPr" => self.enter(Place::Cell),
            "sdtPr" => self.enter(Place::Control),
            "ffData" => Opened::Field(std::mem::replace(&mut self.place, Place::Control)),
            "sdtContent" if self.tick.is_some() && !self.paragraphs.is_empty() => {
                self.write_tick();
                self.skip()
            }
            "hyperlink" => {
                self.links += 1;
                Opened::Link
            }
            "oMath" => Opened::Formula(std::mem::replace(&mut self.place, Place::Formula)),
            "drawing" | "pict" => self.enter(Place::Drawing),
            "object" => self.told("嵌入的对象（如公式）"),
            "rt" => self.told("拼音"),
            "footnoteReference" | "endnoteReference" => self.told("脚注"),
            "commentReference" => self.told("批注"),
            "altChunk" | "subDoc" => self.told("嵌入的文档"),
            "del" | "moveFrom" | "delText" | "delInstrText" | "sectPr" | "tblPr" | "tblGrid" | "rubyPr" | "tblPrEx" => self.skip(),
            _ => {
                self.sign(name, element);
                Opened::Plain
            }
        }
    }

    /// Elements that stand for one character.
    fn sign(&mut self, name: &str, element: &BytesStart) {
        match name {
            "tab" | "ptab" => self.space("\t"),
            "br" | "cr" => self.space("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok()).and_then(char::from_u32);
                let font = attribute(element, "font").map(|font| Font::named(&font)).unwrap_or_default();
                match code.and_then(|c| font.shown(c)) {
                    Some(c) => self.write(&c.to_string()),
                    None => self.write(&code.unwrap_or('\u{e000}').to_string()),
                }
            }
            _ => {}
        }
    }

    fn told(&mut self, about: &str) -> Opened {
        self.tell(Code::NotKept, about);
        self.skip()
    }

    fn write_tick(&mut self) {
        if let Some(is_ticked) = self.tick.take() {
            self.write(if is_ticked { "☑" } else { "☐" });
        }
    }
}
