//! What goes into a register and comes out of it: rosters, secrets, study.

use std::sync::Arc;

use domain::Moment;
use domain::rates::Study;
use domain::roster::{Spell, Unit};

/// A roster as it rests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRows {
    /// Its revision.
    pub revision: i64,
    /// Units, in any order.
    pub units: Vec<Unit>,
    /// Members by number.
    pub members: Vec<MemberRow>,
}

/// A member as they rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// Their phone number, sealed.
    pub phone: Option<Vec<u8>>,
    /// What held of them, the earliest first.
    pub spells: Vec<Spell>,
}

/// A change of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterWrite {
    /// The revision it was made of.
    pub revision: i64,
    /// Units that are new or changed.
    pub units: Vec<Unit>,
    /// Members who are new or changed, each whole.
    pub members: Vec<MemberRow>,
    /// Numbers of members who never were any: they left before their first day. They can't sign in any more, and are forgotten unless
    /// something names them: a number that has done anything stays with who did it.
    pub gone: Vec<String>,
}

/// How a member proves who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// argon2id, in PHC form.
    pub hash: String,
    /// Whether it is a first password that must be replaced.
    pub one_time: bool,
    /// Until when it is good; `None` without an end.
    pub until: Option<Moment>,
    /// Since when.
    pub made: Moment,
}

/// Tries that were not right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// From this caller.
    pub of_caller: u32,
    /// From everyone.
    pub of_all: u32,
    /// When the last one from this caller was.
    pub last_of_caller: Option<Moment>,
    /// When the last one was, of anyone.
    pub last: Option<Moment>,
}

/// Whether another try may be taken down, told from those that stand there.
pub type Allow = Arc<dyn Fn(Tries) -> bool + Send + Sync>;

/// A code on its way to a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneCode {
    /// Whose.
    pub member: String,
    /// An HMAC of it.
    pub code: [u8; 32],
    /// When it was sent.
    pub sent: Moment,
    /// Until when it is good.
    pub until: Moment,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of what the browser holds.
    pub token: [u8; 32],
    /// Whose.
    pub member: String,
    /// Since when.
    pub made: Moment,
    /// Until when.
    pub until: Moment,
    /// Whether a password must be set first.
    pub fresh: bool,
}

/// A password that a member sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordSet {
    /// In which session; its member is whose password it is.
    pub session: Session,
    /// What was there when it was looked at; `None` for no password.
    pub before: Option<Credential>,
    /// What is to be there.
    pub after: Credential,
}

/// A stretch of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanRow {
    /// The key of the text, as [`wire::study::text_key`] writes it.
    pub text: String,
    /// When it began.
    pub from: Moment,
    /// Milliseconds.
    pub ms: u32,
}

/// An answer in practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// Id of the bank.
    pub bank: String,
    /// Id of the topic.
    pub topic: String,
    /// Id of the question.
    pub question: String,
    /// When it arrived.
    pub at: Moment,
    /// Whether it was right.
    pub is_right: bool,
}

/// All that a member did in an assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StudyRows {
    /// Reading, by start.
    pub spans: Vec<SpanRow>,
    /// When visits began.
    pub visits: Vec<Moment>,
    /// Answers, by when they arrived.
    pub answers: Vec<AnswerRow>,
}

/// What study came to, told from the rows.
pub type JudgeStudy = Arc<dyn Fn(&StudyRows) -> Study + Send + Sync>;

/// Study on its way into the register.
#[derive(Clone)]
pub struct StudyWrite {
    /// Of which assignment.
    pub assignment: String,
    /// By whom.
    pub member: String,
    /// When it arrived.
    pub now: Moment,
    /// Reading. A stretch that goes on where one of the same text ended is joined to it.
    pub spans: Vec<SpanRow>,
    /// Answers.
    pub answers: Vec<AnswerRow>,
    /// Law and anchor where they read now.
    pub place: Option<(String, String)>,
    /// A visit ends when nothing came for so many milliseconds.
    pub visit_gap_ms: i64,
    /// Whether it all counts as a visit.
    pub is_visit: bool,
    /// What it comes to.
    pub judge: JudgeStudy,
}
