//! The time a sitting has used, measured so that sleep counts and a changed clock does not.
//!
//! A device has two clocks. The wall clock can be set, by hand or by the network. The steady clock cannot, but on many
//! phones it stands still while the device sleeps, and it starts anew with the page. So while the page is watched the
//! steady clock is believed, and after the page was away (hidden, frozen, closed) the wall clock is, as far as it went forward.

use crate::Moment;

/// What both clocks of a device show at one instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clocks {
    /// The wall clock.
    pub wall: Moment,
    /// Milliseconds on the steady clock, from any origin.
    pub steady_ms: f64,
}

/// What lay between two looks at the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The page was in sight all the time.
    Watching,
    /// The page was hidden, frozen or asleep for some of it.
    Away,
}

/// The time used, as of the last look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Countdown {
    used_ms: i64,
    last: Clocks,
}

impl Countdown {
    /// Starts at zero.
    #[must_use]
    pub fn start(now: Clocks) -> Self {
        Self { used_ms: 0, last: now }
    }

    /// Goes on in a new page, where the steady clock has a new origin: `used_ms` were used when the wall clock showed `seen`.
    #[must_use]
    pub fn resume(used_ms: i64, seen: Moment, now: Clocks) -> Self {
        let away_ms = now.wall.since_ms(seen).max(0);
        Self { used_ms: used_ms.max(0).saturating_add(away_ms), last: now }
    }

    /// Goes on where a clock that nobody at the device can set tells how long it has been.
    #[must_use]
    pub fn told(used_ms: i64, now: Clocks) -> Self {
        Self { used_ms: used_ms.max(0), last: now }
    }

    /// Looks at the clocks again.
    #[must_use]
    pub fn look(self, now: Clocks, since: Since) -> Self {
        let steady_ms = (now.steady_ms - self.last.steady_ms).max(0.0) as i64;
        let step_ms = match since {
            Since::Watching => steady_ms,
            Since::Away => now.wall.since_ms(self.last.wall).max(steady_ms),
        };
        Self { used_ms: self.used_ms.saturating_add(step_ms), last: now }
    }

    /// Milliseconds used so far.
    #[must_use]
    pub fn used_ms(self) -> i64 {
        self.used_ms
    }

    /// What the wall clock showed at the last look.
    #[must_use]
    pub fn seen(self) -> Moment {
        self.last.wall
    }

    /// Milliseconds left of `limit_ms`, never below 0.
    #[must_use]
    pub fn left_ms(self, limit_ms: i64) -> i64 {
        (limit_ms - self.used_ms).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clocks(wall_s: i64, steady_s: i64) -> Clocks {
        Clocks { wall: Moment(wall_s * 1000), steady_ms: steady_s as f64 * 1000.0 }
    }

    #[test]
    fn a_clock_set_forward_or_back_while_watching_changes_nothing() {
        let c = Countdown::start(clocks(1000, 0)).look(clocks(4600, 1), Since::Watching).look(clocks(400, 2), Since::Watching);
        assert_eq!(c.used_ms(), 2000);
    }

    #[test]
    fn sleep_counts_although_the_steady_clock_stood_still() {
        let c = Countdown::start(clocks(1000, 0)).look(clocks(1060, 1), Since::Away);
        assert_eq!(c.used_ms(), 60_000);
    }

    #[test]
    fn a_clock_set_back_while_away_gives_no_time_back() {
        let c = Countdown::start(clocks(1000, 0)).look(clocks(10, 30), Since::Away);
        assert_eq!(c.used_ms(), 30_000);
    }

    #[test]
    fn a_page_that_was_killed_goes_on_with_the_time_it_missed() {
        let c = Countdown::resume(12_000, Moment(1_000_000), clocks(1030, 5)).look(clocks(1031, 6), Since::Watching);
        assert_eq!(c.used_ms(), 43_000);
        assert_eq!(c.left_ms(300_000), 257_000);
        assert_eq!(Countdown::resume(12_000, Moment(1_000_000), clocks(10, 5)).used_ms(), 12_000);
    }

    #[test]
    fn what_a_surer_clock_tells_goes_whatever_the_wall_clock_did_meanwhile() {
        let day = Countdown::resume(12_000, Moment(0), clocks(86_400, 5));
        assert_eq!(day.left_ms(300_000), 0);
        let told = Countdown::told(30_000, clocks(86_400, 6)).look(clocks(86_401, 7), Since::Watching);
        assert_eq!((told.left_ms(300_000), told.seen()), (269_000, Moment(86_401_000)));
    }

    #[test]
    fn time_is_never_left_below_zero() {
        assert_eq!(Countdown::start(clocks(0, 0)).look(clocks(0, 999), Since::Watching).left_ms(300_000), 0);
    }
}
