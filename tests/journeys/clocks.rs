//! Clocks that jump, and time that runs out.

use std::time::{Duration, Instant};

use anyhow::Result;
use e2e::{Bank, Device, Page, Site};

const QUESTIONS: usize = 10;
const LIMIT: Duration = Duration::from_secs(300);

#[tokio::test]
async fn a_clock_that_jumps_while_one_looks_neither_ends_the_sitting_nor_gives_time() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open").await?;
    page.start_as("外地", "").await?;
    let started = Instant::now();

    for hours in [1.0, -1.0, 0.0] {
        page.shift_clock(hours).await?;
        runs_on(&page, started).await?;
        let question = page.asked().await?;
        page.answer(&bank.right(&question)?).await?;
        page.next().await?;
        runs_on(&page, started).await?;
    }
    assert_eq!(page.hand_in(QUESTIONS).await?, "30");
    Ok(())
}

/// Watches the clock until it has gone down by two seconds, and holds it against a stopwatch.
async fn runs_on(page: &Page, started: Instant) -> Result<()> {
    let before = page.left().await?;
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        page.leaves(LIMIT, started).await?;
        let left = page.left().await?;
        if left + Duration::from_secs(2) <= before {
            return Ok(());
        }
        assert!(Instant::now() < deadline, "the clock stands still at {left:?}");
    }
}

#[tokio::test]
async fn a_clock_that_jumped_stays_harmless_when_the_page_is_opened_again() -> Result<()> {
    let (site, mut device) = (Site::serve()?, Device::new().await?);
    let mut page = device.open(&site, "open").await?;
    page.start_as("外地", "").await?;
    let started = Instant::now();
    for hours in [1.0, 0.0] {
        page.shift_clock(hours).await?;
        // once the page has looked at its clocks, a death of it changes nothing
        runs_on(&page, started).await?;
        page.next().await?;
        device.kill(page).await?;
        page = device.open(&site, "open").await?;
        page.asked().await?;
        runs_on(&page, started).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_sitting_left_closed_for_longer_than_its_limit_is_handed_in_and_says_so() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open").await?;
    let question = page.start_as("外地", "").await?;
    page.answer(&bank.right(&question)?).await?;
    page.goto("about:blank").await?;
    device.let_pass(&site, 0.1).await?;
    page.goto(&site.address("open")).await?;
    assert_eq!(page.score().await?, "10", "what was answered counts");
    let told = page.told().await?;
    assert!(told.contains("时间到"), "{told}");
    assert_eq!(page.counts().await?.participations, 1);
    Ok(())
}

#[tokio::test]
async fn time_that_runs_out_before_ones_eyes_hands_in_what_is_answered() -> Result<()> {
    let (bank, site, mut device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    let question = page.start().await?;
    page.answer(&bank.right(&question)?).await?;
    // all but a few seconds of the two minutes pass while the page is away
    device.kill(page).await?;
    device.let_pass(&site, 110.0 / 3600.0).await?;
    let page = device.open(&site, "plain").await?;
    assert!(page.left().await? <= Duration::from_secs(10));
    assert_eq!(page.score().await?, "20");
    assert!(page.told().await?.contains("时间到"));
    Ok(())
}
