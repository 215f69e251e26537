//! Two tabs of one graded sitting.

use anyhow::{Context as _, Result};
use e2e::{Bank, Counts, Device, Hall, Page};
use serde_json::{Value, json};

use super::QUESTIONS;

#[tokio::test]
async fn two_tabs_share_a_graded_sitting_and_it_counts_once() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let here = device.open(&hall, "prize").await?;
    let there = device.open(&hall, "prize").await?;
    here.start().await?;
    // whoever presses start in the other tab lands in the same sitting
    there.start().await?;
    for n in 0..4 {
        let (giver, watcher) = if n % 2 == 0 { (&here, &there) } else { (&there, &here) };
        let asked = giver.go_to(n).await?;
        watcher.go_to(n).await?;
        let right = bank.right(&asked)?;
        giver.answer(&right).await?;
        watcher.picked(&right).await.with_context(|| format!("question {n}, in the other tab"))?;
    }
    here.review().await?;
    there.review().await?;
    let at: f64 = here.run("return Date.now() + 1500", Value::Null).await?;
    hand_in_at(&here, at).await?;
    hand_in_at(&there, at).await?;
    assert_eq!(here.score().await?, "40");
    assert_eq!(there.score().await?, "40");
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    Ok(())
}

#[tokio::test]
async fn what_one_tab_hands_in_the_other_shows_on_its_way_and_when_it_arrives() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let here = device.open(&hall, "prize").await?;
    here.start().await?;
    let there = device.open(&hall, "prize").await?;
    there.asked().await?;
    here.answer_all(&bank, QUESTIONS, |_| true).await?;
    hall.network().cut();
    here.hand_over(QUESTIONS).await?;
    here.waits().await?;
    there.waits().await?;
    hall.network().mend();
    // whichever tab comes first sends it, by itself
    assert_eq!(there.score().await?, "100");
    assert_eq!(here.score().await?, "100");
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    Ok(())
}

/// One thumb for both tabs.
async fn hand_in_at(page: &Page, at: f64) -> Result<()> {
    let script = "const button = document.querySelector('[data-hand-in]'); setTimeout(() => button.click(), arguments[0] - Date.now())";
    page.run(script, json!(at)).await
}
