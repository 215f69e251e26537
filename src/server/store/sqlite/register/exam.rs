//! Sittings of exams: started, saved, handed in, marked; and the certificates they give.

use domain::exam::Turn;
use domain::{Moment, Points};
use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params};

use super::super::key;
use super::study::exam_number;
use crate::store::Key;
use crate::store::register::{
    CertificateRow, Certify, Decided, Decision, DeviceRow, ExamStart, HandInExam, HandMark, MarkExam, SaveExam, Settle, SittingRow, Written,
};

const COLUMNS: &str = "id, assignment, member, nth, started, ends, edition, seed, given, flags, words, answered, revision, last_device, saved, at, \
                       by_server, score, out_of, unmarked, make_up";

/// Keeps what papers are drawn from.
pub fn edition(connection: &Connection, assignment: &str, text: &str) -> rusqlite::Result<i64> {
    connection.execute("INSERT INTO exam_edition (assignment, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING", [assignment, text])?;
    connection.query_row("SELECT no FROM exam_edition WHERE assignment = ?1 AND text = ?2", [assignment, text], |row| row.get(0))
}

/// A sitting.
pub fn find(connection: &Connection, id: Key) -> rusqlite::Result<Option<SittingRow>> {
    connection.prepare_cached(&format!("SELECT {COLUMNS} FROM exam_sitting WHERE id = ?1"))?.query_row([id.0], sitting).optional()
}

/// The sittings of a member, the first one first.
pub fn of_member(connection: &Connection, assignment: &str, member: &str) -> rusqlite::Result<Vec<SittingRow>> {
    let mut query =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM exam_sitting WHERE assignment = ?1 AND member = ?2 ORDER BY nth"))?;
    query.query_map([assignment, member], sitting)?.collect()
}

/// Every sitting of an assignment.
pub fn of_assignment(connection: &Connection, assignment: &str) -> rusqlite::Result<Vec<SittingRow>> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM exam_sitting WHERE assignment = ?1 ORDER BY member, nth"))?;
    query.query_map([assignment], sitting)?.collect()
}

/// Open sittings of these assignments whose time was out before a moment.
pub fn overdue(connection: &Connection, assignments: &[String], ended: Moment, most: usize) -> rusqlite::Result<Vec<SittingRow>> {
    let ours = serde_json::Value::from(assignments).to_string();
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM exam_sitting WHERE at IS NULL AND ends <= ?1 AND assignment IN (SELECT value FROM json_each(?2)) ORDER BY ends
         LIMIT ?3"
    ))?;
    query.query_map(params![ended.0, ours, most], sitting)?.collect()
}

/// When the last of an assignment's open sittings is out of time.
pub fn open_until(connection: &Connection, assignment: &str) -> rusqlite::Result<Option<Moment>> {
    let query = "SELECT max(ends) FROM exam_sitting INDEXED BY exam_open WHERE at IS NULL AND assignment = ?1";
    connection.prepare_cached(query)?.query_row([assignment], |row| Ok(row.get::<_, Option<i64>>(0)?.map(Moment)))
}

/// Members with short answers that wait to be marked.
pub fn unmarked(connection: &Connection, assignment: &str) -> rusqlite::Result<Vec<String>> {
    let query = "SELECT DISTINCT member FROM exam_sitting WHERE assignment = ?1 AND unmarked > 0";
    connection.prepare_cached(query)?.query_map([assignment], |row| row.get(0))?.collect()
}

/// Starts a sitting as `start.decide` says of those that are there.
pub fn start(connection: &Connection, start: &ExamStart) -> rusqlite::Result<Decided> {
    let mut sittings = of_member(connection, &start.assignment, &start.member)?;
    let open = match (start.decide)(&sittings) {
        Decision::Barred => None,
        Decision::GoOn(at) => Some(at),
        Decision::New(row) => {
            insert(connection, &row)?;
            sittings.push(*row);
            Some(sittings.len() - 1)
        }
    };
    Ok(Decided { sittings, open })
}

