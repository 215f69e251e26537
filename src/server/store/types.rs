//! What goes into a store and comes out of it.

use super::Limits;
use domain::tally::By;
use domain::{Moment, Points, award};
use std::fmt;
use std::sync::Arc;

/// A participant, a device or a sitting: 16 bytes that say nothing about anybody.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub [u8; 16]);

/// The number under which rows name a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CampaignNo(pub i64);

impl Key {
    /// As 32 hexadecimal digits.
    #[must_use]
    pub fn hex(self) -> String {
        self.to_string()
    }

    /// From 32 hexadecimal digits, small letters; `None` for anything else.
    #[must_use]
    pub fn read(hex: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let digits: &[u8; 32] = hex.as_bytes().try_into().ok()?;
        let mut key = [0; 16];
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(key))
    }

    /// As a UUID is written: 8-4-4-4-12.
    #[must_use]
    pub fn uuid(self) -> String {
        let hex = self.hex();
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One accepted hand-in, as it rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which attempt of this person it is, from 0. No two sittings share one.
    pub nth: u32,
    /// Id of the sitting.
    pub sitting: Key,
    /// The device it came from.
    pub device: Key,
    /// Name of the round.
    pub round: String,
    /// When it was started.
    pub started: Moment,
    /// When it arrived.
    pub at: Moment,
    /// The time that counts, in milliseconds.
    pub used_ms: i64,
    /// What it came to.
    pub score: Points,
    /// The best there was to have.
    pub out_of: Points,
    /// Whether it passed.
    pub passed: bool,
    /// Whether it came late.
    pub late: bool,
    /// What its paper was drawn by.
    pub seed: u64,
    /// What its paper was drawn from.
    pub edition: i64,
    /// What was answered, by question in bank places, packed by whoever graded it.
    pub answers: Vec<u8>,
    /// Region path; empty when not asked.
    pub region: String,
    /// Unit; empty when not given.
    pub unit: String,
    /// The `from` of the link; empty when it had none.
    pub channel: String,
}

/// A hand-in on its way into the store.
#[derive(Clone, Debug)]
pub struct HandIn {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// By whom.
    pub participant: Key,
    /// What is appended.
    pub entry: Entry,
    /// Personal details that the campaign asked for before the start, sealed.
    pub detail: Option<Detail>,
    /// How often this person may hand in.
    pub limits: Limits,
    /// Where lists are drawn up of who handed in: up to when this was in time.
    pub drawn: Option<Moment>,
}

/// Sealed personal details and how long they may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Sealed.
    pub sealed: Vec<u8>,
    /// When they must be gone, unless something was won that can be claimed later.
    pub purge_at: Moment,
    /// Milliseconds for which they are kept after the last moment to claim something that was won.
    pub kept_ms: i64,
}

/// What became of a hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It is counted now, as the last of these.
    First(Vec<Entry>),
    /// It was counted before, as the one at this place of these.
    Again(Vec<Entry>, usize),
    /// Another sitting was counted for this attempt.
    Replayed,
    /// It is late, and a list that it would have entered is frozen.
    Frozen,
    /// It arrived before a list was frozen that it is not in; what comes again arrives after it.
    Passed,
    /// No attempt is left on the day it was started.
    NoneThatDay,
    /// No attempt is left.
    None,
}

/// A start that is kept because time counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstStart {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// By whom.
    pub participant: Key,
    /// Which attempt.
    pub nth: u32,
    /// Id of the sitting.
    pub sitting: Key,
    /// When.
    pub started: Moment,
    /// Until when it can be handed in at all; after that it gives way to another start.
    pub accepted_until: Moment,
    /// How many starts gave way before it.
    pub generation: u32,
}

/// One chance of an instant award on its way.
#[derive(Clone, Debug)]
pub struct Throw {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// Of which award.
    pub award: Arc<award::Award>,
    /// By whom.
    pub participant: Key,
    /// From which device.
    pub device: Key,
    /// Which of their chances, from 0.
    pub chance: u32,
    /// What decides it.
    pub bits: u64,
    /// When.
    pub at: Moment,
    /// The day in the campaign's zone, as days since 1970-01-01.
    pub day: i32,
    /// Whether nobody may win twice in this campaign.
    pub one_win: bool,
    /// The claim code if it wins; codes are unique.
    pub code: String,
    /// Until when a win can be claimed.
    pub claim_until: Moment,
}

