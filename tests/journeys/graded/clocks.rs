//! Phones whose clock is wrong: what goes is the server's.

use std::time::{Duration, Instant};

use anyhow::Result;
use e2e::{Bank, Counts, Device, Hall};

use super::QUESTIONS;

const LIMIT: Duration = Duration::from_secs(300);
const DAY_HOURS: f64 = 24.0;

#[tokio::test]
async fn a_clock_that_is_a_day_fast_changes_nothing() -> Result<()> {
    plays_in_time(DAY_HOURS).await
}

#[tokio::test]
async fn a_clock_that_is_a_day_slow_changes_nothing() -> Result<()> {
    plays_in_time(-DAY_HOURS).await
}

/// By its own clock the phone comes a day before the opening, or a day after the end.
async fn plays_in_time(hours: f64) -> Result<()> {
    let (bank, hall, mut device) = (Bank::read()?, Hall::serve_for_an_hour()?, Device::new().await?);
    device.let_pass(&hall, hours).await?;
    let page = device.open(&hall, "prize").await?;
    page.sees("[data-start]:not([disabled])").await?;
    page.start().await?;
    let started = Instant::now();
    page.leaves(LIMIT, started).await?;
    let asked = page.answer_all(&bank, 4, |_| true).await?;
    device.kill(page).await?;

    let page = device.open(&hall, "prize").await?;
    page.asked_at(3).await?;
    page.picked(&bank.right(&asked[3])?).await?;
    page.leaves(LIMIT, started).await?;
    page.next().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "100");
    assert!(!page.shows("[data-late], [data-told]").await?);
    page.press("[data-home]").await?;
    page.sees("[data-start]:not([disabled])").await?;
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    Ok(())
}
