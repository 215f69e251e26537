//! Which of the stored forms of a file a browser can read.

use axum::http::header::ACCEPT_ENCODING;
use axum::http::{HeaderMap, HeaderValue};

/// How the bytes of a stored form are packed, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// Brotli, `.br`; browsers ask for it over https and on localhost only.
    Brotli,
    /// Gzip, `.gz`.
    Gzip,
    /// As it is.
    Plain,
}

impl Encoding {
    /// What the browser takes, best first; the plain form always is.
    pub fn accepted(headers: &HeaderMap) -> impl Iterator<Item = Self> {
        let words: Vec<String> = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|word| word.trim().to_ascii_lowercase())
            .collect();
        let takes = |name: &str| words.iter().any(|word| takes(word, name));
        let (brotli, gzip) = (takes("br"), takes("gzip"));
        [(brotli, Self::Brotli), (gzip, Self::Gzip), (true, Self::Plain)]
            .into_iter()
            .filter_map(|(taken, encoding)| taken.then_some(encoding))
    }

    /// What `Content-Encoding` says.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Plain => None,
        }
    }

    /// The end of the file name that holds this form.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }
}

/// Whether one word of `Accept-Encoding`, such as `br;q=0.8`, takes `name`: a quality of nought refuses it.
fn takes(word: &str, name: &str) -> bool {
    let (coding, rest) = word.split_once(';').unwrap_or((word, ""));
    let quality = rest.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
    coding.trim() == name && quality.is_ok_and(|quality| quality > 0.0)
}

#[cfg(test)]
mod tests {
    use super::Encoding::{Brotli, Gzip, Plain};
    use super::*;

    fn check(asked: &'static str, expected: &[Encoding]) {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(asked))]);
        assert_eq!(Encoding::accepted(&headers).collect::<Vec<_>>(), expected, "{asked}");
    }

    #[test]
    fn brotli_comes_before_gzip_whatever_the_order() {
        check("gzip, deflate, br, zstd", &[Brotli, Gzip, Plain]);
    }

    #[test]
    fn a_quality_of_nought_refuses() {
        check("br;q=0, gzip; q=0.5", &[Gzip, Plain]);
    }

    #[test]
    fn a_name_is_not_a_part_of_another() {
        check("x-br, gzipped", &[Plain]);
    }
}
