//! What a server needs when much was handed in: memory over a million hand-ins, and what one costs on top of ten million rows.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use domain::attempts::Attempts;
use domain::dice::Dice;
use domain::{Moment, Points, Zone};
use serde_json::{Value, json};
use server::store::{Accepted, CampaignNo, Entry, HandIn, Key, Limits, Sqlite, Store};

use super::{Bench, median, thousandths};
use crate::command;
use crate::play::{Play, now_ms};
use crate::report;

/// Hand-ins of one part of the million.
const PART: u64 = 50_000;
const PARTS: u64 = 20;
/// Rows of the large store and of the small one.
const MANY: u64 = 10_000_000;
const FEW: u64 = 10_000;
/// Rows handed over at a time while a store is filled.
const TOGETHER: u64 = 4_096;
/// Over so long the rows of a filled store came in.
const DAYS_MS: i64 = 14 * 86_400_000;
/// So often both stores are measured, in turns.
const TURNS: usize = 5;

/// A million hand-ins to one server, and its memory after each part.
///
/// # Errors
/// As [`super::run`].
pub fn million(options: &command::Bench) -> Result<Value> {
    let data = tempfile::tempdir().context("making a folder for data")?;
    let bench = bench(options, data.path())?;
    let mut memory = Vec::new();
    for part in 1..=PARTS {
        let (per_s, _) = bench.full(PART)?;
        let (now, most) = bench.server.rss_mb().context("this system does not say how much memory a process has")?;
        eprintln!("  {:>9} hand-ins: {now:.1} MiB, {most:.1} MiB at most, {per_s:.0}/s", part * PART);
        memory.push(thousandths(now));
    }
    let most = bench.server.rss_mb().map(|(_, most)| most.round());
    Ok(json!({ "hand_ins": PART * PARTS, "rss_mb": memory, "rss_peak_mb": most }))
}

/// Hand-ins on top of many rows and of few, in turns.
///
/// # Errors
/// As [`super::run`].
pub fn ten_million(options: &command::Bench) -> Result<Value> {
    let [few, many] = [FEW, MANY].map(|rows| {
        let data = tempfile::tempdir().context("making a folder for data")?;
        drop(options.program.start(data.path())?);
        fill(data.path(), &options.campaign, rows)?;
        let bench = bench(options, data.path())?;
        bench.full(PART)?;
        anyhow::Ok((bench, data))
    });
    let (few, many) = (few?, many?);
    let mut figures = [const { (Vec::new(), Vec::new()) }; 2];
    for turn in 1..=TURNS {
        for ((bench, _), (rates, costs)) in [&few, &many].into_iter().zip(&mut figures) {
            let (per_s, busy_us) = bench.full(PART)?;
            rates.push(per_s);
            costs.push(busy_us);
        }
        let last = |at: usize| figures[at].0.last().zip(figures[at].1.last()).map_or((0.0, 0.0), |(rate, cost)| (*rate, *cost));
        eprintln!("  turn {turn}: (hand-ins/s, µs each) {:.1?} on few rows, {:.1?} on many", last(0), last(1));
    }
    let [few, many] = figures.map(|(rates, costs)| (median(rates), median(costs)));
    Ok(json!({
        "rows": [FEW, MANY],
        "hand_in_per_s": [few.0.round(), many.0.round()],
        "busy_us_per_hand_in": [thousandths(few.1), thousandths(many.1)],
        "time_ratio": thousandths(few.0 / many.0),
        "busy_ratio": thousandths(many.1 / few.1),
    }))
}

fn bench(options: &command::Bench, data: &Path) -> Result<Bench> {
    let play = Play::new(&options.program.questions, &options.campaign, report::fresh_seed()?)?;
    Ok(Bench { play, server: options.program.start(data)?, connections: options.connections })
}

/// Puts rows into a store as people would have over two weeks: keys in the order of time, give or take the minutes that a paper takes,
/// and one hand-in of four by somebody who was there before.
fn fill(data: &Path, campaign: &str, rows: u64) -> Result<()> {
    let store = Sqlite::open(&data.join("pufa.sqlite"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        let known = store.campaigns().await?;
        let no = known.iter().find(|one| one.id == campaign).context("no row names the campaign")?.no;
        let mut people = People { dice: Dice::new(rows), recent: Vec::new(), from: now_ms() - DAYS_MS, step: DAYS_MS as f64 / rows as f64 };
        let mut done = 0;
        while done < rows {
            let more = TOGETHER.min(rows - done);
            let answers: Vec<_> = (done..done + more).map(|n| store.hand_in(people.hand_in(no, n))).collect();
            for answer in answers {
                let accepted = answer.await?;
                ensure!(matches!(accepted, Accepted::First(_)), "a row was not taken: {accepted:?}");
            }
            done += more;
            if done.is_multiple_of(TOGETHER * 256) {
                eprintln!("  {done} rows");
            }
        }
        anyhow::Ok(())
    })
}

/// Who fills a store.
struct People {
    dice: Dice,
    /// Some who may come again, and how often they did.
    recent: Vec<(Key, u32)>,
    from: i64,
    step: f64,
}

impl People {
    fn hand_in(&mut self, campaign: CampaignNo, n: u64) -> HandIn {
        let at = self.from + (n as f64 * self.step) as i64;
        let (participant, nth) = self.person(at);
        let sitting = self.key(at);
        let score = Points::whole(10 * self.dice.below(11));
        let entry = Entry {
            nth,
            sitting,
            device: participant,
            round: "1".into(),
            started: Moment(at - 60_000),
            at: Moment(at),
            used_ms: 60_000,
            score,
            out_of: Points::whole(100),
            passed: score >= Points::whole(60),
            late: false,
            seed: self.dice.bits(),
            edition: 1,
            answers: vec![1; 11],
            region: String::new(),
            unit: String::new(),
            channel: "load".into(),
        };
        let limits = Limits { attempts: Attempts { per_day: None, total: None }, zone: Zone::CHINA };
        HandIn { campaign, participant, entry, detail: None, limits, drawn: None }
    }

    fn person(&mut self, at: i64) -> (Key, u32) {
        const REMEMBERED: usize = 100_000;
        if self.recent.len() > 1_000 && self.dice.below(4) == 0 {
            let place = self.dice.below(self.recent.len() as u32) as usize;
            let (key, times) = &mut self.recent[place];
            *times += 1;
            return (*key, *times);
        }
        let minutes_ago = i64::from(self.dice.below(600_000));
        let key = self.key(at - minutes_ago);
        if self.recent.len() < REMEMBERED {
            self.recent.push((key, 0));
        } else {
            let place = self.dice.below(REMEMBERED as u32) as usize;
            self.recent[place] = (key, 0);
        }
        (key, 0)
    }

    fn key(&mut self, at: i64) -> Key {
        let mut key = [0; 16];
        key[..8].copy_from_slice(&(at << 16 | (self.dice.bits() & 0xffff) as i64).to_be_bytes());
        key[8..].copy_from_slice(&self.dice.bits().to_be_bytes());
        Key(key)
    }
}
