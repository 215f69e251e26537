//! The command line of `pufa`, read into plain values.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use lexopt::prelude::*;

/// What `pufa --help` prints.
pub const HELP: &str = "\
pufa: quizzes and study of the law

  pufa serve --site DIR [--port N] [--host ADDRESS]
      serves a built site; port 8080 and address 127.0.0.1 unless told otherwise, port 0 takes a free one
  pufa tally merge BUNDLE.json... --csv TALLY.csv [--rows ROWS.csv]
      adds up what several devices exported; a bundle given twice counts once
";

/// What the caller asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Serve a built site.
    Serve(Serve),
    /// Add up the participations of several devices.
    TallyMerge(TallyMerge),
    /// Say how the program is called.
    Help,
}

/// How `pufa serve` was called.
#[derive(Debug, PartialEq, Eq)]
pub struct Serve {
    /// The folder that `cargo xtask dist` wrote.
    pub site: PathBuf,
    /// The address to listen on.
    pub host: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
}

/// How `pufa tally merge` was called.
#[derive(Debug, PartialEq, Eq)]
pub struct TallyMerge {
    /// What the devices exported.
    pub bundles: Vec<PathBuf>,
    /// Where the tally goes.
    pub csv: PathBuf,
    /// Where the participations go, one a row, where they are wanted.
    pub rows: Option<PathBuf>,
}

/// Reads the command line; the first word is the command.
///
/// # Errors
/// When a word isn't known or one is missing.
pub fn parse(mut words: lexopt::Parser) -> anyhow::Result<Command> {
    match words.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Value(word)) if word == "serve" => serve(words),
        Some(Value(word)) if word == "tally" => match words.next()? {
            Some(Value(word)) if word == "merge" => tally_merge(words),
            _ => bail!("`pufa tally` wants `merge`; see `pufa --help`"),
        },
        Some(Value(word)) => bail!("there is no command `{}`; see `pufa --help`", word.display()),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn serve(mut words: lexopt::Parser) -> anyhow::Result<Command> {
    let mut site = None;
    let mut host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut port = 8080;
    while let Some(word) = words.next()? {
        match word {
            Long("site") => site = Some(PathBuf::from(words.value()?)),
            Long("host") => host = words.value()?.parse().context("--host wants an IP address")?,
            Long("port") => port = words.value()?.parse().context("--port wants a number up to 65535")?,
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    let site = site.context("`pufa serve` wants --site DIR, the folder that `cargo xtask dist` wrote")?;
    Ok(Command::Serve(Serve { site, host, port }))
}

fn tally_merge(mut words: lexopt::Parser) -> anyhow::Result<Command> {
    let (mut bundles, mut csv, mut rows) = (Vec::new(), None, None);
    while let Some(word) = words.next()? {
        match word {
            Value(path) => bundles.push(PathBuf::from(path)),
            Long("csv") => csv = Some(PathBuf::from(words.value()?)),
            Long("rows") => rows = Some(PathBuf::from(words.value()?)),
            Short('h') | Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    ensure!(!bundles.is_empty(), "`pufa tally merge` wants the bundles that the devices exported");
    let csv = csv.context("`pufa tally merge` wants --csv TALLY.csv, where the tally goes")?;
    Ok(Command::TallyMerge(TallyMerge { bundles, csv, rows }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) -> anyhow::Result<Command> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn serve_listens_on_this_machine_only_unless_told() {
        let expected = Serve { site: "dist".into(), host: Ipv4Addr::LOCALHOST.into(), port: 8080 };
        assert_eq!(check(&["serve", "--site", "dist"]).unwrap(), Command::Serve(expected));
    }

    #[test]
    fn merge_takes_any_number_of_bundles() {
        let expected = TallyMerge { bundles: vec!["a.json".into(), "b.json".into()], csv: "out.csv".into(), rows: None };
        let parsed = check(&["tally", "merge", "a.json", "b.json", "--csv", "out.csv"]).unwrap();
        assert_eq!(parsed, Command::TallyMerge(expected));
        assert!(check(&["tally", "merge", "--csv", "out.csv"]).is_err());
    }

    #[test]
    fn a_word_nobody_knows_is_named() {
        assert!(check(&["sevre"]).unwrap_err().to_string().contains("`sevre`"));
    }

    #[test]
    fn serve_without_a_site_says_what_it_wants() {
        assert!(check(&["serve"]).unwrap_err().to_string().contains("--site DIR"));
    }
}
