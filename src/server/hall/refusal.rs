//! Why something is refused, or failed.

use domain::campaign::FieldKind;
use std::fmt;
use wire::api::{Code, Problem};

use crate::store::StoreError;

/// What a client can tell apart, and for ourselves what lies behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What the client is told.
    pub code: Code,
    /// The field at fault.
    pub field: Option<FieldKind>,
    /// What the screen says in place of the words of the code.
    pub words: Option<&'static str>,
    /// Seconds after which trying again makes sense.
    pub retry_after_s: Option<u32>,
    /// What lies behind it; logged, never sent.
    pub cause: Option<String>,
}

impl Refusal {
    /// A field will not do.
    #[must_use]
    pub fn of_field(kind: FieldKind) -> Self {
        Self { field: Some(kind), ..Code::BadField.into() }
    }

    /// Come again later.
    #[must_use]
    pub fn later(code: Code, retry_after_s: u32) -> Self {
        Self { retry_after_s: Some(retry_after_s), ..code.into() }
    }

    /// Our own fault.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self { cause: Some(cause.to_string()), ..Code::Internal.into() }
    }

    /// As it is sent.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let timed = || self.retry_after_s.map_or_else(|| self.code.detail().to_owned(), |seconds| self.code.detail_after(seconds));
        let detail = self.words.map_or_else(timed, str::to_owned);
        let field = self.field.map(|kind| kind.word().to_owned());
        Problem { field, retry_after_s: self.retry_after_s, detail, ..Problem::from(self.code) }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, field: None, words: None, retry_after_s: None, cause: None }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy | StoreError::Closing => Self { cause: Some(error.to_string()), ..Self::later(Code::Unavailable, 2) },
            StoreError::Failed(why) => Self::internal(why),
        }
    }
}
