//! Personal details, until their time is over, and users.

use domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::{CampaignNo, Key, Purged, User};

/// Deletes details whose time is over.
pub fn purge(connection: &Connection, now: Moment) -> rusqlite::Result<Purged> {
    let details = connection.execute(
        "DELETE FROM detail WHERE purge_at <= ?1 AND NOT EXISTS
           (SELECT 1 FROM win WHERE win.campaign = detail.campaign AND win.participant = detail.participant AND win.claim_until + detail.kept > ?1)",
        [now.0],
    )? as u64;
    let claims = connection.execute("UPDATE win SET detail = NULL, purge_at = NULL WHERE purge_at <= ?1", [now.0])? as u64;
    Ok(Purged { claims, details })
}

/// The sealed details of a participant.
pub fn detail(connection: &Connection, campaign: CampaignNo, participant: Key) -> rusqlite::Result<Option<Vec<u8>>> {
    connection
        .prepare_cached("SELECT sealed FROM detail WHERE campaign = ?1 AND participant = ?2")?
        .query_row(params![campaign.0, participant.0], |row| row.get(0))
        .optional()
}

/// Keeps a user, or changes one of that name.
pub fn put_user(connection: &Connection, user: &User) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO user (name, password, made, disabled, unit) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![user.name, user.password, user.made.0, user.disabled, user.unit],
    )?;
    Ok(())
}

/// Every user, by name.
pub fn users(connection: &Connection) -> rusqlite::Result<Vec<User>> {
    let mut all = connection.prepare_cached("SELECT name, password, made, disabled, unit FROM user ORDER BY name")?;
    let user = |row: &rusqlite::Row<'_>| {
        Ok(User { name: row.get(0)?, password: row.get(1)?, made: Moment(row.get(2)?), disabled: row.get(3)?, unit: row.get(4)? })
    };
    all.query_map([], user)?.collect()
}
