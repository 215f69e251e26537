//! `pufa bank check`: what can't be read, what is wrong, and what wants a look.

use std::path::{Path, PathBuf};

use domain::check::{self, Figures, Finding, Weight};
use domain::{Bank as Questions, Issue, Kind, Moment, Zone};
use press::library;
use serde_json::{Value, json};

use super::{ASSIGNMENTS, CAMPAIGNS, file_name, found, listed, nothing, parent, words};
use crate::command::{BankCheck, Lang};
use crate::errand::counted;
use crate::outcome::{Done, Failure, Report};

pub fn bank(errand: &BankCheck, lang: Lang, now: Moment) -> Done {
    let BankCheck { dir, laws, on } = errand;
    let dir = directory(found(dir)?)?;
    let is_one = dir.join("bank.toml").is_file();
    let (root, only) = if is_one { (parent(&dir)?, file_name(&dir)) } else { (dir.clone(), None) };
    let (written, mut issues) = library::written(&root)?;
    let statutes = laws.as_deref().map(texts).transpose()?;
    let mut findings = check::check(&written, statutes.as_ref(), on.unwrap_or(Zone::CHINA.day(now)));
    if let Some(only) = &only {
        findings.retain(|finding| concerns(finding, only));
    }
    // what the laws are and what is accepted concerns every bank
    let is_asked_for = |folder: &str| {
        only.as_deref().map_or(![CAMPAIGNS, ASSIGNMENTS].contains(&folder), |only| only == folder || COMMON.contains(&folder))
    };
    issues.retain(|issue| is_asked_for(folder_of(&issue.file)));
    if on.is_some() && written.laws.is_none() {
        issues.push(Issue { file: "laws.toml".to_owned(), line: 1, code: "no-laws-list", text: no_list(lang) });
    }
    let banks: Vec<&Questions> = written.library.banks.iter().filter(|bank| only.as_ref().is_none_or(|only| *only == bank.id)).collect();
    if banks.is_empty() && issues.is_empty() {
        return Err(nothing("bank", "题库", &dir, "<bank>/bank.toml"));
    }
    let figures = |bank: &Questions| Figures::of(bank, written.banks.get(&bank.id).unwrap_or(&Default::default()));
    let mut text = String::new();
    for bank in &banks {
        let figures = figures(bank);
        let count = counted(lang, figures.questions as u64, "question", "题");
        text += &format!("{}  {}  {count}\n    {}\n", bank.id, bank.title, words::figures(&figures, lang));
    }
    let (faults, advice): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(|found| found.what.weight() == Weight::Fault);
    let json = json!({
        "banks": banks.iter().map(|bank| about(bank, &figures(bank))).collect::<Vec<_>>(),
        "issues": listed(&issues).into_iter().chain(faults.iter().map(|fault| told(fault, lang))).collect::<Vec<_>>(),
        "advice": advice.iter().map(|advice| told(advice, lang)).collect::<Vec<_>>(),
    });
    Ok(report(text, json, &issues, &faults, &advice, lang))
}

fn report(mut text: String, json: Value, issues: &[Issue], faults: &[Finding], advice: &[Finding], lang: Lang) -> Report {
    for finding in advice {
        text += &line(finding, lang.pick("look at ", "看一看 "), lang);
    }
    for issue in issues {
        text += &format!("{issue}\n");
    }
    for finding in faults {
        text += &line(finding, "", lang);
    }
    let places = lang.pick(
        if advice.len() == 1 { "1 place wants a look".to_owned() } else { format!("{} places want a look", advice.len()) },
        format!("有 {} 处请看一看", advice.len()),
    );
    let count = issues.len() + faults.len();
    if count == 0 {
        text += &match advice.len() {
            0 => lang.pick("all is fine\n", "没有问题\n").to_owned(),
            _ => lang.pick(format!("no faults; {places}, listed above\n"), format!("没有错误；{places}，列在上面\n")),
        };
        return Report::fine(text, json);
    }
    let beside = if advice.is_empty() { String::new() } else { lang.pick(format!("; {places}"), format!("，另{places}")) };
    text += &lang.pick(
        format!("{}{beside}, listed above\n", counted(lang, count as u64, "fault", "")),
        format!("共 {count} 个问题{beside}，列在上面\n"),
    );
    Report::faults(text, json)
}

/// A line for people: where, which question, what, and the word for machines.
fn line(finding: &Finding, before: &str, lang: Lang) -> String {
    let Finding { file, line, id, what } = finding;
    format!("{file}:{line}: {before}{id}{}{} [{}]\n", lang.pick(": ", "："), words::what(what, lang), what.code())
}

fn told(finding: &Finding, lang: Lang) -> Value {
    let Finding { file, line, id, what } = finding;
    json!({ "file": file, "line": line, "code": what.code(), "id": id, "text": words::what(what, lang) })
}

fn about(bank: &Questions, figures: &Figures) -> Value {
    let kinds: serde_json::Map<String, Value> =
        Kind::ALL.iter().map(|kind| (kind.word().to_owned(), figures.of_kind(*kind).into())).collect();
    json!({
        "bank": bank.id,
        "title": bank.title,
        "version": bank.version,
        "questions": figures.questions,
        "kinds": kinds,
        "levels": figures.levels,
        "letters": figures.letters,
        "longest_keys": figures.longest,
        "true_statements": figures.truths,
        "cases": figures.cases,
    })
}

/// What lies beside the banks and is read for all of them.
const COMMON: [&str; 2] = ["laws.toml", "accepted"];

/// Whether a finding is about a bank: in its folder, about what all banks share, or about a question of it and another.
fn concerns(finding: &Finding, bank: &str) -> bool {
    let folder = folder_of(&finding.file);
    folder == bank || COMMON.contains(&folder) || finding.what.other_file().is_some_and(|file| folder_of(file) == bank)
}

fn folder_of(file: &str) -> &str {
    file.split('/').next().unwrap_or_default()
}

fn no_list(lang: Lang) -> String {
    let (en, zh) = (
        "`--on` asks what is in force that day, and there is no laws.toml beside the banks that tells; add one",
        "--on 要看那一天哪些法有效，但题库旁边没有 laws.toml；请补上",
    );
    lang.pick(en, zh).to_owned()
}

fn directory(path: PathBuf) -> Result<PathBuf, Failure> {
    if path.is_dir() {
        return Ok(path);
    }
    let shown = path.display();
    Err(Failure::wrong(
        "not-a-directory",
        format!("`{shown}` is a file; name the directory it lies in"),
        format!("`{shown}` 是文件；请写它所在的目录"),
    ))
}

fn texts(dir: &Path) -> Result<domain::statute::Statutes, Failure> {
    let dir = directory(found(dir)?)?;
    let statutes = library::statutes(&dir)?;
    if statutes.is_empty() {
        return Err(nothing("text of a law", "法律文本", &dir, "<law>.txt"));
    }
    Ok(statutes)
}
