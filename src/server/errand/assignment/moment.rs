//! A moment as the command line takes one.

use domain::moment::Day;
use domain::{Assignment, Moment};

use crate::outcome::Failure;

/// 2027-07-10T17:00 on the clock of the assignment, not after now.
pub fn read(assignment: &Assignment, text: &str, now: Moment) -> Result<Moment, Failure> {
    let read = || {
        let (day, time) = text.split_once(['T', ' '])?;
        let two = |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u8>().ok()).flatten();
        let parts: Option<Vec<u8>> = time.split(':').map(two).collect();
        let (hour, minute, second) = match *parts?.as_slice() {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return None,
        };
        let is_time = hour < 24 && minute < 60 && second < 60;
        let Day(days) = Day::read(day)?;
        let local =
            i64::from(days) * domain::moment::DAY_MS + (i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second)) * 1_000;
        is_time.then(|| Moment(local).plus_ms(-i64::from(assignment.zone.minutes()) * 60_000))
    };
    let at = read().ok_or_else(|| {
        Failure::wrong(
            "bad-moment",
            format!("--at wants a moment such as 2027-07-10T17:00, and `{text}` is none"),
            format!("--at 应为一个时刻，如 2027-07-10T17:00，而不是 `{text}`"),
        )
    })?;
    if at > now {
        return Err(Failure::wrong("not-yet", format!("`{text}` has not come yet"), format!("`{text}` 还没有到")));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use domain::Zone;

    use super::*;
    use crate::errand::assignment::wall;

    fn check(text: &str, expected: Option<&str>) {
        let files = [domain::read::SourceFile { path: "assignments/a.toml".into(), text: PROBE.into() }];
        let (library, issues) = domain::read::library(&files);
        let assignment = library.assignments.first().unwrap_or_else(|| panic!("{issues:?}"));
        let now = Zone::CHINA.moment(2027, 7, 11, 0, 0, 0).expect("a day");
        assert_eq!(read(assignment, text, now).ok().map(|at| wall(assignment.zone, at)).as_deref(), expected, "{text}");
    }

    const PROBE: &str = "title = \"学法\"\norganiser = \"某市\"\n[study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-07-06T00:00:00\nlaws = [\"宪法@2018\"]\n[[study.part]]\ntitle = \"读\"\nlaw = \"宪法\"\nminutes = 20\n";

    #[test]
    fn a_moment_is_one_of_the_clock_there() {
        check("2027-07-10T17:00", Some("2027-07-10 17:00:00 +08:00"));
        check("2027-07-10 17:00:30", Some("2027-07-10 17:00:30 +08:00"));
    }

    #[test]
    fn what_is_none_or_has_not_come_is_refused() {
        for text in ["2027-07-12T17:00", "2027-07-10", "2027-02-30T01:00", "2027-07-10T24:00", "2027-07-10T1:00", "昨天"] {
            check(text, None);
        }
    }
}
