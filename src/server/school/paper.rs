//! Papers of exams: what they are drawn from, dealt again from their seeds, and graded.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use domain::deck::Pick;
use domain::exam::{Marking, Short};
use domain::{Assignment, Bank, Campaign, ChoiceSet, Exam, Outcome, Points};
use serde::{Deserialize, Serialize};
use wire::study::ExamQuestion;

use crate::hall::{Edition, unpack_answers, write_edition};
use crate::store::register::{HandMark, SittingRow};
use crate::store::{Register, StoreError};

/// What papers of one kind are drawn from and graded by, as it was.
pub struct ExamEdition {
    /// Its number in the register.
    pub number: i64,
    /// The drawn questions.
    pub drawn: Edition,
    /// The short answers behind them.
    pub shorts: Vec<Short>,
    /// How many people mark one.
    pub markers: usize,
}

/// How it rests.
#[derive(Serialize, Deserialize)]
struct Kept {
    drawn: String,
    shorts: Vec<(String, u32, String)>,
    markers: usize,
}

/// The editions of now by assignment and paper, and older ones as they are asked for.
pub struct Editions {
    now: HashMap<String, Vec<Arc<ExamEdition>>>,
    known: RwLock<HashMap<i64, Arc<ExamEdition>>>,
}

impl Editions {
    /// Keeps what the papers of assignments are drawn from now.
    pub async fn open(register: &dyn Register, assignments: &[Assignment], banks: &[Bank]) -> Result<Self, StoreError> {
        let (mut now, mut known) = (HashMap::new(), HashMap::new());
        for assignment in assignments {
            let Some(exam) = &assignment.exam else { continue };
            let mut papers = Vec::new();
            for paper in &exam.papers {
                let text = write(&assignment.id, exam, &paper.blueprint, banks)?;
                let number = register.exam_edition(&assignment.id, text.clone()).await?;
                let edition = read(number, &text);
                let edition = edition.ok_or_else(|| StoreError::Failed(format!("the papers of {} do not come back", assignment.id)))?;
                let edition = Arc::new(edition);
                known.insert(number, Arc::clone(&edition));
                papers.push(edition);
            }
            now.insert(assignment.id.clone(), papers);
        }
        Ok(Self { now, known: RwLock::new(known) })
    }

    /// What the papers of a rank are drawn from now.
    pub fn of_rank(&self, assignment: &Assignment, rank: &str) -> Option<Arc<ExamEdition>> {
        let exam = assignment.exam.as_ref()?;
        let fits = |ranks: &[String]| ranks.is_empty() || ranks.iter().any(|known| known == rank);
        let at = exam.papers.iter().position(|paper| fits(&paper.ranks))?;
        self.now.get(&assignment.id)?.get(at).cloned()
    }

    /// An edition by its number, whatever the files say meanwhile.
    pub async fn find(&self, register: &dyn Register, number: i64) -> Result<Option<Arc<ExamEdition>>, StoreError> {
        if let Some(known) = self.known.read().unwrap_or_else(PoisonError::into_inner).get(&number) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(edition) = register.exam_edition_text(number).await?.and_then(|text| read(number, &text)) else { return Ok(None) };
        let edition = Arc::new(edition);
        self.known.write().unwrap_or_else(PoisonError::into_inner).insert(number, Arc::clone(&edition));
        Ok(Some(edition))
    }
}

fn write(id: &str, exam: &Exam, blueprint: &domain::Blueprint, banks: &[Bank]) -> Result<String, StoreError> {
    let rules = Campaign { id: id.to_owned(), blueprint: blueprint.clone(), scoring: exam.scoring, ..Campaign::default() };
    let shorts = exam.shorts.iter().map(|short| (short.stem.clone(), short.points.as_hundredths(), short.reference.clone())).collect();
    let kept = Kept { drawn: write_edition(&rules, banks), shorts, markers: exam.markers };
    serde_json::to_string(&kept).map_err(|why| StoreError::Failed(why.to_string()))
}

