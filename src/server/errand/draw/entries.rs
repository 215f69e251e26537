//! Who is in a draw: all rows of a campaign, a person at a time, so that memory holds the people and not the rows.

use domain::award::{Deed, Standing};
use domain::draw::{EntryList, RankingList, Who};
use domain::{Award, Moment};

use super::Draws;
use crate::hall::deeds;
use crate::outcome::Failure;
use crate::store::{Entry, Key, Store as _};

/// Rows read at a time.
const PAGE: usize = 4_096;

/// The list of a draw that is frozen at `frozen`, with what the draw before left over.
pub fn list(draws: &Draws, frozen: Moment, carried: &[u32]) -> Result<EntryList, Failure> {
    let (campaign, award) = (&draws.campaign, &draws.award);
    let before = campaign.freeze_before(award, frozen);
    let mut lots = Vec::new();
    each_person(draws, |who, deeds| {
        let count = award.chances_between(deeds, campaign.zone, before, frozen);
        lots.extend((count > 0).then_some((who, count)));
    })?;
    Ok(EntryList::freeze(&campaign.id, award, carried, frozen, lots))
}

/// The ranking that is frozen at `frozen`.
pub fn ranking(draws: &Draws, frozen: Moment) -> Result<RankingList, Failure> {
    let award: &Award = &draws.award;
    let mut standings: Vec<Standing<Who>> = Vec::new();
    each_person(draws, |who, deeds| {
        let in_time: Vec<Deed> = deeds.iter().filter(|deed| deed.at <= frozen).copied().collect();
        standings.extend(award.standing(who, &in_time));
    })?;
    Ok(RankingList::freeze(&draws.campaign.id, award, frozen, standings))
}

/// Rows come by participant, so a person is whole when the next one begins.
fn each_person(draws: &Draws, mut take: impl FnMut(Who, &[Deed])) -> Result<(), Failure> {
    let mut person: Option<Key> = None;
    let mut entries: Vec<Entry> = Vec::new();
    let mut after = None;
    loop {
        let page = draws.office.wait(draws.store.rows(draws.no, after, PAGE))?;
        after = page.rows.last().map(|(participant, entry)| (*participant, entry.nth));
        for (participant, entry) in page.rows {
            if let Some(done) = person.filter(|done| *done != participant) {
                take(Who(done.0), &deeds(&entries));
                entries.clear();
            }
            person = Some(participant);
            entries.push(entry);
        }
        if !page.more {
            break;
        }
    }
    if let Some(last) = person {
        take(Who(last.0), &deeds(&entries));
    }
    Ok(())
}
