//! Rankings as they are published: the frozen list of standings, and the record of who gets what, which follows from it alone.

use super::list::read_tier;
use super::{Fingerprint, LeftOut, Unreadable, Who, lines, plain, unreadable};
use crate::award::{Standing, rank};
use crate::campaign::Prize;
use crate::{Award, Moment, Points, award};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const LIST: &str = "pufa-ranking\t1";
const RECORD: &str = "pufa-ranking-record\t1";

/// Who stands where, frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingList {
    /// Id of the campaign.
    pub campaign: String,
    /// Id of the award.
    pub award: String,
    /// When it was frozen: what was handed in up to this moment counts.
    pub frozen: Moment,
    /// What can be won, the best first.
    pub tiers: Vec<Prize>,
    /// The best first, everyone once.
    standings: Vec<Standing<Who>>,
}

impl RankingList {
    /// Freezes standings, in whatever order they come.
    #[must_use]
    pub fn freeze(campaign: &str, award: &Award, frozen: Moment, mut standings: Vec<Standing<Who>>) -> Self {
        rank(&mut standings);
        let prize = |tier: &award::Tier| Prize { tier: plain(&tier.name), what: plain(&tier.what), quantity: tier.quantity };
        Self { campaign: plain(campaign), award: plain(&award.id), frozen, tiers: award.tiers.iter().map(prize).collect(), standings }
    }

    /// Who stands where, the best first.
    #[must_use]
    pub fn standings(&self) -> &[Standing<Who>] {
        &self.standings
    }

    /// The text: format and version, campaign, award, frozen at and number of people; a line for each tier; a line for each person with
    /// key, score in hundredths, milliseconds used and moment of the hand-in, the best first. Fields are parted by tabs.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("{LIST}\t{}\t{}\t{}\t{}\n", self.campaign, self.award, self.frozen.0, self.standings.len());
        write_tiers(&mut text, &self.tiers);
        for one in &self.standings {
            let _ = writeln!(text, "{}\t{}\t{}\t{}", one.participant, one.score.as_hundredths(), one.used_ms, one.at.0);
        }
        text
    }

    /// The hash of the text.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.write())
    }

    /// Reads what [`RankingList::write`] wrote, to the byte.
    ///
    /// # Errors
    /// The first line that is not as it would be written.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let lines = lines(text)?;
        let head: Option<Vec<&str>> =
            lines[0].1.strip_prefix(LIST).and_then(|rest| rest.strip_prefix('\t')).map(|rest| rest.split('\t').collect());
        let Some(&[campaign, award, frozen, _]) = head.as_deref() else {
            return unreadable(1, "this is no ranking, or one of another version");
        };
        let Ok(frozen) = frozen.parse() else { return unreadable(1, "the moment is not a number") };
        let (campaign, award, frozen) = (campaign.to_owned(), award.to_owned(), Moment(frozen));
        let mut list = Self { campaign, award, frozen, tiers: Vec::new(), standings: Vec::new() };
        for &(number, line) in &lines[1..] {
            if line.starts_with("tier\t") {
                list.tiers.push(read_tier(number, line)?);
                continue;
            }
            match read_standing(line) {
                Some(standing) => list.standings.push(standing),
                None => return unreadable(number, "a standing is a key, a score, the time used and the hand-in, parted by tabs"),
            }
        }
        let mut ranked = list.standings.clone();
        rank(&mut ranked);
        let people: BTreeSet<Who> = ranked.iter().map(|one| one.participant).collect();
        if ranked != list.standings || people.len() != ranked.len() {
            return unreadable(1 + list.tiers.len(), "the people are not in the order of their ranking, or someone stands in it twice");
        }
        same(&list.write(), text).map_or(Ok(list), |line| unreadable(line, "this line is not as it is written"))
    }
}

fn read_standing(line: &str) -> Option<Standing<Who>> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [who, score, used_ms, at] = fields[..] else { return None };
    let score = Points::hundredths(score.parse().ok()?);
    Some(Standing { participant: Who::read(who)?, score, used_ms: used_ms.parse().ok()?, at: Moment(at.parse().ok()?) })
}

/// What a ranking gives: the text that is published. `left_out` are those who may not win again, each with what they won.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingRecord {
    /// The hash of the list.
    pub list: Fingerprint,
    /// Who was in the list and could not win any more, by key.
    pub left_out: Vec<LeftOut>,
    /// Who won which tier, counted from 0, the best first.
    pub winners: Vec<(usize, Who)>,
    text: String,
}

