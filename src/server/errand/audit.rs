//! The audit log: `audit.log` in the data directory, an object a line, appended to and never changed; whoever runs the server reads it.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use domain::{Moment, Zone};
use serde_json::{Value, json};

use crate::outcome::Failure;

/// What it is called.
pub const FILE: &str = "audit.log";

/// Appends a line: when, who, what, and what about. It is on the disk before this answers, so that what must be written down can wait for it.
pub fn write(data: &Path, now: Moment, caller: &str, action: &str, about: &Value) -> Result<(), Failure> {
    let wall = Zone::CHINA.wall(now);
    let second = now.0.div_euclid(1000).rem_euclid(60);
    let at = format!("{}T{:02}:{:02}:{second:02}{}", Zone::CHINA.day(now), wall.hour, wall.minute, Zone::CHINA);
    let line = json!({ "at": at, "caller": caller, "action": action, "about": about });
    let path = data.join(FILE);
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).with_context(|| format!("writing the audit log `{}`", path.display()))?;
    // one write, so that lines of two programs never mix
    file.write_all(format!("{line}\n").as_bytes()).and_then(|()| file.sync_data()).context("writing the audit log")?;
    Ok(())
}
