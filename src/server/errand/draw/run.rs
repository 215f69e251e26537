//! `pufa draw run`: winners from the frozen list, kept with their claim codes in one transaction with the record.

use std::path::Path;

use domain::award::Way;
use domain::draw::{EntryList, LeftOut, RankingList, RankingRecord, Who};
use domain::{Moment, draw};
use serde_json::{Value, json};

use super::{Draws, files, freeze};
use crate::errand::table::table;
use crate::hall::{claim_code, claim_until};
use crate::outcome::{Done, Failure, Report};
use crate::store::{Drawn, Key, Store as _, Win, WinFilter, WinState};

/// An instant prize may be won while a draw is made; then it is made again without that person.
const TRIES: usize = 3;

pub fn run(draws: &Draws, randomness: Option<&str>, out: Option<&Path>) -> Done {
    let frozen = frozen(draws)?;
    files::check(out)?;
    let mut tries = 0;
    let drawn = loop {
        let drawn = made(draws, frozen, randomness)?;
        tries += 1;
        match draws.office.wait(draws.store.keep_draw(drawn.clone())) {
            Ok(()) => break drawn,
            Err(_) if tries < TRIES => {}
            Err(why) => return Err(why),
        }
    };
    let about = json!({ "campaign": draws.campaign.id, "award": draws.award.id, "nth": drawn.nth + 1, "winners": drawn.wins.len() });
    draws.office.audit("draw-run", &about)?;
    files::write(out, &drawn.record)?;
    Ok(report(draws, &drawn, out))
}

/// The first list that is frozen and not drawn.
fn frozen(draws: &Draws) -> Result<&Drawn, Failure> {
    let (campaign, award) = (&draws.campaign.id, &draws.award.id);
    draws.kept.iter().find(|draw| draw.record.is_empty()).ok_or_else(|| {
        Failure::of(
            "nothing-frozen",
            format!("no list of `{award}` is frozen and not drawn; freeze one first: pufa draw freeze {campaign} {award}"),
            format!("`{award}` 没有已封存而未开奖的名单；请先封存：pufa draw freeze {campaign} {award}"),
        )
    })
}

fn made(draws: &Draws, frozen: &Drawn, randomness: Option<&str>) -> Result<Drawn, Failure> {
    let left_out = left_out(draws)?;
    let now = draws.office.now();
    match (draws.award.way, randomness.map(str::trim).filter(|text| !text.is_empty())) {
        (Way::Rank, None) => {
            let list = RankingList::read(&frozen.list).map_err(|why| freeze::damaged(&why.to_string()))?;
            let record = RankingRecord::of(&list, &left_out);
            let wins = record.winners.iter().map(|(tier, who)| win(draws, frozen, now, *tier, *who)).collect::<Result<_, _>>()?;
            Ok(Drawn { record: record.write().to_owned(), wins, ..frozen.clone() })
        }
        (Way::Rank, Some(_)) => Err(Failure::wrong(
            "no-randomness",
            "a ranking follows from scores alone; leave --randomness out",
            "排名只看成绩，请去掉 --randomness",
        )),
        (_, None) => Err(Failure::wrong(
            "no-randomness",
            "--randomness is missing: what public numbers decide, and what they were, such as \"双色球 2026142期 01 05 12 18 23 30 07\"",
            "缺少 --randomness：用哪个公开的随机数、号码是多少，例如 \"双色球 2026142期 01 05 12 18 23 30 07\"",
        )),
        (_, Some(randomness)) => {
            let list = EntryList::read(&frozen.list).map_err(|why| freeze::damaged(&why.to_string()))?;
            let record = draw::draw(&list, randomness, &left_out);
            let wins =
                record.winners.iter().map(|winner| win(draws, frozen, now, winner.tier, winner.lot.who)).collect::<Result<_, _>>()?;
            Ok(Drawn { record: record.write(), wins, ..frozen.clone() })
        }
    }
}

/// Who may not win again, with what they won first.
fn left_out(draws: &Draws) -> Result<Vec<LeftOut>, Failure> {
    if !draws.campaign.one_win {
        return Ok(Vec::new());
    }
    let wins = draws.office.wait(draws.store.wins(WinFilter { campaign: draws.no, participant: None, award: None }))?;
    Ok(wins.into_iter().map(|win| LeftOut { who: Who(win.participant.0), won: win.award }).collect())
}

fn win(draws: &Draws, frozen: &Drawn, now: Moment, tier: usize, who: Who) -> Result<Win, Failure> {
    let participant = Key(who.0);
    let about = draws.award.tiers.get(tier).ok_or_else(|| freeze::damaged("its tiers are not those of the campaign"))?;
    // the claim code is shown on the device that was there first: whoever learns a number later can't fetch its prize with it
    let entries = draws.office.wait(draws.store.entries(draws.no, participant))?;
    Ok(Win {
        campaign: draws.no,
        award: draws.award.id.clone(),
        nth: frozen.nth,
        participant,
        device: entries.first().map(|entry| entry.device).unwrap_or_default(),
        tier: tier as u32,
        tier_name: about.name.clone(),
        what: about.what.clone(),
        code: claim_code()?,
        won: now,
        claim_until: claim_until(&draws.campaign, now),
        one_win: draws.campaign.one_win,
        state: WinState::Open,
        detail: None,
    })
}

fn report(draws: &Draws, drawn: &Drawn, out: Option<&Path>) -> Report {
    let (lang, nth) = (draws.office.lang, drawn.nth + 1);
    let rows: Vec<Vec<String>> =
        drawn.wins.iter().map(|win| vec![win.tier_name.clone(), win.what.clone(), win.participant.hex()]).collect();
    let mut text = table(&lang.pick(["tier", "prize", "participant"], ["奖级", "奖品", "参加者"]), &[], &rows);
    text += &lang.pick(
        format!("draw {nth} of `{}` is made and kept: {} winners\n", draws.award.id, drawn.wins.len()),
        format!("`{}` 第 {nth} 次开奖完成并已保存：{} 人中奖\n", draws.award.id, drawn.wins.len()),
    );
    if out.is_none() {
        let (campaign, award) = (&draws.campaign.id, &draws.award.id);
        text += &lang.pick(
            format!("publish list and record: pufa draw export {campaign} {award} --list FILE --record FILE\n"),
            format!("请公布名单和记录：pufa draw export {campaign} {award} --list 文件 --record 文件\n"),
        );
    }
    let winner =
        |win: &Win| json!({ "tier": win.tier + 1, "tier_name": win.tier_name, "what": win.what, "participant": win.participant.hex() });
    let winners: Vec<Value> = drawn.wins.iter().map(winner).collect();
    let json = json!({ "campaign": draws.campaign.id, "award": draws.award.id, "nth": nth, "winners": winners, "record": out });
    Report::fine(text, json)
}
