//! `cargo xtask bench`, the server's part: hand-ins beside what the same machine can do in the same minutes with the same load.
//!
//! Two bounds: a handler that parses the same body and answers the same bytes, and one writer that commits the same row, without
//! HTTP. They take turns with the server round by round, so that all three meet the same machine; what is told is medians.

mod commits;
mod compare;
pub mod handler;
mod size;

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use crate::command;
use crate::crowd::{Crowd, Until};
use crate::play::{HAND_IN, Open, Play};
use crate::report;
use crate::running::Running;
use handler::Handler;

/// For so long a bound is measured in each round, …
const BOUND: Duration = Duration::from_secs(2);
/// … and hand-ins at half of what was reached.
const HALF: f64 = 2.5;

/// What one round came to.
struct Round {
    hand_ins: f64,
    handler: f64,
    commits: f64,
    p50_ms: f64,
    p99_ms: f64,
    busy_us: f64,
}

/// Measures and prints one line of JSON.
///
/// # Errors
/// When a server can't be started or refuses what it should not.
pub fn run(options: &command::Bench) -> Result<()> {
    let figures = match &options.what {
        command::Measure::Rate => rate(options)?,
        command::Measure::Million => size::million(options)?,
        command::Measure::TenMillion => size::ten_million(options)?,
        command::Measure::Against(other) => compare::compare(options, other)?,
    };
    println!("{figures}");
    Ok(())
}

fn rate(options: &command::Bench) -> Result<Value> {
    let data = tempfile::tempdir().context("making a folder for data")?;
    let server = options.program.start(data.path())?;
    let play = Play::new(&options.program.questions, &options.campaign, report::fresh_seed()?)?;
    let bench = Bench { play, server, connections: options.connections };
    // the first ones pay for what is made once
    bench.full(10_000)?;
    let handler = Handler::start(&bench.answer()?, data.path())?;
    let row = commits::sample(&data.path().join("pufa.sqlite"), &options.campaign)?;
    let mut rounds = Vec::new();
    for n in 1..=options.rounds {
        let (hand_ins, busy_us) = bench.full(options.hand_ins)?;
        let commits = commits::measure(&row, bench.connections, BOUND)?;
        let handler = bench.bound(&handler)?;
        let (p50_ms, p99_ms) = bench.half(hand_ins / 2.0)?;
        eprintln!(
            "  round {n}: {hand_ins:.0} hand-ins/s, {:.0} % of {commits:.0} commits/s; bare handler {handler:.0}/s; \
             p50 {p50_ms:.1} ms, p99 {p99_ms:.1} ms at half; {busy_us:.1} µs of the server's time each",
            100.0 * hand_ins / commits
        );
        rounds.push(Round { hand_ins, handler, commits, p50_ms, p99_ms, busy_us });
    }
    let of = |figure: fn(&Round) -> f64| median(rounds.iter().map(figure).collect());
    let rss = bench.server.rss_mb();
    Ok(json!({
        "hand_in_per_s": of(|round| round.hand_ins).round(),
        "commit_limit_per_s": of(|round| round.commits).round(),
        "ratio_to_commit_limit": thousandths(of(|round| round.hand_ins / round.commits)),
        // on the same cores nobody does more than both bounds one after the other
        "both_limits_per_s": of(both).round(),
        "ratio_to_both_limits": thousandths(of(|round| round.hand_ins / both(round))),
        "handler_limit_per_s": of(|round| round.handler).round(),
        "p50_ms": thousandths(of(|round| round.p50_ms)),
        "p99_ms": thousandths(of(|round| round.p99_ms)),
        "rss_mb": rss.map(|(now, _)| now.round()),
        "rss_peak_mb": rss.map(|(_, most)| most.round()),
        "busy_us_per_hand_in": thousandths(of(|round| round.busy_us)),
        "connections": bench.connections,
        "rounds": options.rounds,
    }))
}

/// What a machine could do at most that spends on each hand-in what both bounds spend.
fn both(round: &Round) -> f64 {
    1.0 / (1.0 / round.handler + 1.0 / round.commits)
}

/// A server under measurement.
struct Bench {
    play: Play,
    server: Running,
    connections: usize,
}

impl Bench {
    fn crowd(&self, rate: Option<f64>, count: u64) -> Crowd {
        Crowd { address: self.server.address, connections: self.connections, rate, until: Until::Count(count) }
    }

    /// Sittings that wait to be handed in: so that afterwards hand-ins alone are timed.
    fn opened(&self, count: u64) -> Result<Vec<Open>> {
        Ok(self.play.starts(self.crowd(None, count))?.0)
    }

    /// Hand-ins a second, one after the other on every connection, and microseconds of processor time that each costs the server.
    fn full(&self, count: u64) -> Result<(f64, f64)> {
        let opened = self.opened(count)?;
        let before = self.server.busy_s();
        let mut done = self.play.hand_ins(self.crowd(None, count), opened)?;
        let busy = self.server.busy_s().zip(before).map_or(f64::NAN, |(after, before)| after - before);
        ensure!(done.errors() == 0, "{} of {count} hand-ins were refused", done.errors());
        Ok((done.per_s(HAND_IN), busy * 1e6 / count as f64))
    }

    /// How long hand-ins take that come at a rate: p50 and p99 in milliseconds, from when each was due.
    fn half(&self, rate: f64) -> Result<(f64, f64)> {
        let count = (rate * HALF) as u64;
        let opened = self.opened(count)?;
        let mut done = self.play.hand_ins(self.crowd(Some(rate), count), opened)?;
        ensure!(done.errors() == 0, "{} of {count} hand-ins were refused", done.errors());
        let step = done.step(HAND_IN);
        Ok((step.quantile_ms(0.5), step.quantile_ms(0.99)))
    }

    /// What the bound's handler does of the same requests.
    fn bound(&self, handler: &Handler) -> Result<f64> {
        let opened = self.opened(64)?;
        let crowd = Crowd { address: handler.address(), until: Until::Over(BOUND), ..self.crowd(None, 0) };
        let mut done = self.play.hand_ins(crowd, opened)?;
        ensure!(done.errors() == 0, "the bare handler refused {} times", done.errors());
        Ok(done.per_s(HAND_IN))
    }

    /// The bytes that a hand-in is answered with.
    fn answer(&self) -> Result<Vec<u8>> {
        let open = self.opened(1)?.pop().context("nothing was started")?;
        self.play.answer(self.server.address, open)
    }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

fn thousandths(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}
