//! What leaves the device: nothing but requests to the site itself.

use anyhow::Result;
use e2e::{Bank, Device, Site};

#[tokio::test]
async fn no_request_leaves_the_origin_and_no_answer_is_sent() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open?from=poster").await?;
    page.is_kept().await?;
    let before = page.addresses().await?;
    page.start_as("外地", "旗中医院").await?;
    page.answer_all(&bank, 10, |_| true).await?;
    page.hand_in(10).await?;
    page.visit("#mine").await?;
    page.sees("[data-records]").await?;

    let requested = page.addresses().await?;
    assert!(requested.len() > 3, "{requested:?}");
    for address in &requested {
        let is_own = address.starts_with(&format!("{}/", site.origin())) || address.starts_with("data:");
        assert!(is_own, "{address} is asked for");
    }
    let new: Vec<_> = requested.iter().filter(|address| !before.contains(address)).collect();
    assert!(new.is_empty(), "playing asked for {new:?}");
    assert!(!requested.iter().any(|address| address.contains("organiser")), "only who opens the counts loads their program");
    page.counts().await?;
    assert_eq!(page.complaints().await?, [""; 0]);
    Ok(())
}
