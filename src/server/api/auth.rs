//! Users of the server, who may look at boards: name and password by HTTP Basic (RFC 7617), kept as argon2id.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use argon2::password_hash::{PasswordHash, PasswordVerifier as _};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use wire::api::Code;

use crate::hall::Refusal;
use crate::store::{Store, User};
use crate::throttle::Caller;

/// For so long a password that was right is not hashed again: argon2id takes tens of milliseconds on purpose.
const REMEMBERED: Duration = Duration::from_secs(60);
/// So many wrong passwords in a row for one name from one address, and it must wait.
const WRONG: u32 = 5;
/// For so long.
const WAIT: Duration = Duration::from_secs(30);

/// So many passwords are hashed at a time, each with some 19 MiB.
const AT_ONCE: usize = 2;
/// A hash that no password has.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Who was let in, and who guessed wrong.
pub struct Users {
    known: Mutex<HashMap<[u8; 32], Instant>>,
    /// By name and by who tried, so that nobody else can lock a user out.
    wrong: Mutex<HashMap<(String, Caller), (u32, Instant)>>,
    turns: Semaphore,
}

impl Default for Users {
    fn default() -> Self {
        Self { known: Mutex::default(), wrong: Mutex::default(), turns: Semaphore::new(AT_ONCE) }
    }
}

impl Users {
    /// Lets a user in.
    ///
    /// # Errors
    /// [`Code::NotAllowed`], or [`Code::TooMany`] after too many wrong passwords.
    pub async fn check(&self, store: &dyn Store, caller: &Caller, headers: &HeaderMap) -> Result<User, Refusal> {
        let (name, password) = credentials(headers).ok_or(Code::NotAllowed)?;
        let users = store.users().await?;
        let user = users.into_iter().find(|user| user.name == name && !user.disabled);
        // a name that nobody has takes as long as a wrong password
        let kept = user.as_ref().map_or_else(|| NOBODY.to_owned(), |user| user.password.clone());
        let print: [u8; 32] = Sha256::digest(format!("{name}\0{password}\0{kept}")).into();
        if self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&print).is_some_and(|at| at.elapsed() < REMEMBERED) {
            return user.ok_or_else(|| Code::NotAllowed.into());
        }
        let who = (name, *caller);
        self.begin_try(&who)?;
        let _turn = self.turns.acquire().await.map_err(Refusal::internal)?;
        let right = tokio::task::spawn_blocking(move || is_right(&kept, &password)).await.map_err(Refusal::internal)?;
        if !right {
            return Err(Code::NotAllowed.into());
        }
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).remove(&who);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, at| at.elapsed() < REMEMBERED);
        known.insert(print, Instant::now());
        user.ok_or_else(|| Code::NotAllowed.into())
    }

    /// Counts a try as wrong until it is known to be right, so that many at once are as many as one after another.
    fn begin_try(&self, who: &(String, Caller)) -> Result<(), Refusal> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.retain(|_, (_, last)| last.elapsed() < WAIT);
        let (count, last) = wrong.entry(who.clone()).or_insert((0, Instant::now()));
        if *count >= WRONG {
            return Err(Refusal::later(Code::TooMany, WAIT.as_secs() as u32));
        }
        (*count, *last) = (*count + 1, Instant::now());
        Ok(())
    }
}

fn is_right(kept: &str, password: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|kept| argon2::Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

/// Name and password of HTTP Basic (RFC 7617); `None` when there are none that can be read.
#[must_use]
pub fn credentials(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = value.split_once(' ')?;
    let plain = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (name, password) = plain.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (name.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn whoever_guesses_from_elsewhere_locks_nobody_out() {
        let users = Users::default();
        let from = |last: u8| ("desk".to_owned(), Caller(Some(IpAddr::from([10, 0, 0, last]))));
        for _ in 0..WRONG {
            assert_eq!(users.begin_try(&from(1)), Ok(()));
        }
        assert_eq!(users.begin_try(&from(1)).map_err(|refused| refused.code), Err(Code::TooMany));
        assert_eq!(users.begin_try(&from(2)), Ok(()));
    }
}
