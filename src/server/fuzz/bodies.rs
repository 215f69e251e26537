//! The bodies of the API: read or refused, never a panic, and what is read comes back the same.

use serde::de::DeserializeOwned;
use wire::api::{ClaimRequest, FieldAnswer, HandInRequest, PrizeRequest, RecordRequest, StartRequest, ToJson};

fn body<T: DeserializeOwned + ToJson + PartialEq + std::fmt::Debug>(sample: &T) {
    super::check(&[sample.to_json().into_bytes()], |bytes| {
        if let Ok(read) = serde_json::from_slice::<T>(bytes) {
            assert_eq!(serde_json::from_str::<T>(&read.to_json()).expect("its own JSON"), read);
        }
    });
}

fn fields() -> Vec<FieldAnswer> {
    vec![FieldAnswer { field: "phone".into(), answer: "13800006021".into() }]
}

#[test]
fn a_start_is_read_or_refused() {
    body(&StartRequest { campaign: "demo".into(), device: "0".repeat(32), fields: fields(), channel: "海报".into() });
}

#[test]
fn a_hand_in_is_read_or_refused() {
    body(&HandInRequest { token: "AQAAAAE".into(), answers: vec![vec![0, 3], vec![], vec![25]] });
}

#[test]
fn a_record_a_prize_and_a_claim_are_read_or_refused() {
    body(&RecordRequest { token: "AQAAAAE".into() });
    body(&PrizeRequest { token: "AQAAAAE".into(), award: "luck".into(), chance: 1 });
    body(&ClaimRequest { token: "AQAAAAE".into(), code: "7K4M29QX".into(), fields: fields() });
}
