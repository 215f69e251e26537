//! `pufa tally show`: a campaign's counts on a terminal, or as an object; it costs as much as there are groups, not rows.

use domain::Campaign;
use domain::tally::By;
use serde_json::{Value, json};

use super::{Figures, Rate, Sums, figures};
use crate::command::{Lang, TallyShow};
use crate::errand::office::{Office, wall};
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::store::CampaignNo;

pub fn show(errand: &TallyShow, office: &Office) -> Done {
    let campaign = office.campaign(&errand.campaign)?;
    let store = office.store()?;
    let (CampaignNo(_), figures) = figures(office, &store, &campaign)?;
    let asked_for: Vec<By> = By::ALL.into_iter().filter(|by| errand.by.is_empty() || errand.by.contains(by)).collect();
    Ok(Report::fine(text(&campaign, &figures, &asked_for, office.lang), json(&campaign, &figures, &asked_for)))
}

fn text(campaign: &Campaign, figures: &Figures, asked_for: &[By], lang: Lang) -> String {
    let all = figures.all;
    let mut text = format!("{}（{}）\n", campaign.title.replace('\n', ""), campaign.id);
    let mut line = |zh: &str, en: &str, value: String| text += &format!("{}  {value}\n", lang.pick(en, zh));
    line("统计时间", "taken", wall(campaign, figures.taken));
    line("人次", "hand-ins (人次)", all.participations.to_string());
    line("人数", "people (人数)", all.participants.to_string());
    line("合格率", "pass rate (合格人次/人次)", pass(figures, all));
    line("逾期率", "late (逾期人次/人次)", all.late_rate().to_string());
    line("人均人次", "hand-ins a person", each(all.per_person()));
    for by in asked_for {
        let rows: Vec<Vec<String>> = figures
            .by(*by)
            .map(|group| {
                let sums = group.sums;
                let counts = [sums.participations.to_string(), sums.participants.to_string()];
                let rates = [pass(figures, sums), sums.late_rate().to_string()];
                std::iter::once(by.shown(&group.name)).chain(counts).chain(rates).collect()
            })
            .collect();
        if !rows.is_empty() {
            text.push('\n');
            text += &table(&[by.on_screen(), "人次", "人数", "合格率", "逾期率"], &[1, 2], &rows);
        }
    }
    text
}

fn pass(figures: &Figures, sums: Sums) -> String {
    if figures.has_pass_mark { sums.pass_rate().to_string() } else { "—".to_owned() }
}

fn each(rate: Rate) -> String {
    let quotient = rate.value().map(|value| format!(" = {value:.2}")).unwrap_or_default();
    format!("{}/{}{quotient}", rate.of, rate.out_of)
}

fn json(campaign: &Campaign, figures: &Figures, asked_for: &[By]) -> Value {
    let groups = figures.groups.iter().filter(|group| asked_for.contains(&group.by)).map(|group| {
        let mut object = sums(figures, group.sums);
        object["by"] = json!(group.by.word());
        object["group"] = json!(group.name);
        object
    });
    let mut object = sums(figures, figures.all);
    object["campaign"] = json!(campaign.id);
    object["title"] = json!(campaign.title.replace('\n', ""));
    object["taken_ms"] = json!(figures.taken.0);
    object["taken"] = json!(wall(campaign, figures.taken));
    object["groups"] = groups.collect();
    object
}

fn sums(figures: &Figures, sums: Sums) -> Value {
    let rate = |rate: Rate| json!({ "numerator": rate.of, "denominator": rate.out_of, "rate": rate.value() });
    json!({
        "participations": sums.participations,
        "participants": sums.participants,
        "passes": sums.passes,
        "late": sums.late,
        "pass_rate": figures.has_pass_mark.then(|| rate(sums.pass_rate())),
        "late_rate": rate(sums.late_rate()),
        "per_person": rate(sums.per_person()),
    })
}
