//! Laws from their official texts: Word or plain text as the national database of laws hands them out, or text out of a PDF.

mod body;
mod contents;
mod head;
mod shape;
mod source;
#[cfg(test)]
mod tests;
mod wrap;

use domain::numeral;
pub use domain::statute::{Item, Paragraph};

use crate::{Code, Issue};

/// One law in one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// What it is called.
    pub title: String,
    /// Who passed and changed it, and when.
    pub notes: Vec<String>,
    /// What it says, in order.
    pub parts: Vec<Part>,
}

/// One part of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// 序言, by paragraphs.
    Preamble(Vec<String>),
    /// The heading of a 编, 分编, 章 or 节.
    Heading(Heading),
    /// 条.
    Article(Article),
}

/// One heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 第一章; empty where it has no number.
    pub mark: String,
    /// 总则.
    pub name: String,
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Counted from 1.
    pub number: u32,
    /// The 一 of 第十七条之一.
    pub inserted: Option<u32>,
    /// 款, with their 项.
    pub paragraphs: Vec<Paragraph>,
    /// The line of the source where it begins, counted from 1; in Word the paragraph.
    pub line: usize,
}

/// Reads a law. Where there is any issue, something may be missing: it is not to be used before that is mended.
#[must_use]
pub fn import_law(bytes: &[u8], name: &str) -> (Law, Vec<Issue>) {
    let source = match crate::guard::refuse(bytes).map_or_else(|| source::read(bytes), Err) {
        Ok(source) => source,
        Err(issue) => return (Law::default(), vec![issue]),
    };
    let (mut law, rest) = head::read(&source.lines);
    if law.title.is_empty() {
        law.title = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    }
    let rest = contents::skip(rest);
    let (lines, doubts) = wrap::join(rest, &law.title);
    let (parts, faults) = body::read(&lines);
    law.parts = parts;
    let mut issues = [source.issues, doubts, faults].concat();
    if law.articles().next().is_none() && issues.is_empty() {
        issues.push(Issue::new(1, Code::NoLaw, ""));
    }
    issues.sort();
    (law, issues)
}

impl Law {
    /// Its articles.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.parts.iter().filter_map(|part| if let Part::Article(article) = part { Some(article) } else { None })
    }

    /// The plain text that [`domain::statute::Statute::read`] reads. A heading without a number is left out: nothing parts it from a
    /// paragraph there.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut lines = vec![self.title.clone(), self.notes.join("；")];
        for part in &self.parts {
            match part {
                Part::Preamble(paragraphs) => {
                    lines.push("序言".into());
                    lines.extend(paragraphs.iter().cloned());
                }
                Part::Heading(heading) if heading.mark.is_empty() => {}
                Part::Heading(heading) => lines.push(format!("{} {}", heading.mark, heading.name)),
                Part::Article(article) => lines.push(article.to_text()),
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

impl Article {
    /// 第十七条之一.
    #[must_use]
    pub fn mark(&self) -> String {
        shape::mark((self.number, self.inserted.unwrap_or(0)))
    }

    fn to_text(&self) -> String {
        let items = |paragraph: &Paragraph| -> Vec<String> {
            paragraph.items.iter().map(|item| format!("（{}）{}", numeral::write(item.number), item.text)).collect()
        };
        let text = |paragraph: &Paragraph| Some(paragraph.text.clone()).filter(|text| !text.is_empty());
        let lines: Vec<_> = self.paragraphs.iter().flat_map(|paragraph| text(paragraph).into_iter().chain(items(paragraph))).collect();
        format!("{} {}", self.mark(), lines.join("\n")).trim_end().to_owned()
    }
}
