//! `pufa bank check`, `pufa campaign check` and `pufa assignment check`: every fault in what people wrote, with file and line.

mod assignment;
mod bank;
mod campaign;
mod words;

pub use assignment::assignment;
pub use bank::bank;
pub use campaign::campaign;

use std::path::{Path, PathBuf};

use domain::Issue;
use press::library::{self, Library};
use serde_json::{Value, json};

use super::counted;
use crate::command::Lang;
use crate::outcome::{Failure, Report};

const CAMPAIGNS: &str = "campaigns";
const ASSIGNMENTS: &str = "assignments";

/// A folder beside the banks whose files draw from them, and what one of those is called.
struct Beside {
    folder: &'static str,
    en: &'static str,
    zh: &'static str,
}

/// What of such a folder is to be checked.
struct Asked {
    library: Library,
    issues: Vec<Issue>,
    /// The file, when it is only one.
    only: Option<String>,
    path: PathBuf,
}

impl Beside {
    /// Reads all that the files draw from, and keeps the faults of those that are asked for.
    fn read(&self, path: &Path) -> Result<Asked, Failure> {
        let folder = self.folder;
        let path = found(path)?;
        let (root, only) = if path.is_file() {
            (parent(&parent(&path)?)?, file_name(&path).map(|name| format!("{folder}/{name}")))
        } else if file_name(&path).as_deref() == Some(folder) {
            (parent(&path)?, None)
        } else {
            (path.clone(), None)
        };
        let is_one_of_ours = !path.is_file() || parent(&path)?.file_name().is_some_and(|name| name == folder);
        if !is_one_of_ours {
            let Self { en, zh, .. } = self;
            let shown = path.display();
            return Err(Failure::wrong(
                "misplaced",
                format!(
                    "{} {en}'s file lies in a directory `{folder}` beside the banks it draws from, and `{shown}` does not",
                    article(en)
                ),
                format!("{zh}文件应放在题库旁边的 `{folder}` 目录里，`{shown}` 不是"),
            ));
        }
        let (library, mut issues) = library::read(&root)?;
        issues.retain(|issue| match &only {
            Some(only) => issue.file == *only,
            None => issue.file.split_once('/').is_some_and(|(of, _)| of == folder),
        });
        Ok(Asked { library, issues, only, path })
    }

    /// Nothing to check and nothing to tell.
    fn nothing(&self, path: &Path) -> Failure {
        nothing(self.en, self.zh, path, &format!("{}/<id>.toml", self.folder))
    }
}

impl Asked {
    fn is_asked_for(&self, folder: &str, id: &str) -> bool {
        self.only.as_ref().is_none_or(|only| *only == format!("{folder}/{id}.toml"))
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with('a') { "an" } else { "a" }
}

fn report(mut text: String, json: Value, issues: &[Issue], lang: Lang) -> Report {
    for issue in issues {
        text += &format!("{issue}\n");
    }
    if issues.is_empty() {
        text += lang.pick("all is fine\n", "没有问题\n");
        return Report::fine(text, json);
    }
    text += &lang.pick(
        format!("{}, listed above\n", counted(lang, issues.len() as u64, "fault", "")),
        format!("共 {} 个问题，列在上面\n", issues.len()),
    );
    Report::faults(text, json)
}

fn listed(issues: &[Issue]) -> Vec<Value> {
    issues.iter().map(|issue| json!({ "file": issue.file, "line": issue.line, "code": issue.code, "text": issue.text })).collect()
}

/// The path with nothing left open in it, so that it has a parent.
fn found(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|why| {
        let path = path.display();
        Failure::wrong("not-found", format!("`{path}` can't be read: {why}"), format!("读不了 `{path}`：{why}"))
    })
}

fn parent(path: &Path) -> Result<PathBuf, Failure> {
    path.parent().map(Path::to_owned).ok_or_else(|| nothing("bank", "题库", path, "<bank>/bank.toml"))
}

fn file_name(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

fn nothing(en: &str, zh: &str, path: &Path, form: &str) -> Failure {
    let path = path.display();
    Failure::wrong("nothing-there", format!("there is no {en} in `{path}`; it wants {form}"), format!("`{path}` 里没有{zh}；应有 {form}"))
}
