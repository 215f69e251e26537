//! The record of a draw: what is published when it was made, and how anyone checks it.

use super::list::read_tier;
use super::{EntryList, Fingerprint, Lot, Unreadable, Who, lines, plain, unreadable};
use crate::Moment;
use crate::award::hand_out;
use crate::campaign::Prize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const HEAD: &str = "pufa-draw\t1";

/// What came of a draw, and all that it takes to make it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRecord {
    /// Id of the campaign.
    pub campaign: String,
    /// Id of the award.
    pub award: String,
    /// When the list was frozen.
    pub frozen: Moment,
    /// How many lots were in it.
    pub lots: u64,
    /// The hash of the list, published before the randomness was known.
    pub list: Fingerprint,
    /// The public randomness, on one line: what it is and what it was.
    pub randomness: String,
    /// What follows from both.
    pub seed: Fingerprint,
    /// What could be won, as the list says.
    pub tiers: Vec<Prize>,
    /// Who was in the list and could not win any more, by key.
    pub left_out: Vec<LeftOut>,
    /// Who won, as drawn: the first tier first.
    pub winners: Vec<Winner>,
}

/// Someone in the list who could not win any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// Who.
    pub who: Who,
    /// Id of the award they had won, whose own record shows it.
    pub won: String,
}

/// One winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Winner {
    /// Which tier, counted from 0.
    pub tier: usize,
    /// The lot that won.
    pub lot: Lot,
    /// Its ticket.
    pub ticket: Fingerprint,
}

/// Draws. The same list, randomness and `left_out` give the same record, whoever draws; the module says how.
///
/// `left_out` are those who may not win again in this campaign ([`crate::Campaign::one_win`]), each with what they won; who has no lot in
/// the list is no matter. Nobody wins twice in one draw.
#[must_use]
pub fn draw(list: &EntryList, randomness: &str, left_out: &[LeftOut]) -> DrawRecord {
    let fingerprint = list.fingerprint();
    let randomness = plain(randomness);
    let seed = Fingerprint::of(&format!("pufa-draw 1\n{fingerprint}\n{randomness}"));
    let seed_text = seed.to_string();
    let mut tickets: Vec<(Fingerprint, Lot)> = list.lots().map(|lot| (Fingerprint::of(&format!("{seed_text}\n{lot}")), lot)).collect();
    tickets.sort_unstable();
    let mut left_out: Vec<LeftOut> =
        left_out.iter().filter(|out| list.holds(out.who)).map(|out| LeftOut { who: out.who, won: plain(&out.won) }).collect();
    left_out.sort_unstable();
    left_out.dedup_by_key(|out| out.who);
    let mut done: BTreeSet<Who> = left_out.iter().map(|out| out.who).collect();
    let quantities: Vec<u32> = list.tiers.iter().map(|tier| tier.quantity).collect();
    let given = hand_out(&quantities, tickets, |(_, lot)| done.insert(lot.who));
    let winners = given.winners.into_iter().map(|won| Winner { tier: won.tier, lot: won.entry.1, ticket: won.entry.0 }).collect();
    DrawRecord {
        campaign: list.campaign.clone(),
        award: list.award.clone(),
        frozen: list.frozen,
        lots: list.count(),
        list: fingerprint,
        randomness,
        seed,
        tiers: list.tiers.clone(),
        left_out,
        winners,
    }
}

