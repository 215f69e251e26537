//! What is sent, with the packed forms it has: packed as small as it gets, once and not at each request.

use std::borrow::Cow;
use std::io::Write as _;
use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::thread;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// The highest quality there is.
const BROTLI_QUALITY: i32 = 11;
/// The windows of Brotli that every browser takes, as powers of two (RFC 7932, 9.1); below the first a smaller one saves nothing.
const BROTLI_WINDOW_BITS: RangeInclusive<u32> = 16..=24;

/// Some bytes and their packed forms, held by the program itself or on the heap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// As it is.
    pub plain: Cow<'static, [u8]>,
    /// Packed with Brotli, for browsers over https.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// Packed with gzip, for everyone else.
    pub gzip: Option<Cow<'static, [u8]>>,
}

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its address from the site's root, without a slash before it.
    pub address: String,
    /// What is in it.
    pub content: Content,
}

impl Content {
    /// Not packed yet.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { plain: bytes.into(), brotli: None, gzip: None }
    }

    /// Adds the packed forms that are missing.
    pub fn pack(&mut self) {
        if self.brotli.is_none() {
            self.brotli = Some(brotli(&self.plain).into());
        }
        if self.gzip.is_none() {
            self.gzip = Some(gzip(&self.plain).into());
        }
    }
}

/// Packs all that gets smaller by it and is not packed yet, on every core.
pub fn pack_all(files: &mut [File]) {
    let waiting = Mutex::new(files.iter_mut().filter(|file| is_worth_packing(&file.address)));
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.next());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(file) = next() {
                    file.content.pack();
                }
            });
        }
    });
}

/// Whether a file of this name gets smaller by packing: pictures are packed already.
#[must_use]
pub fn is_worth_packing(name: &str) -> bool {
    const KINDS: [&str; 10] = ["html", "js", "css", "json", "wasm", "svg", "webmanifest", "txt", "xml", "ico"];
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let params = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: window_bits(bytes.len()).cast_signed(),
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params).expect("bytes in memory can be packed");
    packed
}

/// The smallest window that all of it fits in: the packer's memory is eight times the window, touched or not.
fn window_bits(len: usize) -> u32 {
    // a window of 2^n holds 16 bytes less
    let bits = usize::BITS - len.saturating_add(15).leading_zeros();
    bits.clamp(*BROTLI_WINDOW_BITS.start(), *BROTLI_WINDOW_BITS.end())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.expect("bytes in memory can be packed")
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_was_packed_comes_back_the_same() {
        let text = "普法".repeat(1000);
        let mut files = [File { address: "a.txt".into(), content: Content::new(text.clone().into_bytes()) }];
        pack_all(&mut files);
        let [File { content: Content { brotli: Some(brotli), gzip: Some(gzip), .. }, .. }] = files else { panic!("both forms are there") };
        let (mut from_brotli, mut from_gzip) = (String::new(), String::new());
        brotli::Decompressor::new(&brotli[..], 4096).read_to_string(&mut from_brotli).unwrap();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut from_gzip).unwrap();
        assert!(from_brotli == text && from_gzip == text);
        assert!(brotli.len() < gzip.len());
    }

    #[test]
    fn the_window_holds_all_of_it_and_no_more() {
        let check = |len, bits| assert_eq!(window_bits(len), bits, "{len} bytes");
        check(0, 16);
        check((1 << 18) - 16, 18);
        check((1 << 18) - 15, 19);
        check(1 << 30, 24);
    }

    #[test]
    fn what_is_packed_already_is_not_packed_again() {
        let packed = Content { plain: b"plain"[..].into(), brotli: Some(b"br"[..].into()), gzip: Some(b"gz"[..].into()) };
        let mut files = [File { address: "app.wasm".into(), content: packed.clone() }];
        pack_all(&mut files);
        assert_eq!(files[0].content, packed);
    }

    #[test]
    fn a_picture_is_left_as_it_is() {
        let mut files = [File { address: "icon.png".into(), content: Content::new(&b"png"[..]) }];
        pack_all(&mut files);
        assert_eq!(files[0].content, Content::new(&b"png"[..]));
    }
}
