//! Counted reading: how long a text was on the page while the page was in sight and somebody moved.
//!
//! Time is the device's steady clock, in milliseconds from any origin. The page looks at the clock every second; where it did not for
//! longer than [`LOOK_MS`] the device slept or the page was frozen, and nothing of that gap counts.

/// How long after the last move (scroll, touch, key, pointer) reading still counts, in milliseconds.
pub const STILL_MS: f64 = 60_000.0;
/// The longest gap between two looks that is believed, in milliseconds.
pub const LOOK_MS: f64 = 5_000.0;
/// The oldest that can still be told, in milliseconds: the server takes no older spans.
pub const OLDEST_MS: f64 = 600_000.0;
/// The most spans of one report.
pub const MOST_SPANS: usize = 64;

/// What the meter does at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counting {
    /// Time counts.
    Running,
    /// Nobody moved for a minute.
    Still,
    /// The page is out of sight, or no text is on it.
    #[default]
    Away,
}

/// A text was on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// The key of the text, as reports name it.
    pub text: String,
    /// When it began, by the steady clock.
    pub from_ms: f64,
    /// When it ended.
    pub to_ms: f64,
}

/// What was counted and is not reported yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meter {
    in_sight: bool,
    moved_ms: Option<f64>,
    looked_ms: Option<f64>,
    text: Option<String>,
    stretches: Vec<Stretch>,
    counted_ms: f64,
}

impl Meter {
    /// The page came in sight or went out of it.
    pub fn in_sight(&mut self, now_ms: f64, in_sight: bool) {
        self.look(now_ms);
        self.in_sight = in_sight;
    }

    /// Somebody moved.
    pub fn moved(&mut self, now_ms: f64) {
        self.look(now_ms);
        self.moved_ms = Some(now_ms);
    }

    /// Another text is on the page, or none.
    pub fn turn_to(&mut self, now_ms: f64, text: Option<&str>) {
        if self.text.as_deref() != text {
            self.look(now_ms);
            self.text = text.map(str::to_owned);
        }
    }

    /// Looks at the clock: what lies since the last look counts, if it does.
    pub fn look(&mut self, now_ms: f64) {
        let Some(from_ms) = self.looked_ms.replace(now_ms) else { return };
        let to_ms = self.moved_ms.map_or(from_ms, |moved| now_ms.min(moved + STILL_MS));
        let Some(text) = self.text.clone() else { return };
        if !self.in_sight || now_ms - from_ms > LOOK_MS || to_ms <= from_ms {
            return;
        }
        self.counted_ms += to_ms - from_ms;
        match self.stretches.last_mut().filter(|last| last.text == text && last.to_ms == from_ms) {
            Some(last) => last.to_ms = to_ms,
            None => self.stretches.push(Stretch { text, from_ms, to_ms }),
        }
    }

    /// What it does now.
    #[must_use]
    pub fn counting(&self, now_ms: f64) -> Counting {
        match (self.in_sight && self.text.is_some(), self.moved_ms) {
            (false, _) => Counting::Away,
            (true, Some(moved)) if now_ms < moved + STILL_MS => Counting::Running,
            (true, _) => Counting::Still,
        }
    }

    /// Milliseconds counted in all, reported or not.
    #[must_use]
    pub fn counted_ms(&self) -> u64 {
        self.counted_ms as u64
    }

    /// What there is to report, the oldest first, and what is too old forgotten. It stays until [`Meter::reported`]: a report that
    /// gets lost is made again, and what the server has twice counts once.
    pub fn to_report(&mut self, now_ms: f64) -> Vec<Stretch> {
        self.look(now_ms);
        self.stretches.retain(|stretch| now_ms - stretch.from_ms < OLDEST_MS);
        self.stretches.iter().take(MOST_SPANS).cloned().collect()
    }

