//! The register on SQLite: members and what they do, in the same file and by the same writer as participations.

mod cards;
mod exam;
mod roster;
mod secrets;
mod study;

use std::collections::BTreeMap;

use domain::Moment;
use domain::rates::Progress;
use domain::roster::Frozen;
use rusqlite::OptionalExtension as _;
use wire::study::{Card, ReviewLog};

use super::Sqlite;
use crate::store::register::{
    Allow, CertificateRow, Credential, Decided, DeviceRow, ExamStart, HandInExam, HandMark, MarkExam, PasswordSet, PhoneCode, Resettle,
    RosterRows, RosterWrite, SaveExam, Session, SittingRow, StudyRows, StudyWrite, Tries, Written,
};
use crate::store::{Answer, Key, Register};

impl Register for Sqlite {
    fn roster_revision(&self) -> Answer<i64> {
        self.readers.run(roster::revision)
    }

    fn roster(&self) -> Answer<RosterRows> {
        self.readers.run(|connection| {
            // one reading transaction: units and members of the same moment
            let snapshot = connection.unchecked_transaction()?;
            roster::all(&snapshot)
        })
    }

    fn put_roster(&self, write: RosterWrite) -> Answer<bool> {
        self.writer.run(move |writing| roster::put(writing.connection, &write))
    }

    fn freeze(&self, assignment: &str, frozen: Frozen, taken: Moment) -> Answer<bool> {
        let assignment = assignment.to_owned();
        self.writer.run(move |writing| roster::freeze(writing.connection, &assignment, &frozen, taken))
    }

    fn freeze_again(&self, assignment: &str, frozen: Frozen, taken: Moment) -> Answer<()> {
        let assignment = assignment.to_owned();
        self.writer.run(move |writing| {
            roster::thaw(writing.connection, &assignment)?;
            roster::freeze(writing.connection, &assignment, &frozen, taken).map(drop)
        })
    }

