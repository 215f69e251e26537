//! Dependencies that no source file names.
//!
//! One that is there for its features alone is listed in its package's `[package.metadata.tidy] used = […]`, with the reason beside it.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::sources::Source;
use crate::workspace::Workspace;

/// Every dependency of every package of the workspace that is not used.
///
/// # Errors
/// When cargo's metadata is not what it should be.
pub fn check(workspace: &Workspace, sources: &[Source]) -> Result<Vec<String>> {
    let packages = workspace.metadata["packages"].as_array().context("cargo metadata has no packages")?;
    let mut faults = Vec::new();
    for package in packages {
        let manifest = Path::new(package["manifest_path"].as_str().context("a package has no manifest")?);
        let manifest = manifest.strip_prefix(&workspace.root).unwrap_or(manifest);
        let folder = manifest.parent().context("a manifest has no folder")?;
        let texts: Vec<&str> = sources.iter().filter(|source| source.path.starts_with(folder)).map(|source| source.text.as_str()).collect();
        let unused = unused(package, &texts);
        faults.extend(unused.map(|name| format!("{}: the dependency `{name}` is not used", manifest.display())));
    }
    Ok(faults)
}

fn unused<'a>(package: &'a Value, texts: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let kept = &package["metadata"]["tidy"]["used"];
    let is_kept = move |name: &str| kept.as_array().is_some_and(|kept| kept.iter().any(|kept| kept == name));
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    let names = dependencies.filter_map(|dependency| dependency["rename"].as_str().or(dependency["name"].as_str()));
    names.filter(move |name| !is_kept(name) && !texts.iter().any(|text| names_crate(text, &name.replace('-', "_"))))
}

/// Whether a name stands in a source file as a word of its own, outside of comments.
fn names_crate(text: &str, name: &str) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.flat_map(|line| line.split(|c| !is_word(c))).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let package = json!({
            "metadata": { "tidy": { "used": ["getrandom"] } },
            "dependencies": [
                { "name": "serde-json", "rename": null },
                { "name": "getrandom", "rename": null },
                { "name": "toml_edit", "rename": "toml" },
            ],
        });
        assert_eq!(unused(&package, &[text]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_crate_counts_by_the_name_it_has_in_the_source() {
        check("use serde_json::json;\nlet x = toml::Value;", &[]);
        check("use serde_json::json;\nlet x = toml_edit::Value;", &["toml"]);
    }

    #[test]
    fn a_word_in_a_comment_is_no_use() {
        check("// serde_json is fine\nuse toml;", &["serde-json"]);
    }
}
