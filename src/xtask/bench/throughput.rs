//! Draw and grade, measured by the server's own bench in release form: this task is not built for speed.

use std::fmt;
use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::serve;
use crate::site::Plan;
use crate::workspace::Workspace;

/// What the bench said.
pub struct Throughput(Value);

impl Throughput {
    /// Measures with the shipped banks and the first campaign's blueprint.
    ///
    /// # Errors
    /// When there is no campaign, or the bench fails.
    pub fn measure(workspace: &Workspace, plan: &Plan) -> Result<Self> {
        let (library, _) = press::library::read(&plan.questions)?;
        let campaign = library.campaigns.first().context("there is no campaign to draw papers for")?;
        let folder = workspace.target.join("bench");
        let (campaign_file, banks_file) = (folder.join("campaign.txt"), folder.join("banks.txt"));
        fs::create_dir_all(&folder)?;
        fs::write(&campaign_file, wire::campaign::write(campaign))?;
        fs::write(&banks_file, wire::site::pack(campaign, &library.banks))?;
        let mut bench = serve::cargo_for_server(workspace);
        bench.args(["bench", "--quiet", "--package", "server", "--bench", "throughput", "--"]);
        bench.arg(campaign_file).arg(banks_file);
        Ok(Self(super::figures(&mut bench)?))
    }

    /// For programs that read it.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl fmt::Display for Throughput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |path: &str| self.0.pointer(path).and_then(Value::as_f64).unwrap_or_default();
        let (questions, items) = (number("/questions"), number("/items"));
        for (name, what, limit) in [
            ("draw", "papers/s", format!("shuffling {questions:.0} numbers")),
            ("grade", "sittings/s", format!("comparing {items:.0} answers in memory")),
        ] {
            let (rate, bound) = (number(&format!("/{name}/per_second")), number(&format!("/{name}/limit_per_second")));
            writeln!(f, "{name:<6} {rate:>12.0} {what:<10}   limit in the same run: {bound:.0}/s, {limit}; {:.1}×", bound / rate)?;
        }
        Ok(())
    }
}
