//! How a run of text looks, as far as it matters: what stands out, what is hidden, what is written in a font of symbols.

use quick_xml::events::BytesStart;

use super::symbol::Font;
use super::xml::{attribute, is_on, value};

/// What is said of a run, and what is left to its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    bold: Option<bool>,
    underlined: Option<bool>,
    highlighted: Option<bool>,
    red: Option<bool>,
    hidden: Option<bool>,
    struck: Option<bool>,
    /// Struck with two lines, which is a switch of its own.
    struck_twice: Option<bool>,
    font: Option<Font>,
}

impl Look {
    /// Takes one property: an element within `w:rPr`.
    pub fn take(&mut self, name: &str, element: &BytesStart) {
        match name {
            "b" => self.bold = Some(is_on(element)),
            "u" => self.underlined = Some(is_on(element)),
            "highlight" => self.highlighted = Some(is_on(element)),
            "color" => self.red = Some(value(element).is_some_and(|colour| is_red(&colour))),
            "vanish" => self.hidden = Some(is_on(element)),
            "strike" => self.struck = Some(is_on(element)),
            "dstrike" => self.struck_twice = Some(is_on(element)),
            "rFonts" => {
                let font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi"));
                self.font = font.map(|font| Font::named(&font));
            }
            _ => {}
        }
    }

    /// What is said here, and where nothing is said, what `base` says.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            underlined: self.underlined.or(base.underlined),
            highlighted: self.highlighted.or(base.highlighted),
            red: self.red.or(base.red),
            hidden: self.hidden.or(base.hidden),
            struck: self.struck.or(base.struck),
            struck_twice: self.struck_twice.or(base.struck_twice),
            font: self.font.or(base.font),
        }
    }

    /// The same without its line below, as links have one.
    #[must_use]
    pub fn without_line(self) -> Self {
        Self { underlined: None, ..self }
    }

    /// Whether it stands out from the text around it.
    pub fn stands_out(self) -> bool {
        [self.bold, self.underlined, self.highlighted, self.red].contains(&Some(true))
    }

    /// Whether a line runs below it: a blank to fill in is often made so.
    pub fn is_underlined(self) -> bool {
        self.underlined == Some(true)
    }

    /// Whether nobody sees it.
    pub fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }

    /// Whether a line runs through it: who wrote it took it back.
    pub fn is_struck(self) -> bool {
        [self.struck, self.struck_twice].contains(&Some(true))
    }

    /// Its font.
    pub fn font(self) -> Font {
        self.font.unwrap_or_default()
    }
}

/// Whether a colour such as `C00000` is red to the eye.
fn is_red(colour: &str) -> bool {
    let Some(rgb) = (colour.len() == 6).then(|| u32::from_str_radix(colour, 16).ok()).flatten() else { return false };
    let (red, green, blue) = (rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff);
    red >= 0xc0 && green <= 0x50 && blue <= 0x50
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_is_what_looks_red() {
        for colour in ["FF0000", "C00000", "ee0000", "C0504D"] {
            assert!(is_red(colour), "{colour}");
        }
        for colour in ["auto", "000000", "FFC000", "0000FF", "FFFFFF", "红", ""] {
            assert!(!is_red(colour), "{colour}");
        }
    }
}
