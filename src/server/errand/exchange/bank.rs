//! Questions in and out.

use std::fs;
use std::path::{Path, PathBuf};

use formats::{Bank, Hint, Issue, export as formats_out};
use serde_json::json;

use super::report::{self, Read};
use super::{name, read, write};
use crate::command::{BankExport, BankImport, Lang, To};
use crate::errand::counted;
use crate::outcome::{Done, Failure, Report};

/// Reads files and shows what was read; writes the bank when a directory is named.
pub fn import(errand: &BankImport, lang: Lang) -> Done {
    let mut files = Vec::new();
    for path in &errand.files {
        let bytes = read(path)?;
        let hint = Hint { format: errand.from, name: name(path) };
        let (bank, issues) = formats::import(&bytes, &hint);
        files.push(Read { path, bank, issues, lines: formats::lines(&bytes, &hint) });
    }
    let mut text = report::text(&files, lang);
    let json = report::json(&files, lang);
    let wants_a_look = files.iter().any(|file| !file.issues.is_empty());
    if let (Some(out), Some(id)) = (&errand.out, &errand.bank) {
        let items = files.iter().flat_map(|file| file.bank.items.clone()).collect();
        let title = files.first().map(|file| file.bank.title.clone()).unwrap_or_default();
        let folder = keep(&Bank { title, items }, out, id)?;
        text += &lang.pick(format!("written to {}\n", folder.display()), format!("已写入 {}\n", folder.display()));
    }
    Ok(Report { text, json, faults: wants_a_look })
}

/// Writes a bank into a folder of its own that must not be there.
fn keep(bank: &Bank, out: &Path, id: &str) -> Result<PathBuf, Failure> {
    let folder = out.join(id);
    if folder.exists() {
        let shown = folder.display();
        return Err(Failure::wrong(
            "exists",
            format!("`{shown}` is already there; name another bank, or take it away first"),
            format!("`{shown}` 已经存在；请换一个编号，或先把它移走"),
        ));
    }
    for (path, text) in formats_out::toml::write(bank, id) {
        write(&out.join(path), text.as_bytes())?;
    }
    Ok(folder)
}

/// Writes a bank in another format; tells what that can't hold.
pub fn export(errand: &BankExport, lang: Lang) -> Done {
    let (bank, mut issues) = load(&errand.dir)?;
    if errand.key && errand.to != To::Docx {
        return Err(Failure::wrong(
            "wrong-use",
            "`--key` is for docx only; other formats always have the key",
            "--key 只用于 docx；别的格式都带答案",
        ));
    }
    match errand.to {
        To::Toml => {
            let id = name(&errand.out);
            keep(&bank, errand.out.parent().unwrap_or(Path::new("")), &id)?;
        }
        To::Xlsx => {
            issues.extend(formats_out::xlsx::too_long(&bank));
            write(&errand.out, &formats_out::xlsx::write(&bank))?;
        }
        To::Docx => write(&errand.out, &formats_out::docx::write(&bank, errand.key))?,
        To::Text => write(&errand.out, formats_out::text::write(&bank).as_bytes())?,
        To::Moodle => issues.extend(put(&errand.out, formats_out::moodle::write(&bank))?),
        To::Gift => issues.extend(put(&errand.out, formats_out::gift::write(&bank))?),
        To::Aiken => issues.extend(put(&errand.out, formats_out::aiken::write(&bank))?),
        To::Qti => {
            let (bytes, told) = formats_out::qti::write(&bank);
            write(&errand.out, &bytes)?;
            issues.extend(told);
        }
    }
    let mut text: String =
        issues.iter().map(|issue| format!("{}: {} [{}]\n", issue.line, lang.pick(issue.en(), issue.zh()), issue.code.word())).collect();
    let questions = counted(lang, bank.items.len() as u64, "question", "题");
    text +=
        &lang.pick(format!("{questions} written to {}\n", errand.out.display()), format!("{questions}，已写入 {}\n", errand.out.display()));
    let told: Vec<_> = issues
        .iter()
        .map(|issue| json!({ "line": issue.line, "code": issue.code.word(), "text": lang.pick(issue.en(), issue.zh()) }))
        .collect();
    Ok(Report { text, json: json!({ "questions": bank.items.len(), "out": errand.out, "issues": told }), faults: !issues.is_empty() })
}

fn put(out: &Path, (text, issues): (String, Vec<Issue>)) -> Result<Vec<Issue>, Failure> {
    write(out, text.as_bytes()).map(|()| issues)
}

/// A bank of ours from its folder.
fn load(dir: &Path) -> Result<(Bank, Vec<Issue>), Failure> {
    let shown = dir.display();
    if !dir.join("bank.toml").is_file() {
        return Err(Failure::wrong(
            "not-a-bank",
            format!("`{shown}` has no bank.toml; name a bank's directory"),
            format!("`{shown}` 里没有 bank.toml；请写题库的目录"),
        ));
    }
    let mut files = Vec::new();
    for folder in ["", "kept"] {
        let Ok(entries) = fs::read_dir(dir.join(folder)) else { continue };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "toml"))
            .collect();
        paths.sort();
        for path in paths {
            let text = String::from_utf8_lossy(&read(&path)?).into_owned();
            let below = if folder.is_empty() { name(&path) } else { format!("{folder}/{}", name(&path)) };
            files.push((below, text));
        }
    }
    Ok(formats_out::toml::read(&files))
}

/// Writes the sheet to fill in.
pub fn template(out: &Path, lang: Lang) -> Done {
    write(out, &formats_out::xlsx::template())?;
    let shown = out.display();
    Ok(Report::fine(
        lang.pick(
            format!("written to {shown}; fill it in and read it with `pufa bank import {shown}`\n"),
            format!("已写入 {shown}；填好后用 `pufa bank import {shown}` 读入\n"),
        ),
        json!({ "out": out }),
    ))
}
