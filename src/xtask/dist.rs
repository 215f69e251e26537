//! `cargo xtask dist`: the static site, its sizes, and whether it may be given out like this.

use anyhow::{Result, ensure};

use crate::command::Dist;
use crate::run;
use crate::site::{self, Plan, Report};
use crate::wasm;
use crate::workspace::Workspace;

/// Writes the static site.
///
/// # Errors
/// When it can't be built, the questions have faults, or a first visit loads more than the budget.
pub fn run(workspace: &Workspace, options: Dist) -> Result<()> {
    let plan = Plan {
        questions: options.questions.unwrap_or_else(|| workspace.root.join("questions")),
        out: options.out.unwrap_or_else(|| workspace.root.join("dist")),
    };
    let report = build(workspace, &plan)?;
    println!("\nthe site is in {}", workspace.shown(&plan.out));
    judge(workspace, &report, options.lenient)
}

/// Builds program and site whether or not something changed.
///
/// # Errors
/// When one of them can't be built.
pub fn build(workspace: &Workspace, plan: &Plan) -> Result<Report> {
    let built = run::step("building the program for browsers", || wasm::build::build(workspace))?;
    let report = site::assemble(workspace, plan, &built)?;
    print!("\n{}", report.sizes);
    for issue in &report.issues {
        eprintln!("{issue}");
    }
    Ok(report)
}

/// Whether a site may be given out: the budget holds, and the questions have no fault.
///
/// # Errors
/// When it may not.
pub fn judge(workspace: &Workspace, report: &Report, lenient: bool) -> Result<()> {
    report.sizes.check(workspace.first_visit_budget()?)?;
    let faults = report.issues.len();
    ensure!(lenient || faults == 0, "the questions have {faults} fault(s), listed above; --lenient goes on without what is faulty");
    Ok(())
}
