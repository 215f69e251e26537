//! The site through the router, as a browser asks for it.

mod made;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use tower::ServiceExt as _;

use super::Site;

const WASM: &str = "/pkg/app-0123456789abcdef.wasm";

/// A site in a folder of its own, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("pufa-site-{}-{name}", std::process::id()));
        for (path, text) in [
            ("index.html", "home"),
            ("index.html.gz", "packed home"),
            ("c/xianfa/index.html", "landing"),
            ("pkg/app-0123456789abcdef.wasm", "program"),
            ("pkg/app-0123456789abcdef.wasm.br", "br"),
            ("pkg/app-0123456789abcdef.wasm.gz", "gz"),
        ] {
            let path = dir.join(path);
            fs::create_dir_all(path.parent().expect("every path has a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        Self(dir)
    }

    fn router(&self) -> Router {
        crate::serve::pages(Arc::new(Site::load(&self.0).expect("the site can be read")))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone_or_not = fs::remove_dir_all(&self.0);
    }
}

/// One request: `GET /` with headers as pairs.
async fn ask(router: &Router, line: &str, headers: &[(&str, &str)]) -> (Response<()>, String) {
    let (method, uri) = line.split_once(' ').expect("a method and an address");
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a request");
    let (parts, body) = router.clone().oneshot(request).await.expect("the router answers").into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
    (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).expect("text"))
}

fn header<'a>(response: &'a Response<()>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn a_page_is_asked_for_again_each_time_and_sent_only_when_it_changed() {
    let folder = Folder::new("page");
    let router = folder.router();
    let (first, body) = ask(&router, "GET /c/xianfa/?from=poster", &[]).await;
    assert_eq!((first.status(), body.as_str()), (StatusCode::OK, "landing"));
    assert_eq!(header(&first, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&first, "cache-control"), "no-cache");

    let (second, body) = ask(&router, "GET /c/xianfa/", &[("if-none-match", header(&first, "etag"))]).await;
    assert_eq!((second.status(), body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(header(&second, "etag"), header(&first, "etag"));
}

#[tokio::test]
async fn what_names_its_content_is_kept_for_ever_and_sent_packed() {
    let folder = Folder::new("packed");
    let router = folder.router();
    let get = format!("GET {WASM}");
    let mut marks = Vec::new();
    for (asked, encoding, expected) in [("gzip, br", "br", "br"), ("gzip", "gzip", "gz"), ("", "", "program")] {
        let (response, body) = ask(&router, &get, &[("accept-encoding", asked)]).await;
        assert_eq!((header(&response, "content-encoding"), body.as_str()), (encoding, expected));
        assert_eq!(header(&response, "content-type"), "application/wasm");
        assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(header(&response, "vary"), "Accept-Encoding");
        marks.push(header(&response, "etag").to_owned());
    }
    marks.dedup();
    assert_eq!(marks.len(), 3, "each form has a mark of its own: {marks:?}");
}

#[tokio::test]
async fn head_tells_the_length_and_sends_nothing() {
    let folder = Folder::new("head");
    let (response, body) = ask(&folder.router(), &format!("HEAD {WASM}"), &[]).await;
    assert_eq!((response.status(), header(&response, "content-length"), body.as_str()), (StatusCode::OK, "7", ""));
}

#[tokio::test]
async fn a_link_without_its_last_slash_still_arrives_and_keeps_its_channel() {
    let folder = Folder::new("slash");
    let (response, _) = ask(&folder.router(), "GET /c/xianfa?from=poster", &[]).await;
    assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(header(&response, "location"), "/c/xianfa/?from=poster");
}

#[tokio::test]
async fn nothing_outside_the_folder_is_ever_sent() {
    let folder = Folder::new("outside");
    let router = folder.router();
    fs::write(folder.0.with_extension("secret"), "secret").expect("the file can be written");
    let name = folder.0.with_extension("secret");
    let name = name.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    for path in [
        format!("/../{name}"),
        format!("/c/../../{name}"),
        format!("/%2e%2e/{name}"),
        format!("/..%2f{name}"),
        format!("//{name}"),
        "/index.html.gz".to_owned(),
    ] {
        let (response, body) = ask(&router, &format!("GET {path}"), &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(body.contains("没有找到这个页面"), "{path}");
    }
    fs::remove_file(folder.0.with_extension("secret")).expect("the file is there");
}

#[tokio::test]
async fn every_answer_is_safe_and_nothing_is_written() {
    let folder = Folder::new("safe");
    let router = folder.router();
    for (line, status) in [
        ("GET /", StatusCode::OK),
        ("GET /nothing", StatusCode::NOT_FOUND),
        ("GET /c/xianfa", StatusCode::PERMANENT_REDIRECT),
        ("POST /", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let (response, _) = ask(&router, line, &[]).await;
        assert_eq!(response.status(), status, "{line}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{line}");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer", "{line}");
        assert!(header(&response, "content-security-policy").contains("frame-ancestors 'none'"), "{line}");
    }
}
