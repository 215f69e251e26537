//! The store on one SQLite file: one thread writes, committing many hand-ins at a time; others read.

mod counters;
mod draws;
mod hand_in;
mod people;
mod prizes;
mod reader;
mod register;
mod rows;
mod schema;
mod starts;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Moment, Zone};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};

use super::types::Throw;
use super::{
    Accepted, Answer, Backed, CampaignNo, Claim, Counter, Detail, Drawn, Entry, FirstStart, HandIn, Key, Numbered, Purged, Recount,
    Redeemed, RowPage, Store, StoreError, Thrown, User, Win, WinFilter,
};
pub use rows::INSERT;

use hand_in::Prepared;
use reader::Readers;
use writer::Writer;

/// A store in one file, and the two beside it that SQLite keeps while it is open.
pub struct Sqlite {
    writer: Writer,
    readers: Arc<Readers>,
}

/// So many connections read beside the one that writes.
const READERS: usize = 2;

impl Sqlite {
    /// Opens the file, or makes it, and brings its schema up to date.
    ///
    /// # Errors
    /// When the file can't be opened, is no store, or is of a later version than this program knows.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = connect(path, OpenFlags::default())?;
        schema::migrate(&mut connection)?;
        let readers = (0..READERS).map(|_| connect(path, OpenFlags::default())).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { writer: Writer::start(connection)?, readers: Arc::new(Readers::start(readers)?) })
    }

    /// How many times the writer has committed, and how many writes were in those commits.
    #[must_use]
    pub fn commits(&self) -> (u64, u64) {
        self.writer.commits()
    }
}

/// How every connection works: a commit is on the disk before it is acknowledged; the log is folded into the file every 16 MiB;
/// what is deleted is overwritten.
pub const PRAGMAS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 67108864;
     PRAGMA foreign_keys = OFF; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;
     PRAGMA secure_delete = ON;";

