//! What a phone knows besides the page: whether there is a network, and what the browser keeps for the site.

use anyhow::Result;
use serde_json::{Value, json};

use crate::page::Page;

/// Everything in every database of the origin.
const KEPT: &str = r#"
    const told = (request) => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error); });
    return (async () => {
        const all = [];
        for (const { name } of await indexedDB.databases()) {
            const database = await told(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                const rows = database.transaction(store).objectStore(store);
                all.push(await told(rows.getAllKeys()), await told(rows.getAll()));
            }
            database.close();
        }
        return JSON.stringify([all, { ...localStorage }, { ...sessionStorage }]);
    })();
"#;

/// The address of everything that the page asked for or the service worker keeps.
const ADDRESSES: &str = r#"
    const entries = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
    const plain = (address) => address.split('#')[0];
    return caches.keys()
        .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
        .then((kept) => [...entries.map((entry) => plain(entry.name)), ...kept.flat().map((request) => plain(request.url))]);
"#;

impl Page {
    /// The phone loses its network, and tells its pages so.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn go_offline(&self) -> Result<()> {
        self.be_connected(false).await
    }

    /// The phone has a network again, and tells its pages so.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn go_online(&self) -> Result<()> {
        self.be_connected(true).await
    }

    async fn be_connected(&self, online: bool) -> Result<()> {
        self.cdp("Network.enable", json!({})).await?;
        let speed = json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", speed).await?;
        self.wait("the page to hear of it", "return navigator.onLine === arguments[0]", json!(online)).await.map(|_: bool| ())
    }

    /// Waits until the service worker has all it needs.
    ///
    /// # Errors
    /// When it never does.
    pub async fn is_kept(&self) -> Result<()> {
        let script = "return navigator.serviceWorker.ready.then((found) => found.active?.state === 'activated')";
        self.wait("the service worker", script, Value::Null).await.map(|_: bool| ())
    }

    /// All that the site keeps in this browser, as text; files of the service worker are not in it.
    ///
    /// # Errors
    /// When it can't be read.
    pub async fn kept(&self) -> Result<String> {
        self.run(KEPT, Value::Null).await
    }

    /// What the page asked for so far, and what the service worker keeps.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn addresses(&self) -> Result<Vec<String>> {
        self.run(ADDRESSES, Value::Null).await
    }
}
