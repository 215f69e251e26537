//! A site in memory, made at start or read from a folder, and the answer to each request for a part of it.

mod encoding;
mod file;
pub mod kit;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, VARY};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use press::Kit;
use press::library::Library;

use encoding::Encoding;
use file::File;

/// Shown for an address that holds nothing: it needs no other file, so it shows whatever is missing.
const NOT_FOUND: &str = include_str!("site/not_found.html");

/// All files of a site by address. A request is only ever looked up here, so no path leads out of the folder.
pub struct Site {
    files: HashMap<String, File>,
}

impl Site {
    /// Paints the pages of a library and packs them; `public_address` is scheme and host under which the site is known, such as
    /// `https://pufa.example.cn`, where somebody said. It stays as it is until somebody makes another.
    pub fn of(kit: &Kit, library: &Library, public_address: Option<&str>) -> Self {
        let mut site = press::site(kit, library, public_address);
        press::pack_all(&mut site.files);
        let file = |file: press::File| {
            let path = format!("/{}", file.address);
            (path.clone(), File::of(&path, file.content))
        };
        Self { files: site.files.into_iter().map(file).collect() }
    }

    /// Reads every file below `dir` into memory; a site is a few hundred KiB.
    ///
    /// # Errors
    /// When the folder can't be read or has no `index.html`.
    pub fn load(dir: &Path) -> anyhow::Result<Self> {
        let files = file::read_all(dir).with_context(|| format!("reading the site in `{}`", dir.display()))?;
        ensure!(files.contains_key("/index.html"), "`{}` holds no index.html; `cargo xtask dist` writes a site", dir.display());
        Ok(Self { files })
    }

    fn find(&self, path: &str) -> Found<'_> {
        let page = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if let Some(file) = self.files.get(&page) {
            return Found::File(file);
        }
        let folder = format!("{path}/");
        match self.files.contains_key(&format!("{folder}index.html")) {
            true => Found::Folder(folder),
            false => Found::Nothing,
        }
    }
}

/// What an address leads to.
enum Found<'a> {
    /// A file.
    File(&'a File),
    /// A page that was asked for without the slash at its end: its links would lead elsewhere.
    Folder(String),
    Nothing,
}

/// Answers a request for a part of the site.
pub async fn answer(State(site): State<Arc<Site>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let mut response = match site.find(uri.path()) {
        Found::File(file) => send(file, &headers),
        Found::Folder(path) => redirect(&path, uri.query()),
        Found::Nothing => not_found(),
    };
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

fn send(file: &File, asked: &HeaderMap) -> Response {
    let (encoding, variant) = file.variant(Encoding::accepted(asked));
    let about =
        [(CONTENT_TYPE, file.content_type), (CACHE_CONTROL, file.cache_control), (ETAG, variant.etag.as_str()), (VARY, "Accept-Encoding")];
    if known(asked, &variant.etag) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let body = variant.bytes.clone();
    let mut response = (about, [(CONTENT_LENGTH, body.len())].map(|(name, length)| (name, length.to_string())), body).into_response();
    if let Some(name) = encoding.header() {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

/// Whether the browser has this very content already. A weak mark compares like a strong one here (RFC 9110, 13.1.2).
fn known(asked: &HeaderMap, etag: &str) -> bool {
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|mark| mark.trim().trim_start_matches("W/"))
        .any(|mark| mark == etag || mark == "*")
}

fn redirect(path: &str, query: Option<&str>) -> Response {
    let target = match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, target), (CACHE_CONTROL, "no-cache".to_owned())]).into_response()
}

fn not_found() -> Response {
    let about = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    (StatusCode::NOT_FOUND, about, NOT_FOUND).into_response()
}