impl RankingRecord {
    /// Gives out the tiers along the list. The same list and `left_out` give the same record, whoever does it.
    #[must_use]
    pub fn of(list: &RankingList, left_out: &[LeftOut]) -> Self {
        let people: BTreeSet<Who> = list.standings.iter().map(|one| one.participant).collect();
        let mut left_out: Vec<LeftOut> =
            left_out.iter().filter(|out| people.contains(&out.who)).map(|out| LeftOut { who: out.who, won: plain(&out.won) }).collect();
        left_out.sort_unstable();
        left_out.dedup_by_key(|out| out.who);
        let mut done: BTreeSet<Who> = left_out.iter().map(|out| out.who).collect();
        let quantities: Vec<u32> = list.tiers.iter().map(|tier| tier.quantity).collect();
        let given = award::hand_out(&quantities, list.standings.iter().map(|one| one.participant), |who| done.insert(*who));
        let winners: Vec<(usize, Who)> = given.winners.into_iter().map(|won| (won.tier, won.entry)).collect();
        let fingerprint = list.fingerprint();
        let mut text = format!(
            "{RECORD}\ncampaign\t{}\naward\t{}\nfrozen\t{}\npeople\t{}\nlist\t{fingerprint}\n",
            list.campaign,
            list.award,
            list.frozen.0,
            list.standings.len()
        );
        write_tiers(&mut text, &list.tiers);
        for out in &left_out {
            let _ = writeln!(text, "left-out\t{}\t{}", out.who, out.won);
        }
        for (tier, who) in &winners {
            let _ = writeln!(text, "winner\t{}\t{who}", tier + 1);
        }
        Self { list: fingerprint, left_out, winners, text }
    }

    /// The text that is published.
    #[must_use]
    pub fn write(&self) -> &str {
        &self.text
    }

    /// Whether a text begins as records of rankings do.
    #[must_use]
    pub fn is_one(text: &str) -> bool {
        text.starts_with(RECORD)
    }

    /// Checks a published record against its list by giving out once more. Whether those left out had won before is for the records of
    /// those awards to show.
    ///
    /// # Errors
    /// A sentence for each line that is not as it must be.
    pub fn verify(record: &str, list: &RankingList) -> Result<(), Vec<String>> {
        let read_out = |line: &str| {
            let (who, won) = line.strip_prefix("left-out\t")?.split_once('\t')?;
            Some(LeftOut { who: Who::read(who)?, won: won.to_owned() })
        };
        let left_out: Vec<LeftOut> = record.lines().filter_map(read_out).collect();
        let again = Self::of(list, &left_out).text;
        let (says, gives): (Vec<&str>, Vec<&str>) = (record.split('\n').collect(), again.split('\n').collect());
        let line = |lines: &[&str], n: usize| lines.get(n).copied().unwrap_or("nothing").replace('\t', " ");
        let differs = (0..says.len().max(gives.len())).filter(|n| says.get(*n) != gives.get(*n));
        let faults: Vec<String> = differs
            .map(|n| format!("line {} of the record says `{}`, and the list gives `{}`", n + 1, line(&says, n), line(&gives, n)))
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

fn write_tiers(text: &mut String, tiers: &[Prize]) {
    for tier in tiers {
        let _ = writeln!(text, "tier\t{}\t{}\t{}", tier.tier, tier.what, tier.quantity);
    }
}

/// The first line that differs, counted from 1.
fn same(due: &str, found: &str) -> Option<usize> {
    let differs = || due.split('\n').zip(found.split('\n')).position(|(due, found)| due != found).unwrap_or(0) + 1;
    (due != found).then(differs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::award::{Entitled, Tier, TooFew, Way};

    fn list() -> RankingList {
        let tier = |quantity| Tier { name: "奖".into(), what: "伞".into(), quantity, per_day: None, one_in: 1 };
        let entitled = Entitled::Score { from: Points::default(), each: false };
        let (title, tiers) = ("排名奖".into(), vec![tier(1), tier(2)]);
        let award = Award { id: "top".into(), title, entitled, way: Way::Rank, tiers, too_few: TooFew::Lapse };
        let standing = |who: u8| Standing { participant: Who([who; 16]), score: Points::whole(u32::from(who)), used_ms: 1, at: Moment(1) };
        RankingList::freeze("demo", &award, Moment(9), (1..=5).map(standing).collect())
    }

    #[test]
    fn a_ranking_reads_as_it_was_written_and_nothing_else() {
        let text = list().write();
        assert_eq!(RankingList::read(&text), Ok(list()));
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 1;
            if let Ok(changed) = String::from_utf8(changed)
                && let Ok(read) = RankingList::read(&changed)
            {
                assert_ne!(read.fingerprint(), list().fingerprint(), "byte {at}");
            }
        }
    }

    #[test]
    fn the_best_win_and_who_is_left_out_is_passed_over() {
        let out = [LeftOut { who: Who([5; 16]), won: "luck".into() }, LeftOut { who: Who([9; 16]), won: "luck".into() }];
        let record = RankingRecord::of(&list(), &out);
        assert_eq!(record.winners, [(0, Who([4; 16])), (1, Who([3; 16])), (1, Who([2; 16]))]);
        assert_eq!(record.left_out.len(), 1, "who is not in the list is no matter");
        assert_eq!(RankingRecord::verify(record.write(), &list()), Ok(()));
    }

    #[test]
    fn a_record_that_was_changed_is_found_out() {
        let record = RankingRecord::of(&list(), &[]);
        for (from, to) in [("winner\t1\t05", "winner\t1\t01"), ("people\t5", "people\t6"), ("伞\t2", "伞\t3")] {
            let changed = record.write().replacen(from, to, 1);
            assert_ne!(changed, record.write());
            assert_eq!(RankingRecord::verify(&changed, &list()).map_err(|faults| faults.len()), Err(1), "{to}");
        }
        let cut = record.write().trim_end();
        assert!(RankingRecord::verify(cut, &list()).is_err());
    }
}
