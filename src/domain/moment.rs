//! Moments, time zones without summer time, and the calendar days and hours that tallies and limits go by.

use std::fmt;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// Milliseconds of a day: China knows no summer time.
pub const DAY_MS: i64 = 86_400_000;

/// A point in time: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    #[must_use]
    pub fn since_ms(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The moment so many milliseconds after this one; the first and the last moment there is bound it.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

/// A fixed distance from UTC in minutes: China knows no summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Zone(i16);

/// A calendar day in some zone, as days since 1970-01-01. Prints as 2026-12-04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

/// A moment as a clock on the wall shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallTime {
    /// For example 2026.
    pub year: i32,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
}

impl Zone {
    /// China's time, UTC+08:00.
    pub const CHINA: Self = Self(480);

    /// `minutes` east of UTC, from −14 to +14 hours; `None` beyond.
    #[must_use]
    pub fn east(minutes: i16) -> Option<Self> {
        (-840..=840).contains(&minutes).then_some(Self(minutes))
    }

    /// Minutes east of UTC.
    #[must_use]
    pub fn minutes(self) -> i16 {
        self.0
    }

    /// Reads `Asia/Shanghai`, `Asia/Urumqi` or an offset such as `+08:00`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "Asia/Shanghai" => return Some(Self::CHINA),
            "Asia/Urumqi" => return Some(Self(360)),
            "UTC" | "Z" => return Some(Self(0)),
            _ => {}
        }
        let (sign, rest) = match text.strip_prefix('+') {
            Some(rest) => (1, rest),
            None => (-1, text.strip_prefix('-')?),
        };
        let (hours, minutes) = rest.split_once(':')?;
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<i16>().ok()).flatten();
        let (hours, minutes) = (two(hours)?, two(minutes).filter(|m| *m < 60)?);
        Self::east(sign * (hours * 60 + minutes))
    }

    /// The calendar day of a moment here.
    #[must_use]
    pub fn day(self, at: Moment) -> Day {
        Day(i32::try_from((at.0 + self.offset_ms()).div_euclid(DAY_MS)).unwrap_or(i32::MAX))
    }

    /// The hour of the day, 0–23, of a moment here.
    #[must_use]
    pub fn hour(self, at: Moment) -> u8 {
        ((at.0 + self.offset_ms()).rem_euclid(DAY_MS) / 3_600_000) as u8
    }

    /// What a clock on the wall shows here; the first and last years that calendars know bound it.
    #[must_use]
    pub fn wall(self, at: Moment) -> WallTime {
        let offset = UtcOffset::from_whole_seconds(i32::from(self.0) * 60).unwrap_or(UtcOffset::UTC);
        let shown = OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH).to_offset(offset);
        WallTime { year: shown.year(), month: shown.month().into(), day: shown.day(), hour: shown.hour(), minute: shown.minute() }
    }

    /// The moment at which a clock here shows the given time; `None` when there is no such day or hour.
    #[must_use]
    pub fn moment(self, year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Moment> {
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        let local = date.with_hms(hour, minute, second).ok()?.assume_utc().unix_timestamp();
        Some(Moment(local * 1000 - self.offset_ms()))
    }

    fn offset_ms(self) -> i64 {
        i64::from(self.0) * 60_000
    }
}

impl Day {
    /// The day that a calendar calls so; `None` when there is no such day.
    #[must_use]
    pub fn of(year: i32, month: u8, day: u8) -> Option<Self> {
        Some(Zone(0).day(Zone(0).moment(year, month, day, 0, 0, 0)?))
    }

    /// Reads 2026-12-04, as [`Day`] prints.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut part = |len: usize| parts.next().filter(|part| part.len() == len && part.bytes().all(|b| b.is_ascii_digit()));
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        Self::of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", self.0.abs() / 60, self.0.abs() % 60)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = Zone(0).wall(Moment(i64::from(self.0) * DAY_MS));
        write!(f, "{:04}-{:02}-{:02}", shown.year, shown.month, shown.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_of_its_own_zone() {
        let last = Zone::CHINA.moment(2026, 12, 4, 23, 59, 59).expect("a day");
        assert_eq!(Zone::CHINA.day(last).to_string(), "2026-12-04");
        assert_eq!(Zone::CHINA.day(Moment(last.0 + 1000)).to_string(), "2026-12-05");
        assert_eq!(Zone::east(0).map(|z| z.day(Moment(last.0 + 1000)).to_string()).as_deref(), Some("2026-12-04"));
        assert_eq!(Zone::CHINA.hour(last), 23);
    }

    #[test]
    fn the_wall_shows_the_moment_it_was_made_of() {
        let at = Zone::CHINA.moment(2026, 11, 30, 8, 5, 0).expect("a day");
        assert_eq!(Zone::CHINA.wall(at), WallTime { year: 2026, month: 11, day: 30, hour: 8, minute: 5 });
        assert_eq!(at.0, 1_795_997_100_000);
        assert_eq!(Zone::CHINA.moment(2026, 2, 30, 8, 0, 0), None);
    }

    #[test]
    fn days_read_as_they_print() {
        for text in ["1970-01-01", "2026-12-04", "1949-10-01", "2028-02-29"] {
            assert_eq!(Day::read(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in ["", "2026", "2026-2-30", "2026-02-30", "2026-12-4", "26-12-04", "2026-12-04T00", "+026-12-04"] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn zones_read_and_print() {
        assert_eq!(Zone::read("Asia/Shanghai"), Zone::read("+08:00"));
        assert_eq!(Zone::read("-03:30").map(|z| z.to_string()).as_deref(), Some("-03:30"));
        for text in ["", "8", "+8:00", "+08:60", "+15:00", "Mars/Olympus"] {
            assert_eq!(Zone::read(text), None, "{text}");
        }
    }
}
