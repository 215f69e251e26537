//! A link as a QR code made of characters, two rows of modules to a line.

use anyhow::Result;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code, as ISO/IEC 18004 asks for, so that a phone finds it.
const QUIET: usize = 4;

/// The code in lines, to be shown light on dark.
///
/// # Errors
/// When the text is too long for a code.
pub fn lines(text: &str) -> Result<Vec<String>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L)?;
    let side = code.width() + 2 * QUIET;
    let dark = |x: usize, y: usize| {
        let inside = |at: usize| at >= QUIET && at < QUIET + code.width();
        inside(x) && inside(y) && code[(x - QUIET, y - QUIET)] == Color::Dark
    };
    let block = |x, y| match (dark(x, y), dark(x, y + 1)) {
        (false, false) => '█',
        (false, true) => '▀',
        (true, false) => '▄',
        (true, true) => ' ',
    };
    Ok((0..side).step_by(2).map(|y| (0..side).map(|x| block(x, y)).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corner_shows_the_finder_in_a_quiet_margin() {
        let lines = lines("http://127.0.0.1:8080/c/demo/").unwrap();
        assert!(lines[0].chars().all(|c| c == '█') && lines[1].chars().all(|c| c == '█'));
        let corner: Vec<String> = lines[2..6].iter().map(|line| line.chars().skip(QUIET).take(8).collect()).collect();
        assert_eq!(corner, [" ▄▄▄▄▄ █", " █   █ █", " █▄▄▄█ █", "▄▄▄▄▄▄▄█"]);
    }
}
