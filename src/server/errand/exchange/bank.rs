//! Questions in and out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use formats::{Bank, Code, Hint, Issue, Item, export as formats_out};
use serde_json::json;

use super::report::{self, Read};
use super::{exists, name, read, write, write_new};
use crate::command::{BankExport, BankImport, Lang, To};
use crate::errand::counted;
use crate::outcome::{Done, Failure, Report};

/// Reads files and shows what was read; writes the bank when a directory is named.
pub fn import(errand: &BankImport, lang: Lang) -> Done {
    let mut files = Vec::new();
    for path in &errand.files {
        if path.extension().is_some_and(|end| end == "toml") {
            let path = path.display();
            return Err(Failure::wrong(
                "our-own",
                format!("`{path}` is a file of a bank already; put its bank under `questions`, there is nothing to import"),
                format!("`{path}` 本来就是题库的文件；把题库放进 questions 就行，不用读入"),
            ));
        }
        let bytes = read(path)?;
        let hint = Hint { format: errand.from, name: name(path) };
        let (bank, issues) = formats::import(&bytes, &hint);
        let wanted = issues.iter().map(|issue| issue.line).collect();
        files.push(Read { path, bank, issues, lines: formats::lines(&bytes, &hint, &wanted) });
    }
    let mut text = report::text(&files, lang);
    let json = report::json(&files, lang);
    let wants_a_look = files.iter().any(|file| !file.issues.is_empty());
    if let (Some(out), Some(id)) = (&errand.out, &errand.bank) {
        let title = files.first().map(|file| file.bank.title.clone()).unwrap_or_default();
        let items: Vec<Item> = files.into_iter().flat_map(|file| file.bank.items).collect();
        text += &if items.is_empty() {
            lang.pick("nothing was written\n", "什么也没有写\n").to_owned()
        } else {
            let folder = keep(&Bank { title, items }, out, id)?;
            lang.pick(format!("written to {}\n", folder.display()), format!("已写入 {}\n", folder.display()))
        };
    }
    Ok(Report { text, json, faults: wants_a_look })
}

/// Writes a bank into a folder of its own that must not be there.
fn keep(bank: &Bank, out: &Path, id: &str) -> Result<PathBuf, Failure> {
    let folder = out.join(id);
    if folder.exists() {
        return Err(exists(&folder));
    }
    for (path, text) in formats_out::toml::write(bank, id) {
        write(&out.join(path), text.as_bytes())?;
    }
    Ok(folder)
}

/// Writes a bank in another format; tells what that can't hold.
pub fn export(errand: &BankExport, lang: Lang) -> Done {
    if errand.key && errand.to != To::Docx {
        return Err(Failure::wrong(
            "wrong-use",
            "`--key` is for docx only; other formats always have the key",
            "--key 只用于 docx；别的格式都带答案",
        ));
    }
    if errand.out.exists() {
        return Err(exists(&errand.out));
    }
    let files = load(&errand.dir)?;
    if errand.to == To::Toml {
        return copy(errand, &files, lang);
    }
    let (bank, mut issues) = formats_out::toml::read(&files);
    match errand.to {
        To::Toml => {}
        To::Xlsx => {
            issues.extend(formats_out::xlsx::too_long(&bank));
            write(&errand.out, &formats_out::xlsx::write(&bank))?;
        }
        To::Docx => {
            issues.extend(formats_out::docx::left_out(&bank));
            write(&errand.out, &formats_out::docx::write(&bank, errand.key))?;
        }
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
    let mut text = summed(&issues, lang);
    let questions = counted(lang, bank.items.len() as u64, "question", "题");
    text += &lang
        .pick(format!("{questions}, written to {}\n", errand.out.display()), format!("{questions}，已写入 {}\n", errand.out.display()));
    let told: Vec<_> = issues
        .iter()
        .map(|issue| json!({ "line": issue.line, "code": issue.code.word(), "text": lang.pick(issue.en(), issue.zh()) }))
        .collect();
    // what a format has no place for is as expected; a question that it can't hold is not
    let faults = issues.iter().any(|issue| issue.code != Code::PartNotWritten);
    Ok(Report { text, json: json!({ "questions": bank.items.len(), "out": errand.out, "issues": told }), faults })
}

/// What can't be held, each thing once with how many questions it is.
fn summed(issues: &[Issue], lang: Lang) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for issue in issues {
        *counts.entry(format!("{} [{}]", lang.pick(issue.en(), issue.zh()), issue.code.word())).or_default() += 1;
    }
    counts.into_iter().map(|(says, count)| format!("{}{says}\n", lang.pick(format!("{count} × "), format!("{count} 处：")))).collect()
}

/// A bank of ours under another id, with all that lies in its folder.
fn copy(errand: &BankExport, files: &[(String, String)], lang: Lang) -> Done {
    let id = name(&errand.out);
    crate::command::read_id(&id).map_err(|what| {
        Failure::wrong("wrong-use", format!("`{id}` is no name of a bank; use {what}"), format!("`{id}` 不能作题库的编号；请用 {what}"))
    })?;
    let old = name(&errand.dir.canonicalize().map_err(anyhow::Error::from)?);
    for (path, text) in files {
        let text = text.replace(&format!("id = \"{old}\""), &format!("id = \"{id}\"")).replace(&format!("\"{old}-"), &format!("\"{id}-"));
        write(&errand.out.join(path), text.as_bytes())?;
    }
    let shown = errand.out.display();
    Ok(Report::fine(lang.pick(format!("written to {shown}\n"), format!("已写入 {shown}\n")), json!({ "out": errand.out, "issues": [] })))
}

fn put(out: &Path, (text, issues): (String, Vec<Issue>)) -> Result<Vec<Issue>, Failure> {
    write(out, text.as_bytes()).map(|()| issues)
}

/// The files of a bank of ours, by their paths in its folder.
fn load(dir: &Path) -> Result<Vec<(String, String)>, Failure> {
    let shown = dir.display();
    if !dir.join("bank.toml").is_file() {
        return Err(Failure::wrong(
            "not-a-bank",
            format!("`{shown}` has no bank.toml; name a bank's directory"),
            format!("`{shown}` 里没有 bank.toml；请写题库的目录"),
        ));
    }
    let mut files = Vec::new();
    for folder in ["", "kept", "notes"].into_iter().filter(|folder| dir.join(folder).is_dir()) {
        let entries = fs::read_dir(dir.join(folder)).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(anyhow::Error::from)?;
        let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).filter(|path| path.is_file()).collect();
        paths.sort();
        for path in paths {
            let text = String::from_utf8(read(&path)?).map_err(|_| {
                let path = path.display();
                Failure::of("not-text", format!("`{path}` is no UTF-8 text"), format!("`{path}` 不是 UTF-8 文本"))
            })?;
            files.push((if folder.is_empty() { name(&path) } else { format!("{folder}/{}", name(&path)) }, text));
        }
    }
    Ok(files)
}

/// Writes the sheet to fill in.
pub fn template(out: &Path, lang: Lang) -> Done {
    write_new(out, &formats_out::xlsx::template())?;
    let shown = out.display();
    Ok(Report::fine(
        lang.pick(
            format!("written to {shown}; fill it in and read it with `pufa bank import {shown}`\n"),
            format!("已写入 {shown}；填好后用 `pufa bank import {shown}` 读入\n"),
        ),
        json!({ "out": out }),
    ))
}
