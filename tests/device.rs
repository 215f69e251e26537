//! A phone: a browser with a profile of its own, and the driver that taps on it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::PageLoadStrategy;
use thirtyfour::prelude::*;

use crate::page::Page;
use crate::running::Running;
use crate::site::Site;

/// Longer than anything takes on a slow machine that does two things at a time.
pub const PATIENCE: Duration = Duration::from_secs(40);
/// Shorter than anyone notices.
pub const GLANCE: Duration = Duration::from_millis(20);

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
// journeys open only their own pages, and often as root, where the sandbox does not start
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
];

/// Runs before every page: hears what goes wrong, and lets a journey set the clock.
const WATCH: &str = r#"
    window.heard = [];
    const hear = (what) => window.heard.push(String(what));
    addEventListener("error", (event) => hear(event.message));
    addEventListener("unhandledrejection", (event) => hear(event.reason));
    document.addEventListener("securitypolicyviolation", (event) => hear(`${event.violatedDirective}: ${event.blockedURI}`));
    const complain = console.error;
    console.error = (...words) => { hear(words.join(" ")); complain(...words); };
    const Clock = Date;
    const shift = () => { try { return Number(localStorage.getItem("journey.shift")); } catch { return 0; } };
    window.Date = class extends Clock {
        constructor(...given) { if (given.length) super(...given); else super(Clock.now() + shift()); }
        static now() { return Clock.now() + shift(); }
    };
"#;

/// A phone with its own profile: what one device keeps, another does not see.
pub struct Device {
    driver: WebDriver,
    home: WindowHandle,
    scripts: Vec<String>,
    debugger: String,
    chromedriver_address: String,
    // in the order in which they end
    _chromedriver: Running,
    _browser: Running,
    folder: Folder,
}

impl Device {
    /// A new phone out of its box.
    ///
    /// # Errors
    /// When browser or driver do not start.
    pub async fn new() -> Result<Self> {
        let folder = Folder(TempDir::with_prefix("pufa-device-")?.keep());
        let profile = folder.0.join("profile");
        let browser = start_browser(&profile)?;
        let (chromedriver, port) = start_driver()?;
        let chromedriver_address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
        let debugger = debugger(&profile.join("DevToolsActivePort")).await?;
        let driver = connect(&chromedriver_address, &debugger).await?;
        let home = driver.window().await?;
        let device = Self {
            driver,
            home,
            scripts: vec![WATCH.to_owned()],
            debugger,
            chromedriver_address,
            _chromedriver: chromedriver,
            _browser: browser,
            folder,
        };
        let downloads = device.downloads();
        fs::create_dir(&downloads)?;
        let allow = json!({ "behavior": "allow", "downloadPath": downloads });
        device.driver.cdp().send_raw("Browser.setDownloadBehavior", allow).await?;
        Ok(device)
    }

    /// From now on this runs before every new page.
    pub fn before_pages(&mut self, script: &str) {
        self.scripts.push(script.to_owned());
    }

    /// Opens a link in a new tab, without waiting for the program.
    ///
    /// # Errors
    /// When the page does not open.
    pub async fn open_painted(&self, site: &Site, link: &str) -> Result<Page> {
        self.open_address(&site.address(link)).await
    }

    /// Opens a page of the site that is no campaign's, such as `study/`, without waiting for a program.
    ///
    /// # Errors
    /// When the page does not open.
    pub async fn open_page(&self, site: &Site, path: &str) -> Result<Page> {
        self.open_address(&format!("{}/{path}", site.origin())).await
    }

    async fn open_address(&self, address: &str) -> Result<Page> {
        self.driver.switch_to_window(self.home.clone()).await?;
        let tab = self.driver.new_tab().await?;
        let page = Page::new(self.driver.clone(), tab);
        page.cdp("Emulation.setDeviceMetricsOverride", json!({ "width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": true }))
            .await?;
        for script in &self.scripts {
            page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": format!("{{{script}}}") })).await?;
        }
        page.goto(address).await?;
        Ok(page)
    }

    /// Opens a link in a new tab and waits until the program has taken over.
    ///
    /// # Errors
    /// When it does not.
    pub async fn open(&self, site: &Site, link: &str) -> Result<Page> {
        let page = self.open_painted(site, link).await?;
        page.is_ready().await?;
        Ok(page)
    }

