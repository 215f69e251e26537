//! Users on the command line, and at the door of a running server.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use server::api::{self, Desk};
use server::clock::Clock;
use server::hall::Hall;
use server::school::{Founding, School, Senders, Texts};
use server::seal::Sealer;
use server::store::Register;
use server::throttle::{Rates, Throttle};
use tower::ServiceExt as _;

use crate::ground::Ground;

/// The router that is served, on the ground's own data.
async fn router(ground: &Ground) -> axum::Router {
    let (library, _) = press::library::read(&ground.path("questions")).expect("a library");
    let sealer = Arc::new(Sealer::open(&ground.path("data/keys")).expect("keys"));
    let store = Arc::new(ground.store_only());
    let founding = Founding {
        register: Arc::clone(&store) as Arc<dyn Register>,
        sealer: Arc::clone(&sealer),
        clock: Clock::system(),
        assignments: Vec::new(),
        banks: Vec::new(),
        texts: Texts::default(),
        sender: Senders::None,
        public_address: None,
    };
    let school = School::open(founding).await.expect("a school");
    let hall = Hall::open(store, sealer, Clock::system(), &library).await.expect("a hall");
    let (metrics, throttle) = (server::metrics::Metrics::new().expect("metrics"), Throttle::new(Rates::none()));
    api::router(Desk {
        hall: Arc::new(hall),
        metrics: Arc::new(metrics),
        throttle: Arc::new(throttle),
        users: Arc::default(),
        school: Arc::new(school),
        is_secure: false,
    })
}

async fn board(router: &axum::Router, name: &str, password: &str) -> StatusCode {
    let credentials = STANDARD.encode(format!("{name}:{password}"));
    let request = Request::get("/api/v1/campaigns/prize/board").header("authorization", format!("Basic {credentials}"));
    router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer").status()
}

#[tokio::test]
async fn a_user_gets_in_and_a_disabled_one_does_not() {
    let ground = Ground::new();
    let router = router(&ground).await;
    let added = ground.pufa(&["user", "add", "desk", "--generate", "--json"]).exits(0).json();
    let password = added["password"].as_str().expect("shown once").to_owned();
    assert_eq!(board(&router, "desk", &password).await, StatusCode::OK);
    assert_eq!(board(&router, "desk", "something else").await, StatusCode::UNAUTHORIZED);

    ground.pufa_with(&["user", "add", "desk", "--change"], &[], "a new long password\n").exits(0);
    assert_eq!(board(&router, "desk", "a new long password").await, StatusCode::OK);
    assert_eq!(board(&router, "desk", &password).await, StatusCode::UNAUTHORIZED);

    ground.pufa(&["user", "disable", "desk"]).exits(0);
    assert_eq!(board(&router, "desk", "a new long password").await, StatusCode::UNAUTHORIZED);
    let listed = ground.pufa(&["user", "list", "--json"]).exits(0).json();
    assert_eq!((&listed["users"][0]["user"], &listed["users"][0]["disabled"]), (&"desk".into(), &true.into()));
    assert!(!listed.to_string().contains("argon2"), "no hash is shown");
}

#[test]
fn a_short_password_a_second_user_of_one_name_and_an_unknown_one_are_refused() {
    let ground = Ground::new();
    let add = |name: &str, password: &str| ground.pufa_with(&["user", "add", name, "--json"], &[], password);
    assert_eq!(add("desk", "short\n").exits(2).failure(), "short-password");
    assert_eq!(add("a:b", "long enough it is\n").exits(2).failure(), "bad-name");
    let told = add("desk", "long enough it is\n").exits(0);
    assert!(!told.out.contains("long enough"), "a password that was given is not shown");
    assert_eq!(add("desk", "long enough it is\n").exits(1).failure(), "user-exists");
    assert_eq!(ground.pufa(&["user", "disable", "nobody", "--json"]).exits(1).failure(), "unknown-user");
}

#[test]
fn a_key_is_rotated_where_there_are_keys() {
    let ground = Ground::new();
    assert_eq!(ground.pufa(&["key", "rotate", "--json"]).exits(1).failure(), "no-keys");
    server::keys::Keys::open(&ground.path("data/keys")).expect("keys");
    assert_eq!(ground.pufa(&["key", "rotate", "--json"]).exits(0).json()["key"], 2);
    assert!(ground.path("data/keys/seal-2.key").is_file());
}

#[test]
fn what_can_not_be_written_down_is_not_done() {
    let ground = Ground::new();
    ground.pufa_with(&["user", "add", "desk", "--json"], &[], "long enough it is\n").exits(0);
    std::fs::remove_file(ground.path("data/audit.log")).expect("a log");
    std::fs::create_dir(ground.path("data/audit.log")).expect("nothing can be written there");
    ground.pufa(&["user", "add", "second", "--generate"]).exits(1);
    ground.pufa(&["user", "disable", "desk"]).exits(1);
    let listed = ground.pufa(&["user", "list", "--json"]).exits(0).json();
    assert_eq!(listed["users"].as_array().map(Vec::len), Some(1));
    assert_eq!(listed["users"][0]["disabled"], false);
}
