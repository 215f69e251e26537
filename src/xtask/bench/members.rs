//! Members in numbers, measured by the server's own bench in release form: this task is not built for speed.

use std::fmt;

use anyhow::Result;
use serde_json::Value;

use crate::serve;
use crate::workspace::Workspace;

/// What the bench said.
pub struct Members(Value);

impl Members {
    /// Measures with the shipped assignments, on the disk that builds are on.
    ///
    /// # Errors
    /// When the bench fails.
    pub fn measure(workspace: &Workspace) -> Result<Self> {
        let mut bench = serve::cargo_for_server(workspace);
        bench.args(["bench", "--quiet", "--package", "server", "--bench", "members", "--"]);
        bench.arg(workspace.root.join("questions")).arg(workspace.target.join("bench"));
        Ok(Self(super::figures(&mut bench)?))
    }

    /// For programs that read it.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |path: &str| self.0.pointer(path).and_then(Value::as_f64).unwrap_or_default();
        let part = |name: &str| number(&format!("/import/{name}"));
        let (seconds, limit) = (part("seconds"), part("limit_seconds"));
        writeln!(
            f,
            "roster of {:.0} members imported in {seconds:.2} s: read {:.2} s, compared {:.2} s, sealed {:.2} s, written {:.2} s",
            number("/people"),
            part("read"),
            part("apply"),
            part("seal"),
            part("put")
        )?;
        writeln!(f, "{:>8} limit in the same run: {limit:.2} s, the rows put into SQLite as they are; {:.1}×", "", seconds / limit)?;
        let league = |name: &str| 1e3 * number(&format!("/league/{name}"));
        writeln!(
            f,
            "league table in {:.1} ms, rates by unit in {:.1} ms; the first after a start in {:.0} ms, with the roster frozen in {:.0} ms",
            league("seconds"),
            league("rates_seconds"),
            league("cold_seconds"),
            league("freezing_seconds")
        )?;
        writeln!(f, "{:>8} limit in the same run: {:.3} ms, counted in an array", "", league("limit_seconds"))?;
        let save = |name: &str| number(&format!("/autosave/{name}"));
        let (rate, bound) = (save("per_s"), save("limit_per_s"));
        writeln!(
            f,
            "autosave {rate:>8.0} a second, {:.0} in a commit; {:.0} members need {:.0}: {:.0} % of it",
            save("saves_in_a_commit"),
            save("sittings"),
            save("needed_per_s"),
            1e2 * save("share")
        )?;
        writeln!(f, "{:>8} limit in the same run: {bound:.0}/s, the bare rows, as many in a commit; {:.0} % of it", "", 1e2 * rate / bound)
    }
}