    /// So much time passes while no campaign is open.
    ///
    /// # Errors
    /// When the site can't be reached.
    pub async fn let_pass(&self, site: &Site, hours: f64) -> Result<()> {
        let page = self.open_painted(site, "").await?;
        page.shift_clock(hours).await?;
        page.close().await
    }

    /// The page's process dies at once, as on a phone that needs the memory: no event tells the page so.
    ///
    /// # Errors
    /// When the browser can't be reached any more.
    pub async fn kill(&mut self, page: Page) -> Result<()> {
        let tab = page.tab().to_string();
        // the dead page can't answer, and the driver gives up with it
        let _ = page.cdp("Page.crash", json!({})).await;
        let _ = self.driver.clone().leak();
        // a driver that finds a dead tab brings it to life again
        bury(&self.debugger, &tab)?;
        self.driver = connect(&self.chromedriver_address, &self.debugger).await?;
        Ok(())
    }

    /// Presses what offers a file, and reads the file.
    ///
    /// # Errors
    /// When no file comes.
    pub async fn download(&self, page: &Page, selector: &str) -> Result<Vec<u8>> {
        let before = self.files()?;
        page.press(selector).await?;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(file) = self.files()?.into_iter().find(|file| !before.contains(file)) {
                return Ok(fs::read(file)?);
            }
            tokio::time::sleep(GLANCE).await;
        }
        bail!("pressing {selector} gave no file")
    }

    fn downloads(&self) -> PathBuf {
        self.folder.0.join("downloads")
    }

    /// What is downloaded to the end.
    fn files(&self) -> Result<Vec<PathBuf>> {
        let paths: Vec<PathBuf> = fs::read_dir(self.downloads())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        let is_whole = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.') && !name.ends_with(".crdownload") && path.metadata().is_ok_and(|about| about.len() > 0)
        };
        Ok(paths.into_iter().filter(is_whole).collect())
    }
}

/// What the device keeps on the disk; it is gone with the device.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // a browser's helpers go on writing for a moment after it has ended
        let deadline = Instant::now() + Duration::from_secs(5);
        while fs::remove_dir_all(&self.0).is_err() && Instant::now() < deadline {
            thread::sleep(GLANCE);
        }
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        // browser and driver are ended by their processes; saying goodbye to them first would only take time
        let _ = self.driver.clone().leak();
    }
}

fn start_browser(profile: &Path) -> Result<Running> {
    for name in BROWSERS {
        let mut command = Command::new(name);
        command.args(FLAGS).arg(format!("--user-data-dir={}", profile.display())).arg("about:blank");
        if let Ok(browser) = Running::start(&mut command) {
            return Ok(browser);
        }
    }
    bail!("there is no Chromium on the PATH; `cargo xtask test` installs it or says how")
}

/// Starts the driver. It takes a free port of IPv4 and wants the same one of IPv6, where it may be taken; then it ends, and another is drawn.
fn start_driver() -> Result<(Running, String)> {
    let start = || Running::start_and_hear(Command::new("chromedriver").arg("--port=0"), "started successfully on port ");
    start().or_else(|_| start()).or_else(|_| start())
}

/// The address at which the browser can be driven, from the file it writes when it is up.
async fn debugger(file: &Path) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some((port, _)) = text.split_once('\n') {
            return Ok(format!("127.0.0.1:{port}"));
        }
        tokio::time::sleep(GLANCE).await;
    }
    bail!("the browser did not start within {PATIENCE:?}")
}

/// Takes a tab away through the browser's own door.
fn bury(debugger: &str, tab: &str) -> Result<()> {
    let mut door = TcpStream::connect(debugger)?;
    write!(door, "GET /json/close/{tab} HTTP/1.1\r\nHost: {debugger}\r\n\r\n")?;
    let mut answer = String::new();
    BufReader::new(door).read_line(&mut answer)?;
    ensure!(answer.contains(" 200 "), "the dead tab can't be taken away: {answer}");
    Ok(())
}

async fn connect(chromedriver: &str, debugger: &str) -> Result<WebDriver> {
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_debugger_address(debugger)?;
    wishes.set_page_load_strategy(PageLoadStrategy::Eager)?;
    WebDriver::new(chromedriver, wishes).await.context("connecting to the browser")
}