/// So long a connection waits for another process that writes.
const WAIT: std::time::Duration = std::time::Duration::from_secs(10);

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(WAIT)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(PRAGMAS)?;
    Ok(connection)
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Store for Sqlite {
    fn campaign(&self, id: &str) -> Answer<CampaignNo> {
        let id = id.to_owned();
        self.writer.run(move |writing| {
            writing.connection.execute("INSERT INTO campaign (id) VALUES (?1) ON CONFLICT DO NOTHING", [&id])?;
            writing.connection.query_row("SELECT no FROM campaign WHERE id = ?1", [&id], |row| row.get(0)).map(CampaignNo)
        })
    }

    fn edition(&self, campaign: CampaignNo, text: String) -> Answer<i64> {
        self.writer.run(move |writing| {
            let row = params![campaign.0, text];
            writing.connection.execute("INSERT INTO edition (campaign, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING", row)?;
            writing.connection.query_row("SELECT no FROM edition WHERE campaign = ?1 AND text = ?2", row, |row| row.get(0))
        })
    }

    fn edition_text(&self, edition: i64) -> Answer<Option<String>> {
        self.readers
            .run(move |connection| connection.query_row("SELECT text FROM edition WHERE no = ?1", [edition], |row| row.get(0)).optional())
    }

    fn entries(&self, campaign: CampaignNo, participant: Key) -> Answer<Vec<Entry>> {
        self.readers.run(move |connection| rows::of_participant(connection, campaign, participant))
    }

    fn hand_in(&self, hand_in: HandIn) -> Answer<Accepted> {
        let prepared = Arc::new(Prepared::new(hand_in));
        let written = Arc::clone(&prepared);
        let answer = self.writer.run(move |writing| written.append(writing));
        Box::pin(async move {
            let mut accepted = answer.await?;
            if let Accepted::First(entries) = &mut accepted {
                // the writer lets go of it before it answers
                entries.push(Arc::try_unwrap(prepared).map_or_else(|shared| shared.entry().clone(), Prepared::into_entry));
            }
            Ok(accepted)
        })
    }

    fn first_start(&self, start: FirstStart) -> Answer<FirstStart> {
        self.writer.run(move |writing| starts::keep(writing.connection, &start))
    }

    fn kept_start(&self, campaign: CampaignNo, participant: Key, nth: u32) -> Answer<Option<FirstStart>> {
        self.readers.run(move |connection| starts::find(connection, campaign, participant, nth))
    }

    fn throw(&self, throw: Throw) -> Answer<Thrown> {
        self.writer.run(move |writing| prizes::throw(writing.connection, &throw))
    }

    fn thrown(&self, campaign: CampaignNo, award: &str, participant: Key) -> Answer<Vec<Thrown>> {
        let award = award.to_owned();
        self.readers.run(move |connection| prizes::thrown(connection, campaign, &award, participant))
    }

    fn wins(&self, filter: WinFilter) -> Answer<Vec<Win>> {
        self.readers.run(move |connection| prizes::wins(connection, &filter))
    }

    fn claim(&self, claim: Claim) -> Answer<Option<Win>> {
        self.writer.run(move |writing| prizes::claim(writing.connection, &claim))
    }

    fn redeem(&self, campaign: CampaignNo, code: &str, at: Moment) -> Answer<Option<Redeemed>> {
        let code = code.to_owned();
        self.writer.run(move |writing| prizes::redeem(writing.connection, campaign, &code, at))
    }

    fn keep_draw(&self, draw: Drawn) -> Answer<()> {
        self.writer.run(move |writing| draws::keep(writing.connection, &draw))
    }

    fn draws(&self, campaign: CampaignNo, award: &str) -> Answer<Vec<Drawn>> {
        let award = award.to_owned();
        self.readers.run(move |connection| draws::all(connection, campaign, &award))
    }

    fn purge(&self, now: Moment) -> Answer<Purged> {
        let purged = self.writer.run(move |writing| people::purge(writing.connection, now));
        let readers = Arc::clone(&self.readers);
        Box::pin(async move {
            let purged = purged.await?;
            readers.run(clear_the_log).await?;
            Ok(purged)
        })
    }

    fn detail(&self, campaign: CampaignNo, participant: Key) -> Answer<Option<Vec<u8>>> {
        self.readers.run(move |connection| people::detail(connection, campaign, participant))
    }

    fn counters(&self, campaign: CampaignNo) -> Answer<Vec<Counter>> {
        self.readers.run(move |connection| counters::all(connection, campaign))
    }

    fn recount(&self, zones: Vec<(CampaignNo, Zone)>, mend: bool) -> Answer<Vec<Recount>> {
        let each = move |connection: &Connection| -> rusqlite::Result<Vec<Recount>> {
            zones.iter().map(|(campaign, zone)| counters::recount(connection, *campaign, *zone, mend)).collect()
        };
        if mend {
            return self.writer.run(move |writing| each(writing.connection));
        }
        // one reading transaction: counters and rows of the same moment, and nobody waits
        self.readers.run(move |connection| {
            let snapshot = connection.unchecked_transaction()?;
            each(&snapshot)
        })
    }

    fn correct(&self, recount: Recount) -> Answer<()> {
        self.writer.run(move |writing| counters::correct(writing.connection, &recount))
    }

    fn rows(&self, campaign: CampaignNo, after: Option<(Key, u32)>, most: usize) -> Answer<RowPage> {
        self.readers.run(move |connection| rows::page(connection, campaign, after, most))
    }

    fn campaigns(&self) -> Answer<Vec<Numbered>> {
        self.readers.run(|connection| {
            let mut all = connection.prepare_cached("SELECT no, id FROM campaign ORDER BY id")?;
            all.query_map([], |row| Ok(Numbered { no: CampaignNo(row.get(0)?), id: row.get(1)? }))?.collect()
        })
    }

    fn put_user(&self, user: User) -> Answer<()> {
        self.writer.run(move |writing| people::put_user(writing.connection, &user))
    }

    fn users(&self) -> Answer<Vec<User>> {
        self.readers.run(people::users)
    }

    fn backup(&self, to: PathBuf) -> Answer<Backed> {
        self.readers.run(move |connection| {
            // one reading transaction: what is committed meanwhile is not in it, and nobody waits
            connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
            Ok(Backed { bytes: std::fs::metadata(&to).map_or(0, |about| about.len()) })
        })
    }

    fn ready(&self) -> Answer<()> {
        let reads = self.readers.run(|connection| connection.query_row("SELECT 1", [], |_| Ok(())));
        let writes = self.writer.run(|writing| writing.connection.query_row("SELECT 1", [], |_| Ok(())));
        Box::pin(async move {
            reads.await?;
            writes.await
        })
    }
}

/// What was deleted stands in the log until that is folded into the file and emptied. While others read it can't be, and waiting for them
/// would hold up whoever writes: the next purge does it, of this process or another.
fn clear_the_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    let tried = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(WAIT)?;
    tried
}

/// A key out of a column of 16 bytes.
fn key(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Key> {
    row.get(column).map(Key)
}

/// A detail as columns.
fn detail(detail: Option<&Detail>) -> (Option<&[u8]>, Option<i64>) {
    (detail.map(|one| one.sealed.as_slice()), detail.map(|one| one.purge_at.0))
}
