//! The command line, read into plain values.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

use crate::running::Program;

/// What `--help` prints.
pub const HELP: &str = "\
cargo xtask load [--seconds N] [--connections C] [--rate R] [--campaign ID] [--questions DIR] [--server ADDRESS:PORT] [--json]
    plays from the page to the prize, each time as somebody new; 10 seconds, 64 connections and the campaign `prize` of the tests unless
    told otherwise; --rate begins so many plays a second whether or not the server keeps up; --server takes one that runs already
cargo xtask torture [--times N] [--seed S]
    kills a server under load and looks what is left, 50 times unless told otherwise
load bench --pufa FILE [--rounds N] [--hand-ins N] [--connections C] [--million | --ten-million | --against FILE]
    measures hand-ins beside what the machine can do, five rounds of 60000 on 256 connections unless told otherwise; with --against,
    two builds of the server in turns
";

/// What the caller asked for.
#[derive(Debug)]
pub enum Command {
    /// Play and measure.
    Play(Play),
    /// Kill a server under load, again and again.
    Torture(Torture),
    /// Measure hand-ins beside what the machine can do.
    Bench(Bench),
    /// Be the bound of a bench: answer every hand-in with what this file holds.
    Handler(PathBuf),
    /// Say how the program is called.
    Help,
}

/// How `bench` was called.
#[derive(Debug)]
pub struct Bench {
    /// What to start.
    pub program: Program,
    /// Of which campaign.
    pub campaign: String,
    /// So many at the same time.
    pub connections: usize,
    /// So often each is measured, in turns, …
    pub rounds: u32,
    /// … with so many hand-ins.
    pub hand_ins: u64,
    /// What.
    pub what: Measure,
}

/// What a bench measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Hand-ins a second beside their bounds, and how long they take at half of that.
    Rate,
    /// Memory over a million hand-ins.
    Million,
    /// What a hand-in costs on top of ten million rows.
    TenMillion,
    /// This server beside that one.
    Against(PathBuf),
}

/// How `play` was called.
#[derive(Debug)]
pub struct Play {
    /// What to start, and whose campaigns are played.
    pub program: Program,
    /// A server that runs already.
    pub server: Option<SocketAddr>,
    /// Of which campaign.
    pub campaign: String,
    /// For how long.
    pub over: Duration,
    /// So many at the same time.
    pub connections: usize,
    /// Plays begun a second.
    pub rate: Option<f64>,
    /// For programs that read it.
    pub json: bool,
}

/// How `torture` was called.
#[derive(Debug)]
pub struct Torture {
    /// What to start.
    pub program: Program,
    /// Of which campaign.
    pub campaign: String,
    /// So many kills.
    pub times: u32,
    /// So many at the same time.
    pub connections: usize,
    /// What the moments of the kills are drawn by; another one each time unless told.
    pub seed: Option<u64>,
}

/// Reads the command line; the first word is the command.
///
/// # Errors
/// When a word isn't known or a value is missing.
pub fn parse(mut words: lexopt::Parser) -> Result<Command> {
    let Some(Value(command)) = words.next()? else { return Ok(Command::Help) };
    let command = command.string()?;
    let mut program = Program { pufa: PathBuf::from("pufa"), questions: PathBuf::from("tests/questions") };
    let (mut campaign, mut connections, mut json) = ("prize".to_owned(), None, false);
    let (mut server, mut seconds, mut rate) = (None, 10.0, None);
    let (mut times, mut seed) = (50, None);
    let (mut rounds, mut hand_ins, mut what, mut answer) = (5, 60_000, Measure::Rate, PathBuf::new());
    while let Some(word) = words.next()? {
        match (command.as_str(), word) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            (_, Long("pufa")) => program.pufa = words.value()?.into(),
            (_, Long("questions")) => program.questions = words.value()?.into(),
            (_, Long("campaign")) => campaign = words.value()?.string()?,
            (_, Long("connections")) => connections = Some(words.value()?.parse().context("--connections wants a number")?),
            ("play", Long("server")) => server = Some(address(&words.value()?.string()?)?),
            ("play", Long("seconds")) => seconds = words.value()?.parse().context("--seconds wants a number")?,
            ("play", Long("rate")) => rate = Some(words.value()?.parse().context("--rate wants a number")?),
            ("play", Long("json")) => json = true,
            ("torture", Long("times")) => times = words.value()?.parse().context("--times wants a number")?,
            ("torture", Long("seed")) => seed = Some(words.value()?.parse().context("--seed wants a number")?),
            ("bench", Long("rounds")) => rounds = words.value()?.parse().context("--rounds wants a number")?,
            ("bench", Long("hand-ins")) => hand_ins = words.value()?.parse().context("--hand-ins wants a number")?,
            ("bench", Long("against")) => what = Measure::Against(words.value()?.into()),
            ("bench", Long("million")) => what = Measure::Million,
            ("bench", Long("ten-million")) => what = Measure::TenMillion,
            ("handler", Value(file)) => answer = file.into(),
            (_, word) => return Err(word.unexpected().into()),
        }
    }
    Ok(match command.as_str() {
        "play" => {
            let connections = connections.unwrap_or(64);
            Command::Play(Play { program, server, campaign, over: Duration::from_secs_f64(seconds), connections, rate, json })
        }
        "torture" => Command::Torture(Torture { program, campaign, times, connections: connections.unwrap_or(256), seed }),
        "bench" => Command::Bench(Bench { program, campaign, connections: connections.unwrap_or(256), rounds, hand_ins, what }),
        "handler" => Command::Handler(answer),
        "help" => Command::Help,
        _ => bail!("there is no command `{command}`; see --help"),
    })
}

/// `127.0.0.1:8080`, with or without `http://` before and `/` after it.
fn address(text: &str) -> Result<SocketAddr> {
    text.trim_start_matches("http://").trim_end_matches('/').parse().context("--server wants ADDRESS:PORT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) -> Result<Command> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn a_server_is_named_as_browsers_name_it() {
        let Command::Play(play) = check(&["play", "--server", "http://127.0.0.1:81/"]).expect("a play") else { panic!("no play") };
        assert_eq!(play.server, Some(SocketAddr::from(([127, 0, 0, 1], 81))));
    }

    #[test]
    fn an_option_of_another_command_is_refused() {
        assert!(check(&["play", "--times", "1"]).is_err());
        assert!(check(&["plya"]).unwrap_err().to_string().contains("`plya`"));
    }
}
