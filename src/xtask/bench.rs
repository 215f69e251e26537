//! `cargo xtask bench`: what a first visit loads, how fast papers are drawn and graded, and whose code the program is made of.

mod crates;
mod throughput;

use anyhow::Result;
use serde_json::json;

use crate::run;
use crate::site::{self, Plan};
use crate::wasm::{self, Names};
use crate::workspace::Workspace;
use crates::Shares;
use throughput::Throughput;

/// Measures on this machine and prints.
///
/// # Errors
/// When something can't be built or run.
pub fn run(workspace: &Workspace, as_json: bool) -> Result<()> {
    let plan = Plan { questions: workspace.root.join("questions"), out: workspace.target.join("bench-site") };
    let built = run::step("building the program for browsers", || wasm::build::build(workspace))?;
    let sizes = site::assemble(workspace, &plan, &built)?.sizes;
    let shares = run::step("weighing the program by crate", || Shares::of(&wasm::program(&built.app, Names::Kept)?.wasm))?;
    let throughput = run::step("measuring draw and grade", || Throughput::measure(workspace, &plan))?;
    let machine = machine();

    if as_json {
        let all = json!({
            "machine": machine,
            "first_visit_bytes": sizes.json(),
            "throughput": throughput.json(),
            "wasm_by_crate": shares.json(),
        });
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    println!(
        "\n{machine}\n\nBytes of a first visit\n{sizes}\nDraw and grade, one thread\n{throughput}\nThe program's WebAssembly by crate, before packing\n{shares}"
    );
    Ok(())
}

/// The processor, as far as the system says.
fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).and_then(|line| line.split_once(':'));
    let model = model.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} core(s), {}", std::env::consts::OS)
}
