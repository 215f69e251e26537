//! `pufa draw freeze`: the list of the next draw that is due, kept and hashed.

use std::path::Path;

use domain::Moment;
use domain::award::{TooFew, Way};
use domain::draw::{DrawRecord, EntryList, Fingerprint};
use serde_json::json;

use super::{Draws, entries, files};
use crate::errand::office::wall;
use crate::outcome::{Done, Failure, Report};
use crate::store::{Drawn, Store as _};

/// What arrived in the last millisecond may still be on its way to the disk: hand-ins take milliseconds, and no writer waits for another
/// process longer than ten seconds. One that takes longer is not written any more once the list is kept, but told to come again
/// ([`crate::store::Accepted::Passed`]).
const IN_FLIGHT_MS: i64 = 15_000;

pub fn freeze(draws: &Draws, out: Option<&Path>) -> Done {
    let nth = draws.kept.len();
    // what is frozen and not drawn is shown once more, so that a lost line or file costs nothing
    if let Some(last) = draws.kept.last().filter(|last| last.record.is_empty() && !is_due(draws, nth)) {
        files::write(out, &last.list)?;
        return Ok(report(draws, last, out));
    }
    let frozen = due(draws, nth)?;
    let carried = carried(draws)?;
    files::check(out)?;
    let list = match draws.award.way {
        Way::Rank => entries::ranking(draws, frozen)?.write(),
        Way::Draw { .. } | Way::Instant => entries::list(draws, frozen, &carried)?.write(),
    };
    let drawn =
        Drawn { campaign: draws.no, award: draws.award.id.clone(), nth: nth as u32, frozen, list, record: String::new(), wins: Vec::new() };
    draws.office.wait(draws.store.keep_draw(drawn.clone()))?;
    let hash = Fingerprint::of(&drawn.list).to_string();
    draws
        .office
        .audit("draw-freeze", &json!({ "campaign": draws.campaign.id, "award": draws.award.id, "nth": nth + 1, "sha256": hash }))?;
    files::write(out, &drawn.list)?;
    Ok(report(draws, &drawn, out))
}

fn is_due(draws: &Draws, nth: usize) -> bool {
    draws.moments.get(nth).is_some_and(|frozen| draws.office.now() > frozen.plus_ms(IN_FLIGHT_MS))
}

fn due(draws: &Draws, nth: usize) -> Result<Moment, Failure> {
    let award = &draws.award.id;
    let Some(frozen) = draws.moments.get(nth).copied() else {
        return Err(Failure::of(
            "all-frozen",
            format!("every draw of `{award}` is frozen and drawn"),
            format!("`{award}` 的每次开奖都已封存并开奖"),
        ));
    };
    if is_due(draws, nth) {
        return Ok(frozen);
    }
    let (at, nth) = (wall(&draws.campaign, frozen.plus_ms(IN_FLIGHT_MS)), nth + 1);
    Err(Failure::of(
        "too-early",
        format!("draw {nth} of `{award}` can be frozen after {at}: until then hand-ins may still enter it"),
        format!("`{award}` 第 {nth} 次开奖的名单要到 {at} 之后才能封存：在那之前还可能有人交卷进入"),
    ))
}

/// What the draw before left over, where it carries over; that is only known when it was drawn.
fn carried(draws: &Draws) -> Result<Vec<u32>, Failure> {
    let Some(last) = draws.kept.last().filter(|_| draws.award.too_few == TooFew::Carry) else { return Ok(Vec::new()) };
    if last.record.is_empty() {
        let (award, nth) = (&draws.award.id, last.nth + 1);
        return Err(Failure::of(
            "not-drawn",
            format!("what draw {nth} of `{award}` leaves over is added to the next one; draw it first with `pufa draw run`"),
            format!("`{award}` 第 {nth} 次开奖剩下的要并入下一次；请先用 `pufa draw run` 开奖"),
        ));
    }
    let record = DrawRecord::read(&last.record).map_err(|why| damaged(&why.to_string()))?;
    Ok(draws.award.carried(&record.left_over()))
}

/// Something of ours in the store does not read any more.
pub fn damaged(why: &str) -> Failure {
    Failure::of(
        "damaged",
        format!("a draw that was kept is damaged: {why}; restore a backup"),
        format!("保存的开奖内容已损坏：{why}；请恢复备份"),
    )
}

fn report(draws: &Draws, drawn: &Drawn, out: Option<&Path>) -> Report {
    let hash = Fingerprint::of(&drawn.list).to_string();
    let nth = drawn.nth + 1;
    let (people, lots) = match EntryList::read(&drawn.list) {
        Ok(list) => (list.entries().len() as u64, list.count()),
        Err(_) => domain::draw::RankingList::read(&drawn.list).map_or((0, 0), |list| (list.standings().len() as u64, 0)),
    };
    let at = wall(&draws.campaign, drawn.frozen);
    let text = draws.office.lang.pick(
        format!("draw {nth} of `{}`, frozen at {at}: {people} people, {lots} lots\nSHA-256 {hash}\npublish this hash before the randomness is known\n", draws.award.id),
        format!("`{}` 第 {nth} 次开奖，名单封存于 {at}：{people} 人，{lots} 注\nSHA-256 {hash}\n请在随机数揭晓之前公布这个校验值\n", draws.award.id),
    );
    let json = json!({
        "campaign": draws.campaign.id,
        "award": draws.award.id,
        "nth": nth,
        "frozen_ms": drawn.frozen.0,
        "people": people,
        "lots": lots,
        "sha256": hash,
        "list": out,
    });
    Report::fine(text, json)
}
