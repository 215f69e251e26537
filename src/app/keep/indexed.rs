//! The keep in `IndexedDB`: one connection, reopened when it is lost, given up when another page must upgrade.

use super::{Change, Decide, Keep, KeepError, Keys, Local, Store};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbVersionChangeEvent};

/// The database of campaigns.
const CAMPAIGNS: &str = "pufa";
/// The database of whoever is signed in at `study/`, so that signing out can delete all of it and nothing else.
const STUDY: &str = "pufa-study";

type Migration = fn(&IdbDatabase) -> Result<(), JsValue>;

/// Version n of the schema is what the first n migrations make. A migration, once shipped, never changes.
const MIGRATIONS: [Migration; 1] =
    [|database| Store::ALL.iter().try_for_each(|store| database.create_object_store(store.name()).map(drop))];

/// The device's own database. Every handler is set on the browser's objects themselves: what a transaction has to do happens
/// within their events, so that it can't end while something is waited for.
#[derive(Clone)]
pub struct Indexed {
    name: &'static str,
    connection: Rc<RefCell<Option<IdbDatabase>>>,
}

impl Default for Indexed {
    fn default() -> Self {
        Self { name: CAMPAIGNS, connection: Rc::default() }
    }
}

impl Indexed {
    /// What is kept for the member who is signed in.
    #[must_use]
    pub fn study() -> Self {
        Self { name: STUDY, ..Self::default() }
    }

    /// The open connection, or a new one.
    fn connection(&self) -> Local<Result<IdbDatabase, KeepError>> {
        let this = self.clone();
        Box::pin(async move {
            if let Some(open) = this.connection.borrow().clone() {
                return Ok(open);
            }
            let database = open(this.name).await?;
            this.watch(&database);
            *this.connection.borrow_mut() = Some(database.clone());
            Ok(database)
        })
    }

    /// Lets go of the connection when another page needs to upgrade, or when the browser closed it.
    fn watch(&self, database: &IdbDatabase) {
        let (held, closing) = (Rc::downgrade(&self.connection), database.clone());
        let let_go = Closure::once_into_js(move || {
            if let Some(held) = held.upgrade() {
                held.borrow_mut().take();
            }
            closing.close();
        });
        database.set_onversionchange(Some(let_go.unchecked_ref()));
        database.set_onclose(Some(let_go.unchecked_ref()));
    }
}

/// Opens the database and brings its schema up to date. Where a page of an older version holds it open, the opening would
/// wait for as long as that page lives; that is an error at once.
async fn open(name: &str) -> Result<IdbDatabase, KeepError> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten()).ok_or(KeepError::Missing)?;
    let request = factory.open_with_u32(name, MIGRATIONS.len() as u32).map_err(|error| why(&error))?;
    let upgrading = request.clone();
    let upgrade = Closure::once_into_js(move |event: IdbVersionChangeEvent| {
        let database: IdbDatabase = upgrading.result()?.unchecked_into();
        // what is thrown here undoes the upgrade
        MIGRATIONS.iter().skip(event.old_version() as usize).try_for_each(|migrate| migrate(&database))
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    });
    match JsFuture::from(opened).await {
        Ok(_) => request.result().map(JsCast::unchecked_into).map_err(|error| why(&error)),
        Err(event) if event.unchecked_ref::<Event>().type_() == "blocked" => {
            give_back(&request);
            Err(KeepError::Blocked)
        }
        Err(_) => Err(reason(request.error().ok().flatten())),
    }
}

/// A connection that comes after nobody waits for it any more is closed, so that it bars no other page.
fn give_back(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

fn why(error: &JsValue) -> KeepError {
    reason(error.dyn_ref().cloned())
}

fn reason(exception: Option<DomException>) -> KeepError {
    // a browser that ends a transaction by itself and says nothing has no room for it, or no disk
    let Some(exception) = exception else { return KeepError::Full };
    let name = exception.name();
    match name.as_str() {
        "QuotaExceededError" => KeepError::Full,
        // what private modes and blocked site data answer with
        "SecurityError" | "NotAllowedError" | "InvalidAccessError" => KeepError::Missing,
        _ => KeepError::Failed([&name, ": ", &exception.message()].concat()),
    }
}

fn begin(database: &IdbDatabase) -> Result<IdbTransaction, JsValue> {
    let stores: Array = Store::ALL.iter().map(|store| JsValue::from_str(store.name())).collect();
    let options = Object::new();
    // strict: the answer to 交卷 must not be lost when the battery dies a second later
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    transaction.call3(database, &stores, &"readwrite".into(), &options).map(JsCast::unchecked_into)
}

fn was_closed(error: &JsValue) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|exception| exception.name() == "InvalidStateError")
}

fn range(keys: &Keys) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&keys.from.as_str().into(), &keys.to.as_str().into()).map(Into::into)
}

/// Asks for what is to be read, and decides when the last of it is there: requests are answered in the order they were made.
fn ask(transaction: &IdbTransaction, reads: &[Keys], decide: Decide) -> Result<(), JsValue> {
    let mut asked: Vec<IdbRequest> = Vec::with_capacity(reads.len());
    for keys in reads {
        asked.push(transaction.object_store(keys.store.name())?.get_all_with_key(&range(keys)?)?);
    }
    let Some(last) = asked.last().cloned() else { return change(transaction, decide(Vec::new())) };
    let within = transaction.clone();
    let answered = Closure::once_into_js(move || {
        let found = asked.iter().map(texts).collect();
        // what is thrown here undoes the transaction
        change(&within, decide(found))
    });
    last.set_onsuccess(Some(answered.unchecked_ref()));
    Ok(())
}

fn texts(request: &IdbRequest) -> Vec<String> {
    let found = request.result().unwrap_or_default();
    found.dyn_ref::<Array>().map_or_else(Vec::new, |found| found.iter().filter_map(|text| text.as_string()).collect())
}

fn change(transaction: &IdbTransaction, changes: Vec<Change>) -> Result<(), JsValue> {
    for change in changes {
        match change {
            Change::Put(store, key, text) => {
                drop(transaction.object_store(store.name())?.put_with_key(&text.into(), &key.into())?);
            }
            Change::Delete(keys) => drop(transaction.object_store(keys.store.name())?.delete(&range(&keys)?)?),
        }
    }
    // said at once, it does not hang on the page living until every request is answered; where it can't be said, it comes by itself
    // (web-sys calls this method deprecated; the standard does not)
    if let Some(commit) = Reflect::get(transaction, &"commit".into())?.dyn_ref::<Function>() {
        commit.call0(transaction)?;
    }
    Ok(())
}

impl Keep for Indexed {
    fn transact(&self, reads: Vec<Keys>, decide: Decide) -> Local<Result<(), KeepError>> {
        let this = self.clone();
        Box::pin(async move {
            let mut begun = begin(&this.connection().await?);
            if begun.as_ref().is_err_and(was_closed) {
                // the browser may have closed it behind our back: once more with a new one
                this.connection.borrow_mut().take();
                begun = begin(&this.connection().await?);
            }
            let transaction = begun.map_err(|error| why(&error))?;
            let ended = Promise::new(&mut |resolve, reject| {
                transaction.set_oncomplete(Some(&resolve));
                transaction.set_onabort(Some(&reject));
            });
            if let Err(error) = ask(&transaction, &reads, decide) {
                // nothing of it may be kept
                let _ = transaction.abort();
                return Err(why(&error));
            }
            JsFuture::from(ended).await.map(drop).map_err(|_| reason(transaction.error()))
        })
    }
}
