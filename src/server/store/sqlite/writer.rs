//! The one that writes: takes what waits, does it all in one transaction, commits once, and only then answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{mpsc, oneshot};

use super::counters::Deltas;
use crate::store::{Answer, StoreError};

/// What may wait to be written; beyond it a caller is told to come again.
const WAITING: usize = 8_192;
/// The most writes of one commit: a phone should not wait for thousands of others.
const BATCH: usize = 512;

/// What a write works on.
pub struct Writing<'c> {
    /// Inside a transaction.
    pub connection: &'c Connection,
    /// What the participations of this transaction add to the counters; written before the commit.
    pub deltas: Deltas,
}

/// A write and whoever waits for it. It may be run twice: when another write of its batch fails, each gets a transaction of its own.
trait Job: Send {
    fn run(&mut self, writing: &mut Writing<'_>) -> rusqlite::Result<()>;
    fn answer(self: Box<Self>, done: Result<(), StoreError>);
}

struct Task<F, T> {
    work: F,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<F, T> Job for Task<F, T>
where
    F: FnMut(&mut Writing<'_>) -> rusqlite::Result<T> + Send,
    T: Send,
{
    fn run(&mut self, writing: &mut Writing<'_>) -> rusqlite::Result<()> {
        self.value = Some((self.work)(writing)?);
        Ok(())
    }

    fn answer(self: Box<Self>, done: Result<(), StoreError>) {
        let Self { work, value, reply } = *self;
        drop(work);
        // whoever has gone away comes again and gets the same answer
        let _ = reply.send(done.and_then(|()| value.ok_or(StoreError::Closing)));
    }
}

/// The way to the thread that writes.
pub struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<thread::JoinHandle<()>>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    commits: AtomicU64,
    writes: AtomicU64,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(connection: Connection) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        let thread = thread::Builder::new()
            .name("pufa-writer".into())
            .spawn(move || write_all(&connection, waiting, &counted))
            .map_err(|why| StoreError::Failed(why.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), counts })
    }

    /// Does `work` in the next transaction; answers when that is on the disk.
    pub fn run<T: Send + 'static>(&self, work: impl FnMut(&mut Writing<'_>) -> rusqlite::Result<T> + Send + 'static) -> Answer<T> {
        let (reply, answer) = oneshot::channel();
        let job: Box<dyn Job> = Box::new(Task { work, value: None, reply });
        let sent = match &self.jobs {
            None => Err(StoreError::Closing),
            Some(jobs) => jobs.try_send(job).map_err(|why| match why {
                mpsc::error::TrySendError::Full(_) => StoreError::Busy,
                mpsc::error::TrySendError::Closed(_) => StoreError::Closing,
            }),
        };
        Box::pin(async move {
            sent?;
            answer.await.map_err(|_| StoreError::Closing)?
        })
    }

    /// Commits, and the writes in them.
    pub fn commits(&self) -> (u64, u64) {
        (self.counts.commits.load(Ordering::Relaxed), self.counts.writes.load(Ordering::Relaxed))
    }
}

impl Drop for Writer {
    /// What waits is still written.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes has panicked");
        }
    }
}

fn write_all(connection: &Connection, mut waiting: mpsc::Receiver<Box<dyn Job>>, counts: &Counts) {
    let mut batch: Vec<Box<dyn Job>> = Vec::with_capacity(BATCH);
    while waiting.blocking_recv_many(&mut batch, BATCH) > 0 {
        match write(connection, &mut batch) {
            Ok(()) => {
                counts.commits.fetch_add(1, Ordering::Relaxed);
                counts.writes.fetch_add(batch.len() as u64, Ordering::Relaxed);
                batch.drain(..).for_each(|job| job.answer(Ok(())));
            }
            // a full disk fails for each of them
            Err(why) if why.is_of_all || batch.len() == 1 => {
                tracing::error!(error = %why.error, writes = batch.len(), "a commit failed");
                batch.drain(..).for_each(|job| job.answer(Err(why.error.clone())));
            }
            Err(_) => {
                for job in batch.drain(..) {
                    let mut alone = vec![job];
                    let done = write(connection, &mut alone).map_err(|why| why.error);
                    if let Err(error) = &done {
                        tracing::error!(%error, "a write failed");
                    }
                    alone.into_iter().for_each(|job| job.answer(done.clone()));
                }
            }
        }
    }
}

/// Why a batch was not committed.
struct Failure {
    error: StoreError,
    /// Whether each write of the batch would fail for it.
    is_of_all: bool,
}

impl From<rusqlite::Error> for Failure {
    fn from(why: rusqlite::Error) -> Self {
        let disk = [ErrorCode::DiskFull, ErrorCode::SystemIoFailure, ErrorCode::DatabaseCorrupt, ErrorCode::ReadOnly];
        match why.sqlite_error_code() {
            // another process holds the file; it will let go
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self { error: StoreError::Busy, is_of_all: true },
            code => Self { is_of_all: code.is_some_and(|code| disk.contains(&code)), error: why.into() },
        }
    }
}

fn write(connection: &Connection, batch: &mut [Box<dyn Job>]) -> Result<(), Failure> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    let commit = || -> rusqlite::Result<()> {
        let mut writing = Writing { connection, deltas: Deltas::default() };
        batch.iter_mut().try_for_each(|job| job.run(&mut writing))?;
        writing.deltas.write(connection)?;
        connection.prepare_cached("COMMIT")?.execute([]).map(drop)
    };
    // a write that panics is a fault of ours; the others must not wait for ever because of it
    let done = catch_unwind(AssertUnwindSafe(commit));
    if !matches!(done, Ok(Ok(()))) && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    match done {
        Ok(done) => Ok(done?),
        Err(_) => Err(Failure { error: StoreError::Failed("a write panicked".to_owned()), is_of_all: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> Writer {
        let connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY)").expect("a table");
        Writer::start(connection).expect("a thread")
    }

    fn insert(writer: &Writer, n: i64) -> Answer<usize> {
        writer.run(move |writing| writing.connection.execute("INSERT INTO t VALUES (?1)", [n]))
    }

    #[tokio::test]
    async fn a_write_that_fails_or_panics_takes_no_other_with_it() {
        let writer = writer();
        // the first one holds the thread until the others wait in one batch
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let held = writer.run(move |_| Ok(wait.recv().is_ok()));
        let fine = [insert(&writer, 1), insert(&writer, 2)];
        let broken = writer.run(|writing| writing.connection.execute("INSERT INTO nowhere VALUES (1)", []));
        let panics = writer.run(|_| -> rusqlite::Result<()> { panic!("a fault of ours") });
        let last = insert(&writer, 3);
        // gone, so that a second run of the first write does not wait again
        drop(go);
        assert_eq!(held.await, Ok(false));
        for one in fine {
            assert_eq!(one.await, Ok(1));
        }
        assert!(matches!(broken.await, Err(StoreError::Failed(_))));
        assert!(matches!(panics.await, Err(StoreError::Failed(_))));
        assert_eq!(last.await, Ok(1));
        let rows = writer.run(|writing| writing.connection.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)));
        assert_eq!(rows.await, Ok(3), "each once");
    }
}
