//! `pufa`: the program an organiser or a server runs.

mod command;
mod headers;
mod serve;
mod site;
mod tally;

use std::process::ExitCode;

use command::Command;

fn main() -> ExitCode {
    let done = command::parse(lexopt::Parser::from_env()).and_then(run);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pufa: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => serve::run(&options),
        Command::TallyMerge(options) => tally::merge(&options),
        Command::Help => {
            print!("{}", command::HELP);
            Ok(())
        }
    }
}
