//! First starts, where time counts.

use domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::key;
use crate::store::{CampaignNo, FirstStart, Key};

/// Keeps a start, unless one is kept that can still be handed in; gives back what is kept now.
pub fn keep(connection: &Connection, start: &FirstStart) -> rusqlite::Result<FirstStart> {
    let kept = find(connection, start.campaign, start.participant, start.nth)?;
    let generation = match kept {
        Some(kept) if kept.accepted_until >= start.started => return Ok(kept),
        Some(over) => over.generation + 1,
        None => start.generation,
    };
    let new = FirstStart { generation, ..start.clone() };
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO first_start (campaign, participant, nth, sitting, started, accepted_until, generation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            new.campaign.0,
            new.participant.0,
            new.nth,
            new.sitting.0,
            new.started.0,
            new.accepted_until.0,
            new.generation
        ])?;
    Ok(new)
}

/// The start that is kept for an attempt.
pub fn find(connection: &Connection, campaign: CampaignNo, participant: Key, nth: u32) -> rusqlite::Result<Option<FirstStart>> {
    connection
        .prepare_cached(
            "SELECT sitting, started, accepted_until, generation FROM first_start WHERE campaign = ?1 AND participant = ?2 AND nth = ?3",
        )?
        .query_row(params![campaign.0, participant.0, nth], |row| {
            Ok(FirstStart {
                campaign,
                participant,
                nth,
                sitting: key(row, 0)?,
                started: Moment(row.get(1)?),
                accepted_until: Moment(row.get(2)?),
                generation: row.get(3)?,
            })
        })
        .optional()
}
