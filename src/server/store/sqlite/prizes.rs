//! Chances, stock and wins. The table's own checks hold the stock and the one win of a person, whatever is asked at once.

use domain::{Moment, award};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::key;
use crate::store::types::Throw;
use crate::store::{CampaignNo, Claim, Key, Redeemed, Thrown, Win, WinFilter, WinState};

/// The row of `stock` that counts all days.
const ALL_DAYS: i32 = -1_000_000;

const COLUMNS: &str =
    "campaign, award, nth, participant, device, tier, tier_name, what, code, won, claim_until, once, claimed, redeemed, detail";

/// Uses a chance, or tells what it came to.
pub fn throw(connection: &Connection, throw: &Throw) -> rusqlite::Result<Thrown> {
    if let Some(before) = find(connection, throw)? {
        return Ok(before);
    }
    if throw.one_win && has_won(connection, throw.campaign, throw.participant)? {
        take_down(connection, throw, None)?;
        return Ok(Thrown::Nothing);
    }
    let stock = throw.award.tiers.iter().enumerate().map(|(tier, _)| stock(connection, throw, tier)).collect::<Result<Vec<_>, _>>()?;
    match throw.award.throw(throw.bits, |tier| stock[tier]) {
        award::Thrown::Won(tier) => {
            for (day, most) in [(ALL_DAYS, Some(throw.award.tiers[tier].quantity)), (throw.day, throw.award.tiers[tier].per_day)] {
                if let Some(most) = most {
                    give(connection, throw, tier, day, most)?;
                }
            }
            take_down(connection, throw, Some(tier))?;
            let win = win_of(throw, tier);
            insert(connection, &win)?;
            Ok(Thrown::Won(Box::new(win)))
        }
        award::Thrown::Nothing => {
            take_down(connection, throw, None)?;
            Ok(Thrown::Nothing)
        }
        award::Thrown::GoneToday => Ok(Thrown::GoneToday),
        award::Thrown::Gone => Ok(Thrown::Gone),
    }
}

fn find(connection: &Connection, throw: &Throw) -> rusqlite::Result<Option<Thrown>> {
    let used: Option<Option<u32>> = connection
        .prepare_cached("SELECT tier FROM throw WHERE campaign = ?1 AND award = ?2 AND participant = ?3 AND chance = ?4")?
        .query_row(params![throw.campaign.0, throw.award.id, throw.participant.0, throw.chance], |row| row.get(0))
        .optional()?;
    match used {
        None => Ok(None),
        Some(None) => Ok(Some(Thrown::Nothing)),
        Some(Some(_)) => {
            won_by(connection, throw.campaign, &throw.award.id, throw.chance, throw.participant).map(|win| Some(Thrown::Won(Box::new(win))))
        }
    }
}

fn won_by(connection: &Connection, campaign: CampaignNo, award: &str, nth: u32, participant: Key) -> rusqlite::Result<Win> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM win WHERE campaign = ?1 AND award = ?2 AND nth = ?3 AND participant = ?4"))?
        .query_row(params![campaign.0, award, nth, participant.0], win)
}

fn has_won(connection: &Connection, campaign: CampaignNo, participant: Key) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM win WHERE campaign = ?1 AND participant = ?2)")?
        .query_row(params![campaign.0, participant.0], |row| row.get(0))
}

/// What a tier still has.
fn stock(connection: &Connection, throw: &Throw, tier: usize) -> rusqlite::Result<award::Stock> {
    let given = |day: i32| -> rusqlite::Result<u32> {
        connection
            .prepare_cached("SELECT given FROM stock WHERE campaign = ?1 AND award = ?2 AND tier = ?3 AND day = ?4")?
            .query_row(params![throw.campaign.0, throw.award.id, tier as i64, day], |row| row.get(0))
            .optional()
            .map(Option::unwrap_or_default)
    };
    Ok(throw.award.tiers[tier].stock(given(ALL_DAYS)?, given(throw.day)?))
}

fn give(connection: &Connection, throw: &Throw, tier: usize, day: i32, most: u32) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO stock (campaign, award, tier, day, given, most) VALUES (?1, ?2, ?3, ?4, 1, ?5)
             ON CONFLICT DO UPDATE SET given = given + 1, most = ?5",
        )?
        .execute(params![throw.campaign.0, throw.award.id, tier as i64, day, most])?;
    Ok(())
}

fn take_down(connection: &Connection, throw: &Throw, tier: Option<usize>) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO throw (campaign, award, participant, chance, at, tier) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![throw.campaign.0, throw.award.id, throw.participant.0, throw.chance, throw.at.0, tier.map(|tier| tier as i64)])?;
    Ok(())
}

