//! How long a roster of 20,000 members takes to import and their league table to answer, and how many answers of exams are saved in a
//! second, each beside a bound measured in the same run.
//! Called by `cargo xtask bench` with the folder of questions and a folder on the disk that is measured; prints one line of JSON.
//!
//! Autosaves are sent through the router as a member's program sends them, cookie and JSON, without a network: whoever sends them works
//! on the same cores. The bounds: for the import the same rows put into SQLite as they are, for a league table its members counted in an
//! array, for autosaves the same rows updated and committed, so many at a time as the writer had in a commit.

mod autosave;
mod import;
mod league;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context as _, Result, anyhow};
use domain::read::Library;
use domain::{Moment, Zone};
use serde_json::json;
use server::clock::Clock;
use server::school::{Founding, School, Senders, Texts};
use server::seal::Sealer;
use server::store::{Register, Sqlite};

const PEOPLE: usize = 20_000;
/// One above all, so many below it, the others below those.
const UNITS: usize = 400;
const MIDDLE: usize = 19;
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    // `cargo bench` adds `--bench`; `cargo test --benches` gives no folders and only proves that this compiles.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [questions, folder] = &words[..] else { return Ok(()) };
    let (library, _) = press::library::read(Path::new(questions))?;
    std::fs::create_dir_all(folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (import, place) = runtime.block_on(import::measure(Path::new(folder)))?;
    let (league, autosave) = runtime.block_on(async {
        let place = Place::of(place, library).await?;
        anyhow::Ok((league::measure(&place).await?, autosave::measure(&place).await?))
    })?;
    println!("{}", json!({ "people": PEOPLE, "units": UNITS, "import": import, "league": league, "autosave": autosave }));
    Ok(())
}

/// A folder with the data of a server; it goes with this.
struct Folder(tempfile::TempDir);

impl Folder {
    fn file(&self) -> PathBuf {
        self.0.path().join("pufa.sqlite")
    }

    fn sealer(&self) -> Result<Sealer> {
        Sealer::open(&self.0.path().join("keys"))
    }
}

/// Where members are.
struct Place {
    library: Library,
    store: Arc<Sqlite>,
    sealer: Arc<Sealer>,
    now: Arc<AtomicI64>,
    folder: Folder,
}

impl Place {
    async fn of(folder: Folder, library: Library) -> Result<Self> {
        let (store, sealer) = (Arc::new(Sqlite::open(&folder.file())?), Arc::new(folder.sealer()?));
        Ok(Self { library, store, sealer, now: Arc::default(), folder })
    }

    fn clock(&self) -> Clock {
        let shown = Arc::clone(&self.now);
        Clock::new(move || Moment(shown.load(Ordering::Relaxed)))
    }

    /// A server that was just started, on a day of 2027.
    async fn school(&self, month: u8, day: u8) -> Result<School> {
        let now = Zone::CHINA.moment(2027, month, day, 10, 0, 0).context("no such day")?;
        self.now.store(now.0, Ordering::Relaxed);
        let founding = Founding {
            register: Arc::clone(&self.store) as Arc<dyn Register>,
            sealer: Arc::clone(&self.sealer),
            clock: self.clock(),
            assignments: self.library.assignments.clone(),
            banks: self.library.banks.clone(),
            texts: Texts::default(),
            sender: Senders::None,
            public_address: None,
        };
        let school = School::open(founding).await?;
        school.settle().await.map_err(refused)?;
        Ok(school)
    }
}

fn refused(refusal: server::hall::Refusal) -> anyhow::Error {
    anyhow!("{refusal:?}")
}

fn number(n: usize) -> String {
    format!("{:08}", (n + 1) * 7)
}

fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}
