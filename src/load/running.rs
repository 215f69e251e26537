//! A server that this program started, and ends.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// What a server is started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// `pufa`, in release form and with a kit.
    pub pufa: PathBuf,
    /// Banks and campaigns.
    pub questions: PathBuf,
}

/// A process that listens on this machine; it ends when this is dropped.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Program {
    /// Starts it on a data folder, without throttling; returns when it listens.
    ///
    /// # Errors
    /// When it ends instead.
    pub fn start(&self, data: &Path) -> Result<Running> {
        let mut command = Command::new(&self.pufa);
        command.arg("serve").arg("--questions").arg(&self.questions).arg("--data").arg(data).args(["--port", "0", "--no-throttle"]);
        Running::start(command)
    }
}

impl Running {
    /// Starts whatever says `listening on http://…` on its first line.
    ///
    /// # Errors
    /// When it can't be started, or ends instead of listening.
    pub fn start(mut command: Command) -> Result<Self> {
        let shown = command.get_program().to_string_lossy().into_owned();
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting `{shown}`"))?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let address = line.trim().rsplit("http://").next().and_then(|address| address.parse().ok());
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                let _it_may_have_ended = child.kill();
                let ended = child.wait()?;
                anyhow::bail!("`{shown}` does not listen but ended ({ended})")
            }
        }
    }

    /// Ends it at once, as a power cut ends a process: SIGKILL, and nothing is written any more.
    ///
    /// # Errors
    /// When it can't be ended.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Its memory now and at its highest, in MiB; `None` where the system does not say.
    pub fn rss_mb(&self) -> Option<(f64, f64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
        };
        Some((of("VmRSS")?, of("VmHWM")?))
    }

    /// The processor time that it has used, in seconds; `None` where the system does not say.
    pub fn busy_s(&self) -> Option<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // the name in brackets may hold spaces; the 14th and 15th fields are user and system time
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks: f64 = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
        // what Linux tells programs is in hundredths of a second on every machine we know
        Some(ticks / 100.0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _it_may_have_ended = self.child.kill();
        let _as_above = self.child.wait();
    }
}
