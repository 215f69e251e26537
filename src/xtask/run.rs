//! Runs other programs, and says how long each step took.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The cargo that runs this task, in the given folder.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Runs to the end; what it prints is shown.
///
/// # Errors
/// When it can't be started or ends with a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.status().with_context(|| format!("`{name}` can't be started"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Runs to the end and gives back what it printed.
///
/// # Errors
/// When it can't be started or ends with a failure.
pub fn output(command: &mut Command) -> Result<String> {
    let name = shown(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("`{name}` can't be started"))?;
    if !output.status.success() {
        bail!("`{name}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{name}` printed something else than text"))
}

/// Does one step; says what it is, and how long it took, beside the output that somebody may read by program.
///
/// # Errors
/// When the step fails.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("· {what}");
    let begun = Instant::now();
    let done = work()?;
    eprintln!("  {:.1} s", begun.elapsed().as_secs_f32());
    Ok(done)
}

/// Where a program of this name is on the PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(&file)).find(|path| path.is_file())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
