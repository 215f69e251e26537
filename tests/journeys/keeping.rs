//! Browsers that keep nothing, and devices that are full.

use anyhow::{Result, ensure};
use e2e::{Bank, Device, Page, Site};
use serde_json::{Value, json};

const QUESTIONS: usize = 5;

#[tokio::test]
async fn a_browser_without_a_database_plays_in_memory_and_says_so() -> Result<()> {
    for removal in [
        "Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true })",
        "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError') }",
    ] {
        let (bank, site, mut device) = (Bank::read()?, Site::serve()?, Device::new().await?);
        device.before_pages(removal);
        let page = device.open(&site, "plain").await?;
        let told = page.told().await?;
        assert!(told.contains("不让保存"), "{told}");
        page.start().await?;
        page.answer_all(&bank, QUESTIONS, |n| n != 0).await?;
        assert_eq!(page.hand_in(QUESTIONS).await?, "80");
        page.visit("#mine").await?;
        assert!(page.text("[data-records]").await?.contains("80"), "it is remembered as long as the page is");
    }
    Ok(())
}

/// Lets a journey make every write of the page fail, as a full device does.
const FILLABLE: &str = r#"
    const put = IDBObjectStore.prototype.put;
    window.full = false;
    IDBObjectStore.prototype.put = function (...given) {
        if (window.full) throw new DOMException("no room", "QuotaExceededError");
        return put.apply(this, given);
    };
"#;

#[tokio::test]
async fn on_a_device_that_fills_up_the_quiz_goes_on_and_says_so() -> Result<()> {
    let (bank, site, mut device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    device.before_pages(FILLABLE);
    let page = device.open(&site, "plain").await?;
    let question = page.start().await?;
    page.answer(&bank.right(&question)?).await?;
    page.next().await?;

    page.run::<Value>("window.full = true", Value::Null).await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    says_it_is_full(&page).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "100", "what could not be kept counts all the same");
    assert!(page.shows("[data-told]").await?, "and it is still said that it is not kept");
    Ok(())
}

#[tokio::test]
async fn what_could_not_be_kept_is_kept_when_there_is_room_again() -> Result<()> {
    let (bank, site, mut device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    device.before_pages(FILLABLE);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    page.run::<Value>("window.full = true", Value::Null).await?;
    page.answer_all(&bank, 2, |_| true).await?;
    says_it_is_full(&page).await?;

    page.run::<Value>("window.full = false", Value::Null).await?;
    let question = page.next().await?;
    page.answer(&bank.right(&question)?).await?;
    let silent = "return ![...document.querySelectorAll('[data-told]')].some((told) => told.checkVisibility())";
    page.wait::<bool>("all to be kept", silent, Value::Null).await?;
    device.kill(page).await?;
    let page = device.open(&site, "plain").await?;
    for n in 0..3 {
        let question = page.go_to(n).await?;
        page.picked(&bank.right(&question)?).await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_a_device_that_is_full_from_the_start_the_quiz_can_be_played() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    // the browser's own limit: its transactions are aborted when they are to be committed
    page.cdp("Storage.overrideQuotaForOrigin", json!({ "origin": site.origin(), "quotaSize": 1 })).await?;
    page.start().await?;
    says_it_is_full(&page).await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "100");
    Ok(())
}

async fn says_it_is_full(page: &Page) -> Result<()> {
    let told = page.told().await?;
    ensure!(told.contains("满"), "{told}");
    Ok(())
}
