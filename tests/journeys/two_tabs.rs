//! Two tabs of one sitting.

use anyhow::{Context as _, Result};
use e2e::{Bank, Device, Page, Site};
use serde_json::{Value, json};

const QUESTIONS: usize = 5;

#[tokio::test]
async fn answers_given_in_one_tab_show_in_the_other_and_none_is_lost() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let here = device.open(&site, "plain").await?;
    here.start().await?;
    let there = device.open(&site, "plain").await?;
    there.asked_at(0).await?;

    // by turns, on the same question and on different ones
    for n in 0..QUESTIONS {
        let (giver, watcher) = if n % 2 == 0 { (&here, &there) } else { (&there, &here) };
        let question = giver.go_to(n).await?;
        watcher.go_to(n).await?;
        let right = bank.right(&question)?;
        giver.answer(&right).await?;
        giver.picked(&right).await.with_context(|| format!("question {n}, where the answer was given"))?;
        watcher.picked(&right).await.with_context(|| format!("question {n}, in the other tab"))?;
    }

    here.review().await?;
    here.press("[data-hand-in]").await?;
    assert_eq!(here.score().await?, "100");
    assert_eq!(there.score().await?, "100", "the other tab shows the result");
    assert_eq!(there.counts().await?.participations, 1);
    Ok(())
}

#[tokio::test]
async fn a_sitting_handed_in_by_two_tabs_at_once_counts_once() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let here = device.open(&site, "plain").await?;
    here.start().await?;
    here.answer_all(&bank, QUESTIONS, |n| n < 3).await?;
    here.review().await?;
    let there = device.open(&site, "plain").await?;
    there.asked().await?;
    there.review().await?;

    let at: f64 = here.run("return Date.now() + 1500", Value::Null).await?;
    hand_in_at(&here, at).await?;
    hand_in_at(&there, at).await?;
    assert_eq!(here.score().await?, "60");
    assert_eq!(there.score().await?, "60");
    assert_eq!(here.counts().await?.participations, 1);
    there.reload().await?;
    there.is_ready().await?;
    assert_eq!(there.counts().await?.participations, 1);
    Ok(())
}

/// One thumb for both tabs.
async fn hand_in_at(page: &Page, at: f64) -> Result<()> {
    let script = "const button = document.querySelector('[data-hand-in]'); setTimeout(() => button.click(), arguments[0] - Date.now())";
    page.run(script, json!(at)).await
}