fn read(number: i64, text: &str) -> Option<ExamEdition> {
    let kept: Kept = serde_json::from_str(text).ok()?;
    let short = |(stem, points, reference)| Short { stem, points: Points::hundredths(points), reference };
    Some(ExamEdition {
        number,
        drawn: Edition::read(number, &kept.drawn)?,
        shorts: kept.shorts.into_iter().map(short).collect(),
        markers: kept.markers,
    })
}

/// A dealt paper.
pub struct Dealt {
    /// What it was dealt from.
    pub edition: Arc<ExamEdition>,
    /// The drawn questions.
    pub picks: Vec<Pick>,
}

impl ExamEdition {
    /// The paper of a seed for someone with these sittings before it: unseen questions first.
    pub fn deal(self: &Arc<Self>, before: &[SittingRow], seed: u64) -> Option<Dealt> {
        let mut times = Vec::new();
        for row in before.iter().filter(|row| row.edition == self.number) {
            if let Ok(picks) = self.drawn.deck.deal(row.seed, &times) {
                self.drawn.deck.count_in(&mut times, &picks);
            }
        }
        Some(Dealt { picks: self.drawn.deck.deal(seed, &times).ok()?, edition: Arc::clone(self) })
    }

    /// How many questions a paper has.
    pub fn count(&self) -> usize {
        self.drawn.deck.count() + self.shorts.len()
    }
}

impl Dealt {
    /// The questions as shown.
    pub fn questions(&self) -> Vec<ExamQuestion> {
        let drawn = crate::hall::asked(&self.edition.drawn, &self.picks).into_iter().map(|asked| ExamQuestion {
            kind: asked.kind,
            stem: asked.stem,
            choices: asked.choices,
            points: asked.points,
        });
        let shorts = self.edition.shorts.iter().map(|short| ExamQuestion {
            kind: "short".to_owned(),
            stem: short.stem.clone(),
            choices: Vec::new(),
            points: short.points.as_hundredths(),
        });
        drawn.chain(shorts).collect()
    }

    /// Answers by bank places; those of a sitting rest by the places shown.
    pub fn in_bank(&self, row: &SittingRow) -> Vec<ChoiceSet> {
        let shown = unpack_answers(&row.given);
        self.picks.iter().enumerate().map(|(n, pick)| pick.order.in_bank(shown.get(n).copied().unwrap_or_default())).collect()
    }

    /// What the drawn questions came to.
    pub fn outcome(&self, row: &SittingRow) -> Outcome {
        self.edition.drawn.deck.grade(&self.picks, &self.in_bank(row), self.edition.drawn.scoring)
    }

    /// Where the marking of each short answer stands.
    pub fn markings(&self, row: &SittingRow, marks: &[HandMark]) -> Vec<Marking> {
        let words = words(row);
        let first = self.picks.len();
        let marking = |n: usize| {
            let is_blank = words.get(first + n).is_none_or(|text| text.trim().is_empty());
            let mut given: Vec<&HandMark> = marks.iter().filter(|mark| mark.n as usize == first + n).collect();
            given.sort_by_key(|mark| mark.at);
            let given: Vec<Points> = given.iter().map(|mark| mark.points).collect();
            Marking::of(is_blank, &given, self.edition.markers)
        };
        (0..self.edition.shorts.len()).map(marking).collect()
    }

    /// Puts what a sitting came to into its row.
    pub fn grade(&self, row: &mut SittingRow, marks: &[HandMark]) {
        let outcome = self.outcome(row);
        let markings = self.markings(row, marks);
        row.score = markings.iter().fold(outcome.score, |sum, marking| sum + marking.points());
        row.out_of = self.edition.shorts.iter().fold(outcome.out_of, |sum, short| sum + short.points);
        row.unmarked = u32::try_from(markings.iter().filter(|marking| marking.is_open()).count()).unwrap_or(u32::MAX);
    }
}

/// What was written, by question; empty texts where nothing was.
#[must_use]
pub fn words(row: &SittingRow) -> Vec<String> {
    if row.words.is_empty() { Vec::new() } else { serde_json::from_str(&row.words).unwrap_or_default() }
}
