//! `pufa tally rebuild`: counts again from the rows, and mends what the counters say else.

use domain::{Campaign, Zone};
use serde_json::{Value, json};

use crate::command::{Lang, TallyRebuild};
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::store::{CampaignNo, Counter, CounterKey, Numbered, Store as _};

pub fn rebuild(errand: &TallyRebuild, office: &Office) -> Done {
    let known: Vec<Campaign> = match errand.campaigns.as_slice() {
        [] => office.library()?.campaigns,
        asked_for => asked_for.iter().map(|id| office.campaign(id)).collect::<Result<_, _>>()?,
    };
    let store = office.store()?;
    let counted = office.wait(store.campaigns())?;
    let zone = |id: &str| known.iter().find(|campaign| campaign.id == id).map(|campaign| campaign.zone);
    let zones: Vec<(CampaignNo, Zone)> = counted.iter().filter_map(|one| Some((one.no, zone(&one.id)?))).collect();
    let homeless: Vec<&Numbered> = counted.iter().filter(|one| errand.campaigns.is_empty() && zone(&one.id).is_none()).collect();
    let recounts = office.wait(store.recount(zones, false))?;
    if !errand.check {
        for recount in recounts.iter().filter(|recount| !recount.differs.is_empty()) {
            office.wait(store.correct(recount.clone()))?;
        }
    }

    let lang = office.lang;
    let name = |no: CampaignNo| counted.iter().find(|one| one.no == no).map_or("", |one| one.id.as_str());
    let mut text = String::new();
    let mut campaigns = Vec::new();
    for recount in &recounts {
        let id = name(recount.campaign);
        let differences = recount.differs.len();
        text += &match (differences, errand.check) {
            (0, _) => lang.pick(format!("{id}: {} rows, consistent\n", recount.rows), format!("{id}：{} 行，一致\n", recount.rows)),
            (n, true) => lang.pick(format!("{id}: {n} counters differ from the rows\n"), format!("{id}：{n} 项计数与明细不一致\n")),
            (n, false) => lang.pick(format!("{id}: {n} counters differed and are mended\n"), format!("{id}：{n} 项计数曾不一致，已改正\n")),
        };
        text += &listed(&recount.differs, lang);
        let differs: Vec<Value> = recount.differs.iter().map(|(key, kept, rows)| difference(key, kept.as_ref(), rows.as_ref())).collect();
        campaigns.push(json!({ "campaign": id, "rows": recount.rows, "differs": differs, "mended": !errand.check && differences > 0 }));
    }
    for one in &homeless {
        text += &lang.pick(
            format!("{}: not counted, its file is gone and with it the zone of its days; put the file back to count it\n", one.id),
            format!("{}：没有核对，活动文件不在了，不知道按哪个时区分日；放回文件后再核对\n", one.id),
        );
    }
    let differs = recounts.iter().any(|recount| !recount.differs.is_empty());
    let json = json!({
        "consistent": !differs && homeless.is_empty(),
        "campaigns": campaigns,
        "not_counted": homeless.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
    });
    if !errand.check && differs {
        let mended = recounts.iter().map(|recount| (name(recount.campaign).to_owned(), recount.differs.len().into()));
        office.audit("tally-rebuild", &json!({ "counters_mended": mended.collect::<serde_json::Map<_, _>>() }))?;
    }
    if !differs && homeless.is_empty() {
        text += lang.pick("consistent\n", "一致\n");
    }
    Ok(Report { text, json, faults: (errand.check && differs) || !homeless.is_empty() })
}

type Difference = (CounterKey, Option<Counter>, Option<Counter>);

fn listed(differs: &[Difference], lang: Lang) -> String {
    if differs.is_empty() {
        return String::new();
    }
    let said = |counter: Option<&Counter>| {
        counter
            .map_or_else(|| "—".to_owned(), |one| format!("{} / {} / {} / {}", one.participations, one.participants, one.passes, one.late))
    };
    let row = |(key, kept, rows): &Difference| {
        let (by, group) = key.by.map_or(("合计", String::new()), |by| (by.on_screen(), by.shown(&key.group)));
        vec![by.to_owned(), group, said(kept.as_ref()), said(rows.as_ref())]
    };
    let rows: Vec<_> = differs.iter().map(row).collect();
    let headings = lang.pick(
        ["by", "group", "counter (人次 / 人数 / passed / late)", "rows"],
        ["分组", "名称", "计数（人次 / 人数 / 合格 / 逾期）", "明细"],
    );
    table(&headings, &[], &rows)
}

fn difference(key: &CounterKey, kept: Option<&Counter>, rows: Option<&Counter>) -> Value {
    let sums = |counter: Option<&Counter>| {
        counter.map(
            |one| json!({ "participations": one.participations, "participants": one.participants, "passes": one.passes, "late": one.late }),
        )
    };
    json!({ "by": key.by.map_or("all", |by| by.word()), "group": key.group, "counter": sums(kept), "rows": sums(rows) })
}
