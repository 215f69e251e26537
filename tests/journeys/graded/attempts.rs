//! How often one may start where a server counts.

use anyhow::Result;
use e2e::{Counts, Device, Hall};
use serde_json::Value;

use super::QUESTIONS;

/// Presses 再答一次 in the first task after it is there, as the quickest thumb could.
const AGAIN_AT_ONCE: &str = r##"
    const watch = new MutationObserver(() => {
        if (!document.querySelector("[data-again]")) return;
        watch.disconnect();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => document.querySelector("[data-again]").click();
        port2.postMessage(null);
    });
    watch.observe(document.querySelector("#app"), { childList: true, subtree: true });
"##;

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

#[tokio::test]
async fn whoever_starts_again_the_moment_the_result_is_there_is_heard() -> Result<()> {
    let (hall, device) = (Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.run::<Value>(AGAIN_AT_ONCE, Value::Null).await?;
    page.hand_over(QUESTIONS).await?;
    page.asked_at(0).await?;
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    Ok(())
}
