//! What HTML alone shows: the same words make the page that a phone paints before any program, and the questions that the program shows.

pub mod icon;
pub mod words;

pub mod shell;

pub mod identity;
pub mod mine;
pub mod organiser;
pub mod prize;
pub mod question;
pub mod result;
pub mod review;
pub mod sheet;
pub mod terms;
pub mod waiting;

#[cfg(feature = "study")]
pub mod study;

#[cfg(feature = "page")]
mod certificate;
#[cfg(feature = "page")]
mod landing;
#[cfg(feature = "page")]
mod page;
#[cfg(feature = "page")]
mod paper;

#[cfg(feature = "page")]
pub use certificate::certificate_page;
#[cfg(feature = "page")]
pub use page::{Assets, Program, campaign_page, index_page, study_page};

/// Text as HTML: nothing in it is taken for markup, in an element or in a quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}
