//! Several devices at one event, added up afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use e2e::{Bank, Device, Site, server};

const QUESTIONS: usize = 2;

/// One sitting: on which device, who by their phone number, where from, by which link, and how many answers are right.
type Play = (usize, &'static str, &'static str, &'static str, usize);

const PLAYS: [Play; 10] = [
    (0, "13800000001", "某市/某旗/河湾街道", "poster", 2),
    (0, "13800000002", "某市/某旗/河湾街道", "poster", 0),
    (0, "13800000001", "某市/某旗/河湾街道", "", 1),
    (0, "13800000003", "外地", "poster", 2),
    (1, "13800000001", "某市/某旗/城关镇", "wechat", 2),
    (1, "13800000004", "某市/某旗/城关镇", "poster", 1),
    (1, "13800000005", "外地", "wechat", 0),
    (2, "13800000005", "外地", "", 2),
    (2, "13800000006", "某市/某旗/河湾街道", "=wechat", 2),
    (2, "13800000006", "某市/某旗/城关镇", "poster", 0),
];

#[tokio::test]
async fn ten_sittings_on_three_devices_add_up_exactly() -> Result<()> {
    let (bank, site, folder) = (Bank::read()?, Site::serve()?, tempfile::tempdir()?);
    let mut bundles: Vec<PathBuf> = Vec::new();
    for n in 0..3 {
        let device = Device::new().await?;
        for (_, phone, region, channel, right) in PLAYS.iter().filter(|play| play.0 == n) {
            let link = if channel.is_empty() { "kiosk".to_owned() } else { format!("kiosk?from={channel}") };
            let page = device.open(&site, &link).await?;
            page.start_as(region, phone).await?;
            page.answer_all(&bank, QUESTIONS, |n| n < *right).await?;
            assert_eq!(page.hand_in(QUESTIONS).await?, (right * 10).to_string());
            page.press("[data-next-person]").await?;
            page.sees("[data-start]").await?;
            page.close().await?;
        }
        let page = device.open(&site, "kiosk").await?;
        assert_eq!(page.counts().await?.participations, PLAYS.iter().filter(|play| play.0 == n).count() as u64);
        let bundle = folder.path().join(format!("{n}.json"));
        fs::write(&bundle, device.download(&page, "[data-bundle]").await?)?;
        bundles.push(bundle);
    }

    let merged = folder.path().join("merged.csv");
    // one of them twice, as happens when files are collected by hand
    bundles.push(bundles[1].clone());
    let done = Command::new(server()?).args(["tally", "merge"]).args(&bundles).arg("--csv").arg(&merged).output()?;
    ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let found = table(&fs::read_to_string(merged)?)?;
    for (group, counts) in expected() {
        assert_eq!(found.get(&group), Some(&counts), "{group:?} in {found:?}");
    }
    for by in ["地区", "来源", "单位", "得分"] {
        let all: u64 = found.iter().filter(|((group, _), _)| group == by).map(|(_, counts)| counts[0]).sum();
        assert_eq!(all, 10, "{by}");
    }
    Ok(())
}

type Table = BTreeMap<(String, String), [u64; 3]>;

/// 人次, 人数 and passes of all, by region and by channel, counted from the plays themselves.
fn expected() -> Table {
    let mut plays: BTreeMap<(String, String), Vec<&Play>> = BTreeMap::new();
    for play in &PLAYS {
        let (_, _, region, channel, _) = *play;
        let channel = match channel {
            "" => "未填",
            "=wechat" => "'=wechat",
            channel => channel,
        };
        for (group, name) in [("合计", ""), ("地区", region), ("来源", channel), ("单位", "未填")] {
            plays.entry((group.into(), name.into())).or_default().push(play);
        }
    }
    let count = |plays: Vec<&Play>| {
        let people: BTreeSet<&str> = plays.iter().map(|play| play.1).collect();
        let passes = plays.iter().filter(|play| play.4 >= 1).count();
        [plays.len() as u64, people.len() as u64, passes as u64]
    };
    plays.into_iter().map(|(group, plays)| (group, count(plays))).collect()
}

fn table(csv: &str) -> Result<Table> {
    let mut table = Table::new();
    for line in csv.strip_prefix('\u{feff}').context("no byte order mark")?.lines().skip(1) {
        // what was counted and when it was taken
        if line.ends_with(",,,") {
            continue;
        }
        let cells: Vec<&str> = line.split(',').collect();
        // the rate is what its neighbours say
        let [group, name, numbers @ .., _] = cells.as_slice() else { continue };
        let numbers: Vec<u64> = numbers.iter().map(|number| number.parse()).collect::<Result<_, _>>()?;
        table.insert(((*group).into(), (*name).into()), numbers.try_into().map_err(|_| anyhow::anyhow!("`{line}` has not six cells"))?);
    }
    Ok(table)
}
