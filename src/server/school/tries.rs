//! Wrong tries to sign in, and whom they make wait.
//!
//! A browser in which the member has signed in before is counted by itself, every other caller by the network it comes from. Each waits
//! after [`FREE_TRIES`], longer and longer. Beside that strangers together wait after [`MOST_TRIES`], and so do the browsers in which the
//! member has signed in, among themselves: whoever knows a number can make other strangers wait, and the member only where they have
//! never signed in. From however many addresses a password is tried, within 24 hours strangers have `MOST_TRIES` tries and one each
//! [`LONGEST_WAIT_MS`], 196 in all; who holds the cookies of a member's browsers has as many again.
//!
//! Codes are messages that somebody pays for and somebody gets: [`MOST_CODES`] a day to one member, and [`most_codes`] that nobody used to
//! all within an hour. Who signs in with one gives both back.

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
use crate::store::{Register, StoreError};
use crate::throttle::Caller;

/// So many days a browser keeps what tells who has signed in there; browsers themselves allow no more.
pub const BROWSER_DAYS: i64 = 400;
/// So many wrong tries from one place before it must wait.
const FREE_TRIES: u32 = 5;
/// So many from everywhere within [`FORGET_MS`]: a password is not guessed by taking turns.
const MOST_TRIES: u32 = 100;
/// So many codes strangers may have sent to one member within [`FORGET_MS`], and as many the browsers in which the member has signed in.
const MOST_CODES: u32 = 10;
/// Within so many milliseconds codes to all are counted.
const CODES_MS: i64 = 60 * 60_000;
/// Under this key codes are counted that were sent and not used, by member. No number has a space in it.
const CODES: &str = "codes to all";
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
    /// What they are tries at.
    at: At,
    /// All who are counted together.
    pub key: String,
    /// Who among them.
    pub caller: String,
}

