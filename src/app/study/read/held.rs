//! The line that somebody reads stays where it is on the glass, whatever becomes of the letters.

use crate::door::page;
use web_sys::HtmlElement;

/// What a text is made of.
pub const PARAGRAPHS: &str = "#app .law h2, #app .law h3, #app .law p:not(.here), #app .law li";
/// How much of the window a paragraph may reach down before the page follows the voice.
const IN_SIGHT: f64 = 0.75;

/// A paragraph, and the point of it that lies at a height of the window.
pub struct Held {
    paragraph: HtmlElement,
    part: f64,
    height: f64,
}

/// The paragraph at the top of the window, where the eye is.
#[must_use]
pub fn at_top() -> Option<Held> {
    let (paragraph, height) = page::element_at_top("h2, h3, p:not(.here), li")?;
    paragraph.closest(".law").ok().flatten()?;
    let (top, bottom) = page::edges(&paragraph);
    Some(Held { part: part(top, bottom, height), paragraph, height })
}

impl Held {
    /// Whether it is this paragraph.
    #[must_use]
    pub fn is(&self, paragraph: &HtmlElement) -> bool {
        self.paragraph.is_same_node(Some(paragraph))
    }

    /// Brings it to where it was: letters became larger or smaller.
    pub fn restore(&self) {
        let (top, bottom) = page::edges(&self.paragraph);
        page::scroll_by(shift(top, bottom, self.part, self.height));
    }
}

/// Brings a paragraph to the top unless it can be seen as it is.
pub fn follow(paragraph: &HtmlElement) {
    let (top, bottom) = page::edges(paragraph);
    if top < 0.0 || bottom > page::height() * IN_SIGHT {
        paragraph.scroll_into_view();
    }
}

/// How far down a paragraph a height of the window lies, 0 to 1.
fn part(top: f64, bottom: f64, height: f64) -> f64 {
    if bottom > top { ((height - top) / (bottom - top)).clamp(0.0, 1.0) } else { 0.0 }
}

/// How far to scroll so that the same part of the paragraph lies at the same height again; above its top there is nothing to keep but
/// the distance, which the letters changed too.
fn shift(top: f64, bottom: f64, part: f64, height: f64) -> f64 {
    top + (bottom - top) * part - height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_at_the_top_stays_although_the_paragraph_grows() {
        // its middle lies at 40 of the window; then it is twice as long and begins at 500
        let part = part(-60.0, 140.0, 40.0);
        let moved = shift(500.0, 900.0, part, 40.0);
        assert_eq!((part, moved), (0.5, 660.0));
        assert_eq!((500.0 - moved) + 400.0 * part, 40.0);
    }

    #[test]
    fn a_paragraph_below_the_height_keeps_its_first_line_there() {
        assert_eq!(part(50.0, 90.0, 40.0), 0.0);
        assert_eq!(part(50.0, 50.0, 40.0), 0.0, "an empty one");
    }
}
