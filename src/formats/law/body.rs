//! The body of a law: its preamble, headings and articles in order. What is missing or stands twice is told.

use std::collections::BTreeSet;

use domain::statute::Statute;

use super::shape::{Number, Opening, heading, is_preamble, mark, opening};
use super::source::Raw;
use super::{Article, Paragraph, Part};
use crate::{Code, Issue};

/// Reads the lines of a body, a paragraph or an item each.
pub fn read(lines: &[Raw]) -> (Vec<Part>, Vec<Issue>) {
    let mut reader = Reader { sequence: Sequence::of(lines.iter().map(|line| line.text.as_str())), ..Reader::default() };
    for line in lines {
        reader.take(line);
    }
    reader.end();
    (reader.parts, reader.issues)
}

/// Which articles there were, and which can be next.
#[derive(Debug, Default)]
pub struct Sequence {
    seen: BTreeSet<Number>,
    /// Whether numbers are written without a gap behind them.
    is_dense: bool,
}

impl Sequence {
    /// Before the first of these lines.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (gaps, dense): (Vec<_>, Vec<_>) = lines.filter_map(opening).partition(|opening| opening.has_gap);
        Self { seen: BTreeSet::new(), is_dense: gaps.len() < dense.len() }
    }

    /// Whether this is the opening of an article, and not a sentence that begins with the number of one.
    pub fn takes(&self, opening: &Opening) -> bool {
        opening.has_gap || (self.is_dense && self.is_next(opening.number))
    }

    /// Whether an article follows the last one.
    pub fn is_next(&self, number: Number) -> bool {
        match (self.seen.last(), number) {
            (None, number) => number == (1, 0),
            (Some((last, _)), (number, 0)) => number == last + 1,
            (Some((last, before)), (number, inserted)) => number == *last && inserted == before + 1,
        }
    }

    /// Takes an article; tells what is wrong with its number.
    pub fn go_on(&mut self, number: Number) -> Option<(Code, String)> {
        let is_next = self.is_next(number);
        let last = self.seen.last().copied();
        if !self.seen.insert(number) {
            return Some((Code::ArticleTwice, mark(number)));
        }
        (!is_next).then(|| (Code::ArticleGap, format!("{} → {}", last.map(mark).unwrap_or_default(), mark(number)).trim().to_owned()))
    }
}

#[derive(Default)]
struct Reader {
    sequence: Sequence,
    parts: Vec<Part>,
    issues: Vec<Issue>,
    at: At,
}

/// What the lines belong to.
#[derive(Default)]
enum At {
    #[default]
    Nowhere,
    Preamble(Vec<String>),
    /// The line where an article begins, its number, its lines.
    Article(usize, Number, Vec<String>),
    /// What is added to a law, which is none of its articles.
    Annex,
}

impl Reader {
    fn take(&mut self, line: &Raw) {
        let text = line.text.as_str();
        if let Some(opening) = opening(text).filter(|opening| self.sequence.takes(opening)) {
            self.end();
            if let Some((code, about)) = self.sequence.go_on(opening.number) {
                self.issues.push(Issue::new(line.number, code, about));
            }
            let lines = Some(opening.rest.to_owned()).filter(|rest| !rest.is_empty());
            self.at = At::Article(line.number, opening.number, lines.into_iter().collect());
        } else if is_preamble(text) {
            self.end();
            self.at = At::Preamble(Vec::new());
        } else if let Some(heading) = heading(text) {
            self.end();
            self.parts.push(Part::Heading(heading));
        } else {
            self.add(line);
        }
    }

    fn add(&mut self, line: &Raw) {
        if is_annex(&line.text) {
            self.end();
            self.at = At::Annex;
        }
        match &mut self.at {
            At::Preamble(paragraphs) => paragraphs.push(line.text.clone()),
            At::Article(_, _, lines) => lines.push(line.text.clone()),
            At::Nowhere | At::Annex => {
                let about: String = line.text.chars().take(20).collect();
                self.issues.push(Issue::new(line.number, Code::LeftOut, about));
            }
        }
    }

    fn end(&mut self) {
        match std::mem::take(&mut self.at) {
            At::Nowhere | At::Annex => {}
            At::Preamble(paragraphs) => self.parts.push(Part::Preamble(paragraphs)),
            At::Article(line, number, lines) => {
                let Some(paragraphs) = paragraphs(&lines) else {
                    return self.issues.push(Issue::new(line, Code::LeftOut, mark(number)));
                };
                let (number, inserted) = (number.0, Some(number.1).filter(|inserted| *inserted > 0));
                self.parts.push(Part::Article(Article { number, inserted, paragraphs, line }));
            }
        }
    }
}

/// The paragraphs of an article, as the program that cites them counts them; `None` when there are none.
fn paragraphs(lines: &[String]) -> Option<Vec<Paragraph>> {
    let statute = Statute::read(&format!("\n\n第一条 {}", lines.join("\n")));
    let mut articles = statute.articles();
    let (_, article) = articles.next().filter(|_| !lines.is_empty())?;
    articles.next().is_none().then(|| article.paragraphs.clone())
}

/// 附件 and the like, alone or before a name.
fn is_annex(text: &str) -> bool {
    let rest = text.strip_prefix("附件").or_else(|| text.strip_prefix("附表")).or_else(|| text.strip_prefix("附："));
    rest.is_some_and(|rest| !text.ends_with('。') && rest.chars().count() <= 40)
}
