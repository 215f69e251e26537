//! What is read, and the report of what was studied.

use super::task::TaskView;
use crate::api::{Endpoint, Method};
use domain::Citation;
use domain::assignment::{Chapter, Text};

/// A text that a part asks to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextRef {
    /// `law:宪法`, `article:宪法第五十七条` or `notes:constitution/rights`.
    pub key: String,
    /// What the list calls it.
    pub title: String,
    /// Whether the server has the text itself; laws are brought by `pufa law import`.
    pub there: bool,
}

/// A text as it is named on the way.
#[must_use]
pub fn text_key(text: &Text) -> String {
    match text {
        Text::Law(law) => format!("law:{law}"),
        Text::Article(place) => format!("article:{place}"),
        Text::Notes(Chapter { bank, topic }) => format!("notes:{bank}/{topic}"),
    }
}

/// The text of a name; `None` when it is none.
#[must_use]
pub fn text_of(key: &str) -> Option<Text> {
    let (kind, name) = key.split_once(':')?;
    match kind {
        "law" if !name.is_empty() => Some(Text::Law(name.to_owned())),
        "article" => Citation::parse(name).ok().map(Text::Article),
        "notes" => {
            let (bank, topic) = name.split_once('/').filter(|(bank, topic)| !bank.is_empty() && !topic.is_empty())?;
            Some(Text::Notes(Chapter { bank: bank.to_owned(), topic: topic.to_owned() }))
        }
        _ => None,
    }
}

/// `GET /api/v1/laws/{law}`: a law by its short name, in the version that assignments read.
pub struct ViewLaw;

impl Endpoint for ViewLaw {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/laws/{law}";
    type Request = ();
    type Response = LawView;
}

/// The text of a law.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LawView {
    /// Its short name: 民法典.
    pub law: String,
    /// Its full title.
    pub title: String,
    /// Who passed and changed it, and when.
    pub note: String,
    /// Its version: the year of its wording.
    pub version: String,
    /// Headings, the preamble and articles, in order.
    pub blocks: Vec<Block>,
    /// The anchor where the member last read, on whatever device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// One block of a law.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Block {
    /// `heading`, `preamble` or `article`.
    pub kind: String,
    /// Of headings: 1 for 编, 2 for 分编, 3 for 章, 4 for 节. Otherwise 0.
    pub level: u8,
    /// 第三章　家庭关系, 序言, 第一千零四十二条.
    pub title: String,
    /// What addresses it: `1042`, `17-1` for 第十七条之一, `preamble`; headings have `h1`, `h2` …
    pub anchor: String,
    /// Its paragraphs (款), addressed by anchor, hyphen `p` and number: `1042-p2`.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = LawParagraph))]
pub struct Paragraph {
    /// What stands before the items.
    pub text: String,
    /// Its items (项), each with its number: （一）…
    pub items: Vec<String>,
}

/// `GET /api/v1/notes/{bank}/{topic}`.
pub struct ViewNote;

impl Endpoint for ViewNote {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/notes/{bank}/{topic}";
    type Request = ();
    type Response = NoteView;
}

/// The study notes of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoteView {
    /// The topic's title.
    pub title: String,
    /// Markdown: headings with `#`, lists with `-`, paragraphs, `**bold**`.
    pub text: String,
    /// The articles it says to read.
    pub articles: Vec<TextRef>,
}

/// `POST /api/v1/assignments/{id}/study`: what was read and practised since the last report. The same again counts once.
pub struct Report;

impl Endpoint for Report {
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/api/v1/assignments/{id}/study";
    type Request = ReportRequest;
    type Response = TaskView;
}

/// What was studied.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportRequest {
    /// Reading; at most 64. Only what lies within the last ten minutes of the server's clock and is not of the future counts.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 64))]
    pub spans: Vec<Span>,
    /// Answers in practice; at most 200.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub answers: Vec<Answered>,
    /// Where the member is reading now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ReadingPlace>,
}

/// A text was on the page and somebody moved.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ReadingSpan))]
pub struct Span {
    /// The key of a text; while a law is read, the article on the page.
    #[cfg_attr(feature = "openapi", schema(max_length = 120))]
    pub text: String,
    /// How many milliseconds before now it began, by the device's steady clock.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 600_000))]
    pub ago_ms: u32,
    /// For how long, at most `ago_ms`.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 600_000))]
    pub ms: u32,
}

/// A question answered in practice. The server looks whether it is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = PracticeAnswer))]
pub struct Answered {
    /// Id of the bank.
    pub bank: String,
    /// Id of the question.
    pub question: String,
    /// Places of the choices picked, in the order of the bank.
    pub given: Vec<u8>,
    /// How many milliseconds ago it was given; an answer given without a network waits on the device. It counts on the day it arrives. What
    /// was given before the end of study may arrive up to ten minutes after it.
    pub ago_ms: i64,
}

/// Where somebody reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadingPlace {
    /// The short name of the law.
    #[cfg_attr(feature = "openapi", schema(max_length = 60))]
    pub law: String,
    /// The anchor of the block.
    #[cfg_attr(feature = "openapi", schema(max_length = 20))]
    pub anchor: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_leads_to_itself() {
        for key in ["law:宪法", "article:宪法第五十七条", "article:宪法序言", "notes:constitution/rights"] {
            assert_eq!(text_of(key).map(|text| text_key(&text)).as_deref(), Some(key));
        }
        for key in ["", "law:", "notes:constitution", "article:某条", "book:x"] {
            assert_eq!(text_of(key), None, "{key}");
        }
    }
}
