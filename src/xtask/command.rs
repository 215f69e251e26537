//! The command line, read into plain values.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

/// What `cargo xtask --help` prints.
pub const HELP: &str = "\
cargo xtask serve [--port N] [--host ADDRESS] [--questions DIR]
    builds everything in release form and serves it; http://127.0.0.1:8080 unless told otherwise
cargo xtask test
    runs everything CI runs, and adds what a browser test needs
cargo xtask dist [--questions DIR] [--out DIR] [--lenient]
    writes the static site, into dist/ unless told otherwise, and builds the server with all that a site needs but the questions;
    --lenient goes on with faults in the questions
cargo xtask tidy
    format, lints, docs, and the rules of this house
cargo xtask bench [--json] [--million | --ten-million]
    measures on this machine: bytes of a first visit, draw and grade, hand-ins beside what the machine can do, the program by crate;
    or only memory over a million hand-ins, or what one costs on top of ten million rows
cargo xtask load [--help]
    plays against a server of its own and says how fast it answers
cargo xtask torture [--times N] [--seed S]
    kills a server under load, again and again, and looks whether anything that it acknowledged is lost or there twice
";

/// What the caller asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Build and serve.
    Serve(Serve),
    /// Write the static site.
    Dist(Dist),
    /// Check the rules of the house.
    Tidy,
    /// Run everything CI runs.
    Test,
    /// Measure.
    Bench {
        /// For programs that read it.
        json: bool,
        /// Only this, which takes minutes.
        only: Option<&'static str>,
    },
    /// Play against a server; the words after the command are the tool's.
    Load(Vec<OsString>),
    /// Kill a server under load; the words after the command are the tool's.
    Torture(Vec<OsString>),
    /// Say how the task is called.
    Help,
}

/// How `serve` was called.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The address to listen on.
    pub host: IpAddr,
    /// The folder with banks and campaigns; the workspace's own unless told.
    pub questions: Option<PathBuf>,
}

/// How `dist` was called.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dist {
    /// The folder with banks and campaigns; the workspace's own unless told.
    pub questions: Option<PathBuf>,
    /// The folder to write; `dist` unless told.
    pub out: Option<PathBuf>,
    /// Go on with faults in the questions.
    pub lenient: bool,
}

/// Reads the command line; the first word is the command.
///
/// # Errors
/// When a word isn't known or a value is missing.
pub fn parse(mut words: lexopt::Parser) -> Result<Command> {
    let Some(Value(command)) = words.next()? else { return Ok(Command::Help) };
    let mut serve = Serve { port: 8080, host: Ipv4Addr::LOCALHOST.into(), questions: None };
    let mut dist = Dist::default();
    let (mut json, mut only) = (false, None);
    let command = command.string()?;
    match command.as_str() {
        "load" => return Ok(Command::Load(words.raw_args()?.collect())),
        "torture" => return Ok(Command::Torture(words.raw_args()?.collect())),
        _ => {}
    }
    while let Some(word) = words.next()? {
        match (command.as_str(), word) {
            (_, Short('h') | Long("help")) => return Ok(Command::Help),
            ("serve", Long("port")) => serve.port = words.value()?.parse().context("--port wants a number up to 65535")?,
            ("serve", Long("host")) => serve.host = words.value()?.parse().context("--host wants an IP address")?,
            ("serve", Long("questions")) => serve.questions = Some(words.value()?.into()),
            ("dist", Long("questions")) => dist.questions = Some(words.value()?.into()),
            ("dist", Long("out")) => dist.out = Some(words.value()?.into()),
            ("dist", Long("lenient")) => dist.lenient = true,
            ("bench", Long("json")) => json = true,
            ("bench", Long("million")) => only = Some("--million"),
            ("bench", Long("ten-million")) => only = Some("--ten-million"),
            (_, word) => return Err(word.unexpected().into()),
        }
    }
    Ok(match command.as_str() {
        "serve" => Command::Serve(serve),
        "dist" => Command::Dist(dist),
        "tidy" => Command::Tidy,
        "test" => Command::Test,
        "bench" => Command::Bench { json, only },
        "help" => Command::Help,
        _ => bail!("there is no task `{command}`; see `cargo xtask --help`"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) -> Result<Command> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn dist_takes_other_folders() {
        let expected = Dist { questions: Some("q".into()), out: Some("o".into()), lenient: true };
        let parsed = check(&["dist", "--questions", "q", "--out=o", "--lenient"]).unwrap();
        assert_eq!(parsed, Command::Dist(expected));
    }

    #[test]
    fn an_option_of_another_task_is_refused() {
        assert!(check(&["tidy", "--port", "1"]).is_err());
        assert!(check(&["serv"]).unwrap_err().to_string().contains("`serv`"));
    }
}
