//! A hand-in inside its transaction: counted once, within its limits, with its counters.

use domain::Moment;
use domain::attempts::Left;

use super::writer::Writing;
use super::{counters, rows};
use crate::store::{Accepted, CounterKey, Entry, HandIn};
use rusqlite::params;

/// A hand-in with all that can be known of it before its transaction, so that the one thread that writes has less to do.
pub struct Prepared {
    hand_in: HandIn,
    groups: Vec<CounterKey>,
}

impl Prepared {
    /// Prepares.
    pub fn new(hand_in: HandIn) -> Self {
        let groups = counters::groups(&hand_in.entry, hand_in.limits.zone).collect();
        Self { hand_in, groups }
    }

    /// What was handed in.
    pub fn entry(&self) -> &Entry {
        &self.hand_in.entry
    }

    /// What was handed in, without a copy.
    pub fn into_entry(self) -> Entry {
        self.hand_in.entry
    }

    /// Appends, unless its sitting is counted, its attempt is taken, or its limits forbid it. What is answered as the first lacks this
    /// very hand-in: whoever waits for it has it.
    pub fn append(&self, writing: &mut Writing<'_>) -> rusqlite::Result<Accepted> {
        let HandIn { campaign, participant, entry, limits, .. } = &self.hand_in;
        let in_limits = |earlier: &[Entry]| {
            let starts: Vec<_> = earlier.iter().map(|one| one.started).collect();
            limits.attempts.left(&starts, entry.started, limits.zone)
        };
        let closed = self.closed(writing)?;
        // most come for the first time: they are known by nothing being in their way, without a look beforehand
        let is_free = closed.is_none() && entry.nth == 0 && in_limits(&[]).may_start();
        if is_free && rows::insert(writing.connection, *campaign, *participant, entry)? {
            return self.accept(writing, Vec::new());
        }
        let entries = rows::of_participant(writing.connection, *campaign, *participant)?;
        if let Some(at) = entries.iter().position(|one| one.sitting == entry.sitting) {
            return Ok(Accepted::Again(entries, at));
        }
        if entry.nth as usize != entries.len() {
            return Ok(Accepted::Replayed);
        }
        if let Some(closed) = closed {
            return Ok(closed);
        }
        match in_limits(&entries) {
            Left::None => return Ok(Accepted::None),
            Left::NoneToday => return Ok(Accepted::NoneThatDay),
            Left::Today(_) | Left::Unlimited => {}
        }
        match rows::insert(writing.connection, *campaign, *participant, entry)? {
            true => self.accept(writing, entries),
            false => Ok(Accepted::Replayed),
        }
    }

    /// What lists that are frozen by now forbid, whatever the campaign's file said when this was handed in.
    fn closed(&self, writing: &Writing<'_>) -> rusqlite::Result<Option<Accepted>> {
        let HandIn { campaign, entry, drawn: Some(due), .. } = &self.hand_in else { return Ok(None) };
        let mut last = writing.connection.prepare_cached("SELECT max(frozen) FROM draw WHERE campaign = ?1")?;
        let last: Option<i64> = last.query_row([campaign.0], |row| row.get(0))?;
        Ok(match last.map(Moment) {
            Some(frozen) if entry.late && frozen >= *due => Some(Accepted::Frozen),
            Some(frozen) if frozen >= entry.at => Some(Accepted::Passed),
            _ => None,
        })
    }

    fn accept(&self, writing: &mut Writing<'_>, earlier: Vec<Entry>) -> rusqlite::Result<Accepted> {
        let HandIn { campaign, participant, entry, detail, limits, .. } = &self.hand_in;
        writing.deltas.add(*campaign, &earlier, entry, &self.groups, limits.zone);
        // who types another's number on a device of their own changes nothing of what that one gave
        let is_theirs = earlier.first().is_none_or(|first| first.device == entry.device);
        if let Some(detail) = detail.as_ref().filter(|_| is_theirs) {
            writing
                .connection
                .prepare_cached(
                    "INSERT INTO detail (campaign, participant, sealed, purge_at, kept) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT DO UPDATE SET sealed = ?3, purge_at = ?4, kept = ?5",
                )?
                .execute(params![campaign.0, participant.0, detail.sealed, detail.purge_at.0, detail.kept_ms])?;
        }
        Ok(Accepted::First(earlier))
    }
}
