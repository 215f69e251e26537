//! A slow network: the page is there, the program is not yet.

use anyhow::Result;
use e2e::{Bank, Device, Page, Site};
use serde_json::{Value, json};

const QUESTIONS: usize = 20;

/// Where question, choices and buttons are on the screen.
const PLACES: &str = r#"
    const stem = [...document.querySelectorAll("[data-q]")].find((stem) => stem.checkVisibility());
    const inside = (selector) => [...stem.closest(".page").querySelectorAll(selector)].filter((element) => element.checkVisibility());
    const all = [stem, ...stem.closest(".q").querySelectorAll("[data-choice]"), ...inside("[data-prev], [data-next], [data-sheet], .ticks")];
    return all.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.className || element.tagName, ...[x, y, width, height].map(Math.round)].join(" ");
    });
"#;

/// Notes in every frame where the question is.
const WATCH_FRAMES: &str = r#"
    window.seen = [];
    const look = () => {
        const stem = [...document.querySelectorAll("[data-q]")].find((stem) => stem.checkVisibility());
        const at = stem?.getBoundingClientRect();
        window.seen.push(stem ? `${stem.dataset.q} at ${Math.round(at.x)} ${Math.round(at.y)}` : "no question");
        requestAnimationFrame(look);
    };
    look();
"#;

#[tokio::test]
async fn taps_made_before_the_program_is_there_are_adopted_without_a_jump() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve_without_program()?, Device::new().await?);
    let page = device.open_painted(&site, "first").await?;
    let mut given = Vec::new();
    // one right choice, several, and a page turned back
    for n in 0..9 {
        let asked = page.asked_at(n).await?;
        let right = bank.right(&asked)?;
        page.answer(&right).await?;
        given.push(right);
        page.next().await?;
    }
    page.press("[data-prev]").await?;
    page.asked_at(8).await?;
    page.reload().await?;
    page.asked_at(8).await?;
    page.picked(&given[8]).await?;
    assert!(!page.run::<bool>("return document.documentElement.hasAttribute('data-ready')", Value::Null).await?);

    let places: Vec<String> = page.run(PLACES, Value::Null).await?;
    page.run::<Value>(WATCH_FRAMES, Value::Null).await?;
    site.let_program_through();
    page.is_ready().await?;
    frames_pass(&page).await?;
    assert_eq!(page.run::<Vec<String>>(PLACES, Value::Null).await?, places);
    let frames: Vec<String> = page.run("return [...new Set(window.seen)]", Value::Null).await?;
    assert_eq!(frames.len(), 1, "the question flashed or jumped: {frames:?}");
    assert!(!page.shows("#paper").await?);

    for (n, right) in given.iter().enumerate() {
        assert_eq!(&page.go_to(n).await?.picked(), right, "question {n}");
    }
    assert_eq!(page.hand_in(QUESTIONS).await?, "45");
    Ok(())
}

/// Waits until the screen was painted a few more times.
async fn frames_pass(page: &Page) -> Result<()> {
    let count: usize = page.run("return window.seen.length", Value::Null).await?;
    page.wait::<bool>("ten more frames", "return window.seen.length >= arguments[0]", (count + 10).into()).await.map(|_| ())
}

#[tokio::test]
async fn a_start_pressed_before_the_program_is_there_is_not_forgotten() -> Result<()> {
    let (site, device) = (Site::serve_without_program()?, Device::new().await?);
    let page = device.open_painted(&site, "plain").await?;
    page.press("[data-start]").await?;
    assert_eq!(page.attribute("[data-start]", "aria-busy").await?.as_deref(), Some("true"));
    site.let_program_through();
    page.asked_at(0).await?;
    Ok(())
}

#[tokio::test]
async fn a_program_that_does_not_come_is_told_of_and_can_be_asked_for_again() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open_painted(&site, "").await?;
    page.cdp("Network.enable", json!({})).await?;
    page.cdp("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] })).await?;
    page.goto(&site.address("plain")).await?;
    page.press("[data-start]").await?;
    page.sees("[data-lost-notice]").await?;
    // no button goes on promising what does not come
    page.press("[data-start]").await?;
    page.sees("[data-start]:not([aria-busy=true])").await?;

    page.cdp("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    page.press("[data-reload]").await?;
    page.is_ready().await?;
    page.start().await?;
    Ok(())
}
