//! What a killed server leaves, looked at in a copy, so that the server itself has to recover what is really there.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use domain::Zone;
use server::seal::{Sealer, Token};
use server::store::{CampaignNo, Entry, Key, Sqlite, Store};

use super::ledger::{Ledger, Settled};

/// Rows read at a time.
const PAGE: usize = 4_096;

/// What was found to be in order.
pub struct Found {
    rows: usize,
    acknowledged: usize,
    /// Written, but the kill came before the answer.
    unheard: usize,
    /// Neither written nor acknowledged.
    gone: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, acknowledged, unheard, gone } = self;
        write!(f, "{acknowledged:>6} acknowledged, {unheard:>3} kept unheard, {gone:>3} never came in; {rows} rows, counters right")
    }
}

/// Compares rows with the ledger, and counters with rows.
///
/// # Errors
/// When they differ.
pub fn inspect(data: &Path, questions: &Path, campaign: &str, ledger: &mut Ledger) -> Result<Found> {
    let copy = tempfile::tempdir().context("making a folder for a copy")?;
    for name in ["pufa.sqlite", "pufa.sqlite-wal"] {
        let from = data.join(name);
        if from.exists() {
            fs::copy(&from, copy.path().join(name)).with_context(|| format!("copying {}", from.display()))?;
        }
    }
    let file = copy.path().join("pufa.sqlite");
    let (library, _) = press::library::read(questions)?;
    let zone = library.campaigns.iter().find(|one| one.id == campaign).context("the campaign is gone")?.zone;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let rows = runtime.block_on(read(&Sqlite::open(&file)?, campaign, zone))?;
    whole(&file)?;
    compare(&Sealer::open(&data.join("keys"))?, rows, ledger)
}

/// Every row of the campaign, once it is sure that the counters say the same.
async fn read(store: &Sqlite, campaign: &str, zone: Zone) -> Result<Vec<(Key, Entry)>> {
    let known = store.campaigns().await?;
    let no: CampaignNo = known.iter().find(|one| one.id == campaign).context("no row names the campaign")?.no;
    for recount in store.recount(vec![(no, zone)], false).await? {
        ensure!(recount.differs.is_empty(), "counters differ from {} rows: {:?}", recount.rows, recount.differs);
    }
    let mut rows = Vec::new();
    loop {
        let after = rows.last().map(|(participant, entry): &(Key, Entry)| (*participant, entry.nth));
        let page = store.rows(no, after, PAGE).await?;
        rows.extend(page.rows);
        if !page.more {
            return Ok(rows);
        }
    }
}

/// Whether the file is whole by SQLite's own check.
fn whole(file: &Path) -> Result<()> {
    let said: String = rusqlite::Connection::open(file)?.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    ensure!(said == "ok", "the file is damaged: {said}");
    Ok(())
}

fn compare(sealer: &Sealer, rows: Vec<(Key, Entry)>, ledger: &mut Ledger) -> Result<Found> {
    let mut found: HashMap<Key, Settled> = HashMap::with_capacity(rows.len());
    for (participant, entry) in &rows {
        let row = Settled { participant: *participant, at_ms: entry.at.0, score: i64::from(entry.score.as_hundredths()) };
        ensure!(found.insert(entry.sitting, row).is_none(), "sitting {} is counted twice", entry.sitting);
    }
    for (sitting, row) in &ledger.settled {
        let now = found.get(sitting);
        ensure!(now == Some(row), "sitting {sitting} was {row:?} after an earlier kill and is {now:?} now");
    }
    let (mut acknowledged, mut unheard, mut gone) = (0, 0, 0);
    let mut settled = HashMap::new();
    for sent in &ledger.fresh {
        let Some(open) = &sent.open else { continue };
        let text = std::str::from_utf8(&open.token).context("a token is text")?;
        let token = Token::open(sealer, text).map_err(|why| anyhow::anyhow!("a token does not open: {why:?}"))?;
        let row = found.get(&token.sitting);
        if let Some(row) = row {
            ensure!(row.participant == token.participant, "sitting {} is somebody else's", token.sitting);
            settled.insert(token.sitting, *row);
        }
        for receipt in &sent.receipts {
            let row = row.with_context(|| format!("sitting {} was acknowledged and is lost", token.sitting))?;
            let same = (receipt.sitting, receipt.at_ms, receipt.score) == (token.sitting, row.at_ms, row.score);
            ensure!(same, "{receipt:?} was acknowledged, and the row says {row:?}");
        }
        match (sent.receipts.is_empty(), row) {
            (false, _) => acknowledged += 1,
            (true, Some(_)) => unheard += 1,
            (true, None) => gone += 1,
        }
    }
    ledger.settled.extend(settled);
    let unknown = found.keys().find(|sitting| !ledger.settled.contains_key(*sitting));
    ensure!(unknown.is_none(), "nobody sent sitting {unknown:?}, and yet it is counted");
    Ok(Found { rows: rows.len(), acknowledged, unheard, gone })
}
