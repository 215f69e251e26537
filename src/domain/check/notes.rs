//! Whether each topic has study notes, and whether they say to read what its questions rest on.

use super::{Finding, What, of_bank};
use crate::citation::Place;
use crate::read::written::Folder;
use crate::{Bank, Topic};

/// A bank without any notes is told once, one that has some for each topic that has none.
pub fn check(bank: &Bank, folder: &Folder) -> Vec<Finding> {
    if folder.notes.is_empty() {
        return vec![of_bank(bank, What::NoNotesAtAll)];
    }
    bank.topics.iter().filter_map(|topic| of_topic(bank, topic, folder)).collect()
}

fn of_topic(bank: &Bank, topic: &Topic, folder: &Folder) -> Option<Finding> {
    let Some(listed) = folder.notes.get(&topic.id) else {
        let what = What::NoNotes { topic: topic.id.clone() };
        return Some(Finding { file: format!("{}/{}.toml", bank.id, topic.id), ..of_bank(bank, what) });
    };
    let is_listed = |law: &str, place: Place| listed.iter().any(|cited| cited.law == law && whole(cited.place) == whole(place));
    let main = topic.questions.iter().filter_map(|question| question.basis.first());
    let mut missing: Vec<String> = main.filter(|cited| !is_listed(&cited.law, cited.place)).map(ToString::to_string).collect();
    missing.dedup();
    let what = What::NoteMissesArticle { articles: missing };
    let is_whole = matches!(&what, What::NoteMissesArticle { articles } if articles.is_empty());
    (!is_whole).then(|| Finding { file: format!("{}/notes/{}.md", bank.id, topic.id), ..of_bank(bank, what) })
}

/// The article that a place is in, or the preamble.
fn whole(place: Place) -> Place {
    match place {
        Place::Preamble { .. } => Place::Preamble { paragraph: None },
        Place::Article { article, inserted, .. } => Place::Article { article, inserted, paragraph: None, item: None },
    }
}
