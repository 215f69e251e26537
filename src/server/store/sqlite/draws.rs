//! Draws: the frozen list, then the record with its wins.

use domain::Moment;
use rusqlite::{Connection, params};

use super::prizes;
use crate::store::{CampaignNo, Drawn};

/// Keeps a draw as it stands; its wins are added once. Fails when another list is frozen, or another record kept.
pub fn keep(connection: &Connection, draw: &Drawn) -> rusqlite::Result<()> {
    let kept = connection.execute(
        "INSERT INTO draw (campaign, award, nth, frozen, list, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET record = ?6 WHERE record = '' AND list = ?5",
        params![draw.campaign.0, draw.award, draw.nth, draw.frozen.0, draw.list, draw.record],
    )?;
    if kept == 0 {
        return Err(rusqlite::Error::StatementChangedRows(kept));
    }
    draw.wins.iter().try_for_each(|win| prizes::insert(connection, win))
}

/// What is kept of an award's draws.
pub fn all(connection: &Connection, campaign: CampaignNo, award: &str) -> rusqlite::Result<Vec<Drawn>> {
    let mut found =
        connection.prepare_cached("SELECT nth, frozen, list, record FROM draw WHERE campaign = ?1 AND award = ?2 ORDER BY nth")?;
    found
        .query_map(params![campaign.0, award], |row| {
            Ok(Drawn {
                campaign,
                award: award.to_owned(),
                nth: row.get(0)?,
                frozen: Moment(row.get(1)?),
                list: row.get(2)?,
                record: row.get(3)?,
                wins: Vec::new(),
            })
        })?
        .collect()
}
