//! Days and times as numbers: days since the end of 1899, or since 1904.

/// A day and the time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i64,
    /// The month from 1.
    pub month: i64,
    /// The day from 1.
    pub day: i64,
    /// The seconds since the day began.
    pub seconds: i64,
    /// Whether only the time counts.
    pub is_time: bool,
}

/// The moment that a number stands for.
pub fn of(value: f64, is_from_1904: bool) -> Option<Moment> {
    // up to the end of the year 9999
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let all = whole(value)?;
    let (days, seconds) = (all / DAY, all % DAY);
    // days are counted from the 30th of December 1899, for sheets hold that 1900 had a 29th of February
    let offset = match (is_from_1904, days) {
        (true, _) => 1462,
        (false, ..60) => 1,
        (false, _) => 0,
    };
    let (year, month, day) = day(days + offset);
    Some(Moment { year, month, day, seconds, is_time: days == 0 && !is_from_1904 })
}

/// A moment as 2026-12-04 08:30.
pub fn show(value: f64, is_from_1904: bool) -> Option<String> {
    let Moment { year, month, day, seconds, is_time } = of(value, is_from_1904)?;
    let time = if seconds % 60 == 0 { clock(seconds) } else { format!("{}:{:02}", clock(seconds), seconds % 60) };
    if is_time {
        return Some(time);
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    Some(if seconds == 0 { day } else { format!("{day} {time}") })
}

/// Hours, minutes and seconds, however many hours.
pub fn span(value: f64) -> Option<String> {
    let seconds = whole(value).filter(|seconds| *seconds >= 0)?;
    Some(format!("{}:{:02}", clock(seconds), seconds % 60))
}

const DAY: i64 = 86_400;

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// Days as seconds, when there are not too many.
fn whole(days: f64) -> Option<i64> {
    let seconds = (days * 86_400.0).round();
    (seconds.abs() < 1e12).then_some(seconds as i64)
}

/// Year, month and day so many days after the 30th of December 1899.
fn day(days: i64) -> (i64, i64, i64) {
    let (mut year, mut left) = (1899, days + 363);
    // four hundred years have a fixed number of days
    year += left / 146_097 * 400;
    left %= 146_097;
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while left >= 365 + i64::from(is_leap(year)) {
        left -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    (year, month, left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_moments() {
        let check = |value: f64, expected: &str| assert_eq!(show(value, false).as_deref(), Some(expected));
        check(46_360.0, "2026-12-04");
        check(46_360.5, "2026-12-04 12:00");
        check(0.354_166_666_666_667, "08:30");
        check(1.0, "1900-01-01");
        check(59.0, "1900-02-28");
        check(61.0, "1900-03-01");
        check(36_585.0, "2000-02-29");
        check(2_958_465.0, "9999-12-31");
        assert_eq!((show(-1.0, false), show(f64::NAN, false)), (None, None));
        assert_eq!(show(44_898.0, true).as_deref(), Some("2026-12-04"));
        assert_eq!(span(1.5).as_deref(), Some("36:00:00"));
    }
}
