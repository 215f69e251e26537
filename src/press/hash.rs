//! Names for contents.

use sha2::{Digest as _, Sha256};

/// The SHA-256 of some bytes in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The part of it that names a file: 64 bits, far more than the few files of a site need to differ.
#[must_use]
pub fn short_sha256(bytes: &[u8]) -> String {
    sha256(bytes)[..16].to_owned()
}
