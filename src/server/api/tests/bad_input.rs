//! Whatever comes in: a 4xx with a code of ours, counted, and nothing lost.

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use wire::api::Code;

use super::PLAIN;
use crate::metrics::Metrics;
use crate::testing::Testing;
use crate::throttle::{Rate, Rates};

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

async fn check(hall: &Testing, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>, code: Code) -> HeaderMap {
    let before = hall.desk.metrics.problem(code).get();
    let (status, headers, text) = hall.send(method, path, headers, body).await;
    assert_eq!(hall.desk.metrics.problem(code).get(), before + 1, "{} is counted", code.word());
    let problem: serde_json::Value = serde_json::from_str(&text).expect("a problem");
    assert_eq!((problem["code"].as_str(), status.as_u16()), (Some(code.word()), code.status()), "{text}");
    assert_eq!(problem["status"], code.status());
    assert_eq!(headers["content-type"], "application/problem+json");
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.chars().any(|c| ('一'..='龥').contains(&c))));
    headers
}

#[tokio::test]
async fn every_malformed_request_gets_its_code_and_loses_nothing() {
    let hall = Testing::new(&[("plain", &format!("{}questions-are-public = true\n", PLAIN.1)), ("device", "")]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    let start = "/api/v1/sittings";
    let device = hall.device(1);
    let with = |campaign: &str, device: &str| format!("{{\"campaign\":\"{campaign}\",\"device\":\"{device}\"}}");
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"campaign\":1}",
        "{\"campaign\":\"plain\",\"device\":\"x\",\"more\":1}",
        "\u{0}",
        "{\"campaign\":\"plain\"}",
    ] {
        check(&hall, Method::POST, start, JSON, body, Code::BadBody).await;
    }
    check(&hall, Method::POST, start, JSON, vec![0xff, 0xfe], Code::BadBody).await;
    check(&hall, Method::POST, start, JSON, "[".repeat(100_000), Code::BadBody).await;
    check(&hall, Method::POST, start, &[], with("plain", &device), Code::NotJson).await;
    check(&hall, Method::POST, start, &[("content-type", "text/plain")], with("plain", &device), Code::NotJson).await;
    check(&hall, Method::POST, start, JSON, format!("{{\"campaign\":\"{}\"}}", "x".repeat(2 * 1024 * 1024)), Code::TooLarge).await;
    check(&hall, Method::GET, start, &[], "", Code::WrongMethod).await;
    check(&hall, Method::DELETE, "/api/v1/sittings/hand-in", JSON, "", Code::WrongMethod).await;
    check(&hall, Method::POST, start, JSON, with("nowhere", &device), Code::UnknownCampaign).await;
    check(&hall, Method::POST, start, JSON, with("../../etc/passwd", &device), Code::UnknownCampaign).await;
    check(&hall, Method::POST, start, JSON, with("device", &device), Code::GradedOnDevice).await;
    for wrong in ["", "0", &"g".repeat(32), &"A".repeat(32), &"0".repeat(31), &"0".repeat(33)] {
        check(&hall, Method::POST, start, JSON, with("plain", wrong), Code::BadDevice).await;
    }
    for nowhere in ["nowhere", "%FF", "%00", "a%0d%0ab"] {
        check(&hall, Method::GET, &format!("/api/v1/campaigns/{nowhere}"), &[], "", Code::UnknownCampaign).await;
    }
    for path in ["/api/", "/api/v2/sittings", "/api/v1/campaigns/plain/secret", "/api/v1/../v1/sittings"] {
        check(&hall, Method::POST, path, JSON, "{}", Code::NotFound).await;
    }
    for answers in ["[[-1]]", "[[256]]", "[[1.5]]", "\"A\"", "[[\"0\"]]", "{}"] {
        let body = format!("{{\"token\":\"{}\",\"answers\":{answers}}}", started.token);
        check(&hall, Method::POST, "/api/v1/sittings/hand-in", JSON, body, Code::BadBody).await;
    }
    let handed_in = hall.hand_in(&started, 10).await.expect("nothing was lost");
    assert_eq!(handed_in.score, 10_000);
}

#[tokio::test]
async fn words_of_a_stranger_do_not_become_headers_or_rows_of_their_own() {
    let hall = Testing::new(&[PLAIN]).await;
    let with = |channel: &str| format!("{{\"campaign\":\"plain\",\"device\":\"{}\",\"channel\":\"{channel}\"}}", hall.device(1));
    for injected in ["a\\r\\nset-cookie: x=1", "a\\u0000b", "a\\tb", "\\u0085"] {
        let headers = check(&hall, Method::POST, "/api/v1/sittings", JSON, with(injected), Code::BadBody).await;
        assert!(!headers.contains_key("set-cookie"));
    }
    let (status, _, text) = hall.send(Method::POST, "/api/v1/sittings", JSON, with(&"长".repeat(200))).await;
    assert_eq!(status, StatusCode::OK);
    let started: wire::api::Started = serde_json::from_str(&text).expect("a start");
    hall.hand_in(&started, 1).await.expect("counted");
    let board = hall.desk.hall.board("plain").await.expect("a board");
    let channel = board.lines.iter().find(|line| line.by == "channel").map(|line| line.group.clone()).expect("a channel");
    assert_eq!(channel.chars().count(), 60);
}

#[tokio::test]
async fn too_many_at_once_are_told_when_to_come_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let rates = Rates { device: Rate { burst: 3, per_second: 1 }, ..Rates::default() };
    let hall = Testing::at(folder.path(), &[PLAIN], rates).await;
    for _ in 0..3 {
        hall.start("plain", 1).await.expect("a start");
    }
    let body = format!("{{\"campaign\":\"plain\",\"device\":\"{}\"}}", hall.device(1));
    let headers = check(&hall, Method::POST, "/api/v1/sittings", JSON, body, Code::TooMany).await;
    assert!(headers["retry-after"].to_str().expect("text").parse::<u32>().is_ok_and(|seconds| seconds >= 1));
    hall.start("plain", 2).await.expect("the phone beside it goes on");
}

#[tokio::test]
async fn the_document_tells_every_address_and_problem() {
    let hall = Testing::new(&[PLAIN]).await;
    let (status, document) = hall.get("/api/openapi.json", None).await;
    assert_eq!(status, StatusCode::OK);
    for path in [
        "/api/v1/campaigns/{id}",
        "/api/v1/sittings",
        "/api/v1/sittings/hand-in",
        "/api/v1/records",
        "/api/v1/prizes",
        "/api/v1/claims",
        "/api/v1/campaigns/{id}/board",
    ] {
        assert!(document["paths"][path].is_object(), "{path}");
    }
    assert!(document["components"]["schemas"]["HandedIn"].is_object());
}

#[test]
fn every_refusal_is_counted_by_its_code() {
    let metrics = Metrics::new().expect("metrics");
    metrics.answered(409, Some(Code::TokenReplayed), std::time::Duration::from_millis(3));
    let text = metrics.text((1, 2));
    assert!(text.contains("pufa_problems_total{code=\"token-replayed\"} 1"), "{text}");
    assert!(text.contains("pufa_requests_total{status=\"4xx\"} 1") && text.contains("pufa_store_commits 1"));
}
