//! The server of members as their program asks it: one way to send a request, and the ways of getting no answer.

#[cfg(test)]
pub mod fake;

use crate::keep::Local;
use paint::study::encode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::api::{Code, Endpoint, Method, Problem};
use wire::study::TaskView;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network, no answer in time, or one that something in between gave.
    Unreached,
    /// Nobody is signed in here any more.
    NotSignedIn,
    /// A password must be set before anything else.
    PasswordFirst,
    /// The server says no, or not now.
    Refused(Box<Problem>),
}

impl Failure {
    /// What a refusal means.
    #[must_use]
    pub fn of(problem: Problem) -> Self {
        match &problem.code {
            code if code == Code::NotSignedIn.word() => Self::NotSignedIn,
            code if code == Code::PasswordFirst.word() => Self::PasswordFirst,
            _ => Self::Refused(Box::new(problem)),
        }
    }

    /// Whether asking again later may help: too early (408), too many (429) and the server's own faults (5xx) pass.
    #[must_use]
    pub fn passes(&self) -> bool {
        match self {
            Self::Unreached => true,
            Self::NotSignedIn | Self::PasswordFirst => false,
            Self::Refused(problem) => matches!(problem.status, 408 | 429 | 500..),
        }
    }

    /// What happened and what to do, for the screen.
    #[must_use]
    pub fn says(&self) -> &str {
        match self {
            Self::Unreached => "可能是网络不好。请连上网，再试一次。",
            Self::NotSignedIn => Code::NotSignedIn.detail(),
            Self::PasswordFirst => Code::PasswordFirst.detail(),
            Self::Refused(problem) => &problem.detail,
        }
    }

    /// Whether it is a refusal with this code.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Refused(problem) if problem.code == code.word())
    }
}

/// An answer that is still to come.
pub type Answer<T> = Local<Result<T, Failure>>;

/// Something that takes requests.
pub trait Server {
    /// The text of an answer that is no refusal. `path` begins with a slash; `body` is JSON, and none for what is only asked.
    fn send(&self, path: &str, body: Option<String>) -> Answer<String>;

    /// From now on it is asked for this member, and answers nobody else; for whoever is signed in, where none is given.
    fn speak_for(&self, _number: Option<&str>) {}
}

/// Asks an endpoint whose address has nothing that varies.
pub fn ask<E>(server: &dyn Server, request: &E::Request) -> Answer<E::Response>
where
    E: Endpoint,
    E::Request: Serialize,
    E::Response: DeserializeOwned + 'static,
{
    ask_at::<E>(server, &[], request)
}

/// Asks an endpoint; `names` are what stands for the `{…}` of its address, in their order.
pub fn ask_at<E>(server: &dyn Server, names: &[&str], request: &E::Request) -> Answer<E::Response>
where
    E: Endpoint,
    E::Request: Serialize,
    E::Response: DeserializeOwned + 'static,
{
    let body = match E::METHOD {
        Method::Get => None,
        // types of ours have names of text only, and so can be written
        Method::Post => serde_json::to_string(request).ok(),
    };
    let answer = server.send(&address(E::PATH, names), body);
    // an answer that can't be read came from something in between, such as the sign-in page of a hotel: as if there were none
    Box::pin(async move { serde_json::from_str(&answer.await?).map_err(|_| Failure::Unreached) })
}

fn address(path: &str, names: &[&str]) -> String {
    let mut names = names.iter();
    let mut address = String::new();
    for piece in path.split_inclusive(['{', '}']) {
        match piece.strip_suffix('{') {
            Some(piece) => address += piece,
            None if piece.ends_with('}') => {
                address += &names.next().map_or_else(String::new, |name| encode(name).replace('/', "%2F").replace('#', "%23"))
            }
            None => address += piece,
        }
    }
    address
}

/// `GET /api/v1/assignments/{id}`.
pub struct ViewTask;

impl Endpoint for ViewTask {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}";
    type Request = ();
    type Response = TaskView;
}

#[cfg(test)]
mod tests {
    use super::fake::{Fake, now};
    use super::*;
    use wire::study::{Done, Me, SignOut, SignOutRequest, ViewLaw};

    #[test]
    fn what_varies_stands_in_the_address_and_the_request_in_the_body() {
        let server = Fake::default();
        server.answer("{}");
        assert_eq!(now(ask::<SignOut>(&server, &SignOutRequest { everywhere: true })), Ok(Done {}));
        let _ = now(ask_at::<ViewLaw>(&server, &["民法典/x"], &()));
        assert_eq!(
            server.asked(),
            [
                ("/api/v1/session/end".to_owned(), Some("{\"everywhere\":true}".to_owned())),
                ("/api/v1/laws/%E6%B0%91%E6%B3%95%E5%85%B8%2Fx".to_owned(), None)
            ]
        );
    }

    #[test]
    fn an_answer_that_is_none_of_ours_is_as_if_there_were_none() {
        let server = Fake::default();
        server.answer("<html>请登录无线网</html>");
        assert_eq!(now(ask::<Me>(&server, &())), Err(Failure::Unreached));
    }

    #[test]
    fn a_refusal_says_what_to_do_and_only_some_pass() {
        assert_eq!(Failure::of(Code::NotSignedIn.into()), Failure::NotSignedIn);
        assert_eq!(Failure::of(Code::PasswordFirst.into()), Failure::PasswordFirst);
        for (code, passes) in [(Code::TooMany, true), (Code::Internal, true), (Code::ExamBarred, false), (Code::WrongSecret, false)] {
            let failure = Failure::of(code.into());
            assert_eq!((failure.passes(), failure.is(code)), (passes, true), "{code:?}");
            assert!(!failure.says().is_empty());
        }
    }
}