    /// The server has everything up to the end of what was reported last.
    pub fn reported(&mut self, stretches: &[Stretch]) {
        let Some(until_ms) = stretches.last().map(|stretch| stretch.to_ms) else { return };
        for stretch in &mut self.stretches {
            stretch.from_ms = stretch.from_ms.max(until_ms);
        }
        self.stretches.retain(|stretch| stretch.from_ms < stretch.to_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds counted by text. What happens, each at its second: the clock is looked at every second but while asleep.
    fn check(until: u32, events: &[(u32, Happens)]) -> Vec<(String, u32)> {
        let mut meter = Meter::default();
        let mut asleep = false;
        for second in 0..=until {
            let now = f64::from(second) * 1000.0;
            for (_, happens) in events.iter().filter(|(at, _)| *at == second) {
                match happens {
                    Happens::Shown(shown) => meter.in_sight(now, *shown),
                    Happens::Moved => meter.moved(now),
                    Happens::Text(text) => meter.turn_to(now, Some(text)),
                    Happens::Sleeps(sleeps) => asleep = *sleeps,
                }
            }
            if !asleep {
                meter.look(now);
            }
        }
        let seconds = |stretch: Stretch| (stretch.text, ((stretch.to_ms - stretch.from_ms) / 1000.0) as u32);
        meter.to_report(f64::from(until) * 1000.0).into_iter().map(seconds).collect()
    }

    #[derive(Clone, Copy)]
    enum Happens {
        Shown(bool),
        Moved,
        Text(&'static str),
        Sleeps(bool),
    }
    use Happens::{Moved, Shown, Sleeps, Text};

    fn of(text: &str, seconds: u32) -> (String, u32) {
        (text.to_owned(), seconds)
    }

    #[test]
    fn a_minute_after_the_last_move_nothing_counts_any_more() {
        assert_eq!(check(200, &[(0, Shown(true)), (0, Text("a")), (10, Moved)]), [of("a", 60)]);
        assert_eq!(check(200, &[(0, Shown(true)), (0, Text("a")), (0, Moved), (150, Moved)]), [of("a", 60), of("a", 50)]);
        assert!(check(200, &[(0, Shown(true)), (0, Text("a"))]).is_empty(), "whoever never moved is not there");
    }

    #[test]
    fn a_page_out_of_sight_does_not_count() {
        assert_eq!(
            check(50, &[(0, Shown(true)), (0, Text("a")), (0, Moved), (10, Shown(false)), (30, Shown(true))]),
            [of("a", 10), of("a", 20)]
        );
    }

    #[test]
    fn sleep_does_not_count_although_somebody_moved_right_before() {
        assert_eq!(
            check(50, &[(0, Shown(true)), (0, Text("a")), (0, Moved), (10, Sleeps(true)), (40, Sleeps(false)), (40, Moved)]),
            [of("a", 9), of("a", 10)]
        );
    }

    #[test]
    fn each_text_has_its_own_time() {
        assert_eq!(
            check(30, &[(0, Shown(true)), (0, Text("a")), (0, Moved), (12, Text("b")), (12, Text("b"))]),
            [of("a", 12), of("b", 18)]
        );
    }

    #[test]
    fn what_was_reported_is_gone_and_what_was_lost_comes_again() {
        let mut meter = Meter::default();
        meter.in_sight(0.0, true);
        meter.turn_to(0.0, Some("a"));
        meter.moved(0.0);
        meter.look(4000.0);
        let first = meter.to_report(4000.0);
        assert_eq!(meter.to_report(4000.0), first);
        meter.look(7000.0);
        meter.reported(&first);
        assert_eq!(meter.to_report(7000.0), [Stretch { text: "a".into(), from_ms: 4000.0, to_ms: 7000.0 }]);
        assert_eq!((meter.counted_ms(), meter.counting(7000.0)), (7000, Counting::Running));
        assert_eq!(meter.counting(60_000.0), Counting::Still);
        assert!(meter.to_report(700_000.0).is_empty(), "the server takes nothing that old");
    }
}
