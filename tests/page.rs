//! A page in a tab: finding, pressing, typing, and waiting for what should come.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

use crate::device::{GLANCE, PATIENCE};

const FOCUS_MATCHES: &str = "return document.activeElement.matches(arguments[0])";
/// An outline around the element or what it stands in, and nothing that lies over it.
const FOCUS_IS_SEEN: &str = r#"
    const { x, y, width, height } = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    if (!top || !(document.activeElement.contains(top) || top.contains(document.activeElement))) return false;
    for (let element = document.activeElement, n = 0; element && n < 3; element = element.parentElement, n++) {
        const style = getComputedStyle(element);
        if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return true;
    }
    return false;
"#;

/// What can be pressed, scrolled from under the foot as a thumb does.
const IN_REACH: &str = r#"
    const found = [...document.querySelectorAll(arguments[0])].find((element) => element.checkVisibility() && !element.disabled);
    if (!found) return null;
    const { x, y, width, height } = found.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    if (!top || !(found.contains(top) || top.contains(found))) found.scrollIntoView({ block: "center", behavior: "instant" });
    return found;
"#;

/// A page in a tab of its own.
pub struct Page {
    driver: WebDriver,
    tab: WindowHandle,
}

impl Page {
    pub(crate) fn new(driver: WebDriver, tab: WindowHandle) -> Self {
        Self { driver, tab }
    }

    /// The tab, by the name that browser and driver share.
    pub(crate) fn tab(&self) -> &WindowHandle {
        &self.tab
    }

    /// The driver, with this tab at hand.
    async fn at_hand(&self) -> Result<&WebDriver> {
        self.driver.switch_to_window(self.tab.clone()).await?;
        Ok(&self.driver)
    }

