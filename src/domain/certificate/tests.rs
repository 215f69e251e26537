//! Numbers as they are made, as people type them, and every fault that must be noticed.

use proptest::prelude::*;

use super::*;

const RANDOM: [u8; 5] = [0x3c, 0xd1, 0x8a, 0x27, 0xe9];

fn check(typed: &str, expected: Result<&str, Fault>) {
    assert_eq!(Number::read(typed).map(|number| number.to_string()), expected.map(str::to_owned), "{typed}");
}

#[test]
fn a_number_is_a_year_eight_characters_and_one_to_check_them() {
    let number = Number::new(2027, RANDOM);
    assert_eq!(number.to_string(), "XF2027-7K8R-M9Z9-6");
    assert_eq!(number.year(), 2027);
    assert_eq!(Number::new(2027, [0; 5]).to_string(), "XF2027-0000-0000-Q");
    assert_eq!(Number::new(60_000, [0xff; 5]).to_string().get(..16), Some("XF9999-ZZZZ-ZZZZ"));
}

#[test]
fn a_number_is_read_however_it_is_typed() {
    let whole = "XF2027-0000-0000-Q";
    for typed in [
        whole,
        "xf2027-0000-0000-q",
        "XF202700000000Q",
        "  XF 2027 0000 0000 Q\n",
        "2027-0000-0000-Q",
        "XF2O27-OOoO-0000-Q",
        "ＸＦ２０２７－００００—００００－ｑ",
        "XF2027–0000—0000一Q",
    ] {
        check(typed, Ok(whole));
    }
    let ones = Number::new(2011, [0x08, 0x42, 0x10, 0x84, 0x21]).to_string();
    assert_eq!(ones.get(..16), Some("XF2011-1111-1111"));
    check(&ones.replacen("1111-1111", "IiLl-1i1L", 1), Ok(&ones));
    check(&ones.replacen("2011", "20Il", 1), Ok(&ones));
}

#[test]
fn what_is_wrong_is_told() {
    check("", Err(Fault::Length(0)));
    check("XF2027-0000-0000", Err(Fault::Length(12)));
    check("XF2027-0000-0000-QQ", Err(Fault::Length(14)));
    check("XF2027-0U00-0000-Q", Err(Fault::Character { place: 8, character: 'U' }));
    check("XF2027-00ｕ0-0000-Q", Err(Fault::Character { place: 9, character: 'ｕ' }));
    check("XF2A27-0000-0000-Q", Err(Fault::Character { place: 4, character: 'A' }));
    check("YF2027-0000-0000-Q", Err(Fault::Character { place: 1, character: 'Y' }));
    check("XF2027-0000-王000-S", Err(Fault::Character { place: 11, character: '王' }));
    check("XF2027-0000-0000-T", Err(Fault::Check));
    check("XF2026-0000-0000-Q", Err(Fault::Check));
}

/// The characters of a number without its hyphens.
fn characters(number: Number) -> Vec<char> {
    number.to_string().chars().filter(|c| *c != '-').collect()
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(year in 0_u16..10_000, random: [u8; 5]) {
        let number = Number::new(year, random);
        prop_assert_eq!(Number::read(&number.to_string()), Ok(number));
        prop_assert_eq!(Number::read(&number.to_string().to_lowercase().replace('-', "")), Ok(number));
        prop_assert_eq!(number.year(), year);
    }

    #[test]
    fn any_one_wrong_character_is_noticed(year in 0_u16..10_000, random: [u8; 5]) {
        let number = Number::new(year, random);
        for at in 0..characters(number).len() {
            for other in ('0'..='9').chain('A'..='Z').chain(['王']) {
                let mut typed = characters(number);
                typed[at] = other;
                let read = Number::read(&typed.iter().collect::<String>());
                prop_assert!(read.is_err() || read == Ok(number), "{other} at {at} of {number} is {read:?}");
            }
        }
    }

    #[test]
    fn any_two_neighbours_that_changed_places_are_noticed(year in 0_u16..10_000, random: [u8; 5]) {
        let number = Number::new(year, random);
        for at in 1..characters(number).len() {
            let mut typed = characters(number);
            typed.swap(at - 1, at);
            let read = Number::read(&typed.iter().collect::<String>());
            prop_assert!(read.is_err() || read == Ok(number), "{at} of {number} is {read:?}");
        }
    }

    #[test]
    fn different_bits_are_different_numbers(one: [u8; 5], other: [u8; 5]) {
        prop_assert_eq!(one == other, Number::new(2027, one) == Number::new(2027, other));
    }

    #[test]
    fn no_text_breaks_reading(typed: String) {
        let _ = Number::read(&typed);
    }
}
