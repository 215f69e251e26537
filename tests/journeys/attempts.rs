//! When one may start, and how often.

use anyhow::Result;
use e2e::{Device, Page, Site};

const QUESTIONS: usize = 10;
const ZONE_HOURS: f64 = 8.0;

#[tokio::test]
async fn the_fourth_attempt_of_a_day_is_refused_and_the_next_day_allows_another() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open").await?;
    let noon = until_noon(&page).await?;
    page.shift_clock(noon).await?;
    page.reload().await?;
    page.is_ready().await?;

    page.start_as("外地", "").await?;
    page.hand_in(QUESTIONS).await?;
    for left in [1, 0] {
        page.press("[data-again]").await?;
        page.asked_at(0).await?;
        page.hand_in(QUESTIONS).await?;
        if left > 0 {
            assert!(page.text("#app").await?.contains(&format!("还能答{left}次")));
        }
    }
    assert!(page.text("#app").await?.contains("今天的次数用完了"));
    assert!(page.attribute("[data-again]", "disabled").await?.is_some());
    for _ in 0..2 {
        page.press("[data-home], #landing").await?;
        assert!(page.text("[data-start]").await?.contains("用完"));
        assert!(page.attribute("[data-start]", "disabled").await?.is_some());
        page.reload().await?;
        page.is_ready().await?;
    }

    page.shift_clock(noon + 24.0).await?;
    page.goto(&site.address("open")).await?;
    page.is_ready().await?;
    page.start().await?;
    Ok(())
}

/// Hours from now to noon in the campaign's zone, so that no midnight comes in between.
async fn until_noon(page: &Page) -> Result<f64> {
    let hour: f64 = page.run(&format!("return (Date.now() / 3600000 + {ZONE_HOURS}) % 24"), serde_json::Value::Null).await?;
    Ok(12.0 - hour)
}

#[tokio::test]
async fn what_has_not_begun_or_is_over_can_be_practised_but_not_started() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    for campaign in ["soon", "closed"] {
        let page = device.open(&site, campaign).await?;
        assert!(!page.shows("[data-start]:not([disabled])").await?);
        page.press("[data-practise]").await?;
        page.asked_at(0).await?;
        page.hand_in(3).await?;
        assert!(page.text("#app").await?.contains("不计人次"));
        assert_eq!(page.counts().await?.participations, 0);
        page.close().await?;
    }
    Ok(())
}
