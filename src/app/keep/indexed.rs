//! The keep in `IndexedDB`: one connection, reopened when it is lost, given up when another page must upgrade.

use super::{Change, Decide, Keep, KeepError, Keys, Local, Store};
use crate::door::task;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError, UnexpectedDataError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use std::cell::{Cell, RefCell};
use std::future::{Future, IntoFuture, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

const NAME: &str = "pufa";

/// Version n of the schema is what the first n migrations make. A migration, once shipped, never changes.
const MIGRATIONS: [fn(&Database) -> indexed_db_futures::Result<()>; 1] =
    [|db| Store::ALL.iter().try_for_each(|store| db.create_object_store(store.name()).build().map(drop))];

/// The device's own database.
#[derive(Clone, Default)]
pub struct Indexed {
    connection: Rc<RefCell<Option<Database>>>,
}

impl Indexed {
    /// The open connection, or a new one.
    async fn connection(&self) -> Result<Database, KeepError> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        let database = open().await?;
        *self.connection.borrow_mut() = Some(database.clone());
        self.watch(&database);
        Ok(database)
    }

    /// Lets go of the connection when another page needs to upgrade, or when the browser closed it.
    fn watch(&self, database: &Database) {
        let Ok(mut changes) = database.version_changes() else { return };
        let held = Rc::downgrade(&self.connection);
        let database = database.clone();
        task::spawn(async move {
            poll_fn(|cx| changes.poll_recv(cx)).await;
            if let Some(held) = held.upgrade() {
                held.borrow_mut().take();
            }
            database.close();
        });
    }
}

/// Opens the database and brings its schema up to date. Where a page of an older version holds it open, the opening would
/// wait for as long as that page lives; that is an error at once.
async fn open() -> Result<Database, KeepError> {
    let blocked = Rc::new(Cell::new(false));
    let waiting: Rc<RefCell<Option<Waker>>> = Rc::default();
    let (tell, wake) = (Rc::clone(&blocked), Rc::clone(&waiting));
    let request = Database::open(NAME)
        .with_version(MIGRATIONS.len() as u32)
        .with_on_blocked(move |_| {
            tell.set(true);
            wake.borrow_mut().take().into_iter().for_each(Waker::wake);
            Ok(())
        })
        .with_on_upgrade_needed(|event, database| {
            let done = event.old_version() as usize;
            MIGRATIONS.iter().skip(done).try_for_each(|migrate| migrate(&database))
        });
    let mut opening = Box::pin(request.into_future());
    poll_fn(move |context| match opening.as_mut().poll(context) {
        Poll::Ready(Ok(database)) => Poll::Ready(Ok(database)),
        Poll::Ready(Err(OpenDbError::Base(error))) => Poll::Ready(Err(why(error))),
        Poll::Ready(Err(_)) => Poll::Ready(Err(KeepError::Missing)),
        Poll::Pending if blocked.get() => Poll::Ready(Err(KeepError::Blocked)),
        Poll::Pending => {
            *waiting.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        }
    })
    .await
}

fn why(error: Error) -> KeepError {
    let exception = match error {
        Error::DomException(exception) => exception,
        // a browser aborts a commit by itself when there is no room for it (or the disk fails); the library does not pass on why
        Error::MissingData(UnexpectedDataError::TransactionAborted) => return KeepError::Full,
        // the library's own words would bring all their printing along
        _ => return KeepError::Failed("not a DOM exception".into()),
    };
    let name = web_sys::DomException::from(exception.clone()).name();
    match name.as_str() {
        "QuotaExceededError" => KeepError::Full,
        // what private modes and blocked site data answer with
        "SecurityError" | "NotAllowedError" | "InvalidAccessError" => KeepError::Missing,
        _ => KeepError::Failed(format!("{name}: {}", exception.message())),
    }
}

fn begin(database: &Database) -> indexed_db_futures::Result<Transaction<'_>> {
    // strict: the answer to 交卷 must not be lost when the battery dies a second later
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    database.transaction(Store::ALL.map(Store::name)).with_mode(TransactionMode::Readwrite).with_options(options).build()
}

fn was_closed(error: &Error) -> bool {
    matches!(error, Error::DomException(DomException::InvalidStateError(_)))
}

fn range(keys: Keys) -> KeyRange<String> {
    KeyRange::Bound(keys.from, false, keys.to, false)
}

async fn run(transaction: Transaction<'_>, reads: Vec<Keys>, decide: Decide) -> indexed_db_futures::Result<()> {
    let mut found = Vec::with_capacity(reads.len());
    for keys in reads {
        let store = transaction.object_store(keys.store.name())?;
        let texts = store.get_all::<String>().with_query::<String, _>(range(keys)).primitive()?.await?;
        found.push(texts.collect::<indexed_db_futures::Result<Vec<String>>>()?);
    }
    for change in decide(found) {
        // requests go out as they are built; waiting for each would only keep the transaction open longer
        match change {
            Change::Put(store, key, text) => drop(transaction.object_store(store.name())?.put(text).with_key(key).primitive()?),
            Change::Delete(keys) => drop(transaction.object_store(keys.store.name())?.delete::<String, _>(range(keys)).primitive()?),
        }
    }
    transaction.commit().await
}

impl Keep for Indexed {
    fn transact(&self, reads: Vec<Keys>, decide: Decide) -> Local<Result<(), KeepError>> {
        let this = self.clone();
        Box::pin(async move {
            let database = this.connection().await?;
            match begin(&database) {
                Ok(transaction) => run(transaction, reads, decide).await.map_err(why),
                // the browser may have closed it behind our back: once more with a new one
                Err(error) if was_closed(&error) => {
                    this.connection.borrow_mut().take();
                    let database = this.connection().await?;
                    run(begin(&database).map_err(why)?, reads, decide).await.map_err(why)
                }
                Err(error) => Err(why(error)),
            }
        })
    }
}
