//! The board is for users of the server.

use argon2::password_hash::{PasswordHasher as _, SaltString};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::PLAIN;
use crate::store::User;
use crate::testing::Testing;

fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{password}")))
}

#[tokio::test]
async fn a_user_sees_the_board_and_a_stranger_does_not() {
    let hall = Testing::new(&[PLAIN]).await;
    hall.play("plain", 1, 6).await;
    let salt = SaltString::encode_b64(b"salt of a test").expect("a salt");
    let password = argon2::Argon2::default().hash_password(b"long enough", &salt).expect("a hash").to_string();
    let user = User { name: "desk".into(), password, made: hall.now(), disabled: false, unit: String::new() };
    hall.desk.hall.store().put_user(user.clone()).await.expect("kept");
    let board = "/api/v1/campaigns/plain/board";
    for _ in 0..2 {
        let (status, answer) = hall.get(board, Some(&basic("desk", "long enough"))).await;
        assert_eq!((status, &answer["participations"]), (StatusCode::OK, &1.into()), "{answer}");
    }
    for stranger in [None, Some(basic("desk", "wrong")), Some(basic("nobody", "long enough")), Some("Bearer x".to_owned())] {
        let (status, answer) = hall.get(board, stranger.as_deref()).await;
        assert_eq!((status, &answer["code"]), (StatusCode::UNAUTHORIZED, &"not-allowed".into()));
    }
    for _ in 0..4 {
        hall.get(board, Some(&basic("desk", "wrong"))).await;
    }
    assert_eq!(hall.get(board, Some(&basic("desk", "wrong"))).await.0, StatusCode::TOO_MANY_REQUESTS, "guessing is slow");
    hall.desk.hall.store().put_user(User { name: "former".into(), disabled: true, ..user }).await.expect("kept");
    assert_eq!(hall.get(board, Some(&basic("former", "long enough"))).await.0, StatusCode::UNAUTHORIZED);
}
