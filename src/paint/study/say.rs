//! Times, points and amounts as the member's screens say them.

use crate::words;
use domain::{Moment, Points, Zone};

/// The zone so many minutes east of Greenwich; China's when there is no such.
pub fn zone(minutes: i32) -> Zone {
    i16::try_from(minutes).ok().and_then(Zone::east).unwrap_or(Zone::CHINA)
}

/// 11月25日18:00, with the year when it is not the present one.
pub fn moment(at_ms: i64, now_ms: i64, zone: Zone) -> String {
    format!("<span class=\"nb\">{}</span>", words::closing(Moment(now_ms), Moment(at_ms), zone))
}

/// 2026年11月24日10:05.
pub fn full(at_ms: i64, zone: Zone) -> String {
    format!("{}年{}", zone.wall(Moment(at_ms)).year, words::date_and_time(Moment(at_ms), zone))
}

/// 2026年12月7日.
pub fn day(at_ms: i64, zone: Zone) -> String {
    format!("{}年{}", zone.wall(Moment(at_ms)).year, words::date(Moment(at_ms), zone))
}

/// 10:42.
pub fn time(at_ms: i64, zone: Zone) -> String {
    let wall = zone.wall(Moment(at_ms));
    format!("{}:{:02}", wall.hour, wall.minute)
}

/// 87.5, from hundredths of a point.
pub fn points(hundredths: u32) -> String {
    Points::hundredths(hundredths).to_string()
}

/// 90分钟, rounded down.
pub fn minutes(ms: u64) -> String {
    format!("{}分钟", ms / 60_000)
}
