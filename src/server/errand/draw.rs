//! `pufa draw`: lists are frozen when their moment has passed, drawn from public randomness, and checked by anyone.

mod entries;
mod files;
mod freeze;
mod list;
mod run;
mod verify;

use domain::award::Way;
use domain::{Award, Campaign, Moment};
use serde_json::json;

use super::office::{Office, award};
use crate::command::{AwardArgs, Draw, Lang};
use crate::outcome::{Done, Failure, Report};
use crate::settings::Given;
use crate::store::{CampaignNo, Drawn, Sqlite, Store as _};
use std::sync::Arc;

pub fn run(errand: &Draw, lang: Lang, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Draw::List { campaign, store } => list::list(campaign, &office(Given::from(store))?),
        Draw::Freeze { award, out } => freeze::freeze(&Draws::open(award, office(Given::from(&award.store))?)?, out.as_deref()),
        Draw::Run { award, randomness, out } => {
            run::run(&Draws::open(award, office(Given::from(&award.store))?)?, randomness.as_deref(), out.as_deref())
        }
        Draw::Verify { record, list } => verify::verify(record, list, lang),
        Draw::Export { award, nth, list, record } => {
            let draws = Draws::open(award, office(Given::from(&award.store))?)?;
            export(&draws, *nth, list.as_deref(), record.as_deref())
        }
    }
}

/// The draws of one award: when each is to be frozen, and what is kept of them.
struct Draws {
    office: Office,
    store: Arc<Sqlite>,
    campaign: Campaign,
    award: Award,
    no: CampaignNo,
    /// When each list is to be frozen, the first one first.
    moments: Vec<Moment>,
    /// What is kept, the first one first.
    kept: Vec<Drawn>,
}

impl Draws {
    fn open(args: &AwardArgs, office: Office) -> Result<Self, Failure> {
        let campaign = office.campaign(&args.campaign)?;
        let award = award(&campaign, &args.award)?.clone();
        if award.way == Way::Instant {
            let id = &award.id;
            return Err(Failure::wrong(
                "instant",
                format!("`{id}` is given at once and never drawn"),
                format!("`{id}` 是即时奖，不用开奖"),
            ));
        }
        let store = office.store()?;
        let no = office.number(&store, &campaign)?;
        let kept = office.wait(store.draws(no, &award.id))?;
        let moments = moments(&campaign, &award);
        let draws = Self { office, store, campaign, award, no, moments, kept };
        draws.check_moments()?;
        Ok(draws)
    }

    /// What is frozen stays, so the file may not say another time for it any more.
    fn check_moments(&self) -> Result<(), Failure> {
        let moved = self.kept.iter().find(|draw| self.moments.get(draw.nth as usize) != Some(&draw.frozen));
        match moved {
            None => Ok(()),
            Some(draw) => {
                let (nth, was) = (draw.nth + 1, super::office::wall(&self.campaign, draw.frozen));
                let (campaign, award) = (&self.campaign.id, &self.award.id);
                Err(Failure::of(
                    "moved",
                    format!(
                        "draw {nth} of `{award}` was frozen at {was}, and campaigns/{campaign}.toml now says another time; put the file back as it was"
                    ),
                    format!(
                        "`{award}` 第 {nth} 次开奖的名单已于 {was} 封存，而 campaigns/{campaign}.toml 现在写的是别的时间；请把文件改回原样"
                    ),
                ))
            }
        }
    }
}

/// When the lists of an award are to be frozen, the first one first.
fn moments(campaign: &Campaign, award: &Award) -> Vec<Moment> {
    let next = |from: Moment| campaign.next_freeze(award, from);
    std::iter::successors(next(Moment(i64::MIN)), |last| next(last.plus_ms(1))).collect()
}

fn export(draws: &Draws, nth: Option<u32>, list: Option<&std::path::Path>, record: Option<&std::path::Path>) -> Done {
    let wanted = |draw: &&Drawn| nth.is_none_or(|nth| draw.nth + 1 == nth);
    let Some(draw) = draws.kept.iter().rfind(wanted) else {
        let award = &draws.award.id;
        return Err(Failure::of(
            "nothing-frozen",
            format!("there is no such frozen list of `{award}`; `pufa draw list {}` shows what there is", draws.campaign.id),
            format!("`{award}` 没有这样的已封存名单；可用 `pufa draw list {}` 查看", draws.campaign.id),
        ));
    };
    if record.is_some() && draw.record.is_empty() {
        return Err(Failure::of(
            "not-drawn",
            "the list is frozen and not drawn yet; `pufa draw run` draws it",
            "名单已封存，还没有开奖；请用 `pufa draw run` 开奖",
        ));
    }
    files::write(list, &draw.list)?;
    files::write(record, &draw.record)?;
    let (lang, nth) = (draws.office.lang, draw.nth + 1);
    Ok(Report::fine(
        lang.pick(format!("draw {nth} is written\n"), format!("第 {nth} 次开奖已写出\n")),
        json!({ "campaign": draws.campaign.id, "award": draws.award.id, "nth": nth, "list": list, "record": record }),
    ))
}
