//! Whether the device's clock may end a sitting. It may have been set while the page was away, so that the server is asked first.

/// How long the server is waited for, in milliseconds.
const PATIENCE_MS: f64 = 5_000.0;
/// How long its word goes.
const FRESH_MS: f64 = 1_000.0;

/// What is known of the time, in milliseconds of the steady clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Doubt {
    told_ms: Option<f64>,
    until_ms: Option<f64>,
}

impl Doubt {
    /// The page was away, and nobody but the device says for how long; whether that is new.
    pub fn arise(&mut self, now_ms: f64) -> bool {
        let fresh = self.told_ms.is_some_and(|told| now_ms - told < FRESH_MS);
        if fresh || self.until_ms.is_some() {
            return false;
        }
        self.until_ms = Some(now_ms + PATIENCE_MS);
        true
    }

    /// The server told the time.
    pub fn settle(&mut self, now_ms: f64) {
        *self = Self { told_ms: Some(now_ms), until_ms: None };
    }

    /// Whether it goes on: the server did not tell, and may still.
    #[must_use]
    pub fn lasts(self, now_ms: f64) -> bool {
        self.until_ms.is_some_and(|until| now_ms < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_ends_nothing_before_the_server_told_or_was_waited_for() {
        let mut doubt = Doubt::default();
        assert!(!doubt.lasts(0.0));
        assert!(doubt.arise(100.0) && doubt.lasts(100.0) && doubt.lasts(5_099.0));
        assert!(!doubt.arise(4_000.0), "asked once, and not waited for any longer");
        assert!(!doubt.lasts(5_100.0));
        doubt.settle(6_000.0);
        assert!(!doubt.lasts(6_000.0));
        assert!(!doubt.arise(6_500.0), "it has only just told");
        assert!(doubt.arise(9_000.0) && doubt.lasts(9_000.0));
        doubt.settle(9_100.0);
        assert!(!doubt.lasts(9_100.0));
    }
}
