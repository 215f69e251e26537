//! The people of a load: each a device that nobody has seen before, and what they answer.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::dice::Dice;

/// So many different ways to answer a paper; each goes out ready made.
const WAYS: usize = 64;

/// A device's key, as it travels.
pub type Device = [u8; 32];

/// Whoever makes devices and chooses answers.
pub struct People {
    dice: Dice,
}

impl People {
    /// People nobody has seen before, as long as the seed is a new one.
    pub fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed) }
    }

    /// What follows the token in the body of a hand-in, in each of the ways.
    pub fn answers(seed: u64, questions: usize) -> Vec<Vec<u8>> {
        let mut dice = Dice::new(seed);
        (0..WAYS).map(|_| answers(&mut dice, questions)).collect()
    }

    /// A key as a phone makes one: 12 hexadecimal digits of the moment, 20 by chance.
    pub fn device(&mut self) -> Device {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = u64::try_from(now.as_millis()).unwrap_or_default();
        let (high, low) = (now << 16 | self.dice.bits() & 0xffff, self.dice.bits());
        let mut key = [0; 32];
        for (digit, shift) in key.iter_mut().zip((0..128).step_by(4).rev()) {
            let nibble = if shift >= 64 { high >> (shift - 64) } else { low >> shift } & 0xf;
            *digit = b"0123456789abcdef"[nibble as usize];
        }
        key
    }

    /// One of the ways to answer.
    pub fn way(&mut self) -> usize {
        self.dice.below(WAYS as u32) as usize
    }
}

/// The first two choices are on every paper, whatever the kind.
fn answers(dice: &mut Dice, questions: usize) -> Vec<u8> {
    let picks: Vec<String> = (0..questions)
        .map(|_| match dice.below(8) {
            0 => "[]".to_owned(),
            1 => "[0,1]".to_owned(),
            n => format!("[{}]", n % 2),
        })
        .collect();
    format!("\",\"answers\":[{}]}}", picks.join(",")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_begins_with_the_moment_and_no_two_are_the_same() {
        let mut people = People::new(1);
        let (first, second) = (people.device(), people.device());
        assert_ne!(first, second);
        let hex = |key: &[u8]| u64::from_str_radix(std::str::from_utf8(key).expect("digits"), 16).expect("hexadecimal");
        assert!(hex(&second[..12]) - hex(&first[..12]) < 60_000);
        assert!(hex(&first[..12]) > 1_700_000_000_000);
        assert!(std::str::from_utf8(&first).is_ok_and(|key| server::store::Key::read(key).is_some()));
    }

    #[test]
    fn answers_are_a_body_once_a_token_stands_before_them() {
        for answers in People::answers(2, 10) {
            let body = [&b"{\"token\":\"t"[..], &answers].concat();
            let request: wire::api::HandInRequest = serde_json::from_slice(&body).expect("a hand-in");
            assert_eq!((request.token.as_str(), request.answers.len()), ("t", 10));
        }
    }
}
