//! The questions the site was made from, to look up what is right.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use domain::Question;
use domain::read::{SourceFile, library};

use crate::given;
use crate::quiz::Asked;

/// Every question, by its stem.
pub struct Bank(BTreeMap<String, Question>);

impl Bank {
    /// Reads the journeys' own questions.
    ///
    /// # Errors
    /// When they can't be read or have faults.
    pub fn read() -> Result<Self> {
        Self::of(&given::questions())
    }

    /// Reads the questions that are shipped.
    ///
    /// # Errors
    /// When they can't be read or have faults.
    pub fn shipped() -> Result<Self> {
        Self::of(&given::shipped())
    }

    fn of(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        collect(&mut files, folder, "")?;
        let (library, issues) = library(&files);
        ensure!(issues.is_empty(), "the questions have faults: {issues:?}");
        let topics = library.banks.into_iter().flat_map(|bank| bank.topics);
        let questions = topics.flat_map(|topic| topic.questions);
        Ok(Self(questions.map(|question| (question.stem.clone(), question)).collect()))
    }

    /// The question that the screen asks.
    ///
    /// # Errors
    /// When the bank has none like it.
    pub fn find(&self, stem: &str) -> Result<&Question> {
        self.0.get(stem).with_context(|| format!("the bank has no question `{stem}`"))
    }

    /// The places of all that is right in what the screen asks.
    ///
    /// # Errors
    /// When the bank has no such question.
    pub fn right(&self, asked: &Asked) -> Result<Vec<usize>> {
        let question = self.find(&asked.stem)?;
        places(question, asked, question.key.places().collect())
    }

    /// The places of something that is not right: where several are, all but one of them; else another choice.
    ///
    /// # Errors
    /// When the bank has no such question.
    pub fn wrong(&self, asked: &Asked) -> Result<Vec<usize>> {
        let question = self.find(&asked.stem)?;
        let mut right: Vec<usize> = question.key.places().collect();
        if right.len() > 1 {
            right.pop();
            return places(question, asked, right);
        }
        let other = (0..question.choices.len()).find(|place| !question.key.holds(*place));
        places(question, asked, vec![other.context("every choice is right")?])
    }

    /// Every question.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.0.values()
    }
}

/// Where the screen shows choices of the bank.
fn places(question: &Question, asked: &Asked, wanted: Vec<usize>) -> Result<Vec<usize>> {
    let place = |choice: usize| {
        let words = &question.choices[choice];
        let shown = asked.choices.iter().find(|shown| shown.words == *words);
        shown.map(|shown| shown.place).with_context(|| format!("`{}` does not offer `{words}`", asked.stem))
    };
    let mut places: Vec<usize> = wanted.into_iter().map(place).collect::<Result<_>>()?;
    places.sort_unstable();
    Ok(places)
}

fn collect(files: &mut Vec<SourceFile>, folder: &Path, path: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(files, &entry.path(), &format!("{path}/"))?;
        } else {
            files.push(SourceFile { path, text: fs::read_to_string(entry.path())? });
        }
    }
    Ok(())
}
