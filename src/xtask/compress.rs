//! Packs what is sent as small as it gets: once here, not at each request.

use std::io::Write as _;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// The highest quality there is.
const BROTLI_QUALITY: i32 = 11;
/// A window of 16 MiB: the largest that every browser takes.
const BROTLI_WINDOW_BITS: i32 = 24;

/// Packed forms of one file.
pub struct Packed {
    /// Brotli, for browsers over https.
    pub brotli: Vec<u8>,
    /// Gzip, for everyone else.
    pub gzip: Vec<u8>,
}

/// Packs in both ways.
///
/// # Errors
/// Never for bytes in memory, as far as the packers go.
pub fn pack(bytes: &[u8]) -> Result<Packed> {
    Ok(Packed { brotli: brotli(bytes)?, gzip: gzip(bytes)? })
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW_BITS,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Whether a file of this name gets smaller by packing: pictures are packed already.
pub fn is_worth_packing(name: &str) -> bool {
    const KINDS: [&str; 10] = ["html", "js", "css", "json", "wasm", "svg", "webmanifest", "txt", "xml", "ico"];
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_was_packed_comes_back_the_same() {
        let text = "普法".repeat(1000);
        let packed = pack(text.as_bytes()).unwrap();
        let mut brotli = String::new();
        brotli::Decompressor::new(&packed.brotli[..], 4096).read_to_string(&mut brotli).unwrap();
        let mut gzip = String::new();
        flate2::read::GzDecoder::new(&packed.gzip[..]).read_to_string(&mut gzip).unwrap();
        assert!(brotli == text && gzip == text);
        assert!(packed.brotli.len() < packed.gzip.len());
    }
}
