//! `pufa tally merge`: the participations of several devices as one tally.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Error, Result, ensure};
use serde_json::json;
use wire::bundle::Bundle;
use wire::csv;

use crate::command::TallyMerge;
use crate::outcome::{Done, Report};

/// Merges the bundles and writes the tables; fails when a bundle can't be read or is of another campaign than the others.
pub fn merge(options: &TallyMerge) -> Done {
    let bundles = options.bundles.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
    let merged = merged(bundles)?;
    let counts = merged.tally.counts();
    write(&options.csv, &csv::tally_csv(&merged.tally, merged.zone, &merged.title, merged.taken))?;
    if let Some(path) = &options.rows {
        write(path, &csv::rows_csv(&merged.tally, merged.zone))?;
    }
    let title = merged.title.replace('\n', "");
    let text = format!("{title}：{} 人次，{} 人\n", counts.participations, counts.participants);
    let json = json!({
        "campaign": merged.campaign,
        "title": title,
        "bundles": options.bundles.len(),
        "taken_ms": merged.taken.0,
        "participations": counts.participations,
        "participants": counts.participants,
        "passes": counts.passes,
    });
    Ok(Report::fine(text, json))
}

fn read(path: &Path) -> Result<Bundle> {
    let text = fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))?;
    Bundle::read(&text).map_err(Error::msg).with_context(|| format!("`{}`", path.display()))
}

fn write(path: &Path, table: &str) -> Result<()> {
    fs::write(path, table).with_context(|| format!("writing `{}`", path.display()))
}

/// One bundle of all; the newest says how the campaign is called.
fn merged(mut bundles: Vec<Bundle>) -> Result<Bundle> {
    bundles.sort_by_key(|bundle| bundle.taken);
    let mut all = bundles.pop().context("there is no bundle to merge")?;
    for bundle in bundles {
        ensure!(
            bundle.campaign == all.campaign && bundle.zone == all.zone,
            "the bundles are of different campaigns, `{}` and `{}`; merge each campaign on its own",
            bundle.campaign,
            all.campaign
        );
        all.tally = all.tally.merge(bundle.tally);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use domain::{Moment, Participation, Points, Tally, Zone};

    use super::*;

    fn bundle(campaign: &str, taken: i64, sittings: &[(&str, &str)]) -> Bundle {
        let mut tally = Tally::default();
        for (sitting, participant) in sittings {
            tally.add(Participation {
                sitting: (*sitting).into(),
                participant: (*participant).into(),
                round: "1".into(),
                at: Moment(taken),
                score: Points::whole(80),
                out_of: Points::whole(100),
                passed: true,
                used_ms: 1000,
                region: String::new(),
                unit: String::new(),
                channel: String::new(),
            });
        }
        Bundle { campaign: campaign.into(), title: format!("{campaign} {taken}"), zone: Zone::CHINA, taken: Moment(taken), tally }
    }

    #[test]
    fn a_bundle_given_twice_counts_once() {
        let (first, second) = (bundle("demo", 1, &[("s1", "p1"), ("s2", "p1")]), bundle("demo", 2, &[("s3", "p2")]));
        let merged = merged(vec![second.clone(), first.clone(), second]).unwrap();
        let counts = merged.tally.counts();
        assert_eq!((counts.participations, counts.participants), (3, 2));
        assert_eq!(merged.title, "demo 2", "the newest says how the campaign is called");
    }

    #[test]
    fn two_campaigns_are_never_added_up() {
        let error = merged(vec![bundle("demo", 1, &[]), bundle("other", 2, &[])]).unwrap_err().to_string();
        assert!(error.contains("`demo` and `other`"), "{error}");
    }
}
