//! Those that read: each has a connection of its own and never waits for the one that writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::store::{Answer, StoreError};

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// The way to the threads that read.
pub struct Readers {
    jobs: Option<mpsc::SyncSender<Job>>,
    threads: Vec<thread::JoinHandle<()>>,
}

/// What may wait to be read; beyond it a caller is told to come again.
const WAITING: usize = 8_192;

impl Readers {
    /// Starts a thread for each connection.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(connections: Vec<Connection>) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::sync_channel::<Job>(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let threads = connections.into_iter().map(|connection| {
            let waiting = Arc::clone(&waiting);
            let read_all = move || {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok(job) = next else { return };
                    job(&connection);
                }
            };
            thread::Builder::new().name("pufa-reader".into()).spawn(read_all).map_err(|why| StoreError::Failed(why.to_string()))
        });
        let threads = threads.collect::<Result<_, _>>()?;
        Ok(Self { jobs: Some(jobs), threads })
    }

    /// Does `work` on a connection of its own.
    pub fn run<T: Send + 'static>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static) -> Answer<T> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // whoever has gone away asks again
            let read = catch_unwind(AssertUnwindSafe(|| work(connection)));
            let _ = reply
                .send(read.map_or_else(|_| Err(StoreError::Failed("a read panicked".to_owned())), |read| read.map_err(StoreError::from)));
        });
        let sent = match &self.jobs {
            None => Err(StoreError::Closing),
            Some(jobs) => jobs.try_send(job).map_err(|why| match why {
                mpsc::TrySendError::Full(_) => StoreError::Busy,
                mpsc::TrySendError::Disconnected(_) => StoreError::Closing,
            }),
        };
        Box::pin(async move {
            sent?;
            answer.await.map_err(|_| StoreError::Closing)?
        })
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread that reads has panicked");
            }
        }
    }
}