fn win_of(throw: &Throw, tier: usize) -> Win {
    let about = &throw.award.tiers[tier];
    Win {
        campaign: throw.campaign,
        award: throw.award.id.clone(),
        nth: throw.chance,
        participant: throw.participant,
        device: throw.device,
        tier: tier as u32,
        tier_name: about.name.clone(),
        what: about.what.clone(),
        code: throw.code.clone(),
        won: throw.at,
        claim_until: throw.claim_until,
        one_win: throw.one_win,
        state: WinState::Open,
        detail: None,
    }
}

/// Takes down a win; fails when the claim code is taken or the person may not win again.
pub fn insert(connection: &Connection, win: &Win) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO win (campaign, award, nth, participant, device, tier, tier_name, what, code, won, claim_until, once)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            win.campaign.0,
            win.award,
            win.nth,
            win.participant.0,
            win.device.0,
            win.tier,
            win.tier_name,
            win.what,
            win.code,
            win.won.0,
            win.claim_until.0,
            win.one_win.then_some(1),
        ])?;
    Ok(())
}

/// The used chances of one person, in order.
pub fn thrown(connection: &Connection, campaign: CampaignNo, award: &str, participant: Key) -> rusqlite::Result<Vec<Thrown>> {
    let used: Vec<(u32, Option<u32>)> = connection
        .prepare_cached("SELECT chance, tier FROM throw WHERE campaign = ?1 AND award = ?2 AND participant = ?3 ORDER BY chance")?
        .query_map(params![campaign.0, award, participant.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    used.into_iter()
        .map(|(chance, tier)| match tier {
            None => Ok(Thrown::Nothing),
            Some(_) => won_by(connection, campaign, award, chance, participant).map(|win| Thrown::Won(Box::new(win))),
        })
        .collect()
}

/// Wins that fit, in the order they were won.
pub fn wins(connection: &Connection, filter: &WinFilter) -> rusqlite::Result<Vec<Win>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM win WHERE campaign = ?1 AND (?2 IS NULL OR participant = ?2) AND (?3 IS NULL OR award = ?3)
             ORDER BY won, award, nth, tier, participant"
        ))?
        .query_map(params![filter.campaign.0, filter.participant.map(|key| key.0), filter.award], win)?
        .collect()
}

/// Takes down a claim, before its last moment.
pub fn claim(connection: &Connection, claim: &Claim) -> rusqlite::Result<Option<Win>> {
    let (sealed, purge_at) = super::detail(claim.detail.as_ref());
    connection
        .prepare_cached(
            "UPDATE win SET claimed = ?4, detail = ?5, purge_at = ?6
             WHERE campaign = ?1 AND participant = ?2 AND code = ?3 AND redeemed IS NULL AND claim_until >= ?4",
        )?
        .execute(params![claim.campaign.0, claim.participant.0, claim.code, claim.at.0, sealed, purge_at])?;
    by_code(connection, claim.campaign, &claim.code).map(|found| found.filter(|win| win.participant == claim.participant))
}

/// Takes down that a prize was handed out; the first time stays.
pub fn redeem(connection: &Connection, campaign: CampaignNo, code: &str, at: Moment) -> rusqlite::Result<Option<Redeemed>> {
    let changed = connection
        .prepare_cached("UPDATE win SET redeemed = ?3 WHERE campaign = ?1 AND code = ?2 AND redeemed IS NULL")?
        .execute(params![campaign.0, code, at.0])?;
    Ok(by_code(connection, campaign, code)?.map(|win| Redeemed { win, now: changed == 1 }))
}

fn by_code(connection: &Connection, campaign: CampaignNo, code: &str) -> rusqlite::Result<Option<Win>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM win WHERE campaign = ?1 AND code = ?2"))?
        .query_row(params![campaign.0, code], win)
        .optional()
}

fn win(row: &Row<'_>) -> rusqlite::Result<Win> {
    let (claimed, redeemed): (Option<i64>, Option<i64>) = (row.get(12)?, row.get(13)?);
    let state = match (claimed, redeemed) {
        (_, Some(at)) => WinState::Redeemed(Moment(at)),
        (Some(at), None) => WinState::Claimed(Moment(at)),
        (None, None) => WinState::Open,
    };
    Ok(Win {
        campaign: CampaignNo(row.get(0)?),
        award: row.get(1)?,
        nth: row.get(2)?,
        participant: key(row, 3)?,
        device: key(row, 4)?,
        tier: row.get(5)?,
        tier_name: row.get(6)?,
        what: row.get(7)?,
        code: row.get(8)?,
        won: Moment(row.get(9)?),
        claim_until: Moment(row.get(10)?),
        one_win: row.get::<_, Option<i64>>(11)?.is_some(),
        state,
        detail: row.get(14)?,
    })
}
