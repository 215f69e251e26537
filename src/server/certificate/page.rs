//! `/certificates/…`: the page where anyone checks a number, painted when it is asked for.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, REFERRER_POLICY, RETRY_AFTER};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use domain::certificate::Number;
use paint::{Assets, certificate_page};
use serde::Deserialize;
use wire::study::CertificateCheck;

use crate::store::Answer;
use crate::throttle::{Caller, Throttle};

/// Where certificates are found.
pub trait Certificates: Send + Sync + 'static {
    /// What anyone may know of a certificate, its name masked by [`domain::name::masked`]; `None` when none of that number was given.
    fn find(&self, number: Number) -> Answer<Option<CertificateCheck>>;
}

/// What the page needs.
#[derive(Clone)]
struct Counter {
    certificates: Arc<dyn Certificates>,
    throttle: Arc<Throttle>,
    assets: Arc<Assets>,
}

/// The form's field.
#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    number: String,
}

/// The addresses of the page. `assets` are those of a still page in a folder of the site, as [`press::still`] gives them.
pub fn router(certificates: Arc<dyn Certificates>, throttle: Arc<Throttle>, assets: Assets) -> Router {
    let counter = Counter { certificates, throttle, assets: Arc::new(assets) };
    Router::new()
        .route("/certificates", get(|| async { Redirect::permanent("/certificates/") }))
        .route("/certificates/", get(form))
        .route("/certificates/{number}", get(named))
        .with_state(counter)
}

/// The form, and the answer to what was typed into it.
async fn form(State(counter): State<Counter>, caller: Caller, Query(typed): Query<Typed>) -> Response {
    counter.answer(&caller, &typed.number).await
}

/// Where the code on a certificate leads.
async fn named(State(counter): State<Counter>, caller: Caller, Path(typed): Path<String>) -> Response {
    counter.answer(&caller, &typed).await
}

impl Counter {
    async fn answer(&self, caller: &Caller, typed: &str) -> Response {
        let (status, found) = match Number::read(typed) {
            Err(_) => (StatusCode::OK, None),
            Ok(number) => {
                if self.throttle.anything(caller).is_err() {
                    return busy(StatusCode::TOO_MANY_REQUESTS);
                }
                match self.certificates.find(number).await {
                    Ok(Some(found)) => (StatusCode::OK, Some(found)),
                    Ok(None) => (StatusCode::NOT_FOUND, None),
                    Err(why) => {
                        tracing::error!(%why, "a certificate was not looked up");
                        return busy(StatusCode::SERVICE_UNAVAILABLE);
                    }
                }
            }
        };
        private((status, Html(certificate_page(found.as_ref(), typed, &self.assets))).into_response())
    }
}

/// It is not the number's fault.
fn busy(status: StatusCode) -> Response {
    private(
        (status, [(CONTENT_TYPE, "text/plain; charset=utf-8"), (RETRY_AFTER, "5")], "现在查的人太多，请过几秒再查一次。\n").into_response(),
    )
}

