//! What is read beside bodies and files: settings, headers, answers as they rest, and what a phone reads of an answer.

use std::path::Path;

use axum::http::{HeaderMap, HeaderValue};
use serde_json::Value;
use server::{api, hall, settings, throttle};
use wire::api::{Claimed, FromNode, HandedIn, Node, PrizeStep, Problem, RecordView, Started};

/// JSON as a phone reads it.
#[derive(Clone)]
struct Json(Value);

impl Node for Json {
    fn get(&self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| !value.is_null()).cloned().map(Self)
    }
    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }
    fn whole(&self) -> Option<i64> {
        self.0.as_i64()
    }
    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        self.0.as_array().map(|items| items.iter().cloned().map(Self).collect())
    }
}

const SETTINGS: &str = "port = 8080\ntrust-proxy = true\nquestions = \"questions\"\n";
const STARTED: &str = r#"{"sitting":"a","token":"b","started_ms":1,"now_ms":2,"limit_ms":3,"accepted_until_ms":4,
    "questions":[{"kind":"single","stem":"c","choices":["d","e"],"points":1000}]}"#;
const HANDED_IN: &str = r#"{"sitting":"a","at_ms":1,"used_ms":2,"late":false,"score":3,"out_of":4,"passed":true,
    "review":[{"question":"b","mark":"right","points":1,"given":[0],"key":[0],"explain":"c","basis":["d"]}],
    "left":{"today":1},"prizes":[{"award":"e","title":"f","state":"won"}]}"#;

#[test]
fn settings_headers_answers_and_answers_to_phones_are_read_or_refused() {
    let headers = ["Basic ZGVzazpzZWNyZXQ=", "6.6.6.6, [2001:db8::1]:443"];
    let samples = [SETTINGS, STARTED, HANDED_IN].into_iter().chain(headers).map(|text| text.as_bytes().to_vec());
    let samples: Vec<Vec<u8>> = samples.chain([vec![1, 0, 3], vec![4, 0, 0, 0, 1]]).collect();
    super::check(&samples, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Err(why) = settings::check_text(Path::new("pufa.toml"), &text) {
            assert_eq!(why.exit_code(), 2, "{text}");
        }
        if let Ok(value) = HeaderValue::from_bytes(bytes) {
            let mut headers = HeaderMap::new();
            headers.insert("authorization", value.clone());
            headers.insert("x-forwarded-for", value);
            if let Some((name, _)) = api::credentials(&headers) {
                assert!(!name.contains(':'));
            }
            let _ = throttle::forwarded(&headers);
        }
        assert!(hall::unpack_answers(bytes).len() <= bytes.len());
        if let Ok(value) = serde_json::from_slice(bytes) {
            read_as_a_phone(&Json(value));
        }
    });
}

fn read_as_a_phone(node: &Json) {
    let _ = Started::from_node(node);
    let _ = HandedIn::from_node(node);
    let _ = PrizeStep::from_node(node);
    let _ = Claimed::from_node(node);
    let _ = RecordView::from_node(node);
    let _ = Problem::from_node(node);
}
