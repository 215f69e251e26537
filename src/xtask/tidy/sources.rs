//! What every source file looks like.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A file longer than this says why at its top.
const LONG: usize = 400;
/// The word in the header that says why.
const LONG_WORD: &str = "long:";

/// Written in two parts, so that this file may hold them.
const FORBIDDEN: [(&str, &str); 4] = [
    (concat!("#[", "allow("), "use #[expect(…, reason)], which tells when it is no longer needed"),
    (concat!("#![", "allow("), "use #![expect(…, reason)], which tells when it is no longer needed"),
    (concat!("todo", "!("), "finish it, or leave it out"),
    (concat!("unimplemented", "!("), "finish it, or leave it out"),
];

/// A source file.
pub struct Source {
    /// From the root of the workspace.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// Every `.rs` file below `src/` and `tests/`.
///
/// # Errors
/// When one can't be read.
pub fn read(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for dir in ["src", "tests"] {
        if root.join(dir).is_dir() {
            collect(&mut sources, root, &root.join(dir))?;
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(sources: &mut Vec<Source>, root: &Path, dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(sources, root, &path)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            sources.push(Source { path: path.strip_prefix(root)?.to_owned(), text });
        }
    }
    Ok(())
}

/// Every fault in every file.
pub fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(faults).collect()
}

fn faults(source: &Source) -> Vec<String> {
    let path = source.path.display();
    let mut faults = Vec::new();
    if !source.text.starts_with("//! ") {
        faults.push(format!("{path}:1: begin with `//!` and a sentence on what the file is for"));
    }
    let lines = source.text.lines().count();
    let mut header = source.text.lines().take_while(|line| line.starts_with("//!"));
    if lines > LONG && !header.any(|line| line.contains(LONG_WORD)) {
        faults.push(format!("{path}: {lines} lines; split it, or say why at its top (`//! {LONG_WORD} …`)"));
    }
    for (number, line) in source.text.lines().enumerate() {
        let found = FORBIDDEN.iter().filter(|(text, _)| line.contains(text));
        faults.extend(found.map(|(text, instead)| format!("{path}:{}: `{text}`: {instead}", number + 1)));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_file(text: &str, expected: &[&str]) {
        let found = faults(&Source { path: "a.rs".into(), text: text.to_owned() });
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        check_file("//! For this.\n", &[]);
        check_file("use std::fs;\n", &["a.rs:1: begin with"]);
    }

    #[test]
    fn a_long_file_says_why() {
        let body = "x\n".repeat(LONG);
        check_file(&format!("//! For this.\n{body}"), &["401 lines"]);
        check_file(&format!("//! For this.\n//! long: one table.\n{body}"), &[]);
    }

    #[test]
    fn what_is_forbidden_is_named_with_its_line() {
        check_file(&format!("//! For this.\n\n{}dead_code)]\n", FORBIDDEN[0].0), &["a.rs:3:"]);
    }
}
