//! A program that runs for as long as someone holds on to it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// A running program; dropping it ends it.
pub struct Running {
    child: Child,
    // held open, so that the program may go on talking
    _said: Option<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts a program that has nothing to say.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        Ok(Self { child, _said: None })
    }

    /// Starts a program and waits until it has said a line that holds `mark`; what follows the mark is the answer.
    pub fn start_and_hear(command: &mut Command, mark: &str) -> Result<(Self, String)> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| format!("starting `{name}`"))?;
        let mut said = BufReader::new(child.stdout.take().context("the program has no standard output")?);
        // from here on it is ended whatever happens
        let mut running = Self { child, _said: None };
        let mut line = String::new();
        while said.read_line(&mut line)? > 0 {
            if let Some((_, rest)) = line.split_once(mark) {
                let rest = rest.trim().to_owned();
                running._said = Some(said);
                return Ok((running, rest));
            }
            line.clear();
        }
        bail!("`{name}` ended without saying `{mark}`")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
