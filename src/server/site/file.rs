//! One file of the site with its packed forms, as it was made at start or read from the folder that `cargo xtask dist` wrote.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

use axum::body::Bytes;
use press::Content;
use sha2::{Digest as _, Sha256};

use super::encoding::Encoding;

/// A file of the site.
pub struct File {
    /// What `Content-Type` says.
    pub content_type: &'static str,
    /// What `Cache-Control` says.
    pub cache_control: &'static str,
    plain: Variant,
    packed: Vec<(Encoding, Variant)>,
}

/// One stored form of a file.
pub struct Variant {
    /// What is sent.
    pub bytes: Bytes,
    /// A strong mark of this form: a hash of the content, with the packing, since equal marks promise equal bytes.
    pub etag: String,
}

impl File {
    /// A file of a site that was made in memory; `path` is its address with a slash before it.
    pub fn of(path: &str, content: Content) -> Self {
        let bytes = |cow| match cow {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        let packed = [(Encoding::Brotli, content.brotli), (Encoding::Gzip, content.gzip)];
        let packed = packed.into_iter().filter_map(|(encoding, form)| Some((encoding, bytes(form?))));
        Self::new(path, bytes(content.plain), packed)
    }

    fn new(path: &str, plain: Bytes, packed: impl Iterator<Item = (Encoding, Bytes)>) -> Self {
        let hash = hash(&plain);
        let variant = |encoding: Encoding, bytes| Variant { bytes, etag: format!("\"{hash}{}\"", encoding.suffix().replace('.', "-")) };
        Self {
            content_type: content_type(path),
            cache_control: if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" },
            plain: variant(Encoding::Plain, plain),
            packed: packed.map(|(encoding, bytes)| (encoding, variant(encoding, bytes))).collect(),
        }
    }

    /// The first of the accepted forms that there is.
    pub fn variant(&self, accepted: impl IntoIterator<Item = Encoding>) -> (Encoding, &Variant) {
        accepted
            .into_iter()
            .find_map(|encoding| self.packed.iter().find(|(has, _)| *has == encoding))
            .map_or((Encoding::Plain, &self.plain), |(encoding, variant)| (*encoding, variant))
    }
}

/// Every file below `dir` by its address on the site; packed forms belong to the file they were made from.
pub fn read_all(dir: &Path) -> std::io::Result<HashMap<String, File>> {
    let mut contents = HashMap::new();
    read_into(&mut contents, dir, "")?;
    let files = contents.iter().filter(|(path, _)| !is_packed(&contents, path));
    Ok(files.map(|(path, bytes)| (path.clone(), file(&contents, path, bytes))).collect())
}

fn read_into(contents: &mut HashMap<String, Bytes>, dir: &Path, address: &str) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let address = format!("{address}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_into(contents, &entry.path(), &address)?;
        } else {
            contents.insert(address, Bytes::from(fs::read(entry.path())?));
        }
    }
    Ok(())
}

fn is_packed(contents: &HashMap<String, Bytes>, path: &str) -> bool {
    [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .any(|encoding| path.strip_suffix(encoding.suffix()).is_some_and(|plain| contents.contains_key(plain)))
}

fn file(contents: &HashMap<String, Bytes>, path: &str, plain: &Bytes) -> File {
    let packed = [Encoding::Brotli, Encoding::Gzip]
        .into_iter()
        .filter_map(|encoding| Some((encoding, contents.get(&format!("{path}{}", encoding.suffix()))?.clone())));
    File::new(path, plain.clone(), packed)
}

/// The first 16 bytes of the SHA-256, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the address names its content, `/pkg/<name>-<hash>.<kind>`, so that it may be kept for ever.
fn is_hashed(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/pkg/") else { return false };
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() >= 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_names_its_content_is_kept_for_ever() {
        assert!(is_hashed("/pkg/app-0123456789abcdef.js"));
        assert!(is_hashed("/pkg/2026-xianfa-0123456789abcdef.json"));
        assert!(!is_hashed("/pkg/2026-xianfa.json"));
        assert!(!is_hashed("/sw-0123456789abcdef.js"));
        assert!(!is_hashed("/index.html"));
    }
}
