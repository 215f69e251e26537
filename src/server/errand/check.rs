//! `pufa bank check` and `pufa campaign check`: every fault in what people wrote, with file and line.

mod bank;
mod words;

pub use bank::bank;

use std::path::Path;

use domain::Issue;
use press::library::{self, Library};
use serde_json::{Value, json};

use super::counted;
use crate::command::{Campaign, Lang};
use crate::outcome::{Done, Failure, Report};

const CAMPAIGNS: &str = "campaigns";

pub fn campaign(errand: &Campaign, lang: Lang) -> Done {
    let Campaign::Check { path } = errand;
    let path = found(path)?;
    let (root, only) = if path.is_file() {
        (parent(&parent(&path)?)?, file_name(&path).map(|name| format!("{CAMPAIGNS}/{name}")))
    } else if file_name(&path).as_deref() == Some(CAMPAIGNS) {
        (parent(&path)?, None)
    } else {
        (path.clone(), None)
    };
    let is_one_of_ours = !path.is_file() || parent(&path)?.file_name().is_some_and(|name| name == CAMPAIGNS);
    if !is_one_of_ours {
        let (shown, en, zh) =
            (path.display(), "lies in a directory `campaigns` beside the banks it draws from", "放在题库旁边的 `campaigns` 目录里");
        return Err(Failure::wrong(
            "misplaced",
            format!("a campaign's file {en}, and `{shown}` does not"),
            format!("活动文件应{zh}，`{shown}` 不是"),
        ));
    }
    let (library, mut issues) = library::read(&root)?;
    issues.retain(|issue| only.as_ref().map_or(issue.file.starts_with("campaigns/"), |only| issue.file == *only));
    let Library { campaigns, .. } = library;
    let is_asked_for = |id: &str| only.as_ref().is_none_or(|only| *only == format!("{CAMPAIGNS}/{id}.toml"));
    let campaigns: Vec<_> = campaigns.into_iter().filter(|campaign| is_asked_for(&campaign.id)).collect();
    if campaigns.is_empty() && issues.is_empty() {
        return Err(nothing("campaign", "活动", &path, "campaigns/<id>.toml"));
    }
    let mut text = String::new();
    for campaign in &campaigns {
        text += &format!("{}  {}\n", campaign.id, campaign.title.replace('\n', ""));
    }
    let about = |campaign: &domain::Campaign| {
        json!({
            "campaign": campaign.id,
            "title": campaign.title,
            "opens_ms": campaign.opens.0,
            "closes_ms": campaign.closes.0,
            "questions": campaign.blueprint.count(),
            "awards": campaign.awards.iter().map(|award| award.id.as_str()).collect::<Vec<_>>(),
        })
    };
    let json = json!({ "campaigns": campaigns.iter().map(about).collect::<Vec<_>>(), "issues": listed(&issues) });
    Ok(report(text, json, &issues, lang))
}

fn report(mut text: String, json: Value, issues: &[Issue], lang: Lang) -> Report {
    for issue in issues {
        text += &format!("{issue}\n");
    }
    if issues.is_empty() {
        text += lang.pick("all is fine\n", "没有问题\n");
        return Report::fine(text, json);
    }
    text += &lang.pick(
        format!("{}, listed above\n", counted(lang, issues.len() as u64, "fault", "")),
        format!("共 {} 个问题，列在上面\n", issues.len()),
    );
    Report::faults(text, json)
}

fn listed(issues: &[Issue]) -> Vec<Value> {
    issues.iter().map(|issue| json!({ "file": issue.file, "line": issue.line, "code": issue.code, "text": issue.text })).collect()
}

/// The path with nothing left open in it, so that it has a parent.
fn found(path: &Path) -> Result<std::path::PathBuf, Failure> {
    path.canonicalize().map_err(|why| {
        let path = path.display();
        Failure::wrong("not-found", format!("`{path}` can't be read: {why}"), format!("读不了 `{path}`：{why}"))
    })
}

fn parent(path: &Path) -> Result<std::path::PathBuf, Failure> {
    path.parent().map(Path::to_owned).ok_or_else(|| nothing("bank", "题库", path, "<bank>/bank.toml"))
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

fn nothing(en: &str, zh: &str, path: &Path, form: &str) -> Failure {
    let path = path.display();
    Failure::wrong("nothing-there", format!("there is no {en} in `{path}`; it wants {form}"), format!("`{path}` 里没有{zh}；应有 {form}"))
}
