//! Paragraphs, tables and text boxes: where each begins and where its lines go at its end.

use super::super::paragraph::Paragraph;
use super::super::table::Table;
use super::place::{Opened, Place};
use super::{Body, DEEPEST};

impl Body<'_> {
    pub fn open_paragraph(&mut self) -> Opened {
        self.count += 1;
        self.tick = None;
        self.paragraphs.push(Paragraph { number: self.count, ..Paragraph::default() });
        Opened::Paragraph
    }

    pub fn number_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| !paragraph.is_open_ended) else { return };
        paragraph.label = self.counter.label(paragraph.style.as_deref(), paragraph.list.as_deref(), paragraph.level);
    }

    pub fn open_table(&mut self, name: &str) -> Opened {
        let number = self.count + 1;
        match name {
            "tbl" if self.tables.len() >= DEEPEST => {
                self.deep += 1;
                Opened::Deep
            }
            "tbl" => {
                self.tables.push(Table::default());
                Opened::Table
            }
            _ if self.deep > 0 => Opened::Plain,
            "tr" => match self.tables.last_mut() {
                Some(table) => {
                    table.begin(number);
                    Opened::Row
                }
                None => Opened::Plain,
            },
            // cells in cells can't be, and would let a short file grow without bound
            _ if self.sinks.len() > 3 * DEEPEST => Opened::Plain,
            _ => {
                self.sinks.push(Vec::new());
                Opened::Cell
            }
        }
    }

    pub fn end_cell(&mut self) {
        self.end_joint();
        let lines = self.sinks.pop().unwrap_or_default();
        let left = match self.tables.last_mut() {
            Some(table) => table.add(lines),
            None => lines,
        };
        self.add(left);
    }

    pub fn open_box(&mut self) -> Opened {
        let is_own = self.boxes < DEEPEST && !self.paragraphs.is_empty();
        if is_own {
            self.boxes += 1;
            self.sinks.push(Vec::new());
        }
        Opened::TextBox(std::mem::replace(&mut self.place, Place::Text), is_own)
    }

    pub fn end_box(&mut self, place: Place, is_own: bool) {
        self.place = place;
        if !is_own {
            return;
        }
        self.end_joint();
        self.boxes = self.boxes.saturating_sub(1);
        let lines = self.sinks.pop().unwrap_or_default();
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.hanging.extend(lines),
            None => self.add(lines),
        }
    }
}
