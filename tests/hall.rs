//! A server that draws and grades, with data of its own, behind a network that a journey can disturb.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, ensure};
use domain::{Moment, Zone};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::given;
use crate::network::Network;
use crate::organiser::Counts;
use crate::running::Running;
use crate::site::{Site, socket};

/// A running server and all that it has written down; what devices see of it is a [`Site`].
pub struct Hall {
    server: Option<Running>,
    network: Network,
    site: Site,
    questions: PathBuf,
    folder: TempDir,
}

impl Hall {
    /// Starts a server that knows of nobody.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve() -> Result<Self> {
        Self::of(given::questions(), TempDir::with_prefix("pufa-hall-")?)
    }

    /// Starts a server whose open campaigns opened an hour ago and close in an hour.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve_for_an_hour() -> Result<Self> {
        const HOUR_MS: i64 = 3_600_000;
        let now = now()?;
        let always = "opens = 2000-01-01T00:00:00\ncloses = 2100-01-01T00:00:00";
        let window = format!("opens = {}\ncloses = {}", written(now.plus_ms(-HOUR_MS)), written(now.plus_ms(HOUR_MS)));
        let folder = TempDir::with_prefix("pufa-hall-")?;
        let questions = folder.path().join("questions");
        copy(&given::questions(), &questions, &|text| text.replace(always, &window))?;
        Self::of(questions, folder)
    }

    /// The campaigns are over for a while, and draws that were far away are due; the server is started again to hear of it.
    ///
    /// # Errors
    /// When a file can't be written, or the server does not start.
    pub fn close(&mut self) -> Result<()> {
        const HOUR: i64 = 3_600_000;
        let now = now()?;
        let (closed, at) = (written(now.plus_ms(-HOUR)), written(now.plus_ms(1_000)));
        self.change(&|text| {
            text.replace("closes = 2100-01-01T00:00:00", &format!("closes = {closed}"))
                .replace("at = 2100-01-02T20:00:00", &format!("at = {at}"))
        })
    }

    /// The files of the campaigns are changed, and the server is started again to read them.
    ///
    /// # Errors
    /// When a file can't be written, or the server does not start.
    pub fn change(&mut self, change: &impl Fn(String) -> String) -> Result<()> {
        let changed = self.folder.path().join("changed");
        copy(&self.questions, &changed, change)?;
        self.kill();
        self.questions = changed;
        self.revive()
    }

    /// Runs `pufa` on the server's data; gives back what it said and whether it was content.
    ///
    /// # Errors
    /// When it can't be run.
    pub fn pufa(&self, words: &[&str]) -> Result<(bool, String)> {
        self.office(&[words, &["--questions", &self.questions.to_string_lossy()]].concat())
    }

    /// The same for a command that asks for no questions.
    ///
    /// # Errors
    /// When it can't be run.
    pub fn office(&self, words: &[&str]) -> Result<(bool, String)> {
        let mut command = Command::new(given::server()?);
        command.args(words).args(["--lang", "en"]).arg("--data").arg(data(&self.folder));
        let done = command.output()?;
        let said = [done.stdout, done.stderr].concat();
        Ok((done.status.success(), String::from_utf8_lossy(&said).into_owned()))
    }

    pub(crate) fn of(questions: PathBuf, folder: TempDir) -> Result<Self> {
        let (server, address) = start(&questions, &data(&folder))?;
        let network = Network::before(socket(&address)?)?;
        Ok(Self { server: Some(server), site: Site::at(network.address()), network, questions, folder })
    }

    /// The server dies at once, in the middle of whatever it does.
    pub fn kill(&mut self) {
        self.server = None;
    }

    /// The server is started again where it was, with what it had written down.
    ///
    /// # Errors
    /// When it does not start.
    pub fn revive(&mut self) -> Result<()> {
        let (server, address) = start(&self.questions, &data(&self.folder))?;
        self.network.lead_to(socket(&address)?);
        self.server = Some(server);
        Ok(())
    }

    /// The folder that goes with it, for files of a journey's own.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The network between the server and its devices.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What the server has counted in a campaign; its counters and its rows must say the same.
    ///
    /// # Errors
    /// When they don't, or can't be read.
    pub fn counted(&self, campaign: &str) -> Result<Counts> {
        const COUNTERS: &str = "SELECT coalesce(max(participations), 0), coalesce(max(participants), 0)
            FROM counter JOIN campaign ON no = campaign WHERE id = ?1 AND by = 0";
        const ROWS: &str = "SELECT count(*), count(DISTINCT participant) FROM participation JOIN campaign ON no = campaign WHERE id = ?1";
        let book = self.book()?;
        let read = |query| book.query_row(query, [campaign], |row| Ok(Counts { participations: row.get(0)?, participants: row.get(1)? }));
        let (counters, rows) = (read(COUNTERS)?, read(ROWS)?);
        ensure!(counters == rows, "the counters say {counters:?}, the rows {rows:?}");
        Ok(rows)
    }

    /// How many wins the server has written down in a campaign, and how many of them are claimed.
    ///
    /// # Errors
    /// When they can't be read.
    pub fn wins(&self, campaign: &str) -> Result<(u64, u64)> {
        const WINS: &str = "SELECT count(*), count(claimed) FROM win JOIN campaign ON no = campaign WHERE id = ?1";
        Ok(self.book()?.query_row(WINS, [campaign], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Whether a text stands anywhere in what the server keeps.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn keeps(&self, text: &str) -> Result<bool> {
        for entry in fs::read_dir(data(&self.folder))? {
            let path = entry?.path();
            if path.is_file() && fs::read(path)?.windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(crate) fn book(&self) -> Result<Connection> {
        Connection::open(data(&self.folder).join("pufa.sqlite")).context("opening what the server keeps")
    }
}

impl Deref for Hall {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

pub(crate) fn now() -> Result<Moment> {
    Ok(Moment(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?))
}

/// A moment as campaign files have it, to the second.
pub(crate) fn written(at: Moment) -> String {
    let wall = Zone::CHINA.wall(at);
    let second = at.0.div_euclid(1_000).rem_euclid(60);
    format!("{}-{:02}-{:02}T{:02}:{:02}:{second:02}", wall.year, wall.month, wall.day, wall.hour, wall.minute)
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

fn start(questions: &Path, data: &Path) -> Result<(Running, String)> {
    let mut command = given::serve()?;
    // all devices of a journey come from one address, faster than people do
    command.arg("--questions").arg(questions).arg("--data").arg(data).args(["--port", "0", "--no-throttle"]);
    Running::start_and_hear(&mut command, "listening on ")
}

pub(crate) fn copy(from: &Path, to: &Path, change: &impl Fn(String) -> String) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to, change)?;
        } else {
            fs::write(to, change(fs::read_to_string(entry.path())?))?;
        }
    }
    Ok(())
}
