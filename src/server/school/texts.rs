//! What is read: laws in the versions that assignments name, and study notes; read once, when the server starts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use domain::assignment::{Chapter, Text};
use domain::citation::Place;
use domain::read::Library;
use domain::read::notes::TO_READ;
use domain::statute::Statutes;
use domain::{Assignment, Bank, Citation};
use wire::api::Code;
use wire::study::{LawView, NoteView, TextRef, text_key};

use super::{Known, School};
use crate::hall::Refusal;

/// Texts by name.
#[derive(Clone, Default)]
pub struct Texts {
    laws: BTreeMap<String, Arc<LawView>>,
    notes: BTreeMap<(String, String), NoteView>,
}

/// A study note as its file has it: bank, topic, text, and the articles that it says to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Id of the bank.
    pub bank: String,
    /// Id of the topic.
    pub topic: String,
    /// Markdown.
    pub text: String,
    /// What it says to read.
    pub articles: Vec<Citation>,
}

impl Texts {
    /// The texts of a folder of questions: laws in `laws/`, as `pufa law import` keeps them, and the notes of its banks.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn read(dir: &Path, library: &Library) -> anyhow::Result<Self> {
        let laws = dir.join("laws");
        let statutes = if laws.is_dir() { press::library::statutes(&laws)? } else { Statutes::default() };
        let (written, _) = press::library::written(dir)?;
        let mut notes = Vec::new();
        for (bank, folder) in &written.banks {
            for (topic, articles) in &folder.notes {
                let path = dir.join(bank).join("notes").join(format!("{topic}.md"));
                let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
                // the list at its end is shown as links
                let text = text.split(TO_READ).next().unwrap_or_default().trim().to_owned();
                notes.push(Note { bank: bank.clone(), topic: topic.clone(), text, articles: articles.clone() });
            }
        }
        Ok(Self::of(&library.assignments, &library.banks, &statutes, notes))
    }

    /// The texts that assignments read, out of all that are there. Of two assignments that read a law in two versions the newer one's
    /// is shown.
    #[must_use]
    pub fn of(assignments: &[Assignment], banks: &[Bank], statutes: &Statutes, notes: Vec<Note>) -> Self {
        let mut texts = Self::default();
        let mut named: Vec<(&str, Option<&str>)> = assignments
            .iter()
            .filter_map(|assignment| assignment.study.as_ref())
            .flat_map(|study| &study.laws)
            .map(|law| law.split_once('@').map_or((law.as_str(), None), |(law, version)| (law, Some(version))))
            .collect();
        named.sort_unstable();
        for (law, version) in named {
            if let Some(statute) = statutes.find(law, version) {
                let view = wire::study::law_view(law, version.unwrap_or_default(), statute);
                texts.laws.insert(law.to_owned(), Arc::new(view));
            }
        }
        for note in notes {
            let title = banks
                .iter()
                .filter(|bank| bank.id == note.bank)
                .flat_map(|bank| &bank.topics)
                .find(|topic| topic.id == note.topic)
                .map_or_else(|| note.topic.clone(), |topic| topic.title.clone());
            let articles = note.articles.iter().map(|place| texts.reference(&Text::Article(place.clone()), banks)).collect();
            texts.notes.insert((note.bank, note.topic), NoteView { title, text: note.text, articles });
        }
        texts
    }

    /// A text as a list shows it.
    pub(super) fn reference(&self, text: &Text, banks: &[Bank]) -> TextRef {
        let title = match text {
            Text::Law(law) => self.laws.get(law).map_or_else(|| law.clone(), |view| view.title.clone()),
            Text::Article(place) => place.to_string(),
            Text::Notes(chapter) => {
                let topics = banks.iter().filter(|bank| bank.id == chapter.bank).flat_map(|bank| &bank.topics);
                let found = topics.into_iter().find(|topic| topic.id == chapter.topic);
                found.map_or_else(|| chapter.topic.clone(), |topic| format!("笔记：{}", topic.title))
            }
        };
        TextRef { key: text_key(text), title, there: self.has(text) }
    }

    /// Whether the text itself is here.
    pub(super) fn has(&self, text: &Text) -> bool {
        match text {
            Text::Law(law) => self.laws.contains_key(law),
            Text::Article(place) => self.laws.get(&place.law).is_some_and(|law| {
                let anchor = match place.place {
                    Place::Preamble { .. } => "preamble".to_owned(),
                    Place::Article { article, inserted: None, .. } => article.to_string(),
                    Place::Article { article, inserted: Some(n), .. } => format!("{article}-{n}"),
                };
                law.blocks.iter().any(|block| block.anchor == anchor)
            }),
            Text::Notes(Chapter { bank, topic }) => self.notes.contains_key(&(bank.clone(), topic.clone())),
        }
    }
}

impl School {
    /// A law, with the place where the member last read.
    ///
    /// # Errors
    /// [`Code::UnknownText`].
    pub async fn law(&self, known: &Known, law: &str) -> Result<LawView, Refusal> {
        let view = self.texts.laws.get(law).ok_or(Code::UnknownText)?;
        Ok(LawView { place: self.register.place(&known.member, law).await?, ..LawView::clone(view) })
    }

    /// The notes of a topic.
    ///
    /// # Errors
    /// [`Code::UnknownText`].
    pub fn note(&self, bank: &str, topic: &str) -> Result<NoteView, Refusal> {
        Ok(self.texts.notes.get(&(bank.to_owned(), topic.to_owned())).ok_or(Code::UnknownText)?.clone())
    }
}
