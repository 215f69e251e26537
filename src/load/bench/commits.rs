//! A bound: one thread that inserts the very same row, as many to a commit as wait for it, with nothing around it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use domain::dice::Dice;
use rusqlite::{Connection, params};
use server::store::sqlite::{INSERT, PRAGMAS};
use server::store::{Entry, Key, Sqlite, Store as _};
use tokio::sync::{mpsc, oneshot};

use crate::play::now_ms;
use crate::report;

/// The most rows of a commit; more than ever wait.
const BATCH: usize = 1_024;

/// A row on its way, and whoever waits for it.
struct Job {
    participant: Key,
    sitting: Key,
    done: oneshot::Sender<()>,
}

/// A row as hand-ins leave it.
///
/// # Errors
/// When there is none.
pub fn sample(file: &Path, campaign: &str) -> Result<Entry> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let store = Sqlite::open(file)?;
    runtime.block_on(async {
        let known = store.campaigns().await?;
        let no = known.iter().find(|one| one.id == campaign).context("no row names the campaign")?.no;
        let page = store.rows(no, None, 1).await?;
        page.rows.into_iter().next().map(|(_, entry)| entry).context("there is no row")
    })
}

/// Rows a second, each handed over by one of `waiting` tasks that goes on when it is on the disk.
///
/// # Errors
/// When the file can't be made or written.
pub fn measure(row: &Entry, waiting: usize, over: Duration) -> Result<f64> {
    let dir = tempfile::tempdir().context("making a folder for data")?;
    let file = dir.path().join("bound.sqlite");
    drop(Sqlite::open(&file)?);
    let connection = Connection::open(&file)?;
    connection.execute_batch(PRAGMAS)?;
    let (send, receive) = mpsc::channel(BATCH);
    let row = row.clone();
    let writer = thread::spawn(move || write(&connection, &row, receive));
    let seed = report::fresh_seed()?;
    let is_over = Arc::new(AtomicBool::new(false));
    let began = Instant::now();
    tokio::runtime::Runtime::new()?.block_on(async {
        let tasks: Vec<_> =
            (0..waiting as u64).map(|n| tokio::spawn(insert(send.clone(), Dice::new(seed ^ n << 32), Arc::clone(&is_over)))).collect();
        drop(send);
        tokio::time::sleep(over).await;
        is_over.store(true, Ordering::Relaxed);
        for task in tasks {
            task.await?;
        }
        anyhow::Ok(())
    })?;
    let took = began.elapsed();
    let rows = writer.join().map_err(|_| anyhow::anyhow!("the thread that writes has panicked"))??;
    Ok(rows as f64 / took.as_secs_f64())
}

async fn insert(send: mpsc::Sender<Job>, mut dice: Dice, is_over: Arc<AtomicBool>) {
    while !is_over.load(Ordering::Relaxed) {
        let now = now_ms();
        let mut fresh = || {
            let mut key = [0; 16];
            key[..8].copy_from_slice(&(now << 16 | (dice.bits() & 0xffff) as i64).to_be_bytes());
            key[8..].copy_from_slice(&dice.bits().to_be_bytes());
            Key(key)
        };
        let (done, wait) = oneshot::channel();
        let job = Job { participant: fresh(), sitting: fresh(), done };
        if send.send(job).await.is_err() || wait.await.is_err() {
            return;
        }
    }
}

fn write(connection: &Connection, row: &Entry, mut waiting: mpsc::Receiver<Job>) -> rusqlite::Result<u64> {
    let mut begin = connection.prepare("BEGIN IMMEDIATE")?;
    let mut commit = connection.prepare("COMMIT")?;
    let mut insert = connection.prepare(INSERT)?;
    let mut jobs = Vec::with_capacity(BATCH);
    let mut rows = 0;
    while waiting.blocking_recv_many(&mut jobs, BATCH) > 0 {
        begin.execute([])?;
        for job in &jobs {
            insert.execute(params![
                1,
                job.participant.0,
                0,
                job.sitting.0,
                job.participant.0,
                row.round,
                row.started.0,
                row.at.0,
                row.used_ms,
                row.score.as_hundredths(),
                row.out_of.as_hundredths(),
                row.passed,
                row.late,
                row.seed.cast_signed(),
                row.edition,
                row.answers,
                row.region,
                row.unit,
                row.channel,
            ])?;
        }
        commit.execute([])?;
        rows += jobs.len() as u64;
        for job in jobs.drain(..) {
            let _it_has_gone = job.done.send(());
        }
    }
    Ok(rows)
}
