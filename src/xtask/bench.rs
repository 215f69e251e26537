//! `cargo xtask bench`: what a first visit loads, how fast papers are drawn, graded and handed in, how it does with
//! 20,000 members, and whose code the program is made of.

mod crates;
mod export;
mod hand_ins;
mod import;
mod members;
mod throughput;

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::kit;
use crate::load;
use crate::run;
use crate::site::{self, Plan};
use crate::wasm::{self, Names};
use crate::workspace::Workspace;
use crates::Shares;
use export::Export;
use hand_ins::HandIns;
use import::Import;
use members::Members;
use throughput::Throughput;

/// Measures on this machine and prints.
///
/// # Errors
/// When something can't be built or run.
pub fn run(workspace: &Workspace, as_json: bool) -> Result<()> {
    let plan = Plan { questions: workspace.root.join("questions"), out: workspace.target.join("bench-site") };
    let built = run::step("building the programs for browsers", || wasm::build::build(workspace))?;
    let sizes = site::write(&plan, &kit::current(workspace, &built)?.kit)?.sizes;
    let shares = run::step("weighing the program by crate", || Shares::of(&wasm::program(&built.app, Names::Kept)?.wasm))?;
    let throughput = run::step("measuring draw and grade", || Throughput::measure(workspace, &plan))?;
    run::step("building the server and the load", || load::build(workspace))?;
    let hand_ins = run::step("measuring hand-ins", || HandIns::measure(workspace))?;
    let export = run::step("measuring the workbook", || Export::measure(workspace))?;
    let import = run::step("measuring the readers of questions", || Import::measure(workspace))?;
    let members = run::step("measuring members", || Members::measure(workspace))?;
    let machine = machine();

    if as_json {
        let all = json!({
            "machine": machine,
            "first_visit_bytes": sizes.json(),
            "throughput": throughput.json(),
            "server": hand_ins.json(),
            "export": export.json(),
            "import": import.json(),
            "members": members.json(),
            "wasm_by_crate": shares.json(),
        });
        println!("{all}");
        return Ok(());
    }
    println!(
        "\n{machine}\n\nBytes of a first visit\n{sizes}\nDraw and grade, one thread\n{throughput}\nHand-ins, durable, server and load on the same cores\n{hand_ins}\nThe workbook of all rows, one thread\n{export}\nReading questions as they are, one thread\n{import}\nMembers, durable, asked on the same cores\n{members}\nThe program's WebAssembly by crate, before packing\n{shares}"
    );
    Ok(())
}

/// The line of figures that a bench prints.
fn figures(bench: &mut Command) -> Result<Value> {
    let printed = run::output(bench)?;
    let line = printed.lines().find(|line| line.starts_with('{')).context("the bench printed no figures")?;
    Ok(serde_json::from_str(line)?)
}

/// The processor, as far as the system says.
fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).and_then(|line| line.split_once(':'));
    let model = model.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} core(s), {}", std::env::consts::OS)
}
