//! Two builds of the server in turns, for whoever makes it faster: the ratio holds on a machine that others use, too.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{Bench, median, thousandths};
use crate::command;
use crate::play::Play;
use crate::report;
use crate::running::Program;

/// Hand-ins a second and the microseconds that each cost, of the one server and of the other.
type Round = ((f64, f64), (f64, f64));

/// Hand-ins a second and processor time each, of the server that was named and of the other one.
///
/// # Errors
/// As [`super::run`].
pub fn compare(options: &command::Bench, other: &std::path::Path) -> Result<Value> {
    let other = Program { pufa: other.to_owned(), ..options.program.clone() };
    let data = [tempfile::tempdir()?, tempfile::tempdir()?];
    let benches = [(&options.program, &data[0]), (&other, &data[1])].map(|(program, data)| {
        let play = Play::new(&options.program.questions, &options.campaign, report::fresh_seed()?)?;
        let server = program.start(data.path()).with_context(|| format!("starting {}", program.pufa.display()))?;
        anyhow::Ok(Bench { play, server, connections: options.connections })
    });
    let [ours, others] = benches;
    let benches = [ours?, others?];
    for bench in &benches {
        bench.full(10_000)?;
    }
    let mut rounds: Vec<Round> = Vec::new();
    for n in 1..=options.rounds {
        let [ours, others] = [benches[0].full(options.hand_ins)?, benches[1].full(options.hand_ins)?];
        eprintln!(
            "  round {n}: {:.0} and {:.0} hand-ins/s, {:.1} and {:.1} µs of the server's time each",
            ours.0, others.0, ours.1, others.1
        );
        rounds.push((ours, others));
    }
    let of = |figure: fn(&Round) -> f64| thousandths(median(rounds.iter().map(figure).collect()));
    Ok(json!({
        "hand_in_per_s": [of(|(ours, _)| ours.0), of(|(_, others)| others.0)],
        "busy_us_per_hand_in": [of(|(ours, _)| ours.1), of(|(_, others)| others.1)],
        "rate_ratio": of(|(ours, others)| ours.0 / others.0),
        "busy_ratio": of(|(ours, others)| ours.1 / others.1),
    }))
}
