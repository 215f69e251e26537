//! What a tap does to the screen, and what it must leave alone.

use anyhow::Result;
use e2e::{Device, Site};
use serde_json::Value;

#[tokio::test]
async fn a_tap_leaves_the_very_input_that_was_tapped() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    let stays = r#"
        const input = document.querySelectorAll('#app [data-choice]')[1];
        input.focus();
        input.click();
        const stays = () => input.isConnected && input.checked && document.activeElement === input;
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(stays())))));
    "#;
    assert!(page.run::<bool>(stays, Value::Null).await?);
    Ok(())
}

#[tokio::test]
async fn who_leaves_a_shared_device_leaves_nothing_to_the_next() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open(&site, "kiosk").await?;
    page.start_as("外地", "13800006021").await?;
    page.press("[data-exit]").await?;
    page.press("[data-start]").await?;
    page.sees("#field1").await?;
    assert_eq!(page.run::<String>("return document.querySelector('#field1').value", Value::Null).await?, "");
    Ok(())
}
