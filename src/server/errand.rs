//! What the command line does: each command takes plain values and gives a report; what is shown, and how, is decided by `main`.

mod assignment;
mod audit;
mod backup;
mod check;
mod draw;
mod exchange;
mod key;
mod office;
mod prize;
mod roster;
mod table;
mod tally;
mod user;

pub use tally::{Figures, Rate, export};

use crate::clock::Clock;
use crate::command::{Bank, Cli, Command, Environment, Lang, Law, ServeFlags, Tone};
use crate::outcome::Done;
use crate::outcome::Report;
use crate::serve;
use crate::settings::{Given, Settings};
use office::Office;

/// What is around a command: all that it may know beside its words.
pub struct Around {
    /// The environment.
    pub environment: Environment,
    /// The clock.
    pub clock: Clock,
}

/// Does what was asked for.
///
/// # Errors
/// Why it could not be done.
pub fn run(cli: Cli, tone: Tone, around: &Around) -> Done {
    let office = |given: Given| Office::open(&given, tone.lang, around);
    match cli.command {
        Command::Serve(flags) => serve(&flags, tone, around),
        Command::Bank(Bank::Check(errand)) => check::bank(&errand, tone.lang, around.clock.now()),
        Command::Bank(Bank::Import(errand)) => exchange::import(&errand, tone.lang),
        Command::Bank(Bank::Export(errand)) => exchange::export(&errand, tone.lang),
        Command::Bank(Bank::Template { out }) => exchange::template(&out, tone.lang),
        Command::Law(Law::Import { files, out }) => exchange::law(&files, &out, tone.lang),
        Command::Campaign(campaign) => check::campaign(&campaign, tone.lang),
        Command::Assignment(errand) => assignment::run(&errand, tone.lang, office),
        Command::Roster(errand) => roster::run(&errand, tone.lang, around.clock.now(), office),
        Command::Tally(errand) => tally::run(&errand, tone.lang, office),
        Command::Draw(errand) => draw::run(&errand, tone.lang, office),
        Command::Prize(errand) => prize::run(&errand, office),
        Command::Backup(errand) => backup::backup(&errand.to, &office(Given::from(&errand.place))?),
        Command::Restore(errand) => backup::restore(&errand.from, &office(Given::from(&errand.place))?),
        Command::User(errand) => user::run(&errand, office),
        Command::Key(errand) => key::run(&errand, office),
    }
}

fn serve(flags: &ServeFlags, tone: Tone, around: &Around) -> Done {
    let settings = Settings::of(&Given::from(flags), &around.environment)?;
    let (options, logs) = (settings.serve_options(), settings.logs()?);
    if flags.print_config {
        // what to serve may still be missing; everything else must be right
        options.map(drop).or_else(|why| if why.code == "no-source" { Ok(()) } else { Err(why) })?;
        return Ok(Report::fine(settings.text(tone.lang), settings.json()));
    }
    let options = options?;
    logs.start();
    serve::run(&options, tone.json)?;
    Ok(Report::default())
}

/// A count with its word: in English with an s where it takes one.
fn counted(lang: Lang, count: u64, en: &str, zh: &str) -> String {
    match lang {
        Lang::En if count == 1 => format!("{count} {en}"),
        Lang::En => format!("{count} {en}s"),
        Lang::Zh => format!("{count} {zh}"),
    }
}
