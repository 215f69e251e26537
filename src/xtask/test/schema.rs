//! The API held against its own description: Schemathesis sends what the OpenAPI document allows and what it forbids, and nothing may
//! fail with a 5xx or answer otherwise than described.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::browser::apt_install;
use crate::run;
use crate::serve;
use crate::workspace::Workspace;

const PACKAGE: &str = "schemathesis==4.32.5";
/// Cases of each address.
const EXAMPLES: &str = "150";
/// The same cases every time.
const SEED: &str = "20261204";

/// Makes sure that the tool is there; says where.
///
/// # Errors
/// When it can't be installed.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("schemathesis");
    let tool = folder.join("bin/schemathesis");
    let wanted = PACKAGE.rsplit('=').next().unwrap_or_default();
    if run::output(Command::new(&tool).arg("--version")).is_ok_and(|printed| printed.contains(wanted)) {
        return Ok(tool);
    }
    let make = || run::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if run::find_program("python3").is_none() || make().is_err() {
        apt_install(&["python3", "python3-venv"]).context("python3 with venv is missing")?;
        make()?;
    }
    run::run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", PACKAGE]))?;
    Ok(tool)
}

/// Serves the journeys' campaigns and sends everything.
///
/// # Errors
/// When an answer is not as described.
pub fn check(workspace: &Workspace, tool: &Path) -> Result<()> {
    let data = workspace.target.join("schema-data");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let mut command = Command::new(serve::server(workspace));
    command.arg("serve").arg("--questions").arg(workspace.root.join("tests/questions")).arg("--data").arg(&data);
    command.args(["--port", "0", "--no-throttle"]).stdout(Stdio::piped());
    let mut server = Ended(command.spawn().context("starting the server")?);
    let address = address(&mut server.0)?;
    let mut schemathesis = Command::new(tool);
    schemathesis.current_dir(&data).arg("run").arg(format!("{address}/api/openapi.json"));
    schemathesis.args(["--checks", "all", "--max-examples", EXAMPLES, "--seed", SEED, "--no-color"]);
    // a schema can't say that only we can make a token, or that a paper has four choices: what it allows may be refused with a 4xx
    schemathesis.args(["--exclude-checks", "positive_data_acceptance"]);
    run::run(&mut schemathesis)?;
    ensure!(server.0.try_wait()?.is_none(), "the server has ended by itself");
    Ok(())
}

fn address(server: &mut Child) -> Result<String> {
    let out = server.stdout.take().context("the server has no output")?;
    let said = BufReader::new(out).lines().map_while(Result::ok).find_map(|line| line.strip_prefix("listening on ").map(str::to_owned));
    said.context("the server ended before it listened")
}

/// A process that ends with its owner.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // one that has ended already can't be killed
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
