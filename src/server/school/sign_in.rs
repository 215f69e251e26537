//! Signing in and out: unit, number and a password or a code from the phone; then a session in the register.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;
use domain::moment::DAY_MS;
use domain::roster::{Member, plain};
use sha2::{Digest as _, Sha256};
use wire::api::Code;
use wire::study::{CodeSent, MemberView, SendCodeRequest, SetPasswordRequest, SignInRequest};

use super::browser::Browser;
use super::people::Live;
use super::tries::{At, Count, codes_unused, count_code, most_codes};
use super::{Place, School, Sender as _, Senders, secret};
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

/// Who somebody says they are, and how often that was said.
struct Claim {
    /// The member's number, or what was typed where nobody has it.
    number: String,
    is_member: bool,
    count: Count,
}

/// What somebody proves it with.
enum Proof {
    Password(String),
    /// A code, and under what it was counted that one was asked for.
    Code(String, Count),
}

impl School {
    /// A place for somebody who will sign in or set a password; taken before anything is counted.
    ///
    /// # Errors
    /// [`Code::Unavailable`] with when to come again, when too many are at it.
    pub fn place(&self) -> Result<Place, Refusal> {
        self.hashing.place()
    }

    /// Signs a member in; `browser` is what an earlier time left there.
    ///
    /// # Errors
    /// [`Code::WrongSecret`], the same whatever is wrong; [`Code::LockedOut`] after too many wrong tries.
    pub async fn sign_in(
        self: &Arc<Self>,
        place: Place,
        caller: &Caller,
        browser: Option<&str>,
        request: &SignInRequest,
    ) -> Result<SignedIn, Refusal> {
        let (now, browser) = (self.now(), browser.and_then(Browser::read));
        let live = self.roster().await?;
        let (number, is_there) = self.number(&live, &request.number);
        let member = live.roster.told_with_unit(&request.number, &request.unit, self.today());
        let count = |at: At| self.count(at, &number, is_there, caller, browser.as_ref());
        let proof = match (&request.password, &request.code) {
            (Some(password), None) => Proof::Password(password.clone()),
            (None, Some(code)) => Proof::Code(plain(code), count(At::Code)),
            _ => return Err(Code::BadBody.into()),
        };
        // whoever has the phone need not have a password too
        let is_by_password = matches!(proof, Proof::Password(_));
        let claim = Claim { number: number.clone(), is_member: member.is_some(), count: count(At::Door) };
        let kept = self.proven(place, claim, proof, now).await?;
        let member = member.ok_or(Code::WrongSecret)?;
        let browser = browser.map_or_else(Browser::new, Ok)?.with(&self.sealer, &number).cookie();
        let fresh = is_by_password && kept.as_ref().is_some_and(|kept| kept.one_time);
        let (cookie, view) = self.begin_session(member, kept, fresh, now).await?;
        Ok(SignedIn { cookie, browser, view })
    }

    /// The number under which somebody is known or, where nobody has it, the same for all its spellings; and whether somebody has it.
    fn number(&self, live: &Live, typed: &str) -> (String, bool) {
        match live.roster.numbered(typed) {
            Some(member) => (member.number.clone(), true),
            None => (plain(typed).to_ascii_uppercase(), false),
        }
    }

    /// Gives back how the member proves who they are, once this proof was right. It goes to its end by itself: who goes away before the
    /// answer came had a right try or a wrong one, as it was.
    async fn proven(self: &Arc<Self>, place: Place, claim: Claim, proof: Proof, now: Moment) -> Result<Option<Credential>, Refusal> {
        let school = Arc::clone(self);
        let proving = tokio::spawn(async move { school.prove(&place, &claim, proof, now).await });
        proving.await.map_err(Refusal::internal)?
    }

    async fn prove(&self, place: &Place, claim: &Claim, proof: Proof, now: Moment) -> Result<Option<Credential>, Refusal> {
        let Claim { number, is_member, count } = claim;
        self.begin_try(count, now).await?;
        // what is asked for and worked out is the same whoever is there
        let kept = self.register.credential(number).await?;
        match proof {
            Proof::Password(password) => self.by_password(place, kept.as_ref().filter(|_| *is_member), password, now).await?,
            Proof::Code(code, asked) => {
                self.by_code(number, *is_member, &code, now).await?;
                self.forget_code(number, &asked).await?;
            }
        }
        self.register.forget_tries(&count.key, &count.caller).await?;
        Ok(kept)
    }

