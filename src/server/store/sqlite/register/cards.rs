//! The wrong book on several devices: of two versions of a card the later one stays, every review is kept.

use rusqlite::{Connection, OptionalExtension as _, params};
use wire::study::{Card, ReviewLog};

/// Takes cards and reviews in, and gives out the newest revision and the cards that changed after `since`.
pub fn sync(connection: &Connection, member: &str, since: i64, cards: &[Card], log: &[ReviewLog]) -> rusqlite::Result<(i64, Vec<Card>)> {
    let mut newest: i64 = connection
        .prepare_cached("SELECT coalesce(max(revision), 0) FROM card WHERE member = ?1")?
        .query_row([member], |row| row.get(0))?;
    let mut put = connection
        .prepare_cached("INSERT OR REPLACE INTO card (member, question, revision, changed, state) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for card in cards {
        let kept: Option<Card> = connection
            .prepare_cached("SELECT state FROM card WHERE member = ?1 AND question = ?2")?
            .query_row([member, &card.question], |row| row.get::<_, String>(0))
            .optional()?
            .and_then(|state| serde_json::from_str(&state).ok());
        if kept.is_none_or(|kept| (kept.changed_ms, kept.reps) < (card.changed_ms, card.reps)) {
            newest += 1;
            let state = serde_json::to_string(card).map_err(|why| rusqlite::Error::ToSqlConversionFailure(why.into()))?;
            put.execute(params![member, card.question, newest, card.changed_ms, state])?;
        }
    }
    let mut put =
        connection.prepare_cached("INSERT INTO review (member, question, at, rating) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?;
    for review in log {
        put.execute(params![member, review.question, review.at_ms, review.rating])?;
    }
    let mut query = connection.prepare_cached("SELECT state FROM card WHERE member = ?1 AND revision > ?2 ORDER BY revision")?;
    let states = query.query_map(params![member, since], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok((newest, states.iter().filter_map(|state| serde_json::from_str(state).ok()).collect()))
}
