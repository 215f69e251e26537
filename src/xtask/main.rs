//! Everything one does with this workspace: serve it, test it, measure it, make a site of it.

mod bench;
mod command;
mod dist;
mod kit;
mod load;
mod qr;
mod run;
mod serve;
mod site;
mod sizes;
mod squeeze;
mod test;
mod tidy;
mod toolchain;
mod wasm;
mod workspace;

use std::process::ExitCode;

use command::Command;
use workspace::Workspace;

fn main() -> ExitCode {
    let done = command::parse(lexopt::Parser::from_env()).and_then(execute);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> anyhow::Result<()> {
    if let Command::Help = command {
        print!("{}", command::HELP);
        return Ok(());
    }
    let workspace = Workspace::load()?;
    match command {
        Command::Help => Ok(()),
        Command::Serve(options) => serve::run(&workspace, options),
        Command::Dist(options) => dist::run(&workspace, options),
        Command::Tidy => tidy::run(&workspace),
        Command::Test => test::run(&workspace),
        Command::Bench { json: _, only: Some(only) } => load::run(&workspace, "bench", &[only.into()]),
        Command::Bench { json, only: None } => bench::run(&workspace, json),
        Command::Load(words) => load::run(&workspace, "play", &words),
        Command::Torture(words) => load::run(&workspace, "torture", &words),
    }
}
