//! `cargo xtask load`: plays for a while and says how it went.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::command;
use crate::crowd::{Crowd, Done, Until};
use crate::play::{Play, STEPS};

/// Plays against a server of its own, or one that runs already, and prints what each step came to.
///
/// # Errors
/// When there is no server, or no such campaign.
pub fn play(options: &command::Play) -> Result<()> {
    let data = tempfile::tempdir().context("making a folder for data")?;
    let own = match options.server {
        Some(_) => None,
        None => Some(options.program.start(data.path())?),
    };
    let address = options.server.or(own.as_ref().map(|own| own.address)).context("there is no server")?;
    let play = Play::new(&options.program.questions, &options.campaign, fresh_seed()?)?;
    let crowd = Crowd { address, connections: options.connections, rate: options.rate, until: Until::Over(options.over) };
    let done = crowd.run(async move |line: &mut _, turn, notes: &_| play.all(line, turn, notes).await)?;
    let rss = own.as_ref().and_then(super::running::Running::rss_mb);
    if options.json {
        println!("{}", as_json(done, rss));
    } else {
        print(done, rss);
    }
    Ok(())
}

/// A seed that was not used before.
///
/// # Errors
/// When the system gives no random bytes.
pub fn fresh_seed() -> Result<u64> {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed).map_err(|why| anyhow::anyhow!("the system gives no random bytes: {why}"))?;
    Ok(u64::from_be_bytes(seed))
}

fn print(mut done: Done, rss: Option<(f64, f64)>) {
    println!("{:<10}{:>12}{:>12}{:>12}   refused", "", "a second", "p50, ms", "p99, ms");
    for name in STEPS {
        let per_s = done.per_s(name);
        let step = done.step(name);
        let errors: Vec<String> = step.errors.iter().map(|(code, count)| format!("{code} {count}")).collect();
        println!("{name:<10}{per_s:>12.0}{:>12.2}{:>12.2}   {}", step.quantile_ms(0.5), step.quantile_ms(0.99), errors.join(", "));
    }
    if let Some((now, most)) = rss {
        println!("memory of the server: {now:.0} MiB, {most:.0} MiB at most");
    }
}

fn as_json(mut done: Done, rss: Option<(f64, f64)>) -> Value {
    let mut all = Map::new();
    for name in STEPS {
        let per_s = done.per_s(name).round();
        let step = done.step(name);
        let figures = json!({ "per_s": per_s, "p50_ms": step.quantile_ms(0.5), "p99_ms": step.quantile_ms(0.99), "errors": step.errors });
        all.insert(name.replace('-', "_"), figures);
    }
    all.insert("seconds".into(), json!(done.took.as_secs_f64()));
    if let Some((now, most)) = rss {
        all.insert("rss_mb".into(), json!({ "now": now, "most": most }));
    }
    Value::Object(all)
}