/// What a chance came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thrown {
    /// Won.
    Won(Box<Win>),
    /// Nothing.
    Nothing,
    /// Nothing is left today; the chance was not used.
    GoneToday,
    /// Nothing is left for good; the chance was not used.
    Gone,
}

/// Something that was won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Win {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// Id of the award.
    pub award: String,
    /// Which draw of the award, or which chance of the participant, from 0.
    pub nth: u32,
    /// By whom.
    pub participant: Key,
    /// From which device; a draw leaves it to the record.
    pub device: Key,
    /// Which tier, from 0.
    pub tier: u32,
    /// 二等奖.
    pub tier_name: String,
    /// 晴雨伞.
    pub what: String,
    /// What is shown when claiming: 8 letters and digits that can't be mixed up.
    pub code: String,
    /// When it was won.
    pub won: Moment,
    /// Until when it can be claimed.
    pub claim_until: Moment,
    /// Whether nobody may win twice in this campaign.
    pub one_win: bool,
    /// What became of it.
    pub state: WinState,
    /// The phone number and the like, sealed; gone after its time.
    pub detail: Option<Vec<u8>>,
}

/// What became of a win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WinState {
    /// Nobody asked for it yet.
    Open,
    /// The winner left a number.
    Claimed(Moment),
    /// It was handed out.
    Redeemed(Moment),
}

/// A win that is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// The win as it stands now.
    pub win: Win,
    /// Whether it was this time; of any that come at once, only one has it.
    pub now: bool,
}

/// Which wins.
#[derive(Clone, Debug)]
pub struct WinFilter {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// Of one participant only.
    pub participant: Option<Key>,
    /// Of one award only.
    pub award: Option<String>,
}

/// A claim on its way.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// By whom.
    pub participant: Key,
    /// The claim code.
    pub code: String,
    /// What was given, sealed, and how long it may be kept.
    pub detail: Option<Detail>,
    /// When.
    pub at: Moment,
}

/// A draw as it is kept: first the frozen list, later the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Of which campaign.
    pub campaign: CampaignNo,
    /// Of which award.
    pub award: String,
    /// Which draw of the award, from 0.
    pub nth: u32,
    /// When its list was frozen.
    pub frozen: Moment,
    /// The list.
    pub list: String,
    /// What was published after the draw; empty before.
    pub record: String,
    /// Who won; empty before.
    pub wins: Vec<Win>,
}

/// What a counter counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CounterKey {
    /// By what; `None` is all of the campaign.
    pub by: Option<By>,
    /// The group's name; empty for all, and for what was not given.
    pub group: String,
}

/// The counts of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Of what.
    pub key: CounterKey,
    /// 人次.
    pub participations: u64,
    /// 人数.
    pub participants: u64,
    /// Participations that passed.
    pub passes: u64,
    /// Participations that came late.
    pub late: u64,
}

/// What a recount found of one campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// Which campaign.
    pub campaign: CampaignNo,
    /// Rows counted.
    pub rows: u64,
    /// Groups whose counter says something else than the rows: the counter, then the rows.
    pub differs: Vec<(CounterKey, Option<Counter>, Option<Counter>)>,
}

/// Some participations, and where to go on.
#[derive(Clone, Debug, Default)]
pub struct RowPage {
    /// By participant, then attempt.
    pub rows: Vec<(Key, Entry)>,
    /// Whether there may be more after these.
    pub more: bool,
}

/// A campaign and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number.
    pub no: CampaignNo,
    /// Its id.
    pub id: String,
}

/// Someone who may look at boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What they sign in as.
    pub name: String,
    /// argon2id of the password, in PHC form.
    pub password: String,
    /// Since when.
    pub made: Moment,
    /// Whether they may sign in.
    pub disabled: bool,
    /// Code of the unit whose administrator they are; empty for one who sees everything.
    pub unit: String,
}

/// What a purge deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Details of winners.
    pub claims: u64,
    /// Details of participants.
    pub details: u64,
}

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backed {
    /// Its size in bytes.
    pub bytes: u64,
}
