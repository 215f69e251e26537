//! Signing in and out: unit, number and a password or a code from the phone; then a session in the register.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;
use domain::moment::DAY_MS;
use domain::roster::{Member, Roster};
use sha2::{Digest as _, Sha256};
use wire::api::Code;
use wire::study::{CodeSent, MemberView, SendCodeRequest, SetPasswordRequest, SignInRequest};

use super::{School, Sender as _, secret};
use crate::hall::Refusal;
use crate::seal::Purpose;
use crate::store::register::{Credential, PasswordSet, PhoneCode, Session, Tries};
use crate::throttle::Caller;

/// So many days a browser keeps the cookie of a session.
pub const COOKIE_DAYS: i64 = 180;
/// So many days a session lasts that nobody uses. Each day of use begins them anew, so that no exam ends one.
const IDLE_DAYS: i64 = 14;
/// So many wrong tries from one place before it must wait.
const FREE_TRIES: u32 = 5;
/// Tries for numbers that nobody has are counted under so many names, so that made-up ones fill no table and lock like others.
const NOBODIES: u16 = 4_096;
/// What those names begin with.
const NOBODY: &str = "nobody ";
/// So many from everywhere within [`FORGET_MS`]: a password is not guessed by taking turns.
const MOST_TRIES: u32 = 100;
/// The first wait in milliseconds; each further wrong try doubles it.
const FIRST_WAIT_MS: i64 = 30_000;
/// The longest wait in milliseconds.
const LONGEST_WAIT_MS: i64 = 15 * 60_000;
/// Wrong tries are forgotten after so many milliseconds without another.
const FORGET_MS: i64 = DAY_MS;
/// So long a code is good.
const CODE_MS: i64 = 5 * 60_000;
/// So long until another may be asked for.
const CODE_AGAIN_MS: i64 = 60_000;
/// So many wrong codes, and it is none any more.
const CODE_TRIES: u32 = 5;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their number.
    pub member: String,
    /// The session.
    pub session: Session,
    /// How many sessions they have.
    pub sessions: u32,
}

/// A new session, and what the browser is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret of the cookie.
    pub cookie: String,
    /// Who.
    pub view: MemberView,
}

impl School {
    /// Signs a member in.
    ///
    /// # Errors
    /// [`Code::WrongSecret`], the same whatever is wrong; [`Code::LockedOut`] after too many wrong tries.
    pub async fn sign_in(&self, caller: &Caller, request: &SignInRequest) -> Result<SignedIn, Refusal> {
        let (now, number, caller) = (self.now(), plain(&request.number), caller.network());
        let live = self.roster().await?;
        let key = if live.roster.member(&number).is_some() { number.clone() } else { self.nobody(&number) };
        self.begin_try(&key, &caller, now).await?;
        let member = self.member(&live.roster, &request.unit, &number);
        // what is asked for and worked out is the same whoever is there
        let kept = self.register.credential(&number).await?;
        let fresh = match (&request.password, &request.code) {
            (Some(password), None) => {
                self.by_password(kept.as_ref().filter(|_| member.is_some()), password, now).await?;
                kept.as_ref().is_some_and(|kept| kept.one_time)
            }
            (None, Some(code)) => {
                self.by_code(&number, member.is_some(), code, now).await?;
                // whoever has the phone need not have a password too
                false
            }
            _ => return Err(Code::BadBody.into()),
        };
        let member = member.ok_or(Code::WrongSecret)?;
        self.register.forget_tries(&key, &caller).await?;
        self.begin_session(member, kept, fresh, now).await
    }

    /// Whether a password is the one that rests and still good.
    async fn by_password(&self, kept: Option<&Credential>, password: &str, now: Moment) -> Result<(), Refusal> {
        let usable = kept.filter(|kept| kept.until.is_none_or(|until| now < until));
        let (hash, tried) = (usable.map(|kept| kept.hash.clone()), password.to_owned());
        let _turn = self.turns.acquire().await.map_err(Refusal::internal)?;
        let is_right = tokio::task::spawn_blocking(move || secret::is_right(hash.as_deref(), &tried));
        if is_right.await.map_err(Refusal::internal)? { Ok(()) } else { Err(Code::WrongSecret.into()) }
    }

    async fn by_code(&self, number: &str, is_member: bool, code: &str, now: Moment) -> Result<(), Refusal> {
        // of whoever is no member none was sent, and looking for it takes as long
        let print = if is_member { self.code_print(number, &plain(code)) } else { [0; 32] };
        if self.register.take_code(number, print, now, CODE_TRIES).await? { Ok(()) } else { Err(Code::WrongSecret.into()) }
    }

