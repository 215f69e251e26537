//! `pufa draw list`: when each draw of a campaign is due, and how far it has come.

use domain::award::Way;
use domain::draw::Fingerprint;
use serde_json::{Value, json};

use super::moments;
use crate::errand::office::{Office, wall};
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::store::Store as _;

pub fn list(campaign: &str, office: &Office) -> Done {
    let campaign = office.campaign(campaign)?;
    let store = office.store()?;
    let no = office.number(&store, &campaign)?;
    let lang = office.lang;
    let (mut rows, mut objects): (Vec<Vec<String>>, Vec<Value>) = Default::default();
    for award in campaign.awards.iter().filter(|award| award.way != Way::Instant) {
        let kept = office.wait(store.draws(no, &award.id))?;
        for (nth, moment) in moments(&campaign, award).into_iter().enumerate() {
            let draw = kept.get(nth);
            let (word, shown) = match draw {
                Some(draw) if !draw.record.is_empty() => ("drawn", lang.pick("drawn", "已开奖")),
                Some(_) => ("frozen", lang.pick("frozen", "已封存")),
                None if office.now() > moment => ("due", lang.pick("due", "应封存")),
                None => ("waiting", lang.pick("waiting", "未到时间")),
            };
            let hash = draw.map(|draw| Fingerprint::of(&draw.list).to_string());
            let cells = [award.id.clone(), award.title.clone(), (nth + 1).to_string(), wall(&campaign, moment), shown.to_owned()];
            rows.push(cells.into_iter().chain(hash.clone()).collect());
            objects.push(json!({
                "award": award.id,
                "title": award.title,
                "nth": nth + 1,
                "frozen_ms": moment.0,
                "state": word,
                "sha256": hash,
            }));
        }
    }
    let headings =
        lang.pick(["award", "title", "draw", "freezes at", "state", "SHA-256"], ["奖项", "名称", "次", "封存时间", "状态", "SHA-256"]);
    let text = if rows.is_empty() {
        lang.pick("no award of this campaign is drawn\n", "这个活动没有需要开奖的奖项\n").to_owned()
    } else {
        table(&headings, &[2], &rows)
    };
    Ok(Report::fine(text, json!({ "campaign": campaign.id, "draws": objects })))
}
