//! The API told to other programs: OpenAPI, made from the very types and handlers.

use axum::Json;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Pufa", description = "Legal-publicity quizzes: start, hand in, prizes, records, board."),
    paths(
        super::campaign::view,
        super::start::start,
        super::hand_in::hand_in,
        super::record::record,
        super::prize::prize,
        super::claim::claim,
        super::board::board
    ),
    modifiers(&Users)
)]
struct Document;

/// How users of the server say who they are.
struct Users;

impl utoipa::Modify for Users {
    fn modify(&self, document: &mut OpenApi) {
        let basic = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Basic).build());
        document.components.get_or_insert_default().add_security_scheme("user", basic);
    }
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    Document::openapi()
}

/// `GET /api/openapi.json`.
pub async fn openapi() -> Json<OpenApi> {
    Json(document())
}
