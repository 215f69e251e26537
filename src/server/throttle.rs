//! Throttling: by sitting, device and campaign first; by address last and generously, for a village hall is one address.

use std::convert::Infallible;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use wire::api::Code;

use crate::hall::Refusal;
use crate::store::Key;

/// How often something may happen: so many in one go, and so many a second after that. Zero is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// In one go.
    pub burst: u32,
    /// A second, on the long run.
    pub per_second: u32,
}

/// How often each may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// With the token of one sitting.
    pub sitting: Rate,
    /// Starts from one device.
    pub device: Rate,
    /// Starts of one campaign.
    pub campaign: Rate,
    /// From one address, in all.
    pub address: Rate,
    /// Starts of campaigns that go by the roster, from one address: each tells whether a number and a name belong together.
    pub roster: Rate,
    /// Tries to sign in from one address: each costs a hash.
    pub sign_in: Rate,
}

impl Default for Rates {
    /// A phone that tries again every few seconds is far below the first two. A prefecture of three million that opens one link
    /// within ten minutes is below the third. A hall of five hundred phones is below the fourth; below the
    /// fifth, too, when each mistypes thrice, and whoever tries all numbers for a name needs days. An office of 2,000 behind one address
    /// signs in at the opening of an exam, each of them once and half of them once more, in as long as their passwords take to check;
    /// after that one address takes a quarter of what two cores check.
    fn default() -> Self {
        Self {
            sitting: Rate { burst: 20, per_second: 2 },
            device: Rate { burst: 20, per_second: 1 },
            campaign: Rate { burst: 10_000, per_second: 5_000 },
            address: Rate { burst: 2_000, per_second: 200 },
            roster: Rate { burst: 2_000, per_second: 1 },
            sign_in: Rate { burst: 3_000, per_second: 10 },
        }
    }
}

impl Rates {
    /// No limit on anything, for measuring.
    #[must_use]
    pub fn none() -> Self {
        let none = Rate { burst: 0, per_second: 0 };
        Self { sitting: none, device: none, campaign: none, address: none, roster: none, sign_in: none }
    }
}

type Limiter = DefaultKeyedRateLimiter<u64>;

/// Keeps count. What it remembers are hashes, and none that has not asked for a while.
pub struct Throttle {
    hasher: RandomState,
    clock: DefaultClock,
    sitting: Option<Limiter>,
    device: Option<Limiter>,
    campaign: Option<Limiter>,
    address: Option<Limiter>,
    roster: Option<Limiter>,
    sign_in: Option<Limiter>,
}

impl Throttle {
    /// One that allows so much.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        Self {
            hasher: RandomState::new(),
            clock: DefaultClock::default(),
            sitting: limiter(rates.sitting),
            device: limiter(rates.device),
            campaign: limiter(rates.campaign),
            address: limiter(rates.address),
            roster: limiter(rates.roster),
            sign_in: limiter(rates.sign_in),
        }
    }

    /// Someone wants to start.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn start(&self, caller: &Caller, campaign: &str, device: &str) -> Result<(), Refusal> {
        // the campaign's share is everyone's, so it is spent last: whoever asks too often spends none of it
        self.check(self.device.as_ref(), (campaign, device))?;
        self.check(self.address.as_ref(), caller.0)?;
        self.check(self.campaign.as_ref(), campaign)
    }

    /// Someone says a number and a name of the roster. A device's key is the caller's own choice, so the address counts.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn roster(&self, caller: &Caller) -> Result<(), Refusal> {
        self.check(self.roster.as_ref(), caller.0)
    }

    /// Someone tries to sign in.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn sign_in(&self, caller: &Caller) -> Result<(), Refusal> {
        self.check(self.sign_in.as_ref(), caller.0)
    }

    /// Someone asks for what costs us time.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn anything(&self, caller: &Caller) -> Result<(), Refusal> {
        self.check(self.address.as_ref(), caller.0)
    }

    /// Someone comes with the token of this sitting.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn sitting(&self, caller: &Caller, sitting: Key) -> Result<(), Refusal> {
        // one phone that comes too often spends nothing of what its whole hall may ask
        self.check(self.sitting.as_ref(), sitting)?;
        self.check(self.address.as_ref(), caller.0)
    }

    /// A member comes with a session. It says who they are, so an office that is one address is no limit to them.
    ///
    /// # Errors
    /// [`Code::TooMany`] with when to come again.
    pub fn session(&self, session: Key) -> Result<(), Refusal> {
        self.check(self.sitting.as_ref(), session)
    }

    fn check(&self, limiter: Option<&Limiter>, key: impl Hash) -> Result<(), Refusal> {
        let Some(limiter) = limiter else { return Ok(()) };
        limiter.check_key(&self.hasher.hash_one(key)).map_err(|wait| {
            let wait = wait.wait_time_from(self.clock.now());
            Refusal::later(Code::TooMany, u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
        })
    }

    /// Forgets whoever has not asked for a while; called now and then, so that memory stays flat.
    pub fn forget(&self) {
        for limiter in [&self.sitting, &self.device, &self.campaign, &self.address, &self.roster, &self.sign_in].into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn limiter(rate: Rate) -> Option<Limiter> {
    let per_second = NonZeroU32::new(rate.per_second)?;
    let burst = NonZeroU32::new(rate.burst.max(1))?;
    Some(RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst)))
}

