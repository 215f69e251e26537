//! Whether a request came over TLS: only the proxy that ended it knows, and says so in `X-Forwarded-Proto`.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::throttle::is_by_proxy;

/// Whether a proxy that is trusted took the request over TLS; `false` where none says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsTls(pub bool);

impl<S: Sync> FromRequestParts<S> for IsTls {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(is_by_proxy(parts) && is_https(&parts.headers)))
    }
}

/// What the last proxy wrote: our own, and those before it are hearsay.
fn is_https(headers: &HeaderMap) -> bool {
    let last = headers.get_all("x-forwarded-proto").iter().next_back().and_then(|value| value.to_str().ok());
    last.and_then(|value| value.rsplit(',').next()).is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;
    use axum::http::Request;

    use super::*;
    use crate::throttle::ProxyIsTrusted;

    async fn check(said: &[&str], peer: [u8; 4], is_trusted: bool, expected: bool) {
        let mut request = Request::builder().extension(ConnectInfo(SocketAddr::from((peer, 80))));
        for value in said {
            request = request.header("x-forwarded-proto", *value);
        }
        if is_trusted {
            request = request.extension(ProxyIsTrusted);
        }
        let (mut parts, ()) = request.body(()).expect("a request").into_parts();
        assert_eq!(IsTls::from_request_parts(&mut parts, &()).await, Ok(IsTls(expected)), "{said:?} {peer:?} {is_trusted}");
    }

    #[tokio::test]
    async fn only_a_proxy_of_ours_is_believed() {
        let (here, elsewhere) = ([127, 0, 0, 1], [10, 0, 0, 1]);
        check(&["https"], here, false, true).await;
        check(&["https"], elsewhere, true, true).await;
        check(&["https"], elsewhere, false, false).await;
        check(&[], here, true, false).await;
        check(&["http"], here, true, false).await;
        check(&["https, http"], here, true, false).await;
        check(&["http", "HTTPS"], here, true, true).await;
    }
}
