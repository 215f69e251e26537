//! Every screen in every dress: no serious fault of accessibility, and a picture of it where one is wanted (`PUFA_SHOTS=DIR`).

use anyhow::Result;
use e2e::{Bank, Device, PIN, Site};
use serde_json::json;

use crate::looks::Looks;

#[tokio::test]
async fn no_screen_before_the_start_has_a_serious_fault() -> Result<()> {
    let (site, device, mut looks) = (Site::serve()?, Device::new().await?, Looks::default());
    looks.at("campaigns", &device.open_painted(&site, "").await?).await?;
    for campaign in ["open", "soon", "closed"] {
        looks.at(&format!("landing-{campaign}"), &device.open(&site, campaign).await?).await?;
    }

    let page = device.open(&site, "open").await?;
    page.press("[data-start]").await?;
    page.sees("#field0").await?;
    looks.at("identity", &page).await?;
    page.press("[data-continue]").await?;
    page.sees("#fault0").await?;
    looks.at("identity-fault", &page).await?;
    page.pick_region("某市/某旗/城关镇").await?;
    looks.at("identity-picked", &page).await?;
    looks.close()
}

#[tokio::test]
async fn no_screen_of_a_sitting_has_a_serious_fault() -> Result<()> {
    let (site, mut device, mut looks) = (Site::serve()?, Device::new().await?, Looks::default());
    let page = device.open(&site, "open").await?;
    page.start_as("外地", "").await?;
    for (n, name) in [(0, "single"), (4, "several"), (7, "judge")] {
        let asked = page.go_to(n).await?;
        looks.at(&format!("question-{name}"), &page).await?;
        page.answer(&[asked.choices[0].place]).await?;
        page.press("[data-flag]").await?;
        looks.at(&format!("question-{name}-picked"), &page).await?;
    }
    page.press("[data-sheet]").await?;
    page.sees(".sheet").await?;
    looks.at("sheet", &page).await?;
    page.press(".sheet [data-to=\"9\"]").await?;
    page.asked_at(9).await?;
    page.review().await?;
    looks.at("hand-in", &page).await?;

    let page = device.open(&site, "plain").await?;
    page.start().await?;
    device.kill(page).await?;
    device.let_pass(&site, 70.0 / 3600.0).await?;
    let page = device.open(&site, "plain").await?;
    page.asked().await?;
    looks.at("question-last-minute", &page).await?;
    looks.close()
}

#[tokio::test]
async fn no_screen_after_the_hand_in_has_a_serious_fault() -> Result<()> {
    let (bank, site, device, mut looks) = (Bank::read()?, Site::serve()?, Device::new().await?, Looks::default());
    let page = device.open(&site, "open?from=poster").await?;
    page.visit("#mine").await?;
    page.sees("#app .card").await?;
    looks.at("mine-empty", &page).await?;
    page.visit("#").await?;
    page.start_as("某市/某旗/城关镇", "旗中医院").await?;
    page.answer_all(&bank, 10, |n| n % 5 != 0).await?;
    page.hand_in(10).await?;
    looks.at("result", &page).await?;
    page.visit("#mine").await?;
    page.sees("[data-records]").await?;
    looks.at("mine", &page).await?;
    page.press("[data-delete]").await?;
    looks.at("mine-delete", &page).await?;

    page.visit("#organiser").await?;
    page.sees("[data-pin]").await?;
    looks.at("organiser-pin", &page).await?;
    page.write("[data-pin]", "0000").await?;
    page.press("[data-open]").await?;
    page.sees("[role=alert]").await?;
    looks.at("organiser-wrong-pin", &page).await?;
    page.write("[data-pin]", PIN).await?;
    page.press("[data-open]").await?;
    page.sees("[data-participations]").await?;
    looks.at("organiser", &page).await?;
    looks.close()
}

#[tokio::test]
async fn no_screen_in_trouble_has_a_serious_fault() -> Result<()> {
    let (site, mut device, mut looks) = (Site::serve_without_program()?, Device::new().await?, Looks::default());
    let page = device.open_painted(&site, "first").await?;
    page.asked().await?;
    looks.at("paper-without-program", &page).await?;

    site.let_program_through();
    for (name, missing) in [("landing-without-program", "*.wasm"), ("landing-without-questions", "*/plain-*")] {
        let page = device.open_painted(&site, "").await?;
        page.cdp("Network.enable", json!({})).await?;
        page.cdp("Network.setBlockedURLs", json!({ "urls": [missing] })).await?;
        page.goto(&site.address("plain")).await?;
        page.press("[data-start]").await?;
        page.sees("[data-told], [data-lost-notice]").await?;
        looks.at(name, &page).await?;
    }

    device.before_pages("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    let page = device.open(&site, "open").await?;
    page.told().await?;
    looks.at("landing-not-kept", &page).await?;

    let page = device.open(&site, "kiosk").await?;
    page.press("[data-start]").await?;
    page.sees("#field0").await?;
    looks.at("identity-kiosk", &page).await?;
    looks.close()
}
