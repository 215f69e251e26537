//! The server dies in the middle of everything, and comes back where it was.

use anyhow::Result;
use e2e::{Bank, Counts, Device, Hall};

use super::QUESTIONS;

#[tokio::test]
async fn a_sitting_outlives_the_server_that_started_it() -> Result<()> {
    let (bank, mut hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, 5, |_| true).await?;
    hall.kill();
    page.next().await?;
    page.answer_all(&bank, QUESTIONS, |n| n < 9).await?;
    hall.revive()?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "90");

    // what was answered is on the disk, whatever comes next
    hall.kill();
    hall.revive()?;
    page.reload().await?;
    assert_eq!(page.score().await?, "90");
    page.win("luck").await?;
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    Ok(())
}

#[tokio::test]
async fn hand_ins_that_met_a_dead_server_are_taken_when_it_is_back() -> Result<()> {
    let (bank, mut hall) = (Bank::read()?, Hall::serve()?);
    let (first, second) = (Device::new().await?, Device::new().await?);
    let pages = [first.open(&hall, "prize").await?, second.open(&hall, "prize").await?];
    for page in &pages {
        page.start().await?;
        page.answer_all(&bank, QUESTIONS, |n| n < 7).await?;
    }
    hall.kill();
    for page in &pages {
        page.hand_over(QUESTIONS).await?;
        page.waits().await?;
    }
    hall.revive()?;
    for page in &pages {
        assert_eq!(page.score().await?, "70");
    }
    assert_eq!(hall.counted("prize")?, Counts { participations: 2, participants: 2 });
    Ok(())
}
