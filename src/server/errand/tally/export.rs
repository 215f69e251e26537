//! `pufa tally export`: the counts as a workbook or as tables. Totals come from the counters; rows are streamed, page by page.

mod detail;
mod groups;
mod overview;
mod progress;
mod rows;
mod workbook;

pub use progress::Progress;
pub use rows::Rows;
pub use workbook::{Workbook, write as write_workbook};

use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::json;
use wire::csv::{self, Totals};

use super::{Figures, Sums, figures};
use crate::command::TallyExport;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use domain::Campaign;

pub(super) fn export(errand: &TallyExport, office: &Office) -> Done {
    let campaign = office.campaign(&errand.campaign)?;
    let store = office.store()?;
    let (no, figures) = figures(office, &store, &campaign)?;
    let all = figures.all.participations;
    let mut written = None;
    if let Some(path) = &errand.xlsx {
        let mut progress = Progress::new(all, office.lang);
        let workbook = Workbook { campaign: &campaign, figures: &figures, rows_per_sheet: workbook::ROWS_PER_SHEET };
        let mut rows = Rows::of(office, store.as_ref(), no);
        written = Some(beside(path, |half| workbook::write(half, &workbook, &mut rows, &mut progress))?);
    }
    if let Some(path) = &errand.rows {
        let mut progress = Progress::new(all, office.lang);
        let mut rows = Rows::of(office, store.as_ref(), no);
        written = Some(beside(path, |half| write_rows(half, &campaign, &mut rows, &mut progress))?);
    }
    if let Some(path) = &errand.csv {
        beside(path, |half| Ok(fs::write(half, totals(&campaign, &figures)).context("writing the totals")?))?;
    }
    let files: Vec<&PathBuf> = [&errand.xlsx, &errand.csv, &errand.rows].into_iter().flatten().collect();
    let listed = files.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ");
    let (participants, title) = (figures.all.participants, campaign.title.replace('\n', ""));
    let mut text = format!("{title}：{all} 人次，{participants} 人\n");
    text += &office.lang.pick(format!("written to {listed}\n"), format!("已写入 {listed}\n"));
    let json = json!({
        "campaign": campaign.id,
        "taken_ms": figures.taken.0,
        "participations": all,
        "participants": participants,
        "rows": written,
        "files": files,
    });
    Ok(Report::fine(text, json))
}

/// Written under another name first, so that what is there under the right one is always whole.
fn beside<T>(path: &Path, write: impl FnOnce(&Path) -> Result<T, Failure>) -> Result<T, Failure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let half = path.with_file_name(name);
    let done = write(&half);
    if done.is_err() {
        // the fault is told; what is left of the half is of no use, and may not even be there
        let _ = fs::remove_file(&half);
    }
    let done = done?;
    fs::rename(&half, path).with_context(|| format!("writing `{}`", path.display()))?;
    Ok(done)
}

/// The table that device exports have too, with two more columns for what came late.
fn totals(campaign: &Campaign, figures: &Figures) -> String {
    let totals =
        |by, name, sums: Sums| Totals { by, name, counts: sums.counts(), has_pass_mark: figures.has_pass_mark, late: Some(sums.late) };
    let groups = figures.groups.iter().map(|group| totals(Some(group.by), group.name.as_str(), group.sums));
    csv::totals_csv(totals(None, "", figures.all), groups, campaign.zone, &campaign.title, figures.taken)
}

/// The table of rows that device exports have too, with one more column for what came late.
fn write_rows(path: &Path, campaign: &Campaign, rows: &mut Rows<'_>, progress: &mut Progress) -> Result<u64, Failure> {
    let writing = || format!("writing `{}`", path.display());
    let mut file = BufWriter::new(fs::File::create(path).with_context(writing)?);
    let mut text = String::from("\u{feff}编号,参加者,轮次,交卷时间,得分,满分,合格,用时秒,地区,单位,来源,逾期\r\n");
    let word = |truth: bool| if truth { "是" } else { "否" };
    let mut count = 0;
    while let Some(page) = rows.next()? {
        for (participant, entry) in &page {
            let cells = [
                &entry.sitting.uuid(),
                &participant.hex(),
                &entry.round,
                &csv::clock_time(entry.at, campaign.zone),
                &entry.score.to_string(),
                &entry.out_of.to_string(),
                word(entry.passed),
                &(entry.used_ms / 1000).to_string(),
                &entry.region,
                &entry.unit,
                &entry.channel,
                word(entry.late),
            ];
            csv::line(&mut text, &cells);
        }
        file.write_all(text.as_bytes()).with_context(writing)?;
        text.clear();
        count += page.len() as u64;
        progress.at(count);
    }
    file.write_all(text.as_bytes()).and_then(|()| file.into_inner()?.sync_all()).with_context(writing)?;
    Ok(count)
}
