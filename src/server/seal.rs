//! Sealing: what goes out and comes back unread and unchanged, and what rests where nobody shall read it.
//!
//! XChaCha20-Poly1305 (RFC 8439 with the 192-bit nonce of draft-irtf-cfrg-xchacha), a random nonce each time. A sealed text is
//! `version 1 · name of the key (8 bytes) · nonce (24) · ciphertext and tag`; version, name and purpose are authenticated too.

mod token;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::keys::{Keys, Secret, derive};

pub use token::Token;

const VERSION: u8 = 1;
const NAME: usize = 8;
const HEAD: usize = 1 + NAME;
const NONCE: usize = 24;

/// What is sealed for what: a text sealed for one is none for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Tokens of sittings.
    Token,
    /// Personal details.
    Detail,
}

impl Purpose {
    fn word(self) -> &'static [u8] {
        match self {
            Self::Token => b"token",
            Self::Detail => b"detail",
        }
    }
}

/// Why a sealed text does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsealed {
    /// It was changed, or cut off, or never was one.
    Changed,
    /// It was sealed with a key that is not here.
    Foreign,
}

/// Seals and opens with the keys of a folder.
pub struct Sealer {
    dir: PathBuf,
    ring: RwLock<Arc<Ring>>,
    looked: Mutex<Option<Instant>>,
}

struct Ring {
    root: Secret,
    epoch: u32,
    /// The newest last.
    seals: Vec<(Name, [XChaCha20Poly1305; 2])>,
}

/// What sealed texts call a key: part of an HMAC by it, so that no two servers have keys of one name.
type Name = [u8; NAME];

fn name(secret: &Secret) -> Name {
    let mut name = [0; NAME];
    name.copy_from_slice(&derive(secret, &[b"pufa seal", b"name"])[..NAME]);
    name
}

impl Ring {
    fn of(keys: &Keys) -> Self {
        let both = |secret: &Secret| {
            [Purpose::Token, Purpose::Detail].map(|purpose| XChaCha20Poly1305::new(&derive(secret, &[b"pufa seal", purpose.word()]).into()))
        };
        Self { root: keys.root, epoch: keys.epoch, seals: keys.seals.iter().map(|(_, secret)| (name(secret), both(secret))).collect() }
    }
}

impl Sealer {
    /// Opens the keys of a folder, making them where there are none.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open(dir: &Path) -> anyhow::Result<Self> {
        let ring = Ring::of(&Keys::open(dir)?);
        Ok(Self { dir: dir.to_owned(), ring: RwLock::new(Arc::new(ring)), looked: Mutex::default() })
    }

    /// Takes up keys that were added since.
    ///
    /// # Errors
    /// As [`Keys::read`]; the keys known so far stay.
    pub fn reload(&self) -> anyhow::Result<()> {
        let ring = Ring::of(&Keys::read(&self.dir)?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        Ok(())
    }

    /// Whether the folder was not looked at for a second: made-up names of keys must not keep us reading files.
    fn may_look(&self) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let may = looked.is_none_or(|at| at.elapsed() > Duration::from_secs(1));
        if may {
            *looked = Some(Instant::now());
        }
        may
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// 256 bits that hang on the parts and on the root key, the same for ever.
    #[must_use]
    pub fn fingerprint(&self, parts: &[&[u8]]) -> Secret {
        derive(&self.ring().root, parts)
    }

    /// Which restore from a backup the data is of; 0 is none.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.ring().epoch
    }

    /// Seals with the newest key.
    ///
    /// # Panics
    /// When the system gives no random bytes: a nonce used twice would give both texts away.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, plain: &[u8]) -> Vec<u8> {
        let ring = self.ring();
        let (name, ciphers) = ring.seals.last().expect("keys hold at least one to seal with");
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the system gives random bytes");
        let mut sealed = Vec::with_capacity(HEAD + NONCE + plain.len() + 16);
        sealed.push(VERSION);
        sealed.extend(name);
        let payload = Payload { msg: plain, aad: &sealed };
        let hidden = ciphers[purpose as usize].encrypt(XNonce::from_slice(&nonce), payload).expect("a text of ours is not of gigabytes");
        sealed.extend(nonce);
        sealed.extend(hidden);
        sealed
    }

    /// Opens what [`Sealer::seal`] sealed, here and for this purpose. A key that is not known yet is looked for once.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn unseal(&self, purpose: Purpose, sealed: &[u8]) -> Result<Vec<u8>, Unsealed> {
        match unseal(&self.ring(), purpose, sealed) {
            Err(Unsealed::Foreign) if self.may_look() && self.reload().is_ok() => unseal(&self.ring(), purpose, sealed),
            done => done,
        }
    }
}

fn unseal(ring: &Ring, purpose: Purpose, sealed: &[u8]) -> Result<Vec<u8>, Unsealed> {
    let (head, rest) = sealed.split_at_checked(HEAD).ok_or(Unsealed::Changed)?;
    let (nonce, hidden) = rest.split_at_checked(NONCE).ok_or(Unsealed::Changed)?;
    if head[0] != VERSION {
        return Err(Unsealed::Changed);
    }
    let (_, ciphers) = ring.seals.iter().find(|(known, _)| known == &head[1..]).ok_or(Unsealed::Foreign)?;
    ciphers[purpose as usize].decrypt(XNonce::from_slice(nonce), Payload { msg: hidden, aad: head }).map_err(|_| Unsealed::Changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys;

    #[test]
    fn what_was_sealed_opens_here_for_its_purpose_and_nowhere_else() {
        let (here, there) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let sealer = Sealer::open(here.path()).expect("keys");
        let sealed = sealer.seal(Purpose::Token, b"plain");
        assert_eq!(sealer.unseal(Purpose::Token, &sealed), Ok(b"plain".to_vec()));
        assert_eq!(sealer.unseal(Purpose::Detail, &sealed), Err(Unsealed::Changed));
        assert_eq!(Sealer::open(there.path()).expect("keys").unseal(Purpose::Token, &sealed), Err(Unsealed::Foreign));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(sealer.unseal(Purpose::Token, &changed).is_err(), "byte {at}");
            assert!(sealer.unseal(Purpose::Token, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_rotation_ends_no_sitting_and_needs_no_restart() {
        let dir = tempfile::tempdir().expect("a folder");
        let running = Sealer::open(dir.path()).expect("keys");
        let before = running.seal(Purpose::Token, b"before");
        keys::rotate(dir.path()).expect("another key");
        let restarted = Sealer::open(dir.path()).expect("keys");
        let after = restarted.seal(Purpose::Token, b"after");
        assert_ne!(after[1..HEAD], before[1..HEAD]);
        assert_eq!(restarted.unseal(Purpose::Token, &before), Ok(b"before".to_vec()));
        assert_eq!(running.unseal(Purpose::Token, &after), Ok(b"after".to_vec()));
    }
}