    /// Whether a password is the one that rests and still good.
    async fn by_password(&self, place: &Place, kept: Option<&Credential>, password: String, now: Moment) -> Result<(), Refusal> {
        let usable = kept.filter(|kept| kept.until.is_none_or(|until| now < until));
        let tried = if usable.is_some_and(|kept| kept.one_time) { secret::first_as_made(&password) } else { password };
        let hash = usable.map(|kept| kept.hash.clone());
        let is_right = place.work(move || secret::is_right(hash.as_deref(), &tried)).await?;
        if is_right { Ok(()) } else { Err(Code::WrongSecret.into()) }
    }

    async fn by_code(&self, number: &str, is_member: bool, code: &str, now: Moment) -> Result<(), Refusal> {
        // of whoever is no member none was sent, and looking for it takes as long
        let print = if is_member { self.code_print(number, code) } else { [0; 32] };
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
        let (now, browser) = (self.now(), browser.and_then(Browser::read));
        let live = self.roster().await?;
        let (number, is_there) = self.number(&live, &request.number);
        let count = self.count(At::Code, &number, is_there, caller, browser.as_ref());
        self.begin_try(&count, now).await?;
        if live.roster.told_with_unit(&request.number, &request.unit, self.today()).is_some() {
            let most = most_codes(live.roster.members().len());
            let code = six_digits()?;
            let kept = PhoneCode { code: self.code_print(&number, &code), member: number, sent: now, until: now.plus_ms(CODE_MS) };
            let (register, sealer, sender) = (Arc::clone(&self.register), Arc::clone(&self.sealer), self.sender.clone());
            // nobody waits for the register and the gateway: how long these take would tell who is there and has a phone
            tokio::spawn(async move {
                if let Err(why) = deliver(&*register, &sealer, sender, kept, code, most).await {
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
    pub async fn set_password(self: &Arc<Self>, place: Place, known: &Known, request: &SetPasswordRequest) -> Result<MemberView, Refusal> {
        let me = self.me(known).await?;
        if !secret::will_do(&request.password, &me.number, &me.name) {
            return Err(Code::WeakPassword.into());
        }
        let now = self.now();
        let kept = self.register.credential(&known.member).await?;
        // a session that somebody left open must not be enough to take the account away
        if kept.as_ref().is_some_and(|kept| !known.session.fresh && !kept.one_time) {
            let count = Count::in_session(&known.session);
            let claim = Claim { number: known.member.clone(), is_member: true, count };
            let present = Proof::Password(request.present.clone().unwrap_or_default());
            self.proven(place.clone(), claim, present, now).await?;
        }
        let password = request.password.clone();
        let hash = place.work(move || secret::hashed(&password)).await??;
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

    fn code_print(&self, member: &str, code: &str) -> [u8; 32] {
        self.sealer.fingerprint(&[b"phone code", member.as_bytes(), code.as_bytes()])
    }
}

/// Keeps a code and sends it, when the member has a phone, none was sent just now and not too many were sent to all.
async fn deliver(
    register: &dyn Register,
    sealer: &Sealer,
    sender: Senders,
    kept: PhoneCode,
    code: String,
    most: u32,
) -> Result<(), String> {
    let Some(sealed) = register.phone(&kept.member).await.map_err(|why| why.to_string())? else { return Ok(()) };
    let phone = sealer.unseal(Purpose::Detail, &sealed).map_err(|why| format!("the phone number can't be opened: {why:?}"))?;
    let phone = String::from_utf8(phone).map_err(|why| why.to_string())?;
    let (member, now) = (kept.member.clone(), kept.sent);
    // first: a code that is on its way stays good when no other one is sent
    if codes_unused(register, &member, now).await.map_err(|why| why.to_string())? >= most {
        return Err(format!("{most} codes were sent within an hour and not used; no more are for now"));
    }
    if !register.put_code(kept, now.plus_ms(-CODE_AGAIN_MS)).await.map_err(|why| why.to_string())? {
        return Ok(());
    }
    count_code(register, &member, now).await.map_err(|why| why.to_string())?;
    tokio::task::spawn_blocking(move || sender.send(&phone, &code)).await.map_err(|why| why.to_string())?
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
