//! The clock of a sitting, held against a stopwatch.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::page::Page;

/// The clock shows whole seconds, and a stopwatch is pressed by a busy machine.
const SLACK: Duration = Duration::from_secs(3);

impl Page {
    /// The time left, as the clock shows it.
    ///
    /// # Errors
    /// When there is no clock, or it shows no time.
    pub async fn left(&self) -> Result<Duration> {
        let text = self.text("[data-clock]").await?;
        let read = || {
            let (minutes, seconds) = text.split_once(':')?;
            let minutes: u64 = minutes.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
            let seconds: u64 = seconds.trim().parse().ok()?;
            Some(Duration::from_secs(minutes * 60 + seconds))
        };
        read().with_context(|| format!("the clock shows `{text}`"))
    }

    /// Holds the clock against a stopwatch that was pressed at the start.
    ///
    /// # Errors
    /// When it shows another time than is left of the limit.
    pub async fn leaves(&self, limit: Duration, started: Instant) -> Result<()> {
        let (left, expected) = (self.left().await?, limit.saturating_sub(started.elapsed()));
        ensure!(left.abs_diff(expected) <= SLACK, "the clock shows {left:?}, the stopwatch leaves {expected:?}");
        Ok(())
    }
}
