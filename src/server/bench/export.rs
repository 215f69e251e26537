//! How long a workbook of many rows takes, and how much memory, beside rust_xlsxwriter alone with the same cells in the same mode.
//! Called with a number of rows: `cargo bench --package server --bench export -- 1000000`; prints one line of JSON.
//!
//! Each part runs in a process of its own, by turns, so that peaks of memory are its own. The bound writes cells that are ready in
//! memory: one page of them, over and over.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::{Campaign, Moment, Points, Zone};
use rusqlite::{Connection, params};
use rust_xlsxwriter::{Format, Workbook as Xlsx};
use server::command::Lang;
use server::errand::Figures;
use server::errand::export::{Progress, Rows, Workbook, write_workbook};
use server::store::sqlite::INSERT;
use server::store::{Answer, CampaignNo, Entry, Key, Sqlite, Store as _};

const ROUNDS: usize = 3;
const PAGE: u64 = 2_048;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match &words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["export", dir] => part(|out| export(Path::new(dir), out)),
        ["alone", rows] => {
            let rows = rows.parse()?;
            part(|out| alone(rows, out))
        }
        // `cargo test --benches` only proves that this compiles
        [] => Ok(()),
        [rows] => measure(rows.parse().context("how many rows?")?),
        _ => anyhow::bail!("called with a number of rows, or with a part and what it works on"),
    }
}

fn measure(rows: u64) -> Result<()> {
    let dir = tempfile::tempdir()?;
    fill(dir.path(), rows)?;
    let (mut ours, mut bounds) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(run("export", &dir.path().display().to_string())?);
        bounds.push(run("alone", &rows.to_string())?);
    }
    let median = |mut runs: Vec<Figure>| {
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        runs.swap_remove(ROUNDS / 2)
    };
    let (ours, bound) = (median(ours), median(bounds));
    println!("{{\"rows\":{rows},\"export\":{},\"alone\":{},\"times\":{:.2}}}", ours.json(), bound.json(), ours.seconds / bound.seconds);
    Ok(())
}

struct Figure {
    seconds: f64,
    peak_mib: f64,
    file_mib: f64,
}

impl Figure {
    fn json(&self) -> String {
        format!("{{\"seconds\":{:.2},\"peak_mib\":{:.1},\"file_mib\":{:.1}}}", self.seconds, self.peak_mib, self.file_mib)
    }
}

fn run(part: &str, on: &str) -> Result<Figure> {
    let output = Command::new(std::env::current_exe()?).args([part, on]).output()?;
    ensure!(output.status.success(), "{part}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next().context("three numbers")?.context("a number");
    Ok(Figure { seconds: next()?, peak_mib: next()?, file_mib: next()? })
}

fn part(work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let dir = tempfile::tempdir()?;
    let out = dir.path().join("out.xlsx");
    let began = Instant::now();
    work(&out)?;
    let seconds = began.elapsed().as_secs_f64();
    let mib = std::fs::metadata(&out)?.len() as f64 / f64::from(1 << 20);
    println!("{seconds} {} {mib}", peak_mib());
    Ok(())
}

/// The most memory this process had, as Linux says; 0 elsewhere.
fn peak_mib() -> f64 {
    let about = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = about.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}

fn wait<T>(answer: Answer<T>) -> Result<T, server::outcome::Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    Ok(runtime.block_on(answer)?)
}

fn export(dir: &Path, out: &Path) -> Result<()> {
    let failed = |why: server::outcome::Failure| anyhow::Error::msg(why.text(Lang::En));
    let store = Sqlite::open(&dir.join("pufa.sqlite"))?;
    let no = CampaignNo(1);
    let figures = Figures::of(Moment(0), true, &wait(store.counters(no)).map_err(failed)?);
    let campaign = Campaign { id: "bench".into(), title: "竞答".into(), zone: Zone::CHINA, ..Campaign::default() };
    let workbook = Workbook { campaign: &campaign, figures: &figures, rows_per_sheet: u32::MAX };
    let mut rows = Rows::from(&store, no, wait);
    write_workbook(out, &workbook, &mut rows, &mut Progress::new(figures.all.participations, Lang::En)).map_err(failed)?;
    Ok(())
}

