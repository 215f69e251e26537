//! Chance from the browser's own source.

use domain::Moment;

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // every browser that runs WASM has it; without it ids would repeat, so this is no place to go on
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).expect("browsers that run WASM have crypto");
    crypto.get_random_values_with_u8_array(&mut bytes).expect("fewer than 65,536 bytes are asked for");
    bytes
}

/// A seed for one paper.
#[must_use]
pub fn seed() -> u64 {
    u64::from_le_bytes(bytes())
}

/// A key that tells one person from another and says nothing about them: 32 hexadecimal digits.
#[must_use]
pub fn person() -> String {
    hex(&bytes::<16>())
}

/// A key as [`person`] makes it, whose first 12 digits are the moment it was made.
#[must_use]
pub fn device(now: Moment) -> String {
    let mut key = bytes::<16>();
    key[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
    hex(&key)
}

/// A number from 0 up to 1.
#[must_use]
pub fn part() -> f64 {
    js_sys::Math::random()
}

/// A `UUIDv7` (RFC 9562): unique everywhere, and in the order of time.
#[must_use]
pub fn sitting_id(now: Moment) -> String {
    let mut id = bytes::<16>();
    id[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
    id[6] = id[6] & 0x0f | 0x70;
    id[8] = id[8] & 0x3f | 0x80;
    let hex = hex(&id);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}
