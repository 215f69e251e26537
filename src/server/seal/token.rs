//! The token of a sitting: all that the server must know again at hand-in, so that a start needs no row.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;

use super::{Purpose, Sealer, Unsealed};
use crate::store::Key;

/// In place of a limit.
const NO_LIMIT: i64 = -1;

/// What a token holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Id of the sitting.
    pub sitting: Key,
    /// Who sits.
    pub participant: Key,
    /// On which device.
    pub device: Key,
    /// Which attempt it is, from 0.
    pub nth: u32,
    /// What the paper is drawn by.
    pub seed: u64,
    /// What the paper is drawn from.
    pub edition: i64,
    /// When it was started.
    pub started: Moment,
    /// Milliseconds it may take; `None` without a limit.
    pub limit_ms: Option<i64>,
    /// Up to when it is in time.
    pub due: Moment,
    /// Up to when it is accepted at all: what a phone was told stays, whatever the campaign's file says later.
    pub accepted_until: Moment,
    /// Id of the campaign.
    pub campaign: String,
    /// Name of the round.
    pub round: String,
    /// Region path.
    pub region: String,
    /// Unit.
    pub unit: String,
    /// Where the link was followed from.
    pub channel: String,
    /// Personal details asked before the start, sealed once more; empty when none were.
    pub detail: Vec<u8>,
}

impl Token {
    /// Seals it, as text that may stand in JSON.
    #[must_use]
    pub fn seal(&self, sealer: &Sealer) -> String {
        URL_SAFE_NO_PAD.encode(sealer.seal(Purpose::Token, &self.write()))
    }

    /// Opens a sealed one.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn open(sealer: &Sealer, text: &str) -> Result<Self, Unsealed> {
        let sealed = URL_SAFE_NO_PAD.decode(text).map_err(|_| Unsealed::Changed)?;
        Self::read(&sealer.unseal(Purpose::Token, &sealed)?).ok_or(Unsealed::Changed)
    }

    fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        for key in [self.sitting, self.participant, self.device] {
            bytes.extend(key.0);
        }
        bytes.extend(self.nth.to_be_bytes());
        bytes.extend(self.seed.to_be_bytes());
        bytes.extend(self.edition.to_be_bytes());
        for ms in [self.started.0, self.limit_ms.unwrap_or(NO_LIMIT), self.due.0, self.accepted_until.0] {
            bytes.extend(ms.to_be_bytes());
        }
        let texts = [&self.campaign, &self.round, &self.region, &self.unit, &self.channel].map(|text| text.as_bytes());
        for part in texts.into_iter().chain([self.detail.as_slice()]) {
            bytes.extend(u16::try_from(part.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend(&part[..part.len().min(usize::from(u16::MAX))]);
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let token = Self {
            sitting: Key(*take(&mut rest)?),
            participant: Key(*take(&mut rest)?),
            device: Key(*take(&mut rest)?),
            nth: u32::from_be_bytes(*take(&mut rest)?),
            seed: u64::from_be_bytes(*take(&mut rest)?),
            edition: i64::from_be_bytes(*take(&mut rest)?),
            started: Moment(i64::from_be_bytes(*take(&mut rest)?)),
            limit_ms: Some(i64::from_be_bytes(*take(&mut rest)?)).filter(|limit| *limit != NO_LIMIT),
            due: Moment(i64::from_be_bytes(*take(&mut rest)?)),
            accepted_until: Moment(i64::from_be_bytes(*take(&mut rest)?)),
            campaign: text(&mut rest)?,
            round: text(&mut rest)?,
            region: text(&mut rest)?,
            unit: text(&mut rest)?,
            channel: text(&mut rest)?,
            detail: part(&mut rest)?.to_vec(),
        };
        rest.is_empty().then_some(token)
    }
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, left) = rest.split_first_chunk()?;
    *rest = left;
    Some(taken)
}

fn part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = u16::from_be_bytes(*take(rest)?);
    let (taken, left) = rest.split_at_checked(usize::from(length))?;
    *rest = left;
    Some(taken)
}

fn text(rest: &mut &[u8]) -> Option<String> {
    String::from_utf8(part(rest)?.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> Token {
        Token {
            sitting: Key([1; 16]),
            participant: Key([2; 16]),
            device: Key([3; 16]),
            nth: 4,
            seed: u64::MAX,
            edition: -5,
            started: Moment(1_795_997_100_000),
            limit_ms: Some(300_000),
            due: Moment(1_795_997_410_000),
            accepted_until: Moment(1_796_083_810_000),
            campaign: "demo".into(),
            round: "1".into(),
            region: "某市/某旗/河湾街道".into(),
            unit: String::new(),
            channel: "海报".into(),
            detail: vec![0, 255],
        }
    }

    #[test]
    fn a_token_comes_back_as_it_went() {
        let dir = tempfile::tempdir().expect("a folder");
        let sealer = Sealer::open(dir.path()).expect("keys");
        assert_eq!(Token::open(&sealer, &token().seal(&sealer)), Ok(token()));
        let unlimited = Token { limit_ms: None, ..token() };
        assert_eq!(Token::open(&sealer, &unlimited.seal(&sealer)), Ok(unlimited));
        assert_eq!(Token::open(&sealer, "not a token!"), Err(Unsealed::Changed));
        assert_eq!(Token::open(&sealer, ""), Err(Unsealed::Changed));
    }

    #[test]
    fn a_part_of_a_token_is_none() {
        let bytes = token().write();
        for at in 0..bytes.len() {
            assert_eq!(Token::read(&bytes[..at]), None, "cut at {at}");
        }
        let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
        assert_eq!(Token::read(&longer), None);
        assert_eq!(Token::read(&bytes), Some(token()));
    }

    #[test]
    fn sealing_twice_looks_different_and_shows_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let sealer = Sealer::open(dir.path()).expect("keys");
        let (once, twice) = (token().seal(&sealer), token().seal(&sealer));
        assert_ne!(once, twice);
        let bytes = URL_SAFE_NO_PAD.decode(&once).expect("base64");
        assert!(!bytes.windows(4).any(|four| four == b"demo") && !bytes.windows(8).any(|eight| eight == u64::MAX.to_be_bytes()));
    }
}
