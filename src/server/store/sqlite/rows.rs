//! Participations as rows.

use domain::{Moment, Points};
use rusqlite::{Connection, Row, params};

use super::key;
use crate::store::{CampaignNo, Entry, Key, RowPage};

const OF_PARTICIPANT: &str =
    "SELECT nth, sitting, device, round, started, at, used, score, out_of, passed, late, seed, edition, answers, region, unit, channel
    FROM participation WHERE campaign = ?1 AND participant = ?2 ORDER BY nth";
const PAGE: &str = "SELECT nth, sitting, device, round, started, at, used, score, out_of, passed, late, seed, edition, answers, region, unit, channel, participant
    FROM participation WHERE campaign = ?1 AND (participant, nth) > (?2, ?3) ORDER BY participant, nth LIMIT ?4";
/// Appends a participation, in the order of its columns, unless its attempt is taken.
pub const INSERT: &str = "INSERT INTO participation (campaign, participant, nth, sitting, device, round, started, at, used, score, out_of, passed, late, seed, edition, answers, region, unit, channel)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) ON CONFLICT DO NOTHING";

/// The participations of one person, the first one first.
pub fn of_participant(connection: &Connection, campaign: CampaignNo, participant: Key) -> rusqlite::Result<Vec<Entry>> {
    let mut found = connection.prepare_cached(OF_PARTICIPANT)?;
    found.query_map(params![campaign.0, participant.0], entry)?.collect()
}

/// Some participations of a campaign.
pub fn page(connection: &Connection, campaign: CampaignNo, after: Option<(Key, u32)>, most: usize) -> rusqlite::Result<RowPage> {
    // before the first key there is only the empty blob
    let (key_before, nth_before) = after.map_or((Vec::new(), -1), |(key, nth)| (key.0.to_vec(), i64::from(nth)));
    let mut found = connection.prepare_cached(PAGE)?;
    let rows: Vec<(Key, Entry)> = found
        .query_map(params![campaign.0, key_before, nth_before, most as i64], |row| Ok((key(row, 17)?, entry(row)?)))?
        .collect::<Result<_, _>>()?;
    Ok(RowPage { more: rows.len() == most, rows })
}

/// Appends a participation; tells whether it did, which it does not when its attempt is taken.
pub fn insert(connection: &Connection, campaign: CampaignNo, participant: Key, entry: &Entry) -> rusqlite::Result<bool> {
    let appended = connection.prepare_cached(INSERT)?.execute(params![
        campaign.0,
        participant.0,
        entry.nth,
        entry.sitting.0,
        entry.device.0,
        entry.round,
        entry.started.0,
        entry.at.0,
        entry.used_ms,
        entry.score.as_hundredths(),
        entry.out_of.as_hundredths(),
        entry.passed,
        entry.late,
        entry.seed.cast_signed(),
        entry.edition,
        entry.answers,
        entry.region,
        entry.unit,
        entry.channel,
    ])?;
    Ok(appended == 1)
}

/// A participation out of the columns that both statements begin with.
fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        nth: row.get(0)?,
        sitting: key(row, 1)?,
        device: key(row, 2)?,
        round: row.get(3)?,
        started: Moment(row.get(4)?),
        at: Moment(row.get(5)?),
        used_ms: row.get(6)?,
        score: Points::hundredths(row.get(7)?),
        out_of: Points::hundredths(row.get(8)?),
        passed: row.get(9)?,
        late: row.get(10)?,
        seed: row.get::<_, i64>(11)?.cast_unsigned(),
        edition: row.get(12)?,
        answers: row.get(13)?,
        region: row.get(14)?,
        unit: row.get(15)?,
        channel: row.get(16)?,
    })
}
