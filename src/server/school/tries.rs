//! Wrong tries to sign in, and whom they make wait.
//!
//! A browser in which the member has signed in before is counted by itself, every other caller by the network it comes from. Each waits
//! after [`FREE_TRIES`], longer and longer. Beside that strangers together wait after [`MOST_TRIES`], and so do the browsers in which the
//! member has signed in, among themselves: whoever knows a number can make other strangers wait, and the member only where they have
//! never signed in. From however many addresses a password is tried, within 24 hours strangers have `MOST_TRIES` tries and one each
//! [`LONGEST_WAIT_MS`], 196 in all; who holds the cookies of a member's browsers has as many again.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;
use domain::moment::DAY_MS;
use wire::api::Code;

use super::School;
use super::browser::Browser;
use crate::hall::Refusal;
use crate::store::register::{Session, Tries};
use crate::throttle::Caller;

/// So many days a browser keeps what tells who has signed in there; browsers themselves allow no more.
pub const BROWSER_DAYS: i64 = 400;
/// So many wrong tries from one place before it must wait.
const FREE_TRIES: u32 = 5;
/// So many from everywhere within [`FORGET_MS`]: a password is not guessed by taking turns.
const MOST_TRIES: u32 = 100;
/// The first wait in milliseconds; each further wrong try doubles it.
const FIRST_WAIT_MS: i64 = 30_000;
/// The longest wait in milliseconds.
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
/// Wrong tries are forgotten after so many milliseconds without another.
const FORGET_MS: i64 = DAY_MS;
/// Tries for numbers that nobody has are counted under so many names, so that made-up ones fill no table. They lock like others, and
/// from one address it takes hours to use that many up, which would tell them from numbers that somebody has.
const NOBODIES: u32 = 1 << 18;

/// What a try is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Signing in.
    Door,
    /// Having a code sent.
    Code,
}

/// Under what a try is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// All who are counted together.
    pub key: String,
    /// Who among them.
    pub caller: String,
}

impl Count {
    /// Of tries in a session: whoever is signed in is no stranger.
    pub fn in_session(session: &Session) -> Self {
        Self { key: key(At::Door, true, &session.member), caller: URL_SAFE_NO_PAD.encode(session.token) }
    }
}

/// All that tries at a member are counted under.
#[must_use]
pub fn keys_of(number: &str) -> [String; 4] {
    [(At::Door, true), (At::Door, false), (At::Code, true), (At::Code, false)].map(|(at, is_known)| key(at, is_known, number))
}

/// No number has a space in it, so no two of these are the same.
fn key(at: At, is_known: bool, number: &str) -> String {
    match (at, is_known) {
        (At::Door, false) => number.to_owned(),
        (At::Door, true) => format!("browsers of {number}"),
        (At::Code, false) => format!("code of {number}"),
        (At::Code, true) => format!("code in browsers of {number}"),
    }
}

impl School {
    /// Under what a try at a number is counted, told whether the roster has that number.
    pub(super) fn count(&self, at: At, number: &str, is_there: bool, caller: &Caller, browser: Option<&Browser>) -> Count {
        let known = browser.filter(|browser| browser.knows(&self.sealer, number));
        let nobody = if is_there { None } else { Some(self.nobody(number)) };
        Count {
            key: key(at, known.is_some(), nobody.as_deref().unwrap_or(number)),
            caller: known.map_or_else(|| caller.network(), Browser::name),
        }
    }

    /// Counts a try as wrong until it is known to be right, so that many at once are as many as one after another. One that comes while
    /// it must wait is refused and not counted.
    pub(super) async fn begin_try(&self, count: &Count, now: Moment) -> Result<(), Refusal> {
        let forget_before = now.plus_ms(-FORGET_MS);
        let allow = Arc::new(move |tries| wait_ms(tries, now) == 0);
        let tries = self.register.begin_try(&count.key, &count.caller, now, forget_before, allow).await?;
        match wait_ms(tries, now) {
            0 => Ok(()),
            wait => Err(Refusal::later(Code::LockedOut, u32::try_from(wait.div_euclid(1000) + 1).unwrap_or(u32::MAX))),
        }
    }

    /// Forgets tries that count no more; called now and then.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn forget_old_tries(&self) -> Result<(), Refusal> {
        self.register.forget_old_tries(self.now().plus_ms(-FORGET_MS)).await?;
        Ok(())
    }

    /// The name under which tries for a number are counted that nobody has: the same for the same number.
    fn nobody(&self, number: &str) -> String {
        let print = self.sealer.fingerprint(&[b"nobody", number.as_bytes()]);
        format!("nobody {}", u32::from_be_bytes([print[0], print[1], print[2], print[3]]) % NOBODIES)
    }
}

/// How many milliseconds a caller still waits.
fn wait_ms(tries: Tries, now: Moment) -> i64 {
    let own = tries.of_caller.checked_sub(FREE_TRIES).map_or(0, |over| (FIRST_WAIT_MS << over.min(10)).min(LONGEST_WAIT_MS));
    let all = if tries.of_all < MOST_TRIES { 0 } else { LONGEST_WAIT_MS };
    let left = |last: Option<Moment>, wait: i64| last.map_or(0, |last| (wait - now.since_ms(last)).max(0));
    left(tries.last_of_caller, own).max(left(tries.last, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(of_caller: u32, of_all: u32, ago: (i64, i64), expected: i64) {
        let last = |ago: i64| Some(Moment(1_000_000_000 - ago));
        let tries = Tries { of_caller, of_all, last_of_caller: last(ago.0), last: last(ago.1) };
        assert_eq!(wait_ms(tries, Moment(1_000_000_000)), expected, "{tries:?}");
    }

    #[test]
    fn each_waits_for_their_own_tries_and_strangers_for_those_of_all() {
        check(4, 99, (0, 0), 0);
        check(5, 5, (10_000, 10_000), 20_000);
        check(6, 60, (10_000, 0), 50_000);
        check(5, 60, (30_000, 0), 0);
        check(40, 40, (0, 0), 900_000);
        check(0, 100, (0, 60_000), 840_000);
        check(0, 100, (0, 900_000), 0);
    }

    #[test]
    fn strangers_have_two_hundred_tries_a_day_from_however_many_addresses() {
        let mut taken: Vec<i64> = Vec::new();
        // each second somebody new, for three days
        for now in (0..3 * DAY_MS).step_by(1_000) {
            let of_all = taken.iter().rev().take_while(|at| **at >= now - FORGET_MS).count() as u32;
            let tries = Tries { of_caller: 0, of_all, last_of_caller: None, last: taken.last().copied().map(Moment) };
            if wait_ms(tries, Moment(now)) == 0 {
                taken.push(now);
            }
        }
        let most = taken.iter().map(|from| taken.iter().filter(|at| (*from..from + DAY_MS).contains(*at)).count()).max();
        assert!(most.is_some_and(|most| (100..=196).contains(&most)), "{most:?}");
    }
}
