//! The API told to other programs: OpenAPI, made from the very types and handlers.

use axum::Json;
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

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
        super::board::board,
        super::member::session::sign_in,
        super::member::session::send_code,
        super::member::session::set_password,
        super::member::session::sign_out,
        super::member::session::me,
        super::member::study::tasks,
        super::member::study::task,
        super::member::study::report,
        super::member::study::practice,
        super::member::study::questions,
        super::member::study::cards,
        super::member::texts::law,
        super::member::texts::note,
        super::member::exam::start,
        super::member::exam::save,
        super::member::exam::hand_in,
        super::member::exam::view,
        super::member::certificate::own,
        super::member::certificate::pdf,
        super::member::certificate::check,
        super::member::rates::rates,
        super::member::rates::league,
        super::member::rates::rows,
        super::member::rates::behind,
        super::member::rates::trouble
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
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(super::member::NAME)));
        document.components.get_or_insert_default().add_security_scheme("member", cookie);
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
