//! `/api/v1/session…` and `/api/v1/me`.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use wire::api::Problem;
use wire::study::{CodeSent, Done as Nothing, MemberView, SendCodeRequest, SetPasswordRequest, SignInRequest, SignOutRequest};

use super::super::body::{Answer, Body, Done};
use super::super::problem::Error;
use super::super::{AtDesk, Desk};
use super::{BROWSER, Fresh, NAME, cookie};
use crate::hall::Refusal;
use crate::scheme::IsTls;
use crate::school::{BROWSER_DAYS, COOKIE_DAYS};
use crate::throttle::Caller;

/// Signs a member in; the answer sets the cookie of their session, and one by which this browser is known when others try their number.
#[utoipa::path(post, path = "/api/v1/session", tag = "member", request_body = SignInRequest,
    responses((status = 200, body = MemberView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sign_in(
    State(desk): AtDesk,
    caller: Caller,
    is_tls: IsTls,
    headers: HeaderMap,
    Body(request): Body<SignInRequest>,
) -> Result<Response, Error> {
    desk.throttle.anything(&caller)?;
    // who finds no place has tried nothing, and spends nothing of their address either
    let place = desk.school.place()?;
    desk.throttle.sign_in(&caller)?;
    let signed_in = desk.school.sign_in(place, &caller, cookie(&headers, BROWSER), &request).await?;
    let mut response = Answer(signed_in.view).into_response();
    for (name, value, days) in [(NAME, &signed_in.cookie, COOKIE_DAYS), (BROWSER, &signed_in.browser, BROWSER_DAYS)] {
        response.headers_mut().append(SET_COOKIE, set_cookie(&desk, is_tls, name, value, days * 24 * 3600)?);
    }
    Ok(response)
}

/// Sends a one-time code to the phone that the roster has; the answer is the same whether it has one or not.
#[utoipa::path(post, path = "/api/v1/session/code", tag = "member", request_body = SendCodeRequest,
    responses((status = 200, body = CodeSent),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn send_code(State(desk): AtDesk, caller: Caller, headers: HeaderMap, Body(request): Body<SendCodeRequest>) -> Done<CodeSent> {
    desk.throttle.anything(&caller)?;
    Ok(Answer(desk.school.send_code(&caller, cookie(&headers, BROWSER), &request).await?))
}

/// Sets the member's own password; their other sessions end.
#[utoipa::path(post, path = "/api/v1/session/password", tag = "member", request_body = SetPasswordRequest, security(("member" = [])),
    responses((status = 200, body = MemberView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn set_password(State(desk): AtDesk, Fresh(known): Fresh, Body(request): Body<SetPasswordRequest>) -> Done<MemberView> {
    Ok(Answer(desk.school.set_password(desk.school.place()?, &known, &request).await?))
}

/// Ends this session, or every one of the member.
#[utoipa::path(post, path = "/api/v1/session/end", tag = "member", request_body = SignOutRequest, security(("member" = [])),
    responses((status = 200, body = Nothing),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sign_out(
    State(desk): AtDesk,
    Fresh(known): Fresh,
    is_tls: IsTls,
    Body(request): Body<SignOutRequest>,
) -> Result<Response, Error> {
    desk.school.sign_out(&known, request.everywhere).await?;
    let mut response = Answer(Nothing {}).into_response();
    response.headers_mut().insert(SET_COOKIE, set_cookie(&desk, is_tls, NAME, "", 0)?);
    Ok(response)
}

/// Who is signed in here.
#[utoipa::path(get, path = "/api/v1/me", tag = "member", security(("member" = [])),
    responses((status = 200, body = MemberView),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
        (status = "5XX", body = Problem, content_type = "application/problem+json")))]
pub async fn me(State(desk): AtDesk, Fresh(known): Fresh) -> Done<MemberView> {
    Ok(Answer(desk.school.me(&known).await?))
}

/// No script and no other site gets at it; where the site is reached over TLS, as its address or the proxy says, it never travels without.
fn set_cookie(desk: &Desk, IsTls(is_tls): IsTls, name: &str, value: &str, seconds: i64) -> Result<HeaderValue, Refusal> {
    let secure = if desk.is_secure || is_tls { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&text).map_err(Refusal::internal)
}
