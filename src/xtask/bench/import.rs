//! Reading questions and lists of people as organisers have them, measured by the bench of the formats in release form.

use std::fmt;

use anyhow::Result;
use serde_json::Value;

use crate::run;
use crate::workspace::Workspace;

/// What the bench said.
pub struct Import(Value);

impl Import {
    /// Measures.
    ///
    /// # Errors
    /// When the bench fails.
    pub fn measure(workspace: &Workspace) -> Result<Self> {
        let mut bench = run::cargo(&workspace.root);
        bench.args(["bench", "--quiet", "--package", "formats", "--bench", "import"]);
        Ok(Self(super::figures(&mut bench)?))
    }

    /// For programs that read it.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |path: &str| self.0.pointer(path).and_then(Value::as_f64).unwrap_or_default();
        let (text, walk, long) = (number("/text/seconds"), number("/walk/seconds"), number("/long/memory_times_input"));
        writeln!(
            f,
            "text of {:.0} questions in {:.0} ms, {long:.1}× its size in memory   limit in the same run: {:.2} ms, a walk over its characters; {:.0}×",
            number("/questions"),
            text * 1e3,
            walk * 1e3,
            text / walk
        )?;
        let (sheet, alone) = (number("/sheet/seconds"), number("/calamine/seconds"));
        writeln!(
            f,
            "workbook of {:.0} rows in {sheet:.2} s, {:.1}× its size in memory   limit in the same run: {alone:.2} s, calamine alone, {:.1}×; {:.2}×",
            number("/rows"),
            number("/sheet/memory_times_input"),
            number("/calamine/memory_times_input"),
            sheet / alone
        )?;
        let (roster, apply) = (number("/roster/seconds"), number("/apply/seconds"));
        writeln!(
            f,
            "list of {:.0} people in {:.2} s: {roster:.2} s to read it, {:.1}× its size in memory, {apply:.2} s to take it into a roster, twice",
            number("/people"),
            roster + apply,
            number("/roster/memory_times_input"),
        )
    }
}
