//! The workbook of many rows, measured by the server's own bench in release form: this task is not built for speed.

use std::fmt;

use anyhow::Result;
use serde_json::Value;

use crate::serve;
use crate::workspace::Workspace;

/// So many rows: a large prefecture's campaign.
const ROWS: &str = "1000000";

/// What the bench said.
pub struct Export(Value);

impl Export {
    /// Measures.
    ///
    /// # Errors
    /// When the bench fails.
    pub fn measure(workspace: &Workspace) -> Result<Self> {
        let mut bench = serve::cargo_for_server(workspace);
        bench.args(["bench", "--quiet", "--package", "server", "--bench", "export", "--", ROWS]);
        Ok(Self(super::figures(&mut bench)?))
    }

    /// For programs that read it.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |path: &str| self.0.pointer(path).and_then(Value::as_f64).unwrap_or_default();
        let (rows, seconds, alone) = (number("/rows"), number("/export/seconds"), number("/alone/seconds"));
        write!(f, "{rows:.0} rows in {seconds:.1} s, {:.0} MiB at most", number("/export/peak_mib"))?;
        writeln!(f, "   limit in the same run: {alone:.1} s, rust_xlsxwriter with cells that are ready; {:.2}×", number("/times"))
    }
}
