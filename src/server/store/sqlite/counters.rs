//! Counters: what participations add up to, kept beside them, and counted again from them.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::Zone;
use domain::tally::{By, Facts};
use rusqlite::{Connection, params};

use super::rows;
use crate::store::{CampaignNo, Counter, CounterKey, Entry, Recount};

/// 人次, 人数, passes, late ones.
type Sums = [u64; 4];

/// What the participations of one transaction add.
#[derive(Default)]
pub struct Deltas(HashMap<CampaignNo, HashMap<CounterKey, Sums>>);

const UPSERT: &str = "INSERT INTO counter (campaign, by, name, participations, participants, passes, late) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT DO UPDATE SET participations = participations + ?4, participants = participants + ?5, passes = passes + ?6, late = late + ?7";

/// Rows read at a time when counting again.
const PAGE: usize = 4_096;

impl Deltas {
    /// Adds a participation that counts in these [`groups`], of someone who has `earlier` ones.
    pub fn add(&mut self, campaign: CampaignNo, earlier: &[Entry], entry: &Entry, groups: &[CounterKey], zone: Zone) {
        let once = [1, 0, u64::from(entry.passed), u64::from(entry.late)];
        let sums_of = self.0.entry(campaign).or_default();
        for key in groups {
            let is_new = earlier.iter().all(|one| group(key.by, one, zone) != key.group);
            match sums_of.get_mut(key) {
                Some(sums) => add(sums, once, is_new),
                None => add(sums_of.entry(key.clone()).or_default(), once, is_new),
            }
        }
    }

    /// Writes what was added.
    pub fn write(self, connection: &Connection) -> rusqlite::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut upsert = connection.prepare_cached(UPSERT)?;
        for (campaign, sums_of) in self.0 {
            for (key, sums) in sums_of {
                upsert.execute(params![campaign.0, number(key.by), key.group, sums[0], sums[1], sums[2], sums[3]])?;
            }
        }
        Ok(())
    }
}

fn add(sums: &mut Sums, once: Sums, is_new: bool) {
    for (sum, more) in sums.iter_mut().zip(once) {
        *sum += more;
    }
    sums[1] += u64::from(is_new);
}

/// Every group that a participation counts in.
pub fn groups(entry: &Entry, zone: Zone) -> impl Iterator<Item = CounterKey> {
    std::iter::once(None).chain(By::ALL.map(Some)).map(move |by| CounterKey { by, group: group(by, entry, zone) })
}

fn group(by: Option<By>, entry: &Entry, zone: Zone) -> String {
    let facts =
        Facts { at: entry.at, score: entry.score, round: &entry.round, region: &entry.region, unit: &entry.unit, channel: &entry.channel };
    by.map_or_else(String::new, |by| by.group(facts, zone))
}

/// What the table calls a way to group: 0 is all. A number that was released never changes its meaning.
fn number(by: Option<By>) -> i64 {
    match by {
        None => 0,
        Some(By::Day) => 1,
        Some(By::Hour) => 2,
        Some(By::Region) => 3,
        Some(By::Unit) => 4,
        Some(By::Channel) => 5,
        Some(By::Round) => 6,
        Some(By::Score) => 7,
    }
}

fn by_number(number: i64) -> Option<By> {
    By::ALL.into_iter().find(|by| self::number(Some(*by)) == number)
}

/// The counters of a campaign, in order.
pub fn all(connection: &Connection, campaign: CampaignNo) -> rusqlite::Result<Vec<Counter>> {
    let mut found = connection
        .prepare_cached("SELECT by, name, participations, participants, passes, late FROM counter WHERE campaign = ?1 ORDER BY by, name")?;
    found
        .query_map([campaign.0], |row| {
            let key = CounterKey { by: by_number(row.get(0)?), group: row.get(1)? };
            Ok(Counter { key, participations: row.get(2)?, participants: row.get(3)?, passes: row.get(4)?, late: row.get(5)? })
        })?
        .collect()
}

/// Counts a campaign again from its rows, and with `mend` writes what differs.
pub fn recount(connection: &Connection, campaign: CampaignNo, zone: Zone, mend: bool) -> rusqlite::Result<Recount> {
    let (rows, counted) = count(connection, campaign, zone)?;
    let kept: BTreeMap<CounterKey, Counter> =
        all(connection, campaign)?.into_iter().map(|counter| (counter.key.clone(), counter)).collect();
    let every: std::collections::BTreeSet<&CounterKey> = kept.keys().chain(counted.keys()).collect();
    let differs: Vec<_> = every
        .into_iter()
        .filter(|key| kept.get(key) != counted.get(key))
        .map(|key| (key.clone(), kept.get(key).cloned(), counted.get(key).cloned()))
        .collect();
    if mend && !differs.is_empty() {
        connection.execute("DELETE FROM counter WHERE campaign = ?1", [campaign.0])?;
        let sums = counted.into_iter().map(|(key, one)| (key, [one.participations, one.participants, one.passes, one.late]));
        Deltas(HashMap::from([(campaign, sums.collect())])).write(connection)?;
    }
    Ok(Recount { campaign, rows, differs })
}

/// Adds the difference between rows and counters as a recount found it.
pub fn correct(connection: &Connection, recount: &Recount) -> rusqlite::Result<()> {
    let sums = |counter: Option<&Counter>| {
        counter.map_or([0; 4], |one| [one.participations, one.participants, one.passes, one.late].map(u64::cast_signed))
    };
    for (key, kept, rows) in &recount.differs {
        let (kept, rows) = (sums(kept.as_ref()), sums(rows.as_ref()));
        let [participations, participants, passes, late] = std::array::from_fn(|n| rows[n] - kept[n]);
        connection.prepare_cached(UPSERT)?.execute(params![
            recount.campaign.0,
            number(key.by),
            key.group,
            participations,
            participants,
            passes,
            late
        ])?;
    }
    connection.execute("DELETE FROM counter WHERE campaign = ?1 AND participations = 0", [recount.campaign.0])?;
    Ok(())
}

/// The rows of one person lie together, so distinct people are counted in the memory of one person.
fn count(connection: &Connection, campaign: CampaignNo, zone: Zone) -> rusqlite::Result<(u64, BTreeMap<CounterKey, Counter>)> {
    let mut sums: HashMap<CounterKey, Sums> = HashMap::new();
    let mut person = None;
    let mut groups_of_person: HashSet<CounterKey> = HashSet::new();
    let mut rows = 0;
    let mut after = None;
    loop {
        let page = rows::page(connection, campaign, after, PAGE)?;
        for (participant, entry) in &page.rows {
            if person != Some(*participant) {
                person = Some(*participant);
                groups_of_person.clear();
            }
            let once = [1, 0, u64::from(entry.passed), u64::from(entry.late)];
            for key in groups(entry, zone) {
                let is_new = groups_of_person.insert(key.clone());
                add(sums.entry(key).or_default(), once, is_new);
            }
            rows += 1;
        }
        after = page.rows.last().map(|(participant, entry)| (*participant, entry.nth));
        if !page.more {
            break;
        }
    }
    let counter = |(key, [participations, participants, passes, late]): (CounterKey, Sums)| {
        (key.clone(), Counter { key, participations, participants, passes, late })
    };
    Ok((rows, sums.into_iter().map(counter).collect()))
}
