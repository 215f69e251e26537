//! The styles of a document: which paragraphs they number, and which runs they make stand out.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::look::Look;
use super::xml::{attribute, number, value};

/// How many styles one may be based on, one upon the other.
const DEEPEST: usize = 12;

/// The styles by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    usual: Option<String>,
}

/// One style.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    number: Option<String>,
    level: Option<u32>,
    look: Look,
    is_link: bool,
}

/// The list that a style puts its paragraphs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The id of the list.
    pub list: String,
    /// The level, when the style says so.
    pub level: Option<u32>,
    /// The style that says so, by which a list may know the level.
    pub style: String,
}

impl Styles {
    /// Reads `styles.xml`; what is damaged in it is left out.
    pub fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut open: Option<(String, Style)> = None;
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) if element.local_name().into_inner() == "style" => open = Some(styles.begin(&element)),
                Event::Start(element) | Event::Empty(element) => {
                    if let Some((_, style)) = &mut open {
                        style.take(&element);
                    }
                }
                Event::End(element) if element.local_name().into_inner() == "style" => styles.by_id.extend(open.take()),
                Event::Eof => break,
                _ => {}
            }
        }
        styles
    }

    fn begin(&mut self, element: &BytesStart) -> (String, Style) {
        let id = attribute(element, "styleId").unwrap_or_default();
        let is_usual = matches!(attribute(element, "default").as_deref(), Some("1" | "true" | "on"));
        if is_usual && attribute(element, "type").as_deref() == Some("paragraph") {
            self.usual = Some(id.clone());
        }
        (id, Style::default())
    }

    /// The list that a paragraph of a style is in; of the usual style when it names none.
    pub fn list(&self, style: Option<&str>) -> Option<Listed> {
        let (id, style) = self.line(style.or(self.usual.as_deref())?).find(|(_, style)| style.number.is_some())?;
        let list = style.number.clone().filter(|list| list != "0")?;
        Some(Listed { list, level: style.level, style: id.to_owned() })
    }

    /// How a run of a style looks.
    pub fn look(&self, style: &str) -> Look {
        if self.line(style).any(|(_, style)| style.is_link) {
            return Look::default();
        }
        self.line(style).fold(Look::default(), |look, (_, style)| look.over(style.look))
    }

    /// A style and what it is based on, one after the other.
    fn line<'a>(&'a self, style: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = self.by_id.get_key_value(style);
        let next = |(_, style): &(&String, &'a Style)| self.by_id.get_key_value(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(DEEPEST).map(|(id, style)| (id.as_str(), style))
    }
}

impl Style {
    fn take(&mut self, element: &BytesStart) {
        match element.local_name().into_inner() {
            "name" => self.is_link = value(element).is_some_and(|name| name.to_lowercase().contains("hyperlink")),
            "basedOn" => self.based_on = value(element),
            "numId" => self.number = value(element),
            "ilvl" => self.level = number(element),
            name => self.look.take(name, element),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:styles>
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="q"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="r"><w:basedOn w:val="q"/></w:style>
        <w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style>
        <w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>
        <w:style w:type="character" w:styleId="s"><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="l"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
    </w:styles>"#;

    #[test]
    fn a_list_is_inherited_and_a_circle_ends() {
        let styles = Styles::read(XML);
        assert_eq!(styles.list(Some("r")), Some(Listed { list: "7".into(), level: Some(1), style: "q".into() }));
        for style in [None, Some("x"), Some("unheard")] {
            assert_eq!(styles.list(style), None, "{style:?}");
        }
    }

    #[test]
    fn a_bold_style_stands_out_and_a_link_does_not() {
        let styles = Styles::read(XML);
        assert!(styles.look("s").stands_out());
        assert!(!styles.look("l").stands_out());
        assert!(!styles.look("x").stands_out());
    }
}
