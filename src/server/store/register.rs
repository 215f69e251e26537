//! Where rosters, sessions, study and exams rest: one trait beside [`super::Store`], on the same file and the same writer.
//!
//! What limits anything is decided inside the transaction that writes; since the rules are `domain`'s, such a method takes the decision
//! along as a function of the rows it finds. It may be called more than once and must give the same for the same rows.

#[cfg(test)]
mod contract;
mod sittings;
mod types;

pub use sittings::{
    Apply, CertificateRow, Certify, Decide, Decided, Decision, DeviceRow, ExamStart, GraceMs, Grade, HandInExam, HandMark, MarkExam,
    Resettle, SaveExam, Settle, Settled, SittingRow, Written,
};
pub use types::{
    Allow, AnswerRow, Credential, JudgeStudy, MemberRow, PasswordSet, PhoneCode, RosterRows, RosterWrite, Session, SpanRow, StudyRows,
    StudyWrite, Tries,
};

use std::collections::BTreeMap;

use domain::Moment;
use domain::rates::Progress;
use domain::roster::Frozen;
use wire::study::{Card, ReviewLog};

use super::{Answer, Key};

/// What a register does. Each method is one transaction, and when it has answered, what it wrote is on the disk.
pub trait Register: Send + Sync + 'static {
    /// The revision of the roster: another one is another roster.
    fn roster_revision(&self) -> Answer<i64>;

    /// Every unit and member.
    fn roster(&self) -> Answer<RosterRows>;

    /// Writes units and members, unless the roster has changed since `write.revision`: then nothing is written and `false` comes back.
    fn put_roster(&self, write: RosterWrite) -> Answer<bool>;

    /// Keeps a roster frozen for an assignment, unless one is kept: the first one stays. Gives back whether it was kept.
    fn freeze(&self, assignment: &str, frozen: Frozen, taken: Moment) -> Answer<bool>;

    /// Keeps a roster frozen for an assignment in place of the one that is kept.
    fn freeze_again(&self, assignment: &str, frozen: Frozen, taken: Moment) -> Answer<()>;

    /// When the roster of an assignment was frozen.
    fn frozen_at(&self, assignment: &str) -> Answer<Option<Moment>>;

    /// The roster that was frozen for an assignment, and when.
    fn frozen(&self, assignment: &str) -> Answer<Option<(Frozen, Moment)>>;

    /// How a member proves who they are.
    fn credential(&self, member: &str) -> Answer<Option<Credential>>;

    /// Keeps passwords, in place of those that were kept.
    fn put_credentials(&self, credentials: Vec<(String, Credential)>) -> Answer<()>;

    /// Members who have a password of either kind that is good at `now`.
    fn with_credential(&self, now: Moment) -> Answer<Vec<String>>;

    /// The phone number of a member, sealed.
    fn phone(&self, member: &str) -> Answer<Option<Vec<u8>>>;

    /// Takes down a try before it is known to be right, when `allow` says so of those that stand there under the same `key`, and not from
    /// before `forget_before`; gives those back.
    fn begin_try(&self, key: &str, caller: &str, at: Moment, forget_before: Moment, allow: Allow) -> Answer<Tries>;

    /// Forgets the wrong tries of a caller, after a right one.
    fn forget_tries(&self, key: &str, caller: &str) -> Answer<()>;

    /// Forgets every wrong try under these keys.
    fn forget_all_tries(&self, keys: Vec<String>) -> Answer<()>;

    /// Forgets tries before a moment, whoever they were at; gives back how many callers were forgotten.
    fn forget_old_tries(&self, before: Moment) -> Answer<u32>;

    /// Keeps a code in place of the one before, unless that was sent after `not_after`; gives back whether it was kept.
    fn put_code(&self, code: PhoneCode, not_after: Moment) -> Answer<bool>;

    /// Uses a code up when it is right and still good at `now`; counts a try when it is not. Gives back whether it was right.
    fn take_code(&self, member: &str, code: [u8; 32], now: Moment, most_tries: u32) -> Answer<bool>;

    /// Keeps a session, when how its member proves who they are is still as it was when that was looked at, in `proof`; gives back whether
    /// it was kept. `None` is a member who had no password.
    fn put_session(&self, session: Session, proof: Option<Credential>) -> Answer<bool>;

    /// The session of a token that is good at `now`, and how many the member has.
    fn session(&self, token: [u8; 32], now: Moment) -> Answer<Option<(Session, u32)>>;

    /// Lets a session last longer.
    fn extend_session(&self, token: [u8; 32], until: Moment) -> Answer<()>;

    /// Ends one session.
    fn end_session(&self, token: [u8; 32]) -> Answer<()>;

    /// Ends the sessions of a member, but for one; gives back how many.
    fn end_sessions(&self, member: &str, but: Option<[u8; 32]>) -> Answer<u32>;

    /// Keeps a password in place of the one that was looked at, from a session that is still there: nothing waits in that session any
    /// more, and every other one of the member ends. Gives back whether all of that was so.
    fn set_password(&self, set: PasswordSet) -> Answer<bool>;

    /// Appends what was studied and keeps what it came to.
    fn study(&self, write: StudyWrite) -> Answer<StudyRows>;

    /// All that a member did in an assignment.
    fn studied(&self, assignment: &str, member: &str) -> Answer<StudyRows>;

    /// Where a member last read in a law.
    fn place(&self, member: &str, law: &str) -> Answer<Option<String>>;

    /// What everybody's study and exam came to, by number.
    fn progress(&self, assignment: &str) -> Answer<BTreeMap<String, Progress>>;

    /// Keeps anew what the rows of a member come to.
    fn resettle(&self, resettle: Resettle) -> Answer<()>;

    /// The rules by which all of an assignment was judged last, as [`Register::put_judged`] was told.
    fn judged(&self, assignment: &str) -> Answer<Option<[u8; 32]>>;

    /// Keeps by which rules all of an assignment is judged.
    fn put_judged(&self, assignment: &str, rules: [u8; 32]) -> Answer<()>;

    /// Everyone of whom there are rows in an assignment.
    fn active(&self, assignment: &str) -> Answer<Vec<String>>;

    /// Takes cards and reviews in, and gives out the cards that changed after `since`.
    fn cards(&self, member: &str, since: i64, cards: Vec<Card>, log: Vec<ReviewLog>) -> Answer<(i64, Vec<Card>)>;

    /// Keeps what exam papers are drawn from; gives back the number of one that is the same.
    fn exam_edition(&self, assignment: &str, text: String) -> Answer<i64>;

    /// The text of an exam's edition.
    fn exam_edition_text(&self, edition: i64) -> Answer<Option<String>>;

    /// Starts a sitting as `start.decide` says of those that are there.
    fn start_exam(&self, start: ExamStart) -> Answer<Decided>;

    /// Saves answers of a sitting that is still open; `None` when there is no such sitting of this member.
    fn save_exam(&self, save: SaveExam) -> Answer<Option<Written>>;

    /// Hands a sitting in, once; `None` when there is no such sitting of this member.
    fn hand_in_exam(&self, hand_in: HandInExam) -> Answer<Option<SittingRow>>;

    /// A sitting.
    fn sitting(&self, id: Key) -> Answer<Option<SittingRow>>;

    /// The sittings of a member in an assignment, the first one first.
    fn sittings(&self, assignment: &str, member: &str) -> Answer<Vec<SittingRow>>;

    /// Every sitting of an assignment, by member and number.
    fn all_sittings(&self, assignment: &str) -> Answer<Vec<SittingRow>>;

    /// Open sittings of these assignments whose time was out before `ended`, at most `most`.
    fn overdue(&self, assignments: Vec<String>, ended: Moment, most: usize) -> Answer<Vec<SittingRow>>;

    /// When the last of an assignment's open sittings is out of time; `None` when none is open.
    fn open_until(&self, assignment: &str) -> Answer<Option<Moment>>;

    /// Members of an assignment with short answers that wait to be marked.
    fn unmarked(&self, assignment: &str) -> Answer<Vec<String>>;

    /// The devices that the sittings of an assignment were answered on.
    fn exam_devices(&self, assignment: &str) -> Answer<Vec<DeviceRow>>;

    /// Keeps a mark given by hand and grades the sitting again; `None` when there is no such sitting that was handed in.
    fn mark_exam(&self, mark: MarkExam) -> Answer<Option<SittingRow>>;

    /// The marks given by hand in an assignment.
    fn hand_marks(&self, assignment: &str) -> Answer<Vec<HandMark>>;

    /// The certificate of a number.
    fn certificate(&self, number: &str) -> Answer<Option<CertificateRow>>;

    /// The certificate of a member in an assignment.
    fn certificate_of(&self, assignment: &str, member: &str) -> Answer<Option<CertificateRow>>;
}
