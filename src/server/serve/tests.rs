//! A server that is told to stop lets what is under way finish; and what stands beside the API.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use press::Kit;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower::ServiceExt as _;

use super::{quiet, router};
use crate::api::tests::PLAIN;
use crate::site::Site;
use crate::testing::Testing;

fn everything(hall: &Testing) -> axum::Router {
    let site = Arc::new(Site::of(&Kit::default(), &hall.library, None));
    router(site, hall.desk.clone(), paint::Assets::default(), false)
}

#[tokio::test]
async fn a_hand_in_under_way_is_finished_before_the_server_stops() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    let body = serde_json::json!({ "token": started.token, "answers": hall.answers(&started, 7) }).to_string();

    let listening = quiet(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), everything(&hall)).await.expect("a port");
    let address = listening.listener.local_addr().expect("an address");
    let (stop, told) = oneshot::channel::<()>();
    let serving = tokio::spawn(listening.until(async move {
        let _ = told.await;
    }));

    let mut phone = TcpStream::connect(address).await.expect("a connection");
    let (first, rest) = body.split_at(body.len() / 2);
    let head = format!(
        "POST /api/v1/sittings/hand-in HTTP/1.1\r\nhost: pufa\r\ncontent-type: application/json\r\ncontent-length: {}\r\nexpect: 100-continue\r\n\r\n",
        body.len()
    );
    phone.write_all(head.as_bytes()).await.expect("sent");
    // the server has taken the request up when it asks for the body
    let mut answer = vec![0; 1024];
    let read = phone.read(&mut answer).await.expect("an answer");
    assert!(answer[..read].starts_with(b"HTTP/1.1 100"));
    phone.write_all(first.as_bytes()).await.expect("sent");
    stop.send(()).expect("the server listens");
    phone.write_all(rest.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    phone.read_to_string(&mut answer).await.expect("an answer, and then the end");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"score\":7000"), "{answer}");
    serving.await.expect("it ends").expect("it ends well");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers_and_the_api_is_no_page() {
    let hall = Testing::new(&[PLAIN]).await;
    for (path, status) in [
        ("/", StatusCode::OK),
        ("/c/plain/", StatusCode::OK),
        ("/c/plain", StatusCode::PERMANENT_REDIRECT),
        ("/healthz", StatusCode::OK),
        ("/readyz", StatusCode::OK),
        ("/api/v1/campaigns/plain", StatusCode::OK),
        ("/api/nowhere", StatusCode::NOT_FOUND),
        ("/metrics", StatusCode::NOT_FOUND),
        ("/nowhere", StatusCode::NOT_FOUND),
    ] {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = everything(&hall).oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), status, "{path}");
        for header in ["content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"] {
            assert!(answer.headers().contains_key(header), "{path} has no {header}");
        }
    }
}

#[tokio::test]
async fn refusals_are_counted_where_operators_look() {
    let hall = Testing::new(&[PLAIN]).await;
    let request = Request::get("/api/v1/campaigns/nowhere").body(Body::empty()).expect("a request");
    everything(&hall).oneshot(request).await.expect("an answer");
    assert_eq!(hall.desk.metrics.problem(wire::api::Code::UnknownCampaign).get(), 1);
}
