//! The schema and how an older file is brought up to it: forward only, each step in a transaction of its own.

use rusqlite::Connection;

use crate::store::StoreError;

/// Every step, the first one first. A step that was released never changes.
const STEPS: [&str; 3] = [include_str!("migrations/0001.sql"), include_str!("migrations/0002.sql"), include_str!("migrations/0003.sql")];

/// Brings a file up to date.
///
/// # Errors
/// When a step fails, and then the file is as it was before that step; or when the file is newer than this program.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let newest = STEPS.len();
    loop {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let at: usize = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if at > newest {
            return Err(StoreError::Failed(format!(
                "the file is of version {at} and this program knows up to {newest}; run the newer program, or restore a backup of its time"
            )));
        }
        let Some(step) = STEPS.get(at) else { return Ok(()) };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", at + 1)?;
        transaction.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as the program of that version left it, with something in it.
    fn of_version(version: usize) -> Connection {
        let connection = Connection::open_in_memory().expect("a database");
        for step in &STEPS[..version] {
            connection.execute_batch(step).expect("a step");
        }
        connection.pragma_update(None, "user_version", version).expect("a version");
        if version > 0 {
            connection.execute("INSERT INTO campaign (no, id) VALUES (7, 'demo')", []).expect("a row");
        }
        connection
    }

    #[test]
    fn every_earlier_version_comes_up_to_date_and_loses_nothing() {
        let schema = |connection: &Connection| -> Vec<String> {
            let mut all = connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").expect("a statement");
            all.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
        };
        let mut fresh = of_version(0);
        migrate(&mut fresh).expect("up to date");
        for version in 0..=STEPS.len() {
            let mut old = of_version(version);
            migrate(&mut old).expect("up to date");
            assert_eq!(schema(&old), schema(&fresh), "from version {version}");
            let rows: i64 = old.query_row("SELECT count(*) FROM campaign", [], |row| row.get(0)).expect("a count");
            assert_eq!(rows, i64::from(version > 0), "from version {version}");
        }
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let mut newer = of_version(STEPS.len());
        newer.pragma_update(None, "user_version", 99).expect("a version");
        let refused = migrate(&mut newer).expect_err("it is newer").to_string();
        assert!(refused.contains("99"), "{refused}");
    }
}
