//! How often one may start where a server counts.

use anyhow::Result;
use e2e::{Counts, Device, Hall};

use super::QUESTIONS;

#[tokio::test]
async fn the_fourth_start_of_a_day_is_refused_by_the_server_too() -> Result<()> {
    let (hall, device) = (Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.hand_in(QUESTIONS).await?;
    for left in [1, 0] {
        page.press("[data-again]").await?;
        page.asked_at(0).await?;
        page.hand_in(QUESTIONS).await?;
        if left > 0 {
            page.says("#app .score", "今天还能答1次").await?;
        }
    }
    page.says("#app .score", "今天的次数用完了").await?;
    assert!(page.attribute("[data-again]", "disabled").await?.is_some());
    page.press("[data-home]").await?;
    page.says("[data-start]", "今天的次数用完了").await?;
    page.reload().await?;
    page.is_ready().await?;
    page.says("[data-start]", "今天的次数用完了").await?;
    assert_eq!(hall.counted("prize")?, Counts { participations: 3, participants: 1 });
    Ok(())
}