/// The address a request comes from; behind a proxy that is trusted, the one that the proxy names. Of an IPv6 address the first 64 bits
/// count: the rest is the caller's own choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Caller(pub Option<IpAddr>);

impl Caller {
    /// The network it comes from, as text; empty where that is not known.
    #[must_use]
    pub fn network(&self) -> String {
        self.0.map(|address| address.to_string()).unwrap_or_default()
    }
}

/// Present in a request when the proxy before us is to be believed.
#[derive(Clone, Copy, Debug)]
pub struct ProxyIsTrusted;

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let named = if is_by_proxy(parts) { forwarded(&parts.headers) } else { None };
        Ok(Self(named.or_else(|| peer(parts)).map(network)))
    }
}

/// Whether what a proxy says of a request is to be believed: one on this very machine is ours.
#[must_use]
pub fn is_by_proxy(parts: &Parts) -> bool {
    parts.extensions.get::<ProxyIsTrusted>().is_some() || peer(parts).is_some_and(|peer| peer.is_loopback())
}

fn peer(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip())
}

/// The last address that proxies named: our own wrote it, and those before it are hearsay.
#[must_use]
pub fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim();
    let bare = last.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_that_asks_too_often_is_told_when_to_come_again() {
        let rates = Rates { device: Rate { burst: 2, per_second: 1 }, ..Rates::default() };
        let throttle = Throttle::new(rates);
        let hall = Caller(Some(IpAddr::from([10, 0, 0, 1])));
        assert_eq!(throttle.start(&hall, "c", "a"), Ok(()));
        assert_eq!(throttle.start(&hall, "c", "a"), Ok(()));
        let refused = throttle.start(&hall, "c", "a").expect_err("the third in one go");
        assert_eq!((refused.code, refused.retry_after_s), (Code::TooMany, Some(1)));
        assert_eq!(throttle.start(&hall, "c", "b"), Ok(()), "the phone beside it goes on");
        assert_eq!(throttle.start(&hall, "d", "a"), Ok(()), "so does another campaign");
    }

    #[test]
    fn a_hall_of_phones_is_one_address_and_goes_through() {
        let throttle = Throttle::new(Rates::default());
        let hall = Caller(Some(IpAddr::from([10, 0, 0, 1])));
        for phone in 0..1000 {
            assert_eq!(throttle.start(&hall, "c", &phone.to_string()), Ok(()));
        }
    }

    #[test]
    fn an_office_behind_one_address_signs_in_and_a_flood_from_there_does_not() {
        let throttle = Throttle::new(Rates::default());
        let office = Caller(Some(IpAddr::from([10, 0, 0, 1])));
        let let_in = (0..10_000).filter(|_| throttle.sign_in(&office).is_ok()).count();
        assert!((3_000..4_000).contains(&let_in), "{let_in}");
        assert_eq!(throttle.sign_in(&Caller(Some(IpAddr::from([10, 0, 0, 2])))), Ok(()));
    }

    #[test]
    fn a_proxy_names_its_caller_in_the_last_place() {
        let named = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append("x-forwarded-for", line.parse().expect("a value"));
            }
            forwarded(&headers).map(|address| address.to_string())
        };
        assert_eq!(named(&["6.6.6.6, 1.2.3.4"]).as_deref(), Some("1.2.3.4"));
        assert_eq!(named(&["6.6.6.6", "1.2.3.4:5678"]).as_deref(), Some("1.2.3.4"));
        assert_eq!(named(&["[2001:db8::1]:443"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(named(&["[2001:db8::1]"]).as_deref(), Some("2001:db8::1"));
        assert_eq!([named(&["nobody"]), named(&[])], [None, None]);
    }

    #[test]
    fn neighbours_of_one_network_are_one_caller() {
        let of = |address: &str| network(address.parse().expect("an address"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:1.2.3.4"), of("1.2.3.4"));
    }

    #[test]
    fn whoever_asks_too_often_spends_nothing_of_the_campaign() {
        let one = Rate { burst: 1, per_second: 1 };
        let throttle = Throttle::new(Rates { address: one, campaign: Rate { burst: 2, per_second: 1 }, ..Rates::default() });
        let (flood, citizen) = (Caller(Some(IpAddr::from([10, 0, 0, 1]))), Caller(Some(IpAddr::from([10, 0, 0, 2]))));
        let refused = (0..100).filter(|device| throttle.start(&flood, "c", &device.to_string()).is_err()).count();
        assert_eq!(refused, 99);
        assert_eq!(throttle.start(&citizen, "c", "mine"), Ok(()));
    }

    #[test]
    fn a_sitting_that_comes_too_often_spends_nothing_of_its_hall() {
        let two = Rate { burst: 2, per_second: 1 };
        let throttle = Throttle::new(Rates { address: two, sitting: Rate { burst: 1, per_second: 1 }, ..Rates::default() });
        let hall = Caller(Some(IpAddr::from([10, 0, 0, 1])));
        let refused = (0..100).filter(|_| throttle.sitting(&hall, Key([1; 16])).is_err()).count();
        assert_eq!(refused, 99);
        assert_eq!(throttle.sitting(&hall, Key([2; 16])), Ok(()));
    }

    #[test]
    fn zero_is_no_limit() {
        let throttle = Throttle::new(Rates::none());
        assert!((0..10_000).all(|_| throttle.sitting(&Caller(None), Key([1; 16])).is_ok()));
    }
}
