//! Load for a `pufa serve`: what it carries, whether it loses anything when it is killed, and how near it comes to what the machine can do.
//! `cargo xtask` builds this in release form and calls it.

mod bench;
mod command;
mod crowd;
mod http;
mod people;
mod play;
mod report;
mod running;
mod torture;

use std::process::ExitCode;

use command::Command;

fn main() -> ExitCode {
    let done = command::parse(lexopt::Parser::from_env()).and_then(run);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Play(options) => report::play(&options),
        Command::Torture(options) => torture::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Handler(answer) => bench::handler::serve(&answer),
        Command::Help => {
            print!("{}", command::HELP);
            Ok(())
        }
    }
}
