//! Without a network.

use anyhow::Result;
use e2e::{Bank, Device, Page, Site};
use serde_json::Value;

const QUESTIONS: usize = 10;
const KIOSK_QUESTIONS: usize = 2;

#[tokio::test]
async fn once_the_page_is_there_the_quiz_needs_no_network() -> Result<()> {
    let (bank, mut site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open").await?;
    has_the_questions(&page).await?;
    site.stop();
    page.start_as("某市/某区/东关街道", "").await?;
    page.answer_all(&bank, QUESTIONS, |n| n != 5).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "90");
    page.visit("#mine").await?;
    assert!(page.text("[data-records]").await?.contains("90"));
    Ok(())
}

#[tokio::test]
async fn a_shared_device_gives_its_counts_without_a_network() -> Result<()> {
    let (bank, mut site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "kiosk").await?;
    has_the_questions(&page).await?;
    page.is_kept().await?;
    site.stop();
    page.start_as("外地", "13800006021").await?;
    page.answer_all(&bank, KIOSK_QUESTIONS, |_| true).await?;
    page.hand_in(KIOSK_QUESTIONS).await?;
    assert_eq!(page.counts().await?.participations, 1);
    Ok(())
}

#[tokio::test]
async fn the_second_visit_needs_no_network_at_all() -> Result<()> {
    let (bank, mut site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open?from=poster").await?;
    page.is_kept().await?;
    site.stop();

    page.reload().await?;
    page.is_ready().await?;
    page.start_as("外地", "").await?;
    page.answer_all(&bank, QUESTIONS, |n| n < 2).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "20");
    page.reload().await?;
    assert_eq!(page.score().await?, "20", "the result is there again");
    Ok(())
}

/// Waits until the bank data has arrived.
async fn has_the_questions(page: &Page) -> Result<()> {
    let script = r#"
        const bank = new URL(document.documentElement.dataset.bank, location.href).href;
        return performance.getEntriesByName(bank).some((entry) => entry.responseEnd > 0);
    "#;
    page.wait::<bool>("the questions", script, Value::Null).await.map(|_| ())
}
