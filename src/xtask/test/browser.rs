//! The browser that journeys are made in.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::run;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVER: &str = "chromedriver";
/// With a font for Chinese: without one, every screenshot shows boxes and every width is wrong.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Makes sure that there are a browser and its driver.
///
/// # Errors
/// When they are missing and can't be installed; the message says what to install.
pub fn ensure() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    apt_install(&PACKAGES).context("the journeys need Chromium (or Google Chrome) and chromedriver of the same version on the PATH")?;
    ensure!(is_there(), "{} were installed, but chromium and chromedriver are not on the PATH", PACKAGES.join(", "));
    Ok(())
}

fn is_there() -> bool {
    BROWSERS.iter().any(|name| run::find_program(name).is_some()) && run::find_program(DRIVER).is_some()
}

/// Installs Debian packages, where this is Debian or one of its kin and we may.
///
/// # Errors
/// When it is another system, or we may not; the message is what to type.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_debian() {
        bail!("install what your system calls {list}");
    }
    let user = run::output(Command::new("id").arg("-u"))?;
    if user.trim() != "0" {
        bail!("type: sudo apt-get install -y {list}");
    }
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::run(apt().args(["update", "--quiet"]))?;
    run::run(apt().args(["install", "--quiet", "-y"]).args(packages))
}

fn is_debian() -> bool {
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let mut named = system.lines().filter_map(|line| line.strip_prefix("ID=").or(line.strip_prefix("ID_LIKE=")));
    named.any(|names| names.contains("debian") || names.contains("ubuntu"))
}
