//! What leaves the phone, and what comes from its memory.

use anyhow::Result;
use e2e::{Bank, Device, Hall};
use serde_json::Value;

use super::{PHONE, QUESTIONS};

#[tokio::test]
async fn a_graded_sitting_asks_nobody_but_its_own_server() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.is_kept().await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.hand_in(QUESTIONS).await?;
    page.win("luck").await?;
    page.claim(PHONE).await?;
    let addresses = page.addresses().await?;
    assert!(addresses.iter().any(|address| address.ends_with("/api/v1/sittings/hand-in")), "{addresses:?}");
    for address in &addresses {
        let is_own = address.starts_with(&format!("{}/", hall.origin())) || address.starts_with("data:");
        assert!(is_own, "{address} is asked for");
    }
    assert!(!addresses.iter().any(|address| address.contains("/pkg/app-") || address.contains("organiser")), "{addresses:?}");
    assert_eq!(page.complaints().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn the_service_worker_never_answers_for_the_server() -> Result<()> {
    const ASK: &str = "return fetch('/api/v1/campaigns/prize').then((answer) => answer.status, () => 0)";
    const KEPT: &str = "return caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map((one) => one.url))";
    let (hall, device) = (Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.is_kept().await?;
    page.reload().await?;
    page.is_ready().await?;
    assert!(page.run::<bool>("return navigator.serviceWorker.controller !== null", Value::Null).await?);
    assert_eq!(page.run::<u16>(ASK, Value::Null).await?, 200);
    let kept: Vec<String> = page.run(KEPT, Value::Null).await?;
    assert!(kept.iter().any(|address| address.ends_with("/c/prize/")) && !kept.iter().any(|address| address.contains("/api/")), "{kept:?}");
    hall.network().cut();
    assert_eq!(page.run::<u16>(ASK, Value::Null).await?, 0);
    Ok(())
}
