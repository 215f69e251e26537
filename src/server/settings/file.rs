//! The config file: TOML with the settings' names, and nothing else in it.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::{FILE, KEYS, Origin, Setting};
use crate::outcome::Failure;

/// Settings that are paths: in a file they start at its own folder.
const PATHS: [&str; 3] = ["data", "questions", "site"];

/// What a file says: the one that was named, or the one in the data directory when it is there.
pub fn read(named: Option<&Path>, data: &Path) -> Result<Vec<Setting>, Failure> {
    let path = named.map_or_else(|| data.join(FILE), Path::to_owned);
    match std::fs::read_to_string(&path) {
        Ok(text) => settings(&path, &text, named.is_some()),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound && named.is_none() => Ok(Vec::new()),
        Err(why) => {
            let path = path.display();
            Err(Failure::wrong(
                "no-config",
                format!("the config file `{path}` can't be read: {why}"),
                format!("读不了配置文件 `{path}`：{why}"),
            ))
        }
    }
}

/// Whether the text of a config file can be read, as one that was named.
///
/// # Errors
/// The first thing that can't, with its line and what to do.
pub fn check_text(path: &Path, text: &str) -> Result<(), Failure> {
    settings(path, text, true).map(drop)
}

fn settings(path: &Path, text: &str, is_named: bool) -> Result<Vec<Setting>, Failure> {
    let file = path.display().to_string();
    let line_of = |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1;
    let table = DeTable::parse(text).map_err(|why| {
        let (line, message) = (line_of(why.span().map_or(0, |span| span.start)), why.message().to_owned());
        let en = format!("this is not TOML: {message}; check quotes and the = sign on this line");
        Failure::wrong("bad-toml", en, format!("这不是 TOML：{message}；请检查这一行的引号和等号")).at(&file, line, "")
    })?;
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        let (name, line) = (key.get_ref().as_ref(), line_of(key.span().start));
        let fault = |code, en: String, zh: String| Failure::wrong(code, en, zh).at(&file, line, name);
        let Some(key) = KEYS.into_iter().find(|known| *known == name) else {
            return Err(fault(
                "unknown-setting",
                format!("there is no such setting; take it out, or write one of {}", KEYS.join(", ")),
                format!("没有这个设置；请去掉，或改为 {} 之一", KEYS.join("、")),
            ));
        };
        if key == "data" && !is_named {
            return Err(fault(
                "data-in-data",
                "this file lies in the data directory and can't move it; say --data or PUFA_DATA instead".into(),
                "这个文件就在数据目录里，不能另指数据目录；请用 --data 或 PUFA_DATA".into(),
            ));
        }
        let value = match value.get_ref() {
            DeValue::String(text) if PATHS.contains(&key) => beside(path, text).display().to_string(),
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Boolean(truth) => truth.to_string(),
            _ => {
                let en = "it wants a text in quotes, a whole number, true or false".into();
                return Err(fault("bad-setting", en, "应为加引号的文字、整数、true 或 false".into()));
            }
        };
        found.push(Setting { key, value: Some(value), origin: Origin::File { file: file.clone(), line } });
    }
    Ok(found)
}

fn beside(file: &Path, path: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(path)
}
