//! What a cell holds.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::book::Book;
use super::strings::{self, Text};
use crate::table::sheets::format::Shape;
use crate::table::sheets::grid::Grid;
use crate::table::sheets::part::{attribute, number, resolve};

/// What a cell holds.
#[derive(Debug, PartialEq)]
pub enum Value {
    /// A text, or a number as text.
    Text(Text),
    /// A number as it is shown, and as it is held.
    Number(String, f64),
    /// A text that is struck out as a whole.
    Struck(String),
    /// What could not be computed.
    Error(String),
}

impl Value {
    /// Puts it in its place.
    pub fn put(self, grid: &mut Grid, row: usize, column: usize) {
        match self {
            Self::Text(text) => {
                if let Some(struck) = &text.struck {
                    grid.strike_part(row, column, struck);
                }
                grid.put(row, column, text.kept);
            }
            Self::Number(text, number) => grid.put_number(row, column, text, number),
            Self::Struck(text) => grid.strike(row, column, text),
            Self::Error(text) => grid.error(row, column, &text),
        }
    }
}

/// Reads a cell up to its end.
pub fn read(element: &BytesStart, reader: &mut Reader<&[u8]>, book: &Book) -> Value {
    let kind = attribute(element, "t").unwrap_or_default();
    let style = number(element, "s");
    let (mut value, mut inline) = (String::new(), None);
    let (mut is_value, mut is_formula) = (false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().into_inner() {
                "v" => is_value = true,
                "f" => is_formula = true,
                "is" => inline = Some(strings::text(reader, "is")),
                _ => {}
            },
            // the cells that share a formula name it without its text
            Ok(Event::Empty(element)) if element.local_name().into_inner() == "f" => is_formula = true,
            Ok(Event::End(element)) => match element.local_name().into_inner() {
                "v" => is_value = false,
                "c" => break,
                _ => {}
            },
            Ok(Event::Text(part)) if is_value => value.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) if is_value => value.push_str(&part.xml10_content()),
            Ok(Event::GeneralRef(name)) if is_value => value.push_str(&resolve(&name)),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // a formula whose result is an empty text says that it is a text
    if is_formula && value.is_empty() && kind != "str" {
        return Value::Error("公式没有算出的值".to_owned());
    }
    Value::of(&kind, style, value, inline, book)
}

impl Value {
    fn of(kind: &str, style: Option<usize>, value: String, inline: Option<Text>, book: &Book) -> Self {
        let shape = || style.and_then(|style| book.shapes.get(style)).unwrap_or(&Shape::Plain);
        let is_struck = style.is_some_and(|style| book.struck.contains(&style));
        let text = match kind {
            "s" => match value.trim().parse::<usize>() {
                Ok(n) => match book.strings.get(n) {
                    Some(text) => return Self::of_text(text.clone(), is_struck),
                    None => return Self::Error("缺失的文字".to_owned()),
                },
                Err(_) => value,
            },
            "inlineStr" => match inline {
                Some(text) => return Self::of_text(text, is_struck),
                None => value,
            },
            "str" => strings::plain(value),
            "b" => if matches!(value.trim(), "1" | "true") { "TRUE" } else { "FALSE" }.to_owned(),
            "e" => return Self::Error(value),
            "d" => value.trim_end_matches("T00:00:00").trim_end_matches("T00:00:00.000").replace('T', " "),
            _ => match value.trim().parse::<f64>() {
                // an error in a number is no number to show
                Ok(number) if number.is_finite() => {
                    let (shape, is_from_1904) = (shape(), book.is_from_1904);
                    let shown = if *shape == Shape::Plain && is_plain(&value) { value } else { shape.show(number, is_from_1904) };
                    match is_struck {
                        true => return Self::Struck(shown),
                        false => return Self::Number(shown, shape.held(number, is_from_1904)),
                    }
                }
                _ => value,
            },
        };
        Self::of_text(Text { kept: text, ..Text::default() }, is_struck)
    }

    /// A text in a cell that may itself be struck out.
    fn of_text(text: Text, is_struck: bool) -> Self {
        match text.struck {
            Some(struck) if text.kept.trim().is_empty() => Self::Struck(struck.into_string()),
            None if is_struck && !text.has_looks => Self::Struck(text.kept),
            struck => Self::Text(Text { struck, ..text }),
        }
    }
}

/// Whether a number is written as it is shown.
fn is_plain(value: &str) -> bool {
    value.len() < 15 && value.bytes().all(|byte| byte.is_ascii_digit()) && !(value.len() > 1 && value.starts_with('0'))
}
