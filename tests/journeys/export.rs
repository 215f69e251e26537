//! What the organiser takes off a device.

use std::time::Instant;

use anyhow::{Context as _, Result};
use domain::Points;
use e2e::{Bank, Counts, Device, Site};
use wire::bundle::Bundle;

const QUESTIONS: usize = 10;

#[tokio::test]
async fn the_export_read_back_is_what_was_played() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let begun = Instant::now();
    let page = device.open(&site, "open?from=poster%2B1").await?;
    let opened_ms: i64 = page.run("return Date.now()", serde_json::Value::Null).await?;
    page.start_as("某市/某旗/河湾街道", "=1+1").await?;
    page.answer_all(&bank, QUESTIONS, |n| n < 7).await?;
    page.hand_in(QUESTIONS).await?;
    page.press("[data-again]").await?;
    page.asked_at(0).await?;
    page.answer_all(&bank, QUESTIONS, |n| n == 0).await?;
    page.hand_in(QUESTIONS).await?;

    assert_eq!(page.counts().await?, Counts { participations: 2, participants: 1 });
    assert_eq!(page.number("[data-passes]").await?, 1);
    let region = page.text("section[data-by=region]").await?;
    assert!(region.contains("河湾街道") && region.contains("2人次"), "{region}");

    let json = String::from_utf8(device.download(&page, "[data-bundle]").await?)?;
    let bundle = Bundle::read(&json).map_err(anyhow::Error::msg)?;
    assert_eq!(bundle.campaign, "open");
    let mut rows: Vec<_> = bundle.tally.rows().collect();
    rows.sort_by_key(|row| row.at);
    let took_ms = i64::try_from(begun.elapsed().as_millis())?;
    for (row, (score, passed)) in rows.iter().zip([(70, true), (10, false)]) {
        assert_eq!((row.score, row.out_of, row.passed), (Points::whole(score), Points::whole(100), passed));
        assert_eq!((row.region.as_str(), row.unit.as_str(), row.channel.as_str()), ("某市/某旗/河湾街道", "=1+1", "poster+1"));
        assert!((opened_ms..=opened_ms + took_ms).contains(&row.at.0) && (1..took_ms).contains(&row.used_ms), "{row:?}");
    }
    assert_eq!((rows.len(), &rows[0].participant), (2, &rows[1].participant));

    let csv = String::from_utf8(device.download(&page, "[data-csv]").await?)?;
    let table = csv.strip_prefix('\u{feff}').context("no byte order mark")?;
    for line in [
        "合计,,2,1,1,50.0%",
        "地区,某市/某旗/河湾街道,2,1,1,50.0%",
        "单位,'=1+1,2,1,1,50.0%",
        "来源,poster+1,2,1,1,50.0%",
        "得分,10,1,1,0,0.0%",
        "得分,70,1,1,1,100.0%",
    ] {
        assert!(table.lines().any(|found| found == line), "no `{line}` in {table}");
    }
    let csv = String::from_utf8(device.download(&page, "[data-rows]").await?)?;
    let rows = csv.strip_prefix('\u{feff}').context("no byte order mark")?;
    assert_eq!(rows.lines().filter(|line| line.contains("某市/某旗/河湾街道,'=1+1,poster+1")).count(), 2, "{rows}");
    for cell in table.lines().chain(rows.lines()).flat_map(|line| line.split(',')) {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "a spreadsheet would run `{cell}`");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_pin_shows_no_counts() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open#organiser").await?;
    page.write("[data-pin]", "135790").await?;
    page.press("[data-open]").await?;
    page.sees("[role=alert]").await?;
    assert!(!page.shows("[data-participations]").await?);
    Ok(())
}