    fn frozen_at(&self, assignment: &str) -> Answer<Option<Moment>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| roster::frozen_at(connection, &assignment))
    }

    fn frozen(&self, assignment: &str) -> Answer<Option<(Frozen, Moment)>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| roster::frozen(connection, &assignment))
    }

    fn credential(&self, member: &str) -> Answer<Option<Credential>> {
        let member = member.to_owned();
        self.readers.run(move |connection| secrets::credential(connection, &member))
    }

    fn put_credentials(&self, credentials: Vec<(String, Credential)>) -> Answer<()> {
        self.writer.run(move |writing| secrets::put_credentials(writing.connection, &credentials))
    }

    fn with_credential(&self, now: Moment) -> Answer<Vec<String>> {
        self.readers.run(move |connection| {
            let query = "SELECT member FROM credential WHERE until IS NULL OR until > ?1 ORDER BY member";
            connection.prepare_cached(query)?.query_map([now.0], |row| row.get(0))?.collect()
        })
    }

    fn phone(&self, member: &str) -> Answer<Option<Vec<u8>>> {
        let member = member.to_owned();
        self.readers.run(move |connection| roster::phone(connection, &member))
    }

    fn begin_try(&self, key: &str, caller: &str, at: Moment, forget_before: Moment, allow: Allow) -> Answer<Tries> {
        let (key, caller) = (key.to_owned(), caller.to_owned());
        self.writer.run(move |writing| secrets::begin_try(writing.connection, &key, &caller, at, forget_before, &allow))
    }

    fn forget_tries(&self, key: &str, caller: &str) -> Answer<()> {
        let (key, caller) = (key.to_owned(), caller.to_owned());
        self.writer.run(move |writing| secrets::forget_tries(writing.connection, &key, &caller))
    }

    fn forget_all_tries(&self, keys: Vec<String>) -> Answer<()> {
        self.writer.run(move |writing| secrets::forget_all_tries(writing.connection, &keys))
    }

    fn forget_old_tries(&self, before: Moment) -> Answer<u32> {
        self.writer.run(move |writing| secrets::forget_old_tries(writing.connection, before))
    }

    fn put_code(&self, code: PhoneCode, not_after: Moment) -> Answer<bool> {
        self.writer.run(move |writing| secrets::put_code(writing.connection, &code, not_after))
    }

    fn take_code(&self, member: &str, code: [u8; 32], now: Moment, most_tries: u32) -> Answer<bool> {
        let member = member.to_owned();
        self.writer.run(move |writing| secrets::take_code(writing.connection, &member, code, now, most_tries))
    }

    fn put_session(&self, session: Session, proof: Option<Credential>) -> Answer<bool> {
        self.writer.run(move |writing| secrets::put_session(writing.connection, &session, proof.as_ref()))
    }

    fn session(&self, token: [u8; 32], now: Moment) -> Answer<Option<(Session, u32)>> {
        self.readers.run(move |connection| secrets::session(connection, token, now))
    }

    fn extend_session(&self, token: [u8; 32], until: Moment) -> Answer<()> {
        self.writer.run(move |writing| {
            writing.connection.execute("UPDATE session SET until = ?2 WHERE token = ?1", rusqlite::params![token, until.0]).map(drop)
        })
    }

    fn end_session(&self, token: [u8; 32]) -> Answer<()> {
        self.writer.run(move |writing| writing.connection.execute("DELETE FROM session WHERE token = ?1", [token]).map(drop))
    }

    fn end_sessions(&self, member: &str, but: Option<[u8; 32]>) -> Answer<u32> {
        let member = member.to_owned();
        self.writer.run(move |writing| secrets::end_sessions(writing.connection, &member, but))
    }

    fn set_password(&self, set: PasswordSet) -> Answer<bool> {
        self.writer.run(move |writing| secrets::set_password(writing.connection, &set))
    }

    fn study(&self, write: StudyWrite) -> Answer<StudyRows> {
        self.writer.run(move |writing| study::write(writing.connection, &write))
    }

    fn studied(&self, assignment: &str, member: &str) -> Answer<StudyRows> {
        let (assignment, member) = (assignment.to_owned(), member.to_owned());
        self.readers.run(move |connection| study::rows(connection, &assignment, &member))
    }

    fn place(&self, member: &str, law: &str) -> Answer<Option<String>> {
        let (member, law) = (member.to_owned(), law.to_owned());
        self.readers.run(move |connection| {
            connection
                .prepare_cached("SELECT anchor FROM place WHERE member = ?1 AND law = ?2")?
                .query_row([&member, &law], |row| row.get(0))
                .optional()
        })
    }

    fn progress(&self, assignment: &str) -> Answer<BTreeMap<String, Progress>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| study::progress(connection, &assignment))
    }

    fn resettle(&self, resettle: Resettle) -> Answer<()> {
        self.writer.run(move |writing| {
            let Resettle { assignment, member, judge, settle } = &resettle;
            study::settle(writing.connection, assignment, member, judge)?;
            exam::settle(writing.connection, assignment, member, settle)
        })
    }

    fn judged(&self, assignment: &str) -> Answer<Option<[u8; 32]>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| {
            connection.query_row("SELECT rules FROM judged WHERE assignment = ?1", [assignment], |row| row.get(0)).optional()
        })
    }

    fn put_judged(&self, assignment: &str, rules: [u8; 32]) -> Answer<()> {
        let assignment = assignment.to_owned();
        self.writer.run(move |writing| {
            let put = "INSERT OR REPLACE INTO judged (assignment, rules) VALUES (?1, ?2)";
            writing.connection.execute(put, rusqlite::params![assignment, rules]).map(drop)
        })
    }

    fn active(&self, assignment: &str) -> Answer<Vec<String>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| study::active(connection, &assignment))
    }

    fn cards(&self, member: &str, since: i64, cards: Vec<Card>, log: Vec<ReviewLog>) -> Answer<(i64, Vec<Card>)> {
        let member = member.to_owned();
        self.writer.run(move |writing| cards::sync(writing.connection, &member, since, &cards, &log))
    }

    fn exam_edition(&self, assignment: &str, text: String) -> Answer<i64> {
        let assignment = assignment.to_owned();
        self.writer.run(move |writing| exam::edition(writing.connection, &assignment, &text))
    }

    fn exam_edition_text(&self, edition: i64) -> Answer<Option<String>> {
        self.readers.run(move |connection| {
            connection.query_row("SELECT text FROM exam_edition WHERE no = ?1", [edition], |row| row.get(0)).optional()
        })
    }

    fn start_exam(&self, start: ExamStart) -> Answer<Decided> {
        self.writer.run(move |writing| exam::start(writing.connection, &start))
    }

    fn save_exam(&self, save: SaveExam) -> Answer<Option<Written>> {
        self.writer.run(move |writing| exam::save(writing.connection, &save))
    }

    fn hand_in_exam(&self, hand_in: HandInExam) -> Answer<Option<SittingRow>> {
        self.writer.run(move |writing| exam::hand_in(writing.connection, &hand_in))
    }

    fn sitting(&self, id: Key) -> Answer<Option<SittingRow>> {
        self.readers.run(move |connection| exam::find(connection, id))
    }

    fn sittings(&self, assignment: &str, member: &str) -> Answer<Vec<SittingRow>> {
        let (assignment, member) = (assignment.to_owned(), member.to_owned());
        self.readers.run(move |connection| exam::of_member(connection, &assignment, &member))
    }

    fn all_sittings(&self, assignment: &str) -> Answer<Vec<SittingRow>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| exam::of_assignment(connection, &assignment))
    }

    fn overdue(&self, assignments: Vec<String>, ended: Moment, most: usize) -> Answer<Vec<SittingRow>> {
        self.readers.run(move |connection| exam::overdue(connection, &assignments, ended, most))
    }

    fn open_until(&self, assignment: &str) -> Answer<Option<Moment>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| exam::open_until(connection, &assignment))
    }

    fn unmarked(&self, assignment: &str) -> Answer<Vec<String>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| exam::unmarked(connection, &assignment))
    }

    fn exam_devices(&self, assignment: &str) -> Answer<Vec<DeviceRow>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| exam::devices(connection, &assignment))
    }

    fn mark_exam(&self, mark: MarkExam) -> Answer<Option<SittingRow>> {
        self.writer.run(move |writing| exam::mark(writing.connection, &mark))
    }

    fn hand_marks(&self, assignment: &str) -> Answer<Vec<HandMark>> {
        let assignment = assignment.to_owned();
        self.readers.run(move |connection| exam::hand_marks(connection, &assignment))
    }

    fn certificate(&self, number: &str) -> Answer<Option<CertificateRow>> {
        let number = number.to_owned();
        self.readers.run(move |connection| exam::certificate(connection, "number = ?1", &[&number]))
    }

    fn certificate_of(&self, assignment: &str, member: &str) -> Answer<Option<CertificateRow>> {
        let (assignment, member) = (assignment.to_owned(), member.to_owned());
        self.readers.run(move |connection| exam::certificate(connection, "assignment = ?1 AND member = ?2", &[&assignment, &member]))
    }
}
