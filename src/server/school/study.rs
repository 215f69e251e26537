//! Study: reports of reading and practice come in, what they came to is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::assignment::Chapter;
use domain::credit::{Event, Studied};
use domain::rates::Study as Progress;
use domain::{Assignment, Moment};
use wire::api::Code;
use wire::study::{Answered, ReportRequest, TaskView, text_of};

use super::{Known, School};
use crate::hall::Refusal;
use crate::store::register::{AnswerRow, SpanRow, StudyRows, StudyWrite};

/// What is older than so many milliseconds is no reading of now.
const OLDEST_MS: u32 = 10 * 60_000;
/// After so many milliseconds without a report another visit begins.
const VISIT_GAP_MS: i64 = 30 * 60_000;
/// The most of each in one report.
const MOST: (usize, usize) = (64, 200);

impl School {
    /// Takes down what was studied.
    ///
    /// # Errors
    /// [`Code::NotDue`], [`Code::BadBody`]; [`Code::ExamFirst`] for answers while an exam is open: what comes back says how many were right.
    pub async fn report(&self, known: &Known, id: &str, request: &ReportRequest) -> Result<TaskView, Refusal> {
        let (assignment, _) = self.of_member(id, &known.member).await?;
        let now = self.now();
        if request.spans.len() > MOST.0 || request.answers.len() > MOST.1 {
            return Err(Code::BadBody.into());
        }
        if !request.answers.is_empty() {
            self.no_open_exam(known).await?;
        }
        let mut spans = Vec::new();
        for span in &request.spans {
            // what is not known here any more is left out, and takes nothing else with it
            if !text_of(&span.text).is_some_and(|text| self.texts.has(&text)) {
                continue;
            }
            let ago_ms = span.ago_ms.min(OLDEST_MS);
            let ms = span.ms.min(ago_ms);
            if ms > 0 {
                spans.push(SpanRow { text: span.text.clone(), from: now.plus_ms(-i64::from(ago_ms)), ms });
            }
        }
        let answers = self.answers(&assignment, request, now);
        let place = match &request.place {
            None => None,
            Some(place) if is_anchor(&place.anchor) && place.law.chars().count() <= 60 => Some((place.law.clone(), place.anchor.clone())),
            Some(_) => return Err(Code::BadBody.into()),
        };
        let judged = Arc::clone(&assignment);
        let write = StudyWrite {
            assignment: id.to_owned(),
            member: known.member.clone(),
            now,
            is_visit: assignment.study.as_ref().is_some_and(|study| study.window.holds(now)),
            spans,
            answers,
            place,
            visit_gap_ms: VISIT_GAP_MS,
            judge: Arc::new(move |rows| progress(&judged, rows)),
        };
        self.register.study(write).await?;
        self.task(known, id).await
    }

    /// Answers of a report as they are taken down: at the moment of their arrival, since a day has a cap and study an end, and a device that
    /// could say when it was could make room under either. What it says only tells which of two answers to a question is the later one,
    /// and what was given after the end.
    fn answers(&self, assignment: &Assignment, request: &ReportRequest, now: Moment) -> Vec<AnswerRow> {
        let given_at = |answer: &Answered| now.plus_ms(-answer.ago_ms.max(0));
        let is_taken = |answer: &&Answered| {
            let study = assignment.study.as_ref();
            study.is_none_or(|study| domain::credit::is_taken(study.window, given_at(answer), now))
        };
        let mut taken: Vec<&Answered> = request.answers.iter().filter(is_taken).collect();
        taken.sort_by_key(|answer| given_at(answer));
        let mut rows = BTreeMap::new();
        for answer in taken {
            // what is not known here any more is left out, and takes nothing else with it
            let Some((topic, question)) = self.question(&answer.bank, &answer.question) else { continue };
            if answer.given.iter().any(|place| usize::from(*place) >= question.choices.len()) {
                continue;
            }
            let given = domain::ChoiceSet::of(&answer.given.iter().map(|place| usize::from(*place)).collect::<Vec<_>>());
            let row = AnswerRow {
                bank: answer.bank.clone(),
                topic: topic.to_owned(),
                question: answer.question.clone(),
                at: now,
                is_right: given == question.key,
            };
            rows.insert((&answer.bank, &answer.question), row);
        }
        rows.into_values().collect()
    }

    /// A question of a bank with the id of its topic.
    pub(super) fn question(&self, bank: &str, id: &str) -> Option<(&str, &domain::Question)> {
        let bank = self.banks.iter().find(|known| known.id == bank)?;
        bank.questions().find(|(_, question)| question.id == id)
    }
}

/// What study came to, of its rows.
#[must_use]
pub fn studied(assignment: &Assignment, rows: &StudyRows) -> Option<Studied> {
    let study = assignment.study.as_ref()?;
    Some(Studied::of(study, assignment.zone, &events(rows)))
}

/// Milliseconds that were read today, on any device.
#[must_use]
pub fn read_today(assignment: &Assignment, rows: &StudyRows, now: Moment) -> u64 {
    let day = assignment.zone.day(now);
    assignment.study.as_ref().map_or(0, |study| domain::credit::read_on(day, study, assignment.zone, &events(rows)))
}

/// The same for the rates.
#[must_use]
pub fn progress(assignment: &Assignment, rows: &StudyRows) -> Progress {
    match (&assignment.study, studied(assignment, rows)) {
        (Some(study), Some(studied)) if studied.is_met(study) && studied.has_begun() => Progress::Complete,
        (Some(_), Some(studied)) if studied.has_begun() => Progress::Some,
        _ => Progress::None,
    }
}

fn events(rows: &StudyRows) -> Vec<Event> {
    let spans = rows.spans.iter().filter_map(|row| Some(Event::Read { text: text_of(&row.text)?, from: row.from, ms: row.ms }));
    let visits = rows.visits.iter().map(|at| Event::Visit { at: *at });
    let answers = rows.answers.iter().map(|row| Event::Answer {
        chapter: Chapter { bank: row.bank.clone(), topic: row.topic.clone() },
        question: row.question.clone(),
        at: row.at,
        is_right: row.is_right,
    });
    spans.chain(visits).chain(answers).collect()
}

/// Study up to a moment, as if nothing had come after it: answers by when they arrived.
#[must_use]
pub fn until(rows: &StudyRows, at: Moment) -> StudyRows {
    let cut = |row: &SpanRow| {
        let ms = at.since_ms(row.from).clamp(0, i64::from(row.ms));
        (ms > 0).then(|| SpanRow { ms: u32::try_from(ms).unwrap_or(row.ms), ..row.clone() })
    };
    StudyRows {
        spans: rows.spans.iter().filter_map(cut).collect(),
        visits: rows.visits.iter().copied().filter(|visit| *visit < at).collect(),
        answers: rows.answers.iter().filter(|answer| answer.at < at).cloned().collect(),
    }
}

/// Whether a text can be the anchor of a block: digits, small letters and hyphens.
fn is_anchor(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