/// No cache keeps it, no search engine lists it, no other site hears of the number.
fn private(response: Response) -> Response {
    let about = [(CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "no-referrer"), (HeaderName::from_static("x-robots-tag"), "noindex")];
    (about, response).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Request};
    use tower::ServiceExt as _;

    use super::*;
    use crate::store::StoreError;
    use crate::throttle::{Rate, Rates};

    const NUMBER: &str = "XF2027-0000-0000-Q";

    /// One certificate; a number of the year 2000 finds a store that fails.
    struct One;

    impl Certificates for One {
        fn find(&self, number: Number) -> Answer<Option<CertificateCheck>> {
            let check = CertificateCheck { number: number.to_string(), name: "王**".into(), score: 9200, ..CertificateCheck::default() };
            let answer = match number.year() {
                2000 => Err(StoreError::Closing),
                _ => Ok((number.to_string() == NUMBER).then_some(check)),
            };
            Box::pin(async { answer })
        }
    }

    async fn get(router: &Router, address: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::get(address).body(Body::empty()).expect("a request");
        let response = router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        (status, headers, String::from_utf8(body.to_vec()).expect("text"))
    }

    fn open(rates: Rates) -> Router {
        router(Arc::new(One), Arc::new(Throttle::new(rates)), Assets { root: "../".into(), ..Assets::default() })
    }

    async fn check(address: &str, status: u16, words: &str) {
        let (found, headers, page) = get(&open(Rates::none()), address).await;
        assert_eq!(found.as_u16(), status, "{address}");
        assert!(page.contains(words), "`{words}` is in {page}");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers[REFERRER_POLICY], "no-referrer");
        assert_eq!(headers["x-robots-tag"], "noindex");
    }

    #[tokio::test]
    async fn a_number_is_answered_by_its_address_and_by_the_form() {
        check("/certificates/XF2027-0000-0000-Q", 200, "王**").await;
        check("/certificates/xf202700000000q", 200, "王**").await;
        check("/certificates/?number=+xf2027+0000+0000+q", 200, "王**").await;
        check("/certificates/?number=%EF%BC%B8%EF%BC%A62027-0000-0000-Q", 200, "王**").await;
    }

    #[tokio::test]
    async fn the_form_stands_alone_and_a_wrong_number_is_told_from_an_unknown_one() {
        check("/certificates/", 200, "name=\"number\"").await;
        check("/certificates/XF2027-0000-0000-R", 200, "编号不对").await;
        let unknown = Number::new(2027, [1; 5]);
        check(&format!("/certificates/{unknown}"), 404, "没有查到").await;
        check(&format!("/certificates/{}", Number::new(2000, [1; 5])), 503, "请过几秒").await;
    }

    #[tokio::test]
    async fn without_the_slash_it_leads_to_the_form() {
        let (status, headers, _) = get(&open(Rates::none()), "/certificates").await;
        assert_eq!((status, &headers["location"]), (StatusCode::PERMANENT_REDIRECT, &"/certificates/".parse().expect("a header")));
    }

    #[tokio::test]
    async fn whoever_tries_many_numbers_has_to_wait() {
        let router = open(Rates { address: Rate { burst: 1, per_second: 1 }, ..Rates::none() });
        let address = format!("/certificates/{NUMBER}");
        assert_eq!(get(&router, &address).await.0, StatusCode::OK);
        let (status, headers, _) = get(&router, &address).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(headers[RETRY_AFTER], "5");
        assert_eq!(get(&router, "/certificates/").await.0, StatusCode::OK, "the form costs nothing");
    }

    /// Writes the page in each state to the folder that `PUFA_SHOW` names, for people to look at.
    #[test]
    fn the_page_can_be_looked_at() {
        let Some(folder) = std::env::var_os("PUFA_SHOW").map(std::path::PathBuf::from) else { return };
        let public = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
        let css = ["tokens.css", "app.css"].map(|name| std::fs::read_to_string(public.join(name)).expect("a style sheet")).concat();
        let assets = Assets { root: "../".into(), css, ..Assets::default() };
        let found = CertificateCheck {
            number: NUMBER.into(),
            title: "2027年度国家工作人员学法用法考试".into(),
            organiser: "某旗司法局、某旗民族事务委员会".into(),
            unit: "某旗/旗财政局".into(),
            name: "王**".into(),
            score: 9200,
            band: "优秀".into(),
            at_ms: 1_795_489_920_000,
            zone_minutes: 480,
        };
        let states =
            [("form", None, ""), ("found", Some(&found), NUMBER), ("unknown", None, NUMBER), ("wrong", None, "XF2027-0U00-0000-Q")];
        for (name, found, typed) in states {
            std::fs::write(folder.join(format!("{name}.html")), certificate_page(found, typed, &assets)).expect("written");
        }
    }
}
