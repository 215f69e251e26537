//! `cargo xtask test`: everything CI runs, each step timed, all failures in one summary.

mod axe;
mod browser;
mod citations;
mod fuzz;
mod schema;

use std::time::{Duration, Instant};

use anyhow::{Context as _, Error, Result, bail};

use crate::dist;
use crate::load;
use crate::run;
use crate::serve;
use crate::site::Plan;
use crate::tidy;
use crate::workspace::Workspace;

/// How often a server is killed under load; `cargo xtask torture` does it more often.
const KILLS: u32 = 5;

/// How one step ended.
enum Outcome {
    Passed,
    Failed(Error),
    LeftOut(String),
}

/// The steps so far.
#[derive(Default)]
struct Summary(Vec<(&'static str, Outcome, Duration)>);

/// Runs everything.
///
/// # Errors
/// When a step failed.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut summary = Summary::default();
    let plan = Plan { questions: workspace.root.join("questions"), out: workspace.target.join("site") };
    // the journeys have campaigns of their own: one for each rule they hold the app to
    let tried = Plan { questions: workspace.root.join("tests/questions"), out: workspace.target.join("journeys-site") };

    let browser = summary.step("browser", browser::ensure);
    let axe = summary.step("axe-core", || axe::ensure(workspace));
    summary.step("tidy", || tidy::run(workspace));
    summary.step("unit tests", || unit_tests(workspace));
    let kit = summary.step("kit", || dist::build_kit(workspace));
    let write = |plan: &Plan| dist::judge(workspace, &dist::write(plan, kit.as_ref().context("there is no kit")?)?, false);
    let site = summary.step("site", || write(&plan));
    let tried_site = summary.step("site of the journeys", || write(&tried));
    let server = summary.step("server", || load::build(workspace));
    match server {
        Some(()) => {
            summary.step("kills", || load::kill(workspace, KILLS));
        }
        None => summary.leave_out("kills", "there is no server"),
    }
    match (server, summary.step("schemathesis", || schema::ensure(workspace))) {
        (Some(()), Some(tool)) => {
            summary.step("schema of the API", || schema::check(workspace, &tool));
        }
        _ => summary.leave_out("schema of the API", "a step it needs failed"),
    }
    summary.step("fuzzing", || fuzz::run(workspace));
    match (browser, axe, site.and(tried_site), server) {
        (Some(()), Some(axe), Some(()), Some(())) => {
            summary.step("journeys", || journeys(workspace, &tried, &axe));
        }
        _ => summary.leave_out("journeys", "a step they need failed"),
    }
    match server {
        Some(()) => {
            summary.step("citations", || citations::check(workspace));
        }
        None => summary.leave_out("citations", "there is no server"),
    }
    summary.close()
}

fn unit_tests(workspace: &Workspace) -> Result<()> {
    let mut cargo = run::cargo(&workspace.root);
    // fuzzing has a step and a minute of its own
    cargo.env("BOLERO_RANDOM_TEST_TIME_MS", "100");
    run::run(cargo.args(["test", "--quiet", "--workspace", "--exclude", "e2e", "--all-features"]))
}

fn journeys(workspace: &Workspace, plan: &Plan, axe: &std::path::Path) -> Result<()> {
    let mut cargo = run::cargo(&workspace.root);
    cargo.args(["test", "--package", "e2e", "--", "--test-threads=2"]);
    cargo.env("PUFA_SITE", &plan.out).env("PUFA_BIN", serve::server(workspace)).env("PUFA_AXE", axe);
    run::run(&mut cargo)
}

impl Summary {
    /// Does a step; a failure is kept for the end.
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n── {name}");
        let begun = Instant::now();
        let (outcome, done) = match work() {
            Ok(done) => (Outcome::Passed, Some(done)),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                (Outcome::Failed(error), None)
            }
        };
        self.0.push((name, outcome, begun.elapsed()));
        done
    }

    fn leave_out(&mut self, name: &'static str, why: &str) {
        self.0.push((name, Outcome::LeftOut(why.to_owned()), Duration::ZERO));
    }

    fn close(self) -> Result<()> {
        println!("\n── summary");
        for (name, outcome, took) in &self.0 {
            let took = format!("{:.1} s", took.as_secs_f32());
            match outcome {
                Outcome::Passed => println!("passed    {took:>8}  {name}"),
                Outcome::Failed(error) => println!("FAILED    {took:>8}  {name}: {error:#}"),
                Outcome::LeftOut(why) => println!("left out  {:>8}  {name}: {why}", ""),
            }
        }
        let failed = self.0.iter().filter(|(_, outcome, _)| matches!(outcome, Outcome::Failed(_))).count();
        match failed {
            0 => Ok(()),
            failed => bail!("{failed} step(s) failed"),
        }
    }
}
