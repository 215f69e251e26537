//! What a phone writes and reads by hand is what serde reads and writes.

use super::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;

impl Node for Value {
    fn get(&self, name: &str) -> Option<Self> {
        Value::get(self, name).filter(|value| !value.is_null()).cloned()
    }
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
    fn whole(&self) -> Option<i64> {
        self.as_i64()
    }
    fn truth(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }
}

fn check_request<T: ToJson + DeserializeOwned + PartialEq + Debug>(request: T) {
    assert_eq!(serde_json::from_str::<T>(&request.to_json()).expect("its own JSON"), request);
}

fn check_response<T: Serialize + FromNode + PartialEq + Debug>(response: T) {
    let value = serde_json::to_value(&response).expect("a value");
    assert_eq!(T::from_node(&value), Ok(response));
    assert_eq!(T::from_node(&Value::Null), Err(Damaged));
}

fn prize(state: PrizeState) -> PrizeStep {
    PrizeStep {
        chances: Some(2),
        next: Some(1),
        at_ms: Some(9),
        tier: Some("一等奖".into()),
        what: Some("伞".into()),
        code: Some("7K4M29QX".into()),
        claim_until_ms: Some(10),
        place: Some("204室".into()),
        phone: Some("138****6021".into()),
        ..PrizeStep::new("luck", "抽奖", state)
    }
}

#[test]
fn what_a_phone_writes_is_read_by_serde() {
    let fields = vec![FieldAnswer { field: "unit".into(), answer: "\"引号\"\\\n".into() }];
    check_request(StartRequest { campaign: "demo".into(), device: "0".repeat(32), fields: fields.clone(), channel: "海报".into() });
    check_request(HandInRequest { token: "a-_".into(), answers: vec![vec![0, 3], vec![], vec![25]] });
    check_request(PrizeRequest { token: "t".into(), award: "luck".into(), chance: 3 });
    check_request(ClaimRequest { token: "t".into(), code: "7K4M29QX".into(), fields });
    check_request(RecordRequest { token: "t".into() });
}

#[test]
fn what_serde_writes_is_read_by_a_phone() {
    let question = Question { kind: "single".into(), stem: "问？".into(), choices: vec!["甲".into(), "乙".into()], points: 1000 };
    check_response(Started {
        sitting: "s".into(),
        token: "t".into(),
        started_ms: 1_795_997_100_000,
        now_ms: -1,
        limit_ms: None,
        accepted_until_ms: 5,
        questions: vec![question],
    });
    let review = Reviewed {
        question: "b/1".into(),
        mark: "partly".into(),
        points: 50,
        given: vec![1],
        key: vec![0, 1],
        explain: "因为".into(),
        basis: vec!["《宪法》第1条".into()],
    };
    check_response(HandedIn {
        sitting: "s".into(),
        at_ms: 1,
        used_ms: 2,
        late: true,
        score: 3,
        out_of: 4,
        passed: false,
        band: Some("优秀".into()),
        review: vec![review],
        left: Left { today: Some(0), total: None },
        prizes: PrizeState::ALL.map(prize).to_vec(),
    });
    check_response(PrizeStep::new("luck", "抽奖", PrizeState::NotYet));
    check_response(Claimed { code: "c".into(), phone: String::new(), claim_until_ms: 1 });
    let kept = Kept { sitting: "s".into(), at_ms: 1, used_ms: 2, score: 3, out_of: 4, passed: true, late: false };
    check_response(RecordView { participations: vec![kept], left: Left::default(), prizes: vec![] });
    for code in Code::ALL {
        check_response(Problem::from(*code));
    }
}

#[test]
fn a_state_of_a_prize_is_called_the_same_on_both_sides() {
    for state in PrizeState::ALL {
        assert_eq!(serde_json::to_value(state).expect("a value"), Value::from(state.word()));
    }
}
