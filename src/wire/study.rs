//! What a member's program and a server say to each other: JSON by serde on both sides, since a citizen's phone never carries it.
//!
//! Moments are milliseconds since 1970-01-01T00:00Z, points are hundredths, places of choices count from 0 in the order shown.
//! A member is known by the cookie of a session; whoever has none gets `not-signed-in`.

mod certificate;
mod exam;
#[cfg(feature = "law")]
mod law;
mod memory;
mod practice;
mod rates;
mod session;
mod task;
mod text;

pub use certificate::{CertificateCheck, CertificateView, CheckCertificate, ViewCertificate};
pub use exam::{
    Change, ExamQuestion, ExamResult, HandInExam, SaveExam, Saved, SavedView, Saving, Sitting, StartExam, StartExamRequest, ViewSitting,
};
#[cfg(feature = "law")]
pub use law::law_view;
pub use memory::{Card, Cards, CardsRequest, CardsView, ReviewLog};
pub use practice::{PracticeQuestion, PracticeSet, QuestionsRequest, ViewPractice, ViewQuestions};
/// Whom a page asks for, without saying who that is: 16 bits of an FNV-1a of the number, behind `for=` in the address. A session that is
/// somebody else's by now, who signed in on another page of the same browser, is then none for this page.
#[must_use]
pub fn whom(number: &str) -> String {
    let print = number.bytes().fold(0x811c_9dc5_u32, |print, byte| (print ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:04x}", (print >> 16) ^ (print & 0xffff))
}

pub use rates::{
    Behind, BehindLine, BehindView, League, LeagueLine, LeagueView, Rates, RatesView, Rows, RowsLine, RowsView, TakenView, Trouble,
    TroubleLine, UnitRates,
};
pub use session::{
    CodeSent, Done, Me, MemberView, SendCode, SendCodeRequest, SetPassword, SetPasswordRequest, SignIn, SignInRequest, SignOut,
    SignOutRequest,
};
pub use task::{
    BandView, CreditsView, EarnedView, ExamView, NextView, PartView, SittingLine, StandingView, StudyView, TaskList, TaskView, Tasks,
    WindowView,
};
pub use text::{
    Answered, Block, LawView, NoteView, Paragraph, ReadingPlace, Report, ReportRequest, Span, TextRef, ViewLaw, ViewNote, text_key, text_of,
};
