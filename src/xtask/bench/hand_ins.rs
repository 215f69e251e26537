//! Hand-ins beside what the machine can do, measured by the load tool.

use std::fmt;

use anyhow::Result;
use serde_json::Value;

use crate::load;
use crate::workspace::Workspace;

/// What the tool said.
pub struct HandIns(Value);

impl HandIns {
    /// Measures; server and tool must be built.
    ///
    /// # Errors
    /// When the server can't be started or refuses what it should not.
    pub fn measure(workspace: &Workspace) -> Result<Self> {
        Ok(Self(super::figures(&mut load::call(workspace, "bench"))?))
    }

    /// For programs that read it.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for HandIns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |name: &str| self.0[name].as_f64().unwrap_or_default();
        let (rate, commits, handler) = (number("hand_in_per_s"), number("commit_limit_per_s"), number("handler_limit_per_s"));
        let percent = 100.0 * number("ratio_to_commit_limit");
        writeln!(f, "hand-in {rate:>11.0} a second   {percent:.0} % of the limit in the same run: {commits:.0}/s, the bare row, no HTTP")?;
        writeln!(f, "{:>31} the other limit: {handler:.0}/s, a handler that only parses and answers", "")?;
        writeln!(f, "p50 {:.2} ms, p99 {:.2} ms when half as many come", number("p50_ms"), number("p99_ms"))?;
        writeln!(f, "memory {:.0} MiB, {:.0} MiB at most", number("rss_mb"), number("rss_peak_mb"))
    }
}