impl Count {
    /// Of tries in a session: whoever is signed in is no stranger.
    pub fn in_session(session: &Session) -> Self {
        Self { at: At::Door, key: key(At::Door, true, &session.member), caller: URL_SAFE_NO_PAD.encode(session.token) }
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
            at,
            key: key(at, known.is_some(), nobody.as_deref().unwrap_or(number)),
            caller: known.map_or_else(|| caller.network(), Browser::name),
        }
    }

    /// Counts a try as wrong until it is known to be right, so that many at once are as many as one after another. One that comes while
    /// it must wait is refused and not counted.
    pub(super) async fn begin_try(&self, count: &Count, now: Moment) -> Result<(), Refusal> {
        let forget_before = now.plus_ms(-FORGET_MS);
        let at = count.at;
        let allow = Arc::new(move |tries| wait_ms(at, tries, now) == 0);
        let tries = self.register.begin_try(&count.key, &count.caller, now, forget_before, allow).await?;
        match wait_ms(at, tries, now) {
            0 => Ok(()),
            wait => Err(Refusal::later(Code::LockedOut, u32::try_from(wait.div_euclid(1000) + 1).unwrap_or(u32::MAX))),
        }
    }

    /// A code was used: it counts no more, neither for whoever asked for it nor for all.
    pub(super) async fn forget_code(&self, number: &str, asked: &Count) -> Result<(), Refusal> {
        self.register.forget_tries(&asked.key, &asked.caller).await?;
        Ok(self.register.forget_tries(CODES, number).await?)
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

/// So many codes that nobody used yet may be sent within an hour where there are so many members: one to each of them, and 60 at least.
/// So all may ask at the same moment, and whoever has codes sent to all numbers does it once an hour at most.
pub fn most_codes(members: usize) -> u32 {
    u32::try_from(members).unwrap_or(u32::MAX).max(60)
}

/// How many codes that nobody used yet were sent to all within an hour.
///
/// # Errors
/// When the register fails.
pub async fn codes_unused(register: &dyn Register, member: &str, now: Moment) -> Result<u32, StoreError> {
    Ok(register.begin_try(CODES, member, now, now.plus_ms(-CODES_MS), Arc::new(|_| false)).await?.of_all)
}

/// Counts a code that is sent to a member.
///
/// # Errors
/// When the register fails.
pub async fn count_code(register: &dyn Register, member: &str, now: Moment) -> Result<(), StoreError> {
    register.begin_try(CODES, member, now, now.plus_ms(-CODES_MS), Arc::new(|_| true)).await.map(drop)
}

/// How many milliseconds a caller still waits.
fn wait_ms(at: At, tries: Tries, now: Moment) -> i64 {
    let (most, wait) = match at {
        At::Door => (MOST_TRIES, LONGEST_WAIT_MS),
        At::Code => (MOST_CODES, FORGET_MS),
    };
    let own = tries.of_caller.checked_sub(FREE_TRIES).map_or(0, |over| (FIRST_WAIT_MS << over.min(10)).min(LONGEST_WAIT_MS));
    let all = if tries.of_all < most { 0 } else { wait };
    let left = |last: Option<Moment>, wait: i64| last.map_or(0, |last| (wait - now.since_ms(last)).max(0));
    left(tries.last_of_caller, own).max(left(tries.last, all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Testing;
    use crate::testing::school::shipped;

    fn check(of_caller: u32, of_all: u32, ago: (i64, i64), expected: i64) {
        let last = |ago: i64| Some(Moment(1_000_000_000 - ago));
        let tries = Tries { of_caller, of_all, last_of_caller: last(ago.0), last: last(ago.1) };
        assert_eq!(wait_ms(At::Door, tries, Moment(1_000_000_000)), expected, "{tries:?}");
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
    fn one_member_gets_ten_codes_a_day_from_strangers() {
        let wait = |of_all: u32, ago: i64| {
            let last = Some(Moment(1_000_000_000 - ago));
            wait_ms(At::Code, Tries { of_caller: 0, of_all, last_of_caller: None, last }, Moment(1_000_000_000))
        };
        assert_eq!((wait(9, 0), wait(10, 0), wait(10, 60_000), wait(10, DAY_MS)), (0, DAY_MS, DAY_MS - 60_000, 0));
    }

    #[tokio::test]
    async fn so_many_codes_go_to_all_within_an_hour_and_one_that_was_used_makes_room() {
        let hall = Testing::at_school(shipped(), 5, 20, 9).await;
        let (school, now) = (&hall.desk.school, hall.now());
        let asked = school.count(At::Code, "1", true, &Caller(None), None);
        let check = |member: &'static str, minutes: i64, expected: bool| async move {
            let (register, at) = (&*school.register, now.plus_ms(minutes * 60_000));
            let fits = codes_unused(register, member, at).await.expect("counted") < 2;
            assert_eq!(fits, expected, "{member} {minutes}");
            if fits {
                count_code(register, member, at).await.expect("counted");
            }
        };
        check("1", 0, true).await;
        check("2", 1, true).await;
        check("3", 2, false).await;
        school.forget_code("1", &asked).await.expect("forgotten");
        check("3", 3, true).await;
        check("4", 61, false).await;
        check("4", 62, true).await;
        assert_eq!((most_codes(3), most_codes(2_000)), (60, 2_000));
    }

    #[test]
    fn strangers_have_two_hundred_tries_a_day_from_however_many_addresses() {
        let mut taken: Vec<i64> = Vec::new();
        // each second somebody new, for three days
        for now in (0..3 * DAY_MS).step_by(1_000) {
            let of_all = taken.iter().rev().take_while(|at| **at >= now - FORGET_MS).count() as u32;
            let tries = Tries { of_caller: 0, of_all, last_of_caller: None, last: taken.last().copied().map(Moment) };
            if wait_ms(At::Door, tries, Moment(now)) == 0 {
                taken.push(now);
            }
        }
        let most = taken.iter().map(|from| taken.iter().filter(|at| (*from..from + DAY_MS).contains(*at)).count()).max();
        assert!(most.is_some_and(|most| (100..=196).contains(&most)), "{most:?}");
    }
}