    async fn begin_session(&self, member: &Member, proof: Option<Credential>, fresh: bool, now: Moment) -> Result<SignedIn, Refusal> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(Refusal::internal)?;
        let cookie = URL_SAFE_NO_PAD.encode(bytes);
        let session = Session {
            token: Sha256::digest(&cookie).into(),
            member: member.number.clone(),
            made: now,
            until: now.plus_ms(IDLE_DAYS * DAY_MS),
            fresh,
        };
        // the password may have been changed while this one was looked at
        if !self.register.put_session(session.clone(), proof).await? {
            return Err(Code::WrongSecret.into());
        }
        let (_, sessions) = self.register.session(session.token, now).await?.ok_or_else(|| Refusal::internal("a session is gone"))?;
        let known = Known { member: member.number.clone(), session, sessions };
        Ok(SignedIn { cookie, view: self.me(&known).await? })
    }

    /// Sends a code to the phone of a member. Whoever asks learns nothing about who is there.
    ///
    /// # Errors
    /// [`Code::NoPhoneCodes`] where no sender is configured; [`Code::LockedOut`] for who asks too often.
    pub async fn send_code(&self, caller: &Caller, request: &SendCodeRequest) -> Result<CodeSent, Refusal> {
        if !self.sender.is_there() {
            return Err(Code::NoPhoneCodes.into());
        }
        let (now, number) = (self.now(), plain(&request.number));
        let live = self.roster().await?;
        let sent = CodeSent { valid_s: (CODE_MS / 1000) as u32, again_s: (CODE_AGAIN_MS / 1000) as u32 };
        let key = format!("code of {}", if live.roster.member(&number).is_some() { number.clone() } else { self.nobody(&number) });
        self.begin_try(&key, &caller.network(), now).await?;
        let Some(member) = self.member(&live.roster, &request.unit, &number).map(|member| member.number.clone()) else { return Ok(sent) };
        let rows = self.register.roster().await?;
        let sealed = rows.members.into_iter().find(|row| row.number == member).and_then(|row| row.phone);
        let phone =
            sealed.and_then(|sealed| self.sealer.unseal(Purpose::Detail, &sealed).ok()).and_then(|plain| String::from_utf8(plain).ok());
        let Some(phone) = phone else { return Ok(sent) };
        let code = six_digits()?;
        let kept = PhoneCode { code: self.code_print(&member, &code), member, sent: now, until: now.plus_ms(CODE_MS) };
        if self.register.put_code(kept, now.plus_ms(-CODE_AGAIN_MS)).await? {
            let sender = self.sender.clone();
            // nobody waits for the gateway: how long it takes would tell who has a phone
            tokio::task::spawn_blocking(move || {
                if let Err(why) = sender.send(&phone, &code) {
                    tracing::error!(why, "a code could not be sent");
                }
            });
        }
        Ok(sent)
    }

    /// Counts a try as wrong until it is known to be right, so that many at once are as many as one after another. One that comes while
    /// it must wait is refused and not counted.
    async fn begin_try(&self, member: &str, caller: &str, now: Moment) -> Result<(), Refusal> {
        // many people may share a name that nobody has, and there is nothing to guess behind it
        let is_somebody = !member.contains(NOBODY);
        let wait_ms = move |tries: Tries| {
            let backed_off = match tries.of_caller.checked_sub(FREE_TRIES) {
                _ if is_somebody && tries.of_all >= MOST_TRIES => LONGEST_WAIT_MS,
                None => 0,
                Some(over) => (FIRST_WAIT_MS << over.min(10)).min(LONGEST_WAIT_MS),
            };
            tries.last.map_or(0, |last| (backed_off - now.since_ms(last)).max(0))
        };
        let tries =
            self.register.begin_try(member, caller, now, now.plus_ms(-FORGET_MS), Arc::new(move |tries| wait_ms(tries) == 0)).await?;
        match wait_ms(tries) {
            0 => Ok(()),
            wait => Err(Refusal::later(Code::LockedOut, u32::try_from(wait.div_euclid(1000) + 1).unwrap_or(u32::MAX))),
        }
    }

    /// The name under which tries for a number are counted that nobody has: the same for the same number.
    fn nobody(&self, number: &str) -> String {
        let print = self.sealer.fingerprint(&[b"nobody", number.as_bytes()]);
        format!("{NOBODY}{}", u16::from_be_bytes([print[0], print[1]]) % NOBODIES)
    }

    /// The session of a cookie.
    ///
    /// # Errors
    /// [`Code::NotSignedIn`]; [`Code::PasswordFirst`] while a one-time password waits to be replaced, unless `fresh_too`.
    pub async fn known(&self, cookie: Option<&str>, fresh_too: bool) -> Result<Known, Refusal> {
        let token = Sha256::digest(cookie.ok_or(Code::NotSignedIn)?).into();
        let (session, sessions) = self.register.session(token, self.now()).await?.ok_or(Code::NotSignedIn)?;
        // who has left has no session either
        if !self.roster().await?.is_member(&session.member, self.today()) {
            return Err(Code::NotSignedIn.into());
        }
        if session.fresh && !fresh_too {
            return Err(Code::PasswordFirst.into());
        }
        let until = self.now().plus_ms(IDLE_DAYS * DAY_MS).min(session.made.plus_ms(COOKIE_DAYS * DAY_MS));
        if until.since_ms(session.until) > DAY_MS {
            self.register.extend_session(token, until).await?;
        }
        Ok(Known { member: session.member.clone(), session, sessions })
    }

    /// A member, to themselves.
    ///
    /// # Errors
    /// [`Code::NotSignedIn`] when they are no member any more.
    pub async fn me(&self, known: &Known) -> Result<MemberView, Refusal> {
        let live = self.roster().await?;
        let standing = live.standing(&known.member, self.today()).ok_or(Code::NotSignedIn)?;
        Ok(MemberView {
            unit: live.roster.units.path(&standing.unit),
            number: standing.number,
            name: standing.name,
            rank: standing.rank,
            must_set_password: known.session.fresh,
            sessions: known.sessions,
            now_ms: self.now().0,
        })
    }

    /// Sets a password; every other session of the member ends.
    ///
    /// # Errors
    /// [`Code::WeakPassword`], [`Code::WrongSecret`]; [`Code::NotSignedIn`] when another device set one at the same time.
    pub async fn set_password(&self, known: &Known, caller: &Caller, request: &SetPasswordRequest) -> Result<MemberView, Refusal> {
        let me = self.me(known).await?;
        if !secret::will_do(&request.password, &me.number, &me.name) {
            return Err(Code::WeakPassword.into());
        }
        let now = self.now();
        let kept = self.register.credential(&known.member).await?;
        // a session that somebody left open must not be enough to take the account away
        if let Some(kept) = kept.as_ref().filter(|kept| !known.session.fresh && !kept.one_time) {
            let caller = caller.network();
            self.begin_try(&known.member, &caller, now).await?;
            let present = request.present.as_deref().ok_or(Code::WrongSecret)?;
            self.by_password(Some(kept), present, now).await?;
            self.register.forget_tries(&known.member, &caller).await?;
        }
        let _turn = self.turns.acquire().await.map_err(Refusal::internal)?;
        let password = request.password.clone();
        let hash = tokio::task::spawn_blocking(move || secret::hashed(&password)).await.map_err(Refusal::internal)??;
        let after = Credential { hash, one_time: false, until: None, made: now };
        // another device was first, and this session ended with it
        if !self.register.set_password(PasswordSet { session: known.session.clone(), before: kept, after }).await? {
            return Err(Code::NotSignedIn.into());
        }
        let session = Session { fresh: false, ..known.session.clone() };
        self.me(&Known { session, sessions: 1, ..known.clone() }).await
    }

    /// Ends this session, or every one of the member.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn sign_out(&self, known: &Known, everywhere: bool) -> Result<(), Refusal> {
        if everywhere {
            self.register.end_sessions(&known.member, None).await?;
        } else {
            self.register.end_session(known.session.token).await?;
        }
        Ok(())
    }

    /// The member whom unit and number name today: the unit by its code, name or path, or one above it.
    fn member<'a>(&self, roster: &'a Roster, unit: &str, number: &str) -> Option<&'a Member> {
        let unit = plain(unit);
        let member = roster.member(number)?;
        let spell = member.on(self.today())?;
        let mut upwards = roster.units.upwards(&spell.unit);
        upwards.any(|one| one.code == unit || one.name == unit || roster.units.path(&one.code) == unit).then_some(member)
    }

    fn code_print(&self, member: &str, code: &str) -> [u8; 32] {
        self.sealer.fingerprint(&[b"phone code", member.as_bytes(), code.as_bytes()])
    }
}

/// What people type, as rosters have it: no spaces, full-width letters and digits made narrow.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

fn six_digits() -> Result<String, Refusal> {
    loop {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).map_err(Refusal::internal)?;
        let n = u32::from_be_bytes(bytes);
        // the largest multiple of a million: above it some codes would come up more often
        if n < 4_294_000_000 {
            return Ok(format!("{:06}", n % 1_000_000));
        }
    }
}
