//! Reading, visits and practice of members, and what they came to.

use std::collections::BTreeMap;

use domain::Moment;
use domain::rates::{Exam, Progress, Study};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::register::{AnswerRow, JudgeStudy, SpanRow, StudyRows, StudyWrite};

/// A stretch of reading that begins so few milliseconds after another of the same text ended goes on with it: reports come apart by
/// as much as a network takes.
const JOINED_MS: i64 = 2_000;

/// Appends what was studied, and keeps what it came to.
pub fn write(connection: &Connection, write: &StudyWrite) -> rusqlite::Result<StudyRows> {
    let (assignment, member) = (&write.assignment, &write.member);
    for span in &write.spans {
        put_span(connection, assignment, member, span)?;
    }
    let mut put = connection.prepare_cached(
        "INSERT INTO practice (assignment, member, at, bank, topic, question, is_right) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO NOTHING",
    )?;
    for answer in &write.answers {
        put.execute(params![assignment, member, answer.at.0, answer.bank, answer.topic, answer.question, answer.is_right])?;
    }
    if write.is_visit {
        visit(connection, assignment, member, write.now, write.visit_gap_ms)?;
    }
    if let Some((law, anchor)) = &write.place {
        connection.prepare_cached("INSERT OR REPLACE INTO place (member, law, anchor, at) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            member,
            law,
            anchor,
            write.now.0
        ])?;
    }
    settle(connection, assignment, member, &write.judge)
}

/// Keeps what all study of a member comes to; gives back its rows.
pub fn settle(connection: &Connection, assignment: &str, member: &str, judge: &JudgeStudy) -> rusqlite::Result<StudyRows> {
    let rows = rows(connection, assignment, member)?;
    connection
        .prepare_cached(
            "INSERT INTO progress (assignment, member, study) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET study = excluded.study",
        )?
        .execute(params![assignment, member, study_number(judge(&rows))])?;
    Ok(rows)
}

fn put_span(connection: &Connection, assignment: &str, member: &str, span: &SpanRow) -> rusqlite::Result<()> {
    let end = span.from.0 + i64::from(span.ms);
    let last: Option<(i64, i64)> = connection
        .prepare_cached(
            "SELECT start, ms FROM reading WHERE assignment = ?1 AND member = ?2 AND start <= ?3 AND text = ?4 ORDER BY start DESC LIMIT 1",
        )?
        .query_row(params![assignment, member, span.from.0, span.text], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match last {
        Some((start, ms)) if span.from.0 <= start + ms + JOINED_MS => {
            // the time between is not reading: what is joined is as long as its parts
            let overlap = (start + ms - span.from.0).max(0);
            let longer = (i64::from(span.ms) - overlap).max(0);
            let ms = (ms + longer).min(end.max(start + ms) - start);
            connection
                .prepare_cached("UPDATE reading SET ms = ?5 WHERE assignment = ?1 AND member = ?2 AND start = ?3 AND text = ?4")?
                .execute(params![assignment, member, start, span.text, ms])?;
        }
        _ => {
            connection
                .prepare_cached(
                    "INSERT INTO reading (assignment, member, start, text, ms) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                )?
                .execute(params![assignment, member, span.from.0, span.text, span.ms])?;
        }
    }
    Ok(())
}

/// A visit goes on as long as something comes; after a gap another begins.
fn visit(connection: &Connection, assignment: &str, member: &str, now: Moment, gap_ms: i64) -> rusqlite::Result<()> {
    let went_on = connection
        .prepare_cached("UPDATE visit SET last = max(last, ?3) WHERE assignment = ?1 AND member = ?2 AND last >= ?4")?
        .execute(params![assignment, member, now.0, now.0 - gap_ms])?;
    if went_on == 0 {
        connection
            .prepare_cached("INSERT INTO visit (assignment, member, at, last) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO NOTHING")?
            .execute(params![assignment, member, now.0])?;
    }
    Ok(())
}

/// All that a member did in an assignment.
pub fn rows(connection: &Connection, assignment: &str, member: &str) -> rusqlite::Result<StudyRows> {
    let mut query =
        connection.prepare_cached("SELECT text, start, ms FROM reading WHERE assignment = ?1 AND member = ?2 ORDER BY start, text")?;
    let spans = query
        .query_map([assignment, member], |row| Ok(SpanRow { text: row.get(0)?, from: Moment(row.get(1)?), ms: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    let mut query = connection.prepare_cached("SELECT at FROM visit WHERE assignment = ?1 AND member = ?2 ORDER BY at")?;
    let visits = query.query_map([assignment, member], |row| row.get(0).map(Moment))?.collect::<Result<_, _>>()?;
    let mut query = connection
        .prepare_cached("SELECT bank, topic, question, at, is_right FROM practice WHERE assignment = ?1 AND member = ?2 ORDER BY at")?;
    let answer = |row: &rusqlite::Row<'_>| {
        Ok(AnswerRow { bank: row.get(0)?, topic: row.get(1)?, question: row.get(2)?, at: Moment(row.get(3)?), is_right: row.get(4)? })
    };
    let answers = query.query_map([assignment, member], answer)?.collect::<Result<_, _>>()?;
    Ok(StudyRows { spans, visits, answers })
}

/// What everybody's study and exam came to.
pub fn progress(connection: &Connection, assignment: &str) -> rusqlite::Result<BTreeMap<String, Progress>> {
    let mut query = connection.prepare_cached("SELECT member, study, exam FROM progress WHERE assignment = ?1 ORDER BY member")?;
    let progress = |row: &rusqlite::Row<'_>| {
        let study = match row.get(1)? {
            0 => Study::None,
            1 => Study::Some,
            _ => Study::Complete,
        };
        let exam = match row.get(2)? {
            0 => Exam::None,
            1 => Exam::Sat,
            _ => Exam::Passed,
        };
        Ok((row.get(0)?, Progress { study, exam }))
    };
    query.query_map([assignment], progress)?.collect()
}

/// Everyone of whom there are rows.
pub fn active(connection: &Connection, assignment: &str) -> rusqlite::Result<Vec<String>> {
    let mut query = connection.prepare_cached(
        "SELECT member FROM reading WHERE assignment = ?1 UNION SELECT member FROM visit WHERE assignment = ?1
         UNION SELECT member FROM practice WHERE assignment = ?1 UNION SELECT member FROM exam_sitting WHERE assignment = ?1
         UNION SELECT member FROM progress WHERE assignment = ?1",
    )?;
    query.query_map([assignment], |row| row.get(0))?.collect()
}

fn study_number(study: Study) -> u8 {
    match study {
        Study::None => 0,
        Study::Some => 1,
        Study::Complete => 2,
    }
}

/// An exam's progress as a number.
pub fn exam_number(exam: Exam) -> u8 {
    match exam {
        Exam::None => 0,
        Exam::Sat => 1,
        Exam::Passed => 2,
    }
}
