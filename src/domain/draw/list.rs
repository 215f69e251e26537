//! The entry list: who is in a draw with how many lots, and what there is to win, as one text with one hash.

use super::{Fingerprint, Unreadable, Who, lines, plain, unreadable};
use crate::campaign::Prize;
use crate::{Award, Moment};
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

const WHAT: &str = "pufa-entries";
const VERSION: &str = "1";

/// What a draw is made from, frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryList {
    /// Id of the campaign.
    pub campaign: String,
    /// Id of the award.
    pub award: String,
    /// When it was frozen: what was handed in up to this moment is in.
    pub frozen: Moment,
    /// What can be won in this draw, the best first, with what an earlier draw carried over.
    pub tiers: Vec<Prize>,
    /// How many lots each has; at least one, none twice, by key.
    entries: Vec<(Who, u32)>,
}

/// One lot: the chance of one person with this number among their own, from 1. Prints as its line in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lot {
    /// Whose it is.
    pub who: Who,
    /// Which of theirs, from 1.
    pub number: u32,
}

impl fmt::Display for Lot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}", self.who, self.number)
    }
}

impl Lot {
    /// Reads two fields; `None` when a key or number is not written as it prints.
    pub(super) fn read(who: &str, number: &str) -> Option<Self> {
        let plain = number.bytes().all(|c| c.is_ascii_digit()) && !number.starts_with('0');
        Some(Self { who: Who::read(who)?, number: number.parse().ok().filter(|_| plain)? })
    }
}

impl EntryList {
    /// Freezes who is in a draw of `award`, each with their lots ([`Award::chances_between`]) in whatever order; who has none is not in.
    /// `carried` is what the draw before left over ([`Award::carried`]).
    #[must_use]
    pub fn freeze(campaign: &str, award: &Award, carried: &[u32], frozen: Moment, entries: impl IntoIterator<Item = (Who, u32)>) -> Self {
        let mut lots: BTreeMap<Who, u32> = BTreeMap::new();
        for (who, count) in entries.into_iter().filter(|(_, count)| *count > 0) {
            let held = lots.entry(who).or_default();
            *held = held.saturating_add(count);
        }
        let tiers = award.tiers.iter().zip(award.quantities(carried));
        let tiers = tiers.map(|(tier, quantity)| Prize { tier: plain(&tier.name), what: plain(&tier.what), quantity }).collect();
        Self { campaign: plain(campaign), award: plain(&award.id), frozen, tiers, entries: lots.into_iter().collect() }
    }

    /// Who is in, with how many lots, by key.
    #[must_use]
    pub fn entries(&self) -> &[(Who, u32)] {
        &self.entries
    }

    /// Whether someone has a lot.
    #[must_use]
    pub fn holds(&self, who: Who) -> bool {
        self.entries.binary_search_by_key(&who, |entry| entry.0).is_ok()
    }

    /// How many lots there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.entries.iter().map(|(_, lots)| u64::from(*lots)).sum()
    }

    /// Every lot, in the order of the text.
    pub fn lots(&self) -> impl Iterator<Item = Lot> {
        self.entries.iter().flat_map(|&(who, count)| {
            let mut numbers: Vec<u32> = (1..=count).collect();
            // lines are sorted by their bytes: 1, 10, 2
            numbers.sort_by_cached_key(u32::to_string);
            numbers.into_iter().map(move |number| Lot { who, number })
        })
    }

    /// The text: a line with format, version, campaign, award, frozen at (milliseconds since 1970-01-01T00:00Z) and number of lots; a
    /// line for each tier with name, prize and quantity; a line for each lot with the participant's key and the lot's number, sorted by
    /// bytes. Fields are parted by tabs, and every line, the last too, ends with a line feed.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("{WHAT}\t{VERSION}\t{}\t{}\t{}\t{}\n", self.campaign, self.award, self.frozen.0, self.count());
        for tier in &self.tiers {
            let _ = writeln!(text, "tier\t{}\t{}\t{}", tier.tier, tier.what, tier.quantity);
        }
        for lot in self.lots() {
            let _ = writeln!(text, "{lot}");
        }
        text
    }

    /// The hash of the text, which is published when the list is frozen.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.write())
    }

    /// Reads what [`EntryList::write`] wrote, to the byte.
    ///
    /// # Errors
    /// The first line that is not as it would be written.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let lines = lines(text)?;
        let (mut list, count) = read_head(lines[0].1)?;
        let tiers = lines[1..].iter().take_while(|(_, line)| line.starts_with("tier\t"));
        for (number, line) in tiers {
            list.tiers.push(read_tier(*number, line)?);
        }
        let mut last = "";
        let body = &lines[1 + list.tiers.len()..];
        for &(number, line) in body {
            let Some(lot) = line.split_once('\t').and_then(|(who, number)| Lot::read(who, number)) else {
                return unreadable(number, "a lot is 32 digits 0-9 and a-f, a tab, and a number from 1");
            };
            if line <= last {
                return unreadable(number, "this lot stands twice, or not in the order of its bytes");
            }
            last = line;
            match list.entries.last_mut() {
                Some((who, lots)) if *who == lot.who => *lots += 1,
                _ => list.entries.push((lot.who, 1)),
            }
        }
        if count != body.len() as u64 {
            return unreadable(1, format!("the first line says {count} lots, and there are {}; fetch the file again", body.len()));
        }
        for ((number, line), lot) in body.iter().zip(list.lots()) {
            if *line != lot.to_string() {
                return unreadable(*number, format!("the lots of one person are numbered from 1 on; here {} is due", lot.number));
            }
        }
        // whatever is left can only be a number written in another way, such as +1
        let same = list.write() == text;
        if same { Ok(list) } else { unreadable(1, "a number is not written as it should be") }
    }
}

fn read_head(line: &str) -> Result<(EntryList, u64), Unreadable> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [WHAT, VERSION, campaign, award, frozen, count] = fields[..] else {
        return unreadable(
            1,
            format!("the first line must be {WHAT}, {VERSION}, campaign, award, moment and number of lots, parted by tabs"),
        );
    };
    let (Ok(frozen), Ok(count)) = (frozen.parse(), count.parse()) else {
        return unreadable(1, "the moment or the number of lots is not a number");
    };
    let frozen = Moment(frozen);
    Ok((EntryList { campaign: campaign.into(), award: award.into(), frozen, tiers: Vec::new(), entries: Vec::new() }, count))
}

/// A tier's line, which records have too.
pub(super) fn read_tier(number: usize, line: &str) -> Result<Prize, Unreadable> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields[..] {
        ["tier", name, what, quantity] if quantity.parse::<u32>().is_ok() => {
            Ok(Prize { tier: name.into(), what: what.into(), quantity: quantity.parse().unwrap_or_default() })
        }
        _ => unreadable(number, "a tier is the word tier, its name, its prize and a quantity, parted by tabs"),
    }
}
