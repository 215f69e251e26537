//! Paragraphs of a paper, as XML.

use quick_xml::escape::escape;

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The title of all.
    Title,
    /// The title of what begins on a page of its own.
    NewPage,
    /// Over questions of one kind.
    Heading,
    /// Usual text.
    Text,
    /// A choice on a line of its own.
    Choice,
    /// Choices side by side.
    Choices,
    /// A line to write on.
    Line,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    style: Style,
    text: String,
    /// Whether it stays on the page of the next one.
    pub keeps_next: bool,
}

impl Paragraph {
    /// A paragraph.
    pub fn of(style: Style, text: &str) -> Self {
        Self { style, text: text.to_owned(), keeps_next: false }
    }

    /// The paragraph as XML.
    pub fn to_xml(&self) -> String {
        let (name, extra) = match self.style {
            Style::Title => ("PaperTitle", ""),
            Style::NewPage => ("PaperTitle", "<w:pageBreakBefore/>"),
            Style::Heading => ("PaperHeading", ""),
            Style::Text => ("PaperText", ""),
            Style::Choice | Style::Choices => ("PaperChoice", ""),
            Style::Line => ("PaperLine", ""),
        };
        let keep = if self.keeps_next { "<w:keepNext/>" } else { "" };
        let runs = match self.style {
            Style::Line => "<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:tab/></w:r>".to_owned(),
            _ => runs(&self.text),
        };
        format!("<w:p><w:pPr><w:pStyle w:val=\"{name}\"/>{keep}{extra}</w:pPr>{runs}</w:p>")
    }
}

fn runs(text: &str) -> String {
    let parts = text.split('\t').map(|part| {
        let part: String = part.chars().filter(|c| is_allowed(*c)).collect();
        if part.is_empty() { String::new() } else { format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(part.as_str())) }
    });
    format!("<w:r>{}</w:r>", parts.collect::<Vec<_>>().join("<w:tab/>"))
}

/// Whether XML may hold a character.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' | '\u{fdd0}'..='\u{fdef}')
}