/// Checks a record against its list by drawing again. Whether those left out had won before is for the records of those awards to show,
/// and that the hash was published before the randomness was known for the dates of both.
///
/// # Errors
/// A sentence for each thing that is not as it must be.
pub fn verify(record: &DrawRecord, list: &EntryList) -> Result<(), Vec<String>> {
    let again = draw(list, &record.randomness, &record.left_out);
    let mut faults = Vec::new();
    let mut same = |what: &str, says: &dyn ToString, is: &dyn ToString| {
        let (says, is) = (says.to_string(), is.to_string());
        if says != is {
            faults.push(format!("the record says {what} {says}, and the list gives {is}"));
        }
    };
    same("campaign", &record.campaign, &again.campaign);
    same("award", &record.award, &again.award);
    same("frozen at", &record.frozen.0, &again.frozen.0);
    same("number of lots", &record.lots, &again.lots);
    same("hash", &record.list, &again.list);
    same("seed", &record.seed, &again.seed);
    same("number of winners", &record.winners.len(), &again.winners.len());
    if record.tiers != again.tiers {
        faults.push("the tiers of the record are not those of the list".to_owned());
    }
    if record.randomness != again.randomness {
        faults.push("the randomness of the record is not on one plain line".to_owned());
    }
    if record.left_out != again.left_out {
        faults.push("the record leaves out someone who has no lot in the list, or someone twice, or not in the order of keys".to_owned());
    }
    for (n, (says, is)) in record.winners.iter().zip(&again.winners).enumerate() {
        if says != is {
            let (n, tier, due_tier) = (n + 1, says.tier + 1, is.tier + 1);
            faults.push(format!(
                "winner {n} of the record is {} with lot {} in tier {tier}, and the draw gives {} with lot {} in tier {due_tier}",
                says.lot.who, says.lot.number, is.lot.who, is.lot.number
            ));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

impl DrawRecord {
    /// By tier, what nobody was there for.
    #[must_use]
    pub fn left_over(&self) -> Vec<u32> {
        let given = |tier: usize| self.winners.iter().filter(|winner| winner.tier == tier).count() as u32;
        self.tiers.iter().enumerate().map(|(n, tier)| tier.quantity.saturating_sub(given(n))).collect()
    }

    /// The text that is published: a line for each fact, its fields parted by tabs; tiers are counted from 1.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!(
            "{HEAD}\ncampaign\t{}\naward\t{}\nfrozen\t{}\nlots\t{}\nlist\t{}\nrandomness\t{}\nseed\t{}\n",
            self.campaign, self.award, self.frozen.0, self.lots, self.list, self.randomness, self.seed
        );
        for tier in &self.tiers {
            let _ = writeln!(text, "tier\t{}\t{}\t{}", tier.tier, tier.what, tier.quantity);
        }
        for out in &self.left_out {
            let _ = writeln!(text, "left-out\t{}\t{}", out.who, out.won);
        }
        for winner in &self.winners {
            let _ = writeln!(text, "winner\t{}\t{}\t{}", winner.tier + 1, winner.lot, winner.ticket);
        }
        text
    }

    /// Reads what [`DrawRecord::write`] wrote, to the byte. It does not check the draw; [`verify`] does.
    ///
    /// # Errors
    /// The first line that is not as it would be written.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let lines = lines(text)?;
        if lines[0].1 != HEAD {
            return unreadable(1, "this is no record of a draw, or one of another version");
        }
        let fact = |n: usize, name: &str| match lines.get(n).map(|(_, line)| line.split_once('\t')) {
            Some(Some((found, value))) if found == name => Ok(value),
            _ => unreadable(n + 1, format!("here `{name}` is due, a tab and its value")),
        };
        let number = |n: usize, name: &str| fact(n, name)?.parse::<i64>().or_else(|_| unreadable(n + 1, "this is not a number"));
        let hash = |n: usize, name: &str| {
            Fingerprint::read(fact(n, name)?).map_or_else(|| unreadable(n + 1, "a hash is 64 digits 0-9 and a-f"), Ok)
        };
        let mut record = Self {
            campaign: fact(1, "campaign")?.to_owned(),
            award: fact(2, "award")?.to_owned(),
            frozen: Moment(number(3, "frozen")?),
            lots: u64::try_from(number(4, "lots")?).unwrap_or_default(),
            list: hash(5, "list")?,
            randomness: fact(6, "randomness")?.to_owned(),
            seed: hash(7, "seed")?,
            tiers: Vec::new(),
            left_out: Vec::new(),
            winners: Vec::new(),
        };
        for &(number, line) in &lines[8..] {
            record.read_line(number, line)?;
        }
        // whatever is left can only be lines in another order, or a number written in another way
        match record.write().lines().zip(text.lines()).position(|(due, found)| due != found) {
            None => Ok(record),
            Some(n) => {
                unreadable(n + 1, "this line is not as, or not where, it is written; tiers come first, then who is left out, then winners")
            }
        }
    }

    fn read_line(&mut self, number: usize, line: &str) -> Result<(), Unreadable> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            ["tier", ..] => self.tiers.push(read_tier(number, line)?),
            ["left-out", who, won] => match Who::read(who) {
                Some(who) => self.left_out.push(LeftOut { who, won: won.to_owned() }),
                None => return unreadable(number, "a key is 32 digits 0-9 and a-f"),
            },
            ["winner", tier, who, lot, ticket] => {
                let tier = tier.parse::<usize>().ok().and_then(|tier| tier.checked_sub(1)).filter(|tier| *tier < self.tiers.len());
                let (Some(tier), Some(lot), Some(ticket)) = (tier, Lot::read(who, lot), Fingerprint::read(ticket)) else {
                    return unreadable(number, "a winner is a tier's number, a key, a lot's number and a ticket, parted by tabs");
                };
                self.winners.push(Winner { tier, lot, ticket });
            }
            _ => return unreadable(number, "only tiers, who is left out and winners may stand here"),
        }
        Ok(())
    }
}