/// Saves answers of a sitting that is open and in time.
pub fn save(connection: &Connection, save: &SaveExam) -> rusqlite::Result<Option<Written>> {
    let Some(mut row) = find(connection, save.sitting)?.filter(|row| row.member == save.member) else { return Ok(None) };
    let before = row.revision;
    let taken = row.at.is_none() && save.now <= row.ends.plus_ms((save.grace_ms)(&row));
    if taken {
        (save.apply)(&mut row);
        row.revision += 1;
        (row.saved, row.last_device) = (save.now, save.device);
        connection
            .prepare_cached(
                "UPDATE exam_sitting SET given = ?2, flags = ?3, words = ?4, answered = ?5, revision = ?6, last_device = ?7, saved = ?8
                 WHERE id = ?1",
            )?
            .execute(params![row.id.0, row.given, row.flags, row.words, row.answered, row.revision, row.last_device.0, row.saved.0])?;
        if save.has_changes {
            note_device(connection, row.id, save.device, save.now)?;
        }
    }
    Ok(Some(Written { row, taken, before }))
}

/// Hands a sitting in, unless it was; changes that come too late are left out.
pub fn hand_in(connection: &Connection, hand_in: &HandInExam) -> rusqlite::Result<Option<SittingRow>> {
    let Some(mut row) = find(connection, hand_in.save.sitting)?.filter(|row| row.member == hand_in.save.member) else { return Ok(None) };
    if row.at.is_some() {
        return Ok(Some(row));
    }
    if !hand_in.by_server {
        let Some(written) = save(connection, &hand_in.save)? else { return Ok(None) };
        row = written.row;
    }
    (row.at, row.by_server) = (Some(hand_in.at), hand_in.by_server);
    (hand_in.grade)(&mut row, &[]);
    grade(connection, &row)?;
    settle(connection, &row.assignment, &row.member, &hand_in.settle)?;
    Ok(Some(row))
}

/// Keeps a mark given by hand, and grades again.
pub fn mark(connection: &Connection, mark: &MarkExam) -> rusqlite::Result<Option<SittingRow>> {
    let one = &mark.mark;
    let Some(mut row) = find(connection, one.sitting)?.filter(|row| row.at.is_some()) else { return Ok(None) };
    connection
        .prepare_cached("INSERT OR REPLACE INTO hand_mark (sitting, n, marker, points, at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![one.sitting.0, one.n, one.marker, one.points.as_hundredths(), one.at.0])?;
    let marks = marks_of(connection, "sitting = ?1", &[&one.sitting.0])?;
    (mark.grade)(&mut row, &marks);
    grade(connection, &row)?;
    settle(connection, &row.assignment, &row.member, &mark.settle)?;
    Ok(Some(row))
}

/// The marks given by hand in an assignment.
pub fn hand_marks(connection: &Connection, assignment: &str) -> rusqlite::Result<Vec<HandMark>> {
    marks_of(connection, "sitting IN (SELECT id FROM exam_sitting WHERE assignment = ?1)", &[&assignment])
}

fn marks_of(connection: &Connection, which: &str, by: &[&dyn ToSql]) -> rusqlite::Result<Vec<HandMark>> {
    let mut query = connection
        .prepare_cached(&format!("SELECT sitting, n, marker, points, at FROM hand_mark WHERE {which} ORDER BY sitting, n, at"))?;
    let mark = |row: &Row<'_>| {
        Ok(HandMark {
            sitting: key(row, 0)?,
            n: row.get(1)?,
            marker: row.get(2)?,
            points: Points::hundredths(row.get(3)?),
            at: Moment(row.get(4)?),
        })
    };
    query.query_map(by, mark)?.collect()
}

/// The devices that the sittings of an assignment were saved from.
pub fn devices(connection: &Connection, assignment: &str) -> rusqlite::Result<Vec<DeviceRow>> {
    let mut query = connection.prepare_cached(
        "SELECT sitting, device, first, last FROM exam_device
         WHERE sitting IN (SELECT id FROM exam_sitting WHERE assignment = ?1) ORDER BY sitting, first",
    )?;
    let device = |row: &Row<'_>| {
        Ok(DeviceRow { sitting: key(row, 0)?, device: key(row, 1)?, first: Moment(row.get(2)?), last: Moment(row.get(3)?) })
    };
    query.query_map([assignment], device)?.collect()
}

