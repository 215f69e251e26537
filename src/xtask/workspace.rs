//! Where the workspace is and what its manifests say, as cargo itself reads them.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::run;

/// The workspace this task belongs to.
pub struct Workspace {
    /// The folder of the root manifest.
    pub root: PathBuf,
    /// Where builds go.
    pub target: PathBuf,
    /// What `cargo metadata` says, without dependencies of dependencies.
    pub metadata: Value,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// When cargo can't read the manifests.
    pub fn load() -> Result<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(std::env::current_dir, |dir| Ok(dir.into()))?;
        let mut command = run::cargo(&here);
        command.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]).arg(here.join("Cargo.toml"));
        let metadata: Value = serde_json::from_str(&run::output(&mut command)?)?;
        let path = |key: &str| metadata[key].as_str().map(PathBuf::from).with_context(|| format!("cargo metadata has no {key}"));
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")?, metadata })
    }

    /// The most that a first visit may load with a program, in bytes, packed with Brotli.
    ///
    /// # Errors
    /// When the root manifest doesn't say it.
    pub fn first_visit_budget(&self, program: &str) -> Result<usize> {
        let kib = self.metadata["metadata"]["pufa"]["first_visit_budget_kib"][program].as_u64();
        let kib =
            kib.with_context(|| format!("the root Cargo.toml has no `{program}` in [workspace.metadata.pufa.first_visit_budget_kib]"))?;
        Ok(usize::try_from(kib)? * 1024)
    }

    /// A path as people see it: from the root of the workspace where it lies below.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
