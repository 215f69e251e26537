//! The code to scan on a certificate: the address where anyone checks it.

use qrcode::{Color, EcLevel, QrCode};

/// An address as rows of dark (`true`) and light squares; `None` when a phone could not open it.
#[must_use]
pub fn code(address: &str) -> Option<Vec<Vec<bool>>> {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return None;
    }
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let row = |y| (0..code.width()).map(|x| code[(x, y)] == Color::Dark).collect();
    Some((0..code.width()).map(row).collect())
}
