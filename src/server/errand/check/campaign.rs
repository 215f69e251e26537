//! `pufa campaign check`.

use serde_json::json;

use super::{Beside, CAMPAIGNS, listed, report};
use crate::command::{Campaign, Lang};
use crate::outcome::Done;

const BESIDE: Beside = Beside { folder: CAMPAIGNS, en: "campaign", zh: "活动" };

pub fn campaign(errand: &Campaign, lang: Lang) -> Done {
    let Campaign::Check { path } = errand;
    let asked = BESIDE.read(path)?;
    let is_asked_for = |campaign: &&domain::Campaign| asked.is_asked_for(CAMPAIGNS, &campaign.id);
    let campaigns: Vec<_> = asked.library.campaigns.iter().filter(is_asked_for).collect();
    if campaigns.is_empty() && asked.issues.is_empty() {
        return Err(BESIDE.nothing(&asked.path));
    }
    let mut text = String::new();
    for campaign in &campaigns {
        text += &format!("{}  {}\n", campaign.id, campaign.title.replace('\n', ""));
    }
    let about = |campaign: &&domain::Campaign| {
        json!({
            "campaign": campaign.id,
            "title": campaign.title,
            "opens_ms": campaign.opens.0,
            "closes_ms": campaign.closes.0,
            "questions": campaign.blueprint.count(),
            "awards": campaign.awards.iter().map(|award| award.id.as_str()).collect::<Vec<_>>(),
        })
    };
    let json = json!({ "campaigns": campaigns.iter().map(about).collect::<Vec<_>>(), "issues": listed(&asked.issues) });
    Ok(report(text, json, &asked.issues, lang))
}