/// One certificate.
pub fn certificate(connection: &Connection, which: &str, by: &[&dyn ToSql]) -> rusqlite::Result<Option<CertificateRow>> {
    let text = format!("SELECT number, assignment, member, name, unit, issued, facts, void FROM certificate WHERE {which}");
    let row = |row: &Row<'_>| {
        Ok(CertificateRow {
            number: row.get(0)?,
            assignment: row.get(1)?,
            member: row.get(2)?,
            name: row.get(3)?,
            unit: row.get(4)?,
            issued: Moment(row.get(5)?),
            facts: row.get(6)?,
            void: row.get(7)?,
        })
    };
    connection.prepare_cached(&text)?.query_row(by, row).optional()
}

fn insert(connection: &Connection, row: &SittingRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO exam_sitting (id, assignment, member, nth, started, ends, edition, seed, given, flags, words, answered, revision,
             last_device, saved, make_up) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            row.id.0,
            row.assignment,
            row.member,
            row.nth,
            row.started.0,
            row.ends.0,
            row.edition,
            row.seed.cast_signed(),
            row.given,
            row.flags,
            row.words,
            row.answered,
            row.revision,
            row.last_device.0,
            row.saved.0,
            row.turn.map(|turn| turn == Turn::MakeUp)
        ])
        .map(drop)
}

fn grade(connection: &Connection, row: &SittingRow) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE exam_sitting SET at = ?2, by_server = ?3, score = ?4, out_of = ?5, unmarked = ?6 WHERE id = ?1")?
        .execute(params![
            row.id.0,
            row.at.map(|at| at.0),
            row.by_server,
            row.score.as_hundredths(),
            row.out_of.as_hundredths(),
            row.unmarked
        ])
        .map(drop)
}

/// Keeps what all sittings of the member came to.
pub fn settle(connection: &Connection, assignment: &str, member: &str, settle: &Settle) -> rusqlite::Result<()> {
    let settled = settle(&of_member(connection, assignment, member)?);
    connection
        .prepare_cached(
            "INSERT INTO progress (assignment, member, exam) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET exam = excluded.exam",
        )?
        .execute(params![assignment, member, exam_number(settled.exam)])?;
    match settled.certificate {
        Certify::Leave => {}
        Certify::Void => {
            connection
                .prepare_cached("UPDATE certificate SET void = 1 WHERE assignment = ?1 AND member = ?2")?
                .execute([assignment, member])?;
        }
        Certify::Give(new) => {
            connection
                .prepare_cached(
                    "INSERT INTO certificate (number, assignment, member, name, unit, issued, facts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     ON CONFLICT (assignment, member) DO UPDATE SET facts = excluded.facts, void = 0",
                )?
                .execute(params![new.number, new.assignment, new.member, new.name, new.unit, new.issued.0, new.facts])?;
        }
    }
    Ok(())
}

fn note_device(connection: &Connection, sitting: Key, device: Key, now: Moment) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO exam_device (sitting, device, first, last, saves) VALUES (?1, ?2, ?3, ?3, 1)
             ON CONFLICT DO UPDATE SET last = max(last, excluded.last), saves = saves + excluded.saves",
        )?
        .execute(params![sitting.0, device.0, now.0])
        .map(drop)
}

fn sitting(row: &Row<'_>) -> rusqlite::Result<SittingRow> {
    Ok(SittingRow {
        id: key(row, 0)?,
        assignment: row.get(1)?,
        member: row.get(2)?,
        nth: row.get(3)?,
        started: Moment(row.get(4)?),
        ends: Moment(row.get(5)?),
        edition: row.get(6)?,
        seed: row.get::<_, i64>(7)?.cast_unsigned(),
        given: row.get(8)?,
        flags: row.get(9)?,
        words: row.get(10)?,
        answered: row.get(11)?,
        revision: row.get(12)?,
        last_device: key(row, 13)?,
        saved: Moment(row.get(14)?),
        at: row.get::<_, Option<i64>>(15)?.map(Moment),
        by_server: row.get(16)?,
        score: Points::hundredths(row.get(17)?),
        out_of: Points::hundredths(row.get(18)?),
        unmarked: row.get(19)?,
        turn: row.get::<_, Option<bool>>(20)?.map(|make_up| if make_up { Turn::MakeUp } else { Turn::Regular }),
    })
}