    /// Sends a command of the Chrome DevTools Protocol.
    ///
    /// # Errors
    /// When the browser refuses it.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        let answer = self.at_hand().await?.cdp().send_raw(command, parameters).await;
        answer.with_context(|| command.to_owned())
    }

    /// What a script returns; it finds `given` in `arguments[0]`.
    ///
    /// # Errors
    /// When the script throws, or returns something else than is asked for.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, given: Value) -> Result<T> {
        let value = self.at_hand().await?.execute(script, vec![given]).await?;
        Ok(value.convert()?)
    }

    /// Opens an address in this tab.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn goto(&self, address: &str) -> Result<()> {
        Ok(self.at_hand().await?.goto(address).await?)
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.at_hand().await?.refresh().await?)
    }

    /// Changes the hash of the address, as a link does.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn visit(&self, hash: &str) -> Result<()> {
        self.run("location.hash = arguments[0]", json!(hash)).await
    }

    /// Closes the tab.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close(self) -> Result<()> {
        Ok(self.at_hand().await?.close_window().await?)
    }

    /// Waits until a script returns something else than null, false or an error; that is the answer.
    ///
    /// # Errors
    /// When it never does; the error tells what is on the screen instead.
    pub async fn wait<T: DeserializeOwned>(&self, what: &str, script: &str, given: Value) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.run::<Value>(script, given.clone()).await;
            match found {
                Ok(value) if !value.is_null() && value != json!(false) => return Ok(serde_json::from_value(value)?),
                _ if Instant::now() < deadline => tokio::time::sleep(GLANCE).await,
                found => bail!("waited for {what}, found {found:?} on {}", self.describe().await),
            }
        }
    }

    /// Waits until something that matches can be seen.
    ///
    /// # Errors
    /// When nothing ever does.
    pub async fn sees(&self, selector: &str) -> Result<()> {
        let script = "return [...document.querySelectorAll(arguments[0])].some((element) => element.checkVisibility())";
        self.wait(selector, script, json!(selector)).await.map(|_: bool| ())
    }

    /// Whether something that matches can be seen now.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn shows(&self, selector: &str) -> Result<bool> {
        let script = "return [...document.querySelectorAll(arguments[0])].some((element) => element.checkVisibility())";
        self.run(script, json!(selector)).await
    }

    /// The text of the first that matches and can be seen.
    ///
    /// # Errors
    /// When there never is one.
    pub async fn text(&self, selector: &str) -> Result<String> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].find((element) => element.checkVisibility())?.innerText.trim() || null";
        self.wait(selector, script, json!(selector)).await
    }

    /// Waits until something that matches can be seen and holds these words.
    ///
    /// # Errors
    /// When nothing ever does.
    pub async fn says(&self, selector: &str, words: &str) -> Result<()> {
        let script = "return [...document.querySelectorAll(arguments[0][0])].some((element) => element.checkVisibility() && element.innerText.includes(arguments[0][1]))";
        self.wait(&format!("`{words}` in {selector}"), script, json!([selector, words])).await.map(|_: bool| ())
    }

    /// The texts of all that match, seen or not.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        self.run(script, json!(selector)).await
    }

    /// An attribute of the first that matches.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let script = "return document.querySelector(arguments[0][0])?.getAttribute(arguments[0][1])";
        self.run(script, json!([selector, name])).await
    }

    /// Presses the first that matches and can be seen, as soon as it can be pressed.
    ///
    /// # Errors
    /// When it never can.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.at_hand().await?.execute(IN_REACH, vec![json!(selector)]).await?;
            let pressed = if found.json().is_null() { Ok(false) } else { found.element()?.click().await.map(|()| true) };
            match pressed {
                Ok(true) => return Ok(()),
                Ok(false) if Instant::now() < deadline => {}
                Err(error) if comes_late(&error) && Instant::now() < deadline => {}
                pressed => bail!("could not press {selector}: {pressed:?} on {}", self.describe().await),
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Types into a field, in place of what stands there.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn write(&self, selector: &str, text: &str) -> Result<()> {
        self.sees(selector).await?;
        let field = self.at_hand().await?.find(By::Css(selector)).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses keys, wherever the focus is.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let driver = self.at_hand().await?;
        Ok(driver.action_chain_with_delay(None, Some(Duration::ZERO)).send_keys(keys).perform().await?)
    }

    /// Presses Tab until the focus is on something that matches, and can be seen there.
    ///
    /// # Errors
    /// When it never gets there, or nothing shows where it is.
    pub async fn tab_to(&self, selector: &str) -> Result<()> {
        const STOPS: usize = 80;
        self.sees(selector).await?;
        for _ in 0..STOPS {
            self.keys(Key::Tab).await?;
            if self.run(FOCUS_MATCHES, json!(selector)).await? {
                let ring: bool = self.run(FOCUS_IS_SEEN, Value::Null).await?;
                ensure!(ring, "the focus on {selector} can't be seen");
                return Ok(());
            }
        }
        bail!("{STOPS} times Tab did not lead to {selector} on {}", self.describe().await)
    }

    /// Waits until the focus is on something that matches.
    ///
    /// # Errors
    /// When it never is.
    pub async fn has_focus_on(&self, selector: &str) -> Result<()> {
        self.wait(&format!("the focus on {selector}"), FOCUS_MATCHES, json!(selector)).await.map(|_: bool| ())
    }

    /// Waits until the program has taken over.
    ///
    /// # Errors
    /// When it never does.
    pub async fn is_ready(&self) -> Result<()> {
        self.wait("the program", "return document.documentElement.hasAttribute('data-ready')", Value::Null).await.map(|_: bool| ())
    }

    /// Sets the device's clock off by so much, for every page of this origin.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn shift_clock(&self, hours: f64) -> Result<()> {
        self.run("localStorage.setItem('journey.shift', arguments[0] * 3600000)", json!(hours)).await
    }

    /// What went wrong on this page since it was loaded: script errors, and requests that its policy forbids.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        self.run("return window.heard ?? []", Value::Null).await
    }

    /// A picture of the page as PNG: what fits the screen, or all of it.
    ///
    /// # Errors
    /// When the browser can't take it.
    pub async fn picture(&self, whole: bool) -> Result<Vec<u8>> {
        use base64::Engine as _;
        let taken = self.cdp("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": whole })).await?;
        let data = taken["data"].as_str().context("the picture is empty")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(data)?)
    }

    /// What is on the screen, for whoever reads of a failure.
    async fn describe(&self) -> String {
        let script = "return JSON.stringify({ address: location.href, html: {...document.documentElement.dataset}, heard: window.heard, text: document.body.innerText.slice(0, 500) }, null, 1)";
        let said = self.run::<String>(script, Value::Null).await;
        said.unwrap_or_else(|error| format!("a page that does not answer: {error}"))
    }
}

/// Whether it only is not there yet, or is just being put in its place.
fn comes_late(error: &WebDriverError) -> bool {
    use WebDriverErrorInner::{ElementClickIntercepted, ElementNotInteractable, NoSuchElement, StaleElementReference};
    matches!(error.as_inner(), ElementClickIntercepted(_) | ElementNotInteractable(_) | NoSuchElement(_) | StaleElementReference(_))
}
