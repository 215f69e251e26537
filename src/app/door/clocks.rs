//! The two clocks of the device.

use domain::Moment;
use domain::countdown::Clocks;

/// What both clocks show now.
#[must_use]
pub fn now() -> Clocks {
    let steady_ms =
        web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |performance| performance.now());
    Clocks { wall: wall(), steady_ms }
}

/// What the wall clock shows now.
#[must_use]
pub fn wall() -> Moment {
    Moment(js_sys::Date::now() as i64)
}
