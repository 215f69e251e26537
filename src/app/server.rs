//! The server of a campaign as the program asks it: what can be asked, and the two ways of getting no answer.

use crate::keep::Local;
use domain::Moment;
use wire::api::{ClaimRequest, Claimed, Code, HandInRequest, HandedIn, PrizeRequest, PrizeStep, Problem, RecordRequest, RecordView};
use wire::api::{StartRequest, Started};

/// Seconds until it is worth asking again after what may be a slip of whoever runs the server.
const MENDED_AFTER_S: u32 = 300;
const MENDING: &str = "服务器暂时收不了，可能正在维护，请过一会儿再试。答案不会丢。";

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No network, no answer in time, or a server that has no time: ask again, and what is sent again counts once.
    Later {
        /// Seconds that the server wants to be left alone.
        after_s: Option<u32>,
        /// What the server says about it, for the screen; nothing when it could not be reached.
        words: Option<String>,
        /// A no that is final only for what can't be handed in later.
        slip: Option<Box<Problem>>,
    },
    /// The answer is no, and asking again changes nothing.
    No(Box<Problem>),
}

impl Trouble {
    /// The server could not be reached.
    #[must_use]
    pub fn unreached() -> Self {
        Self::Later { after_s: None, words: None, slip: None }
    }

    /// What a refusal with a problem in it means: too early (408), too many (429) and our own faults (5xx) pass, and so may a campaign
    /// or a key that is not there, which can be put back; all else stays.
    #[must_use]
    pub fn of(problem: Problem) -> Self {
        if matches!(problem.status, 408 | 429 | 500..) {
            let words = Some(problem.detail).filter(|words| !words.is_empty());
            Self::Later { after_s: problem.retry_after_s, words, slip: None }
        } else if [Code::TokenForeign, Code::UnknownCampaign].iter().any(|slip| slip.word() == problem.code) {
            Self::Later { after_s: Some(MENDED_AFTER_S), words: Some(MENDING.to_owned()), slip: Some(Box::new(problem)) }
        } else {
            Self::No(Box::new(problem))
        }
    }
}

/// An answer that is still to come.
pub type Answer<T> = Local<Result<T, Trouble>>;

/// What a server can be asked. Each can be asked again when no answer came.
pub trait Server {
    /// What its clock shows.
    fn now(&self) -> Answer<Moment>;
    /// For a paper.
    fn start(&self, request: &StartRequest) -> Answer<Started>;
    /// To take and grade a paper.
    fn hand_in(&self, request: &HandInRequest) -> Answer<HandedIn>;
    /// To use a chance.
    fn prize(&self, request: &PrizeRequest) -> Answer<PrizeStep>;
    /// To take down who fetches a prize.
    fn claim(&self, request: &ClaimRequest) -> Answer<Claimed>;
    /// Where a person stands.
    fn record(&self, request: &RecordRequest) -> Answer<RecordView>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_definite_no_ends_the_asking() {
        use Code::{BadAnswers, NoAttempt, NoAttemptToday, TokenChanged, TokenExpired, TokenReplayed};
        for code in [TokenExpired, TokenChanged, TokenReplayed, BadAnswers, NoAttempt, NoAttemptToday] {
            assert!(matches!(Trouble::of(code.into()), Trouble::No(_)), "{code:?}");
        }
        for code in [Code::TooMany, Code::Unavailable, Code::TokenForeign, Code::UnknownCampaign] {
            assert!(matches!(Trouble::of(code.into()), Trouble::Later { .. }), "{code:?}");
        }
    }
}
