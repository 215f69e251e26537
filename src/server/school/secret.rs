//! Passwords: argon2id at rest, one-time first ones that nobody shares, and what will not do as one's own.

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::roster::plain;

use crate::hall::Refusal;

/// The fewest characters of a password of one's own.
const SHORTEST: usize = 8;
/// The most: a hash takes them all, and somebody must pay for it.
const LONGEST: usize = 200;
/// What first passwords are made of: 31 signs that can't be mixed up, 10 of them are 49 bits, and wrong ones are throttled.
const SIGNS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
const FIRST: usize = 10;

/// Hashes that no password has, one of each weight: of a password of one's own, and of a first one.
const NOBODYS: [&str; 2] = [
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$argon2id$v=19$m=4096,t=1,p=1$c2FsdCBvZiBub2JvZHk$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
];

/// A first password, in two groups so that it can be read off a slip of paper.
///
/// # Errors
/// When the system gives no random bytes.
pub fn first_password() -> Result<String, Refusal> {
    let mut password = String::with_capacity(FIRST + 1);
    while password.len() < FIRST {
        let mut bytes = [0; FIRST];
        getrandom::fill(&mut bytes).map_err(Refusal::internal)?;
        // 248 is 8 times 31: above it some signs would come up more often
        let signs = bytes.iter().filter(|byte| **byte < 248).map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]));
        password.extend(signs.take(FIRST - password.len()));
    }
    password.insert(FIRST / 2, '-');
    Ok(password)
}

/// A first password as it was made, from what somebody typed off a slip: blanks, dashes, capitals and full-width signs don't matter.
#[must_use]
pub fn first_as_made(typed: &str) -> String {
    let mut signs: String = plain(typed).chars().filter(char::is_ascii_alphanumeric).collect();
    signs.make_ascii_lowercase();
    if signs.len() == FIRST {
        signs.insert(FIRST / 2, '-');
    }
    signs
}

/// A password as it rests: argon2id in PHC form.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hashed(password: &str) -> Result<String, Refusal> {
    hash_with(&Argon2::default(), password)
}

fn hash_with(argon2: &Argon2<'_>, password: &str) -> Result<String, Refusal> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(Refusal::internal)?;
    let salt = SaltString::encode_b64(&salt).map_err(Refusal::internal)?;
    Ok(argon2.hash_password(password.as_bytes(), &salt).map_err(Refusal::internal)?.to_string())
}

/// A first password as it rests: with a lighter argon2id (4 MiB, one pass), since nobody chose it and it is over in days; of thousands
/// each takes milliseconds.
///
/// # Errors
/// When the system gives no random bytes.
pub fn hashed_first(password: &str) -> Result<String, Refusal> {
    let params = Params::new(4 * 1024, 1, 1, None).map_err(Refusal::internal)?;
    hash_with(&Argon2::new(Algorithm::Argon2id, Version::V0x13, params), password)
}

/// Whether a password is the one that rests. Takes tens of milliseconds, as many when there is none and when it is a first one: how long
/// it takes tells nothing of who is there.
#[must_use]
pub fn is_right(kept: Option<&str>, password: &str) -> bool {
    let fits = |hash: &str| {
        let verified = PasswordHash::new(hash).map(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        verified.unwrap_or(false) && kept == Some(hash)
    };
    // both, whichever is right
    let [one, other] = tried(kept).map(fits);
    one || other
}

/// What a password is held against: what rests, and of the other weight a hash that no password has.
fn tried(kept: Option<&str>) -> [&str; 2] {
    let [own, first] = NOBODYS;
    match kept {
        None => NOBODYS,
        Some(kept) if weight(kept) == weight(first) => [own, kept],
        Some(kept) => [kept, first],
    }
}

/// What of a hash in PHC form says how much work it is: algorithm, version and parameters.
fn weight(hash: &str) -> &str {
    hash.match_indices('$').nth(3).map_or(hash, |(end, _)| &hash[..end])
}

/// Whether a password will do for a member: long enough, not what everybody knows of them, not one sign or a plain row of signs.
#[must_use]
pub fn will_do(password: &str, number: &str, name: &str) -> bool {
    let signs: Vec<char> = password.chars().collect();
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let is_row = signs.windows(2).all(|pair| step(pair) == 1) || signs.windows(2).all(|pair| step(pair) == -1);
    let is_one = signs.iter().all(|sign| Some(sign) == signs.first());
    let known = [number, name];
    let is_known = known.iter().any(|known| !known.is_empty() && (password == *known || password == known.repeat(2)));
    (SHORTEST..=LONGEST).contains(&signs.len()) && !is_row && !is_one && !is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_would_guess_will_not_do() {
        for bad in ["", "1234567", "88888888", "12345678", "hgfedcba", "3301040012", "张三张三张三张三", "20230001"] {
            let name = if bad.starts_with('张') { "张三张三" } else { "李四" };
            assert!(!will_do(bad, if bad == "20230001" { "20230001" } else { "3301040012" }, name), "{bad}");
        }
        for good in ["今天学法又守法", "correct-horse", "a1b2c3d4", "我爱普法2027年"] {
            assert_eq!(will_do(good, "20230001", "李四"), good.chars().count() >= SHORTEST, "{good}");
        }
    }

    #[test]
    fn first_passwords_differ_and_are_checked_like_others() {
        let (one, other) = (first_password().expect("random"), first_password().expect("random"));
        assert!(one != other && one.len() == FIRST + 1);
        let kept = hashed_first(&one).expect("random");
        assert!(is_right(Some(&kept), &one) && !is_right(Some(&kept), &other) && !is_right(None, &one));
    }

    #[test]
    fn a_first_password_is_typed_as_one_likes() {
        for typed in ["abcde-23456", "abcde23456", " ABCDE 23456 ", "abcde—23456", "ＡＢＣＤＥ－２３４５６", "ab cd e2 34 56"]
        {
            assert_eq!(first_as_made(typed), "abcde-23456", "{typed}");
        }
        let made = first_password().expect("random");
        assert_eq!(first_as_made(&made), made);
        assert_ne!(first_as_made("abcde-2345"), "abcde-23456");
    }

    #[test]
    fn every_password_is_as_much_work() {
        let (own, first) = (hashed("今天学法又守法").expect("random"), hashed_first("今天学法又守法").expect("random"));
        assert!(is_right(Some(&own), "今天学法又守法") && is_right(Some(&first), "今天学法又守法"));
        let work = |kept: Option<&str>| tried(kept).map(|hash| weight(hash).to_owned());
        assert!(work(None) == work(Some(&own)) && work(None) == work(Some(&first)) && work(None)[0] != work(None)[1]);
        assert!(tried(Some(&own)).contains(&own.as_str()) && tried(Some(&first)).contains(&first.as_str()));
    }
}
