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

use super::browser::Browser;
use super::tries::{At, Count};
use super::{School, Sender as _, Senders, secret};
use crate::hall::Refusal;
use crate::seal::{Purpose, Sealer};
use crate::store::Register;
use crate::store::register::{Credential, PasswordSet, PhoneCode, Session};
use crate::throttle::Caller;

/// So many days a browser keeps the cookie of a session.
pub const COOKIE_DAYS: i64 = 180;
/// So many days a session lasts that nobody uses. Each day of use begins them anew, so that no exam ends one.
const IDLE_DAYS: i64 = 14;
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
    /// What tells later that this browser is known, as a cookie of its own.
    pub browser: String,
    /// Who.
    pub view: MemberView,
}

impl School {
    /// Signs a member in; `browser` is what an earlier time left there.
    ///
    /// # Errors
    /// [`Code::WrongSecret`], the same whatever is wrong; [`Code::LockedOut`] after too many wrong tries.
    pub async fn sign_in(&self, caller: &Caller, browser: Option<&str>, request: &SignInRequest) -> Result<SignedIn, Refusal> {
        let (now, number, browser) = (self.now(), plain(&request.number), browser.and_then(Browser::read));
        let live = self.roster().await?;
        let count = self.count(At::Door, &number, live.roster.member(&number).is_some(), caller, browser.as_ref());
        self.begin_try(&count, now).await?;
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
        self.register.forget_tries(&count.key, &count.caller).await?;
        let browser = browser.map_or_else(Browser::new, Ok)?.with(&self.sealer, &number).cookie();
        let (cookie, view) = self.begin_session(member, kept, fresh, now).await?;
        Ok(SignedIn { cookie, browser, view })
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

    async fn begin_session(
        &self,
        member: &Member,
        proof: Option<Credential>,
        fresh: bool,
        now: Moment,
    ) -> Result<(String, MemberView), Refusal> {
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
        Ok((cookie, self.me(&known).await?))
    }

    /// Sends a code to the phone of a member. Whoever asks learns nothing about who is there.
    ///
    /// # Errors
    /// [`Code::NoPhoneCodes`] where no sender is configured; [`Code::LockedOut`] for who asks too often.
    pub async fn send_code(&self, caller: &Caller, browser: Option<&str>, request: &SendCodeRequest) -> Result<CodeSent, Refusal> {
        if !self.sender.is_there() {
            return Err(Code::NoPhoneCodes.into());
        }
        let (now, number, browser) = (self.now(), plain(&request.number), browser.and_then(Browser::read));
        let live = self.roster().await?;
        let count = self.count(At::Code, &number, live.roster.member(&number).is_some(), caller, browser.as_ref());
        self.begin_try(&count, now).await?;
        if self.member(&live.roster, &request.unit, &number).is_some() {
            let code = six_digits()?;
            let kept = PhoneCode { code: self.code_print(&number, &code), member: number, sent: now, until: now.plus_ms(CODE_MS) };
            let (register, sealer, sender) = (Arc::clone(&self.register), Arc::clone(&self.sealer), self.sender.clone());
            // nobody waits for the register and the gateway: how long these take would tell who is there and has a phone
            tokio::spawn(async move {
                if let Err(why) = deliver(&*register, &sealer, sender, kept, code).await {
                    tracing::error!(why, "a code could not be sent");
                }
            });
        }
        Ok(CodeSent { valid_s: (CODE_MS / 1000) as u32, again_s: (CODE_AGAIN_MS / 1000) as u32 })
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
        let kept = self.register.credential(&known.member).await?;
        Ok(MemberView {
            unit: live.roster.units.path(&standing.unit),
            number: standing.number,
            name: standing.name,
            rank: standing.rank,
            must_set_password: known.session.fresh,
            has_password: kept.is_some_and(|kept| !kept.one_time),
            sessions: known.sessions,
            now_ms: self.now().0,
        })
    }

    /// Sets a password; every other session of the member ends.
    ///
    /// # Errors
    /// [`Code::WeakPassword`], [`Code::WrongSecret`]; [`Code::NotSignedIn`] when another device set one at the same time.
    pub async fn set_password(&self, known: &Known, request: &SetPasswordRequest) -> Result<MemberView, Refusal> {
        let me = self.me(known).await?;
        if !secret::will_do(&request.password, &me.number, &me.name) {
            return Err(Code::WeakPassword.into());
        }
        let now = self.now();
        let kept = self.register.credential(&known.member).await?;
        // a session that somebody left open must not be enough to take the account away
        if let Some(kept) = kept.as_ref().filter(|kept| !known.session.fresh && !kept.one_time) {
            let count = Count::in_session(&known.session);
            self.begin_try(&count, now).await?;
            let present = request.present.as_deref().ok_or(Code::WrongSecret)?;
            self.by_password(Some(kept), present, now).await?;
            self.register.forget_tries(&count.key, &count.caller).await?;
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

/// Keeps a code and sends it, when the member has a phone and none was sent just now.
async fn deliver(register: &dyn Register, sealer: &Sealer, sender: Senders, kept: PhoneCode, code: String) -> Result<(), String> {
    let Some(sealed) = register.phone(&kept.member).await.map_err(|why| why.to_string())? else { return Ok(()) };
    let phone = sealer.unseal(Purpose::Detail, &sealed).map_err(|why| format!("the phone number can't be opened: {why:?}"))?;
    let phone = String::from_utf8(phone).map_err(|why| why.to_string())?;
    let not_after = kept.sent.plus_ms(-CODE_AGAIN_MS);
    if !register.put_code(kept, not_after).await.map_err(|why| why.to_string())? {
        return Ok(());
    }
    tokio::task::spawn_blocking(move || sender.send(&phone, &code)).await.map_err(|why| why.to_string())?
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
