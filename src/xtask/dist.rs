//! `cargo xtask dist`: the static site, the server with its kit, their sizes, and whether they may be given out like this.

use anyhow::{Result, ensure};
use press::Kit;

use crate::command::Dist;
use crate::kit;
use crate::run;
use crate::serve;
use crate::site::{self, Plan, Report};
use crate::wasm;
use crate::workspace::Workspace;

/// Writes the static site and builds the server.
///
/// # Errors
/// When one can't be built, the questions have faults, or a first visit loads more than the budget.
pub fn run(workspace: &Workspace, options: Dist) -> Result<()> {
    let plan = Plan {
        questions: options.questions.unwrap_or_else(|| workspace.root.join("questions")),
        out: options.out.unwrap_or_else(|| workspace.root.join("dist")),
    };
    let report = write(&plan, &build_kit(workspace)?)?;
    run::step("building the server", || serve::build_server(workspace))?;
    println!("\nthe site is in {}", workspace.shown(&plan.out));
    println!("the server, with all that a site needs but the questions, is {}", workspace.shown(&serve::server(workspace)));
    judge(workspace, &report, options.lenient)
}

/// Builds what every site needs.
///
/// # Errors
/// When it can't be built.
pub fn build_kit(workspace: &Workspace) -> Result<Kit> {
    let built = run::step("building the programs for browsers", || wasm::build::build(workspace))?;
    Ok(kit::current(workspace, &built)?.kit)
}

/// Writes a site and says how large it is, what is wrong with its questions, and what it leaves out.
///
/// # Errors
/// When it can't be written.
pub fn write(plan: &Plan, kit: &Kit) -> Result<Report> {
    let report = site::write(plan, kit)?;
    print!("\n{}", report.sizes);
    for issue in &report.issues {
        eprintln!("{issue}");
    }
    for campaign in &report.left_out {
        eprintln!("`{campaign}` is left out of the static site: a server grades it, so it needs `pufa serve`");
    }
    Ok(report)
}

/// Whether a site may be given out: the budget holds, and the questions have no fault.
///
/// # Errors
/// When it may not.
pub fn judge(workspace: &Workspace, report: &Report, lenient: bool) -> Result<()> {
    report.sizes.check(|program| workspace.first_visit_budget(program))?;
    let faults = report.issues.len();
    ensure!(lenient || faults == 0, "the questions have {faults} fault(s), listed above; --lenient goes on without what is faulty");
    Ok(())
}
