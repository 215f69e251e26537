//! `pufa`: the program an organiser or a server runs.

use std::io::Write as _;
use std::process::ExitCode;

use server::clock::Clock;
use server::command::{self, Environment, Parsed, Tone};
use server::errand::{self, Around};
use server::outcome::{Done, Report};

/// Under many threads faster than the system's.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let around = Around { environment: Environment::of_process(), clock: Clock::system() };
    let tone = Tone::of(&words, &around.environment);
    let done = command::parse(&words, tone).and_then(|parsed| match parsed {
        Parsed::Run(cli) => errand::run(*cli, tone, &around),
        Parsed::Show(text) => Ok(Report::fine(text.clone(), serde_json::json!({ "text": text }))),
    });
    answer(done, tone)
}

fn answer(done: Done, tone: Tone) -> ExitCode {
    match done {
        Ok(report) => {
            let text = if tone.json { line(&report.json) } else { report.text };
            // whoever reads no further, as `head` does, wants no more
            let _ = std::io::stdout().write_all(text.as_bytes());
            if report.faults { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(failure) => {
            let text = if tone.json { line(&failure.json(tone.lang)) } else { format!("pufa: {}\n", failure.text(tone.lang)) };
            let _ = std::io::stderr().write_all(text.as_bytes());
            ExitCode::from(failure.exit_code())
        }
    }
}

fn line(object: &serde_json::Value) -> String {
    if object.is_null() { String::new() } else { format!("{object}\n") }
}