/// The bound: cells that are ready.
fn alone(rows: u64, out: &Path) -> Result<()> {
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let page: Vec<(Entry, [String; 2])> = (0..PAGE)
        .map(|n| {
            let (key, entry) = row(n);
            let texts = [entry.sitting.uuid(), key.hex()];
            (entry, texts)
        })
        .collect();
    let mut xlsx = Xlsx::new();
    xlsx.set_tempdir(out.parent().context("a folder")?)?;
    let mut done = 0;
    while done < rows {
        let sheet = xlsx.add_worksheet_with_constant_memory()?;
        let most = (rows - done).min(1_048_575);
        for at in 1..=most as u32 {
            let (entry, [sitting, key]) = &page[(u64::from(at) % PAGE) as usize];
            sheet.write_string(at, 0, sitting)?;
            sheet.write_string(at, 1, key)?;
            sheet.write_number(at, 2, f64::from(entry.nth + 1))?;
            sheet.write_string(at, 3, &entry.round)?;
            sheet.write_number_with_format(at, 4, 46_357.333_333 + f64::from(at) / 86_400.0, &moment)?;
            sheet.write_number_with_format(at, 5, 46_357.336_666 + f64::from(at) / 86_400.0, &moment)?;
            sheet.write_number(at, 6, 80.0)?;
            sheet.write_number(at, 7, 100.0)?;
            sheet.write_string(at, 8, "是")?;
            if entry.late {
                sheet.write_string(at, 9, "逾期")?;
            }
            sheet.write_number(at, 10, (entry.used_ms / 1000) as f64)?;
            sheet.write_string(at, 11, &entry.region)?;
            sheet.write_string(at, 12, &entry.unit)?;
            sheet.write_string(at, 13, &entry.channel)?;
        }
        done += most;
    }
    xlsx.save(out)?;
    Ok(())
}

/// Three attempts of each person, as campaigns have them.
fn row(n: u64) -> (Key, Entry) {
    let opens = Moment(1_796_083_200_000);
    let key = |tail: u64, salt: u8| {
        let mut key = [salt; 16];
        key[..8].copy_from_slice(&tail.to_be_bytes());
        Key(key)
    };
    let started = opens.plus_ms((n * 517).cast_signed() % 500_000_000);
    let entry = Entry {
        nth: (n % 3) as u32,
        sitting: key(n, 7),
        device: key(n / 3, 9),
        round: "1".into(),
        started,
        at: started.plus_ms(200_000),
        used_ms: 200_000,
        score: Points::whole((n % 11 * 10) as u32),
        out_of: Points::whole(100),
        passed: n % 11 > 5,
        late: n.is_multiple_of(50),
        seed: n,
        edition: 1,
        answers: vec![1; 11],
        region: ["某市/某旗/河湾街道", "某市/某旗/城关镇", "某市/某区/东关街道", "外地"][(n / 3 % 4) as usize].into(),
        unit: format!("第{}小学", n / 3 % 40),
        channel: ["公众号", "海报", "学校"][(n % 3) as usize].into(),
    };
    (key(n / 3, 1), entry)
}

fn fill(dir: &Path, rows: u64) -> Result<()> {
    let path = dir.join("pufa.sqlite");
    let store = Sqlite::open(&path)?;
    let failed = |why: server::outcome::Failure| anyhow::Error::msg(why.text(Lang::En));
    let no = wait(store.campaign("bench")).map_err(failed)?;
    ensure!(no == CampaignNo(1), "a new store begins at 1");
    let mut connection = Connection::open(&path)?;
    let all = connection.transaction()?;
    {
        let mut insert = all.prepare(INSERT)?;
        for (who, entry) in (0..rows).map(row) {
            insert.execute(params![
                no.0,
                who.0,
                entry.nth,
                entry.sitting.0,
                entry.device.0,
                entry.round,
                entry.started.0,
                entry.at.0,
                entry.used_ms,
                entry.score.as_hundredths(),
                entry.out_of.as_hundredths(),
                entry.passed,
                entry.late,
                entry.seed.cast_signed(),
                entry.edition,
                entry.answers,
                entry.region,
                entry.unit,
                entry.channel,
            ])?;
        }
    }
    all.commit()?;
    let began = Instant::now();
    wait(store.recount(vec![(no, Zone::CHINA)], true)).map_err(failed)?;
    eprintln!("{rows} rows counted again in {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}
