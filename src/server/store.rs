//! Where participations, wins and users rest: one trait, whatever lies below, with one suite of tests for all of them.
//!
//! Everything that limits anything is decided inside the transaction that writes: a check made before it would be lost in a race.

mod answer;
pub mod register;
pub mod sqlite;
mod types;

pub use answer::{Answer, StoreError};
pub use register::Register;
pub use sqlite::Sqlite;
pub use types::{
    Accepted, Backed, CampaignNo, Claim, Counter, CounterKey, Detail, Drawn, Entry, FirstStart, HandIn, Key, Numbered, Purged, Recount,
    Redeemed, RowPage, Throw, Thrown, User, Win, WinFilter, WinState,
};

use domain::attempts::Attempts;
use domain::{Moment, Zone};

/// What a store does. Each method is one transaction, and when it has answered, what it wrote is on the disk.
pub trait Store: Send + Sync + 'static {
    /// The number under which rows name a campaign; a new one is taken down.
    fn campaign(&self, id: &str) -> Answer<CampaignNo>;

    /// Keeps what papers are redrawn from; gives back the number of an edition that is the same.
    fn edition(&self, campaign: CampaignNo, text: String) -> Answer<i64>;

    /// The text of an edition; `None` when there is none of that number.
    fn edition_text(&self, edition: i64) -> Answer<Option<String>>;

    /// The participations of one person, the first one first.
    fn entries(&self, campaign: CampaignNo, participant: Key) -> Answer<Vec<Entry>>;

    /// Appends a participation, unless its sitting is counted already or its limits forbid it.
    fn hand_in(&self, hand_in: HandIn) -> Answer<Accepted>;

    /// Keeps when someone started an attempt for the first time; gives back what was kept first.
    /// A kept start that can no longer be handed in at `start.started` gives way, with the next generation.
    fn first_start(&self, start: FirstStart) -> Answer<FirstStart>;

    /// The start that is kept for an attempt; `None` when there is none.
    fn kept_start(&self, campaign: CampaignNo, participant: Key, nth: u32) -> Answer<Option<FirstStart>>;

    /// Uses one chance of an instant award, or tells what it came to when it was used before.
    fn throw(&self, throw: Throw) -> Answer<Thrown>;

    /// The chances of an award that someone has used.
    fn thrown(&self, campaign: CampaignNo, award: &str, participant: Key) -> Answer<Vec<Thrown>>;

    /// Wins that fit, in the order they were won.
    fn wins(&self, filter: WinFilter) -> Answer<Vec<Win>>;

    /// Takes down a claim; `None` when there is no such win of this participant. The last day was checked by the caller, the win's own
    /// last day is checked here.
    fn claim(&self, claim: Claim) -> Answer<Option<Win>>;

    /// Takes down that a prize was handed out; `None` when there is no such claim code.
    fn redeem(&self, campaign: CampaignNo, code: &str, at: Moment) -> Answer<Option<Redeemed>>;

    /// Keeps a frozen entry list, or the record of a draw with its wins, in one transaction.
    fn keep_draw(&self, draw: Drawn) -> Answer<()>;

    /// What is kept of an award's draws, the first one first.
    fn draws(&self, campaign: CampaignNo, award: &str) -> Answer<Vec<Drawn>>;

    /// Deletes personal details whose time is over at `now`.
    fn purge(&self, now: Moment) -> Answer<Purged>;

    /// The personal details of a participant, sealed; `None` when there are none.
    fn detail(&self, campaign: CampaignNo, participant: Key) -> Answer<Option<Vec<u8>>>;

    /// The counters of a campaign.
    fn counters(&self, campaign: CampaignNo) -> Answer<Vec<Counter>>;

    /// Counts again from the rows, in the zone of each campaign; with `mend`, writes what differs.
    fn recount(&self, zones: Vec<(CampaignNo, Zone)>, mend: bool) -> Answer<Vec<Recount>>;

    /// Adds to the counters what a recount found missing in them, and takes away what was too much. What was counted since stays
    /// counted, so it costs the number of groups and holds nobody up; each recount is good for one correction.
    fn correct(&self, recount: Recount) -> Answer<()>;

    /// Participations of a campaign after a place, at most `most`, by participant.
    fn rows(&self, campaign: CampaignNo, after: Option<(Key, u32)>, most: usize) -> Answer<RowPage>;

    /// The campaigns that there are rows or wins of.
    fn campaigns(&self) -> Answer<Vec<Numbered>>;

    /// Keeps a user, or changes one of that name.
    fn put_user(&self, user: User) -> Answer<()>;

    /// Every user, by name.
    fn users(&self) -> Answer<Vec<User>>;

    /// Writes a consistent copy while others read and write.
    fn backup(&self, to: std::path::PathBuf) -> Answer<Backed>;

    /// Whether reading and writing work.
    fn ready(&self) -> Answer<()>;
}

/// How often someone may hand in, and whose days count.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// By day and in all.
    pub attempts: Attempts,
    /// The campaign's zone.
    pub zone: Zone,
}

#[cfg(test)]
mod contract;
