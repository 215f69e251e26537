//! Time on the page: what two devices showed at once counts once, and each day has its own.

use crate::assignment::{Study, Text, Window};
use crate::credit::Event;
use crate::moment::{DAY_MS, Day};
use crate::{Moment, Zone};
use std::collections::BTreeMap;

/// Milliseconds of reading within a window, by day; only of the texts that are wanted.
pub fn by_day(events: &[Event], window: Window, zone: Zone, is_wanted: impl Fn(&Text) -> bool) -> BTreeMap<Day, u64> {
    let mut spans: Vec<(i64, i64)> = events
        .iter()
        .filter_map(|event| match event {
            Event::Read { text, from, ms } if is_wanted(text) => Some((*from, from.plus_ms(i64::from(*ms)))),
            _ => None,
        })
        .map(|(from, to)| (from.max(window.opens).0, to.min(window.closes).0))
        .filter(|(from, to)| from < to)
        .collect();
    spans.sort_unstable();
    let mut days = BTreeMap::new();
    let mut seen = i64::MIN;
    for (from, to) in spans {
        // what lies before `seen` was counted with an earlier span
        let mut from = from.max(seen);
        seen = seen.max(to);
        while from < to {
            let day = zone.day(Moment(from));
            let end = to.min(next_midnight(zone, from));
            *days.entry(day).or_default() += end.abs_diff(from);
            from = end;
        }
    }
    days
}

/// Milliseconds of one day on any of the texts that are to be read, its cap not looked at.
#[must_use]
pub fn read_on(day: Day, study: &Study, zone: Zone, events: &[Event]) -> u64 {
    let days = by_day(events, study.window, zone, |text| study.parts.iter().any(|part| part.reads(text)));
    days.get(&day).copied().unwrap_or_default()
}

fn next_midnight(zone: Zone, at: i64) -> i64 {
    let offset = i64::from(zone.minutes()) * 60_000;
    ((at + offset).div_euclid(DAY_MS) + 1) * DAY_MS - offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;

    /// Minutes by day of spans that are given as minutes after noon of 1 June, and how long each is.
    fn check(spans: &[(i64, u32)]) -> Vec<u64> {
        let noon = Zone::CHINA.moment(2027, 6, 1, 12, 0, 0).expect("a day");
        let text = Text::Law("宪法".into());
        let read = |(after, minutes): &(i64, u32)| Event::Read {
            text: text.clone(),
            from: noon.plus_ms(after * MINUTE),
            ms: minutes * MINUTE as u32,
        };
        let events: Vec<Event> = spans.iter().map(read).collect();
        let window = Window { opens: noon, closes: noon.plus_ms(2 * DAY_MS) };
        by_day(&events, window, Zone::CHINA, |_| true).values().map(|ms| ms / MINUTE as u64).collect()
    }

    #[test]
    fn two_devices_at_one_time_are_one_time() {
        assert_eq!(check(&[(0, 10), (5, 10), (5, 2), (0, 10)]), [15]);
        assert_eq!(check(&[(20, 5), (0, 10)]), [15]);
    }

    #[test]
    fn midnight_parts_the_days() {
        assert_eq!(check(&[(700, 50)]), [20, 30]);
    }

    #[test]
    fn what_lies_outside_of_the_window_does_not_count() {
        assert_eq!(check(&[(-10, 15)]), [5]);
        assert_eq!(check(&[(2 * 1440 - 5, 60), (2 * 1440, 60)]), [5]);
        assert!(check(&[(-10, 10)]).is_empty());
    }

    proptest! {
        #[test]
        fn time_is_the_minutes_that_any_span_covers(spans in proptest::collection::vec((0i64..2800, 0u32..200), 0..12)) {
            let covered = (0..2880).filter(|minute| spans.iter().any(|(from, len)| (*from..from + i64::from(*len)).contains(minute))).count();
            prop_assert_eq!(check(&spans).iter().sum::<u64>(), covered as u64);
        }
    }
}
