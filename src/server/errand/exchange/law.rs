//! Official texts of laws, kept article by article.

use std::fs;
use std::path::{Path, PathBuf};

use formats::law::Law;
use serde_json::json;

use super::{name, read, write};
use crate::command::Lang;
use crate::errand::counted;
use crate::outcome::{Done, Report};

/// Reads official texts and keeps those in which nothing is missing or twice.
pub fn law(files: &[PathBuf], out: &Path, lang: Lang) -> Done {
    let (mut text, mut laws, mut told) = (String::new(), Vec::new(), Vec::new());
    for path in files {
        let (law, issues) = formats::law::import_law(&read(path)?, &name(path));
        for issue in &issues {
            let says = lang.pick(issue.en(), issue.zh());
            text += &format!("{}:{}: {says} [{}]\n", path.display(), issue.line, issue.code.word());
            told.push(json!({ "file": path, "line": issue.line, "code": issue.code.word(), "text": says }));
        }
        let shown = path.display();
        if !issues.is_empty() {
            text += &lang.pick(format!("{shown}: not kept\n"), format!("{shown}：没有保存\n"));
            continue;
        }
        let kept = match place(out, &law, &law.to_text()) {
            Ok(kept) => kept,
            Err(place) => {
                let place = place.display();
                let says = lang.pick(
                    format!("`{place}` is already there and says something else; take it away first"),
                    format!("`{place}` 已经存在，内容不同；请先把它移走"),
                );
                text += &format!("{shown}: {says} [exists]\n");
                told.push(json!({ "file": path, "line": 1, "code": "exists", "text": says }));
                continue;
            }
        };
        write(&kept, law.to_text().as_bytes())?;
        let articles = counted(lang, law.articles().count() as u64, "article", "条");
        text += &lang.pick(
            format!("{}: {articles}, kept in {}\n", law.title, kept.display()),
            format!("{}：{articles}，已保存到 {}\n", law.title, kept.display()),
        );
        laws.push(json!({ "title": law.title, "articles": law.articles().count(), "out": kept }));
    }
    Ok(Report { text, json: json!({ "laws": laws, "issues": told }), faults: !told.is_empty() })
}

/// Where a law is kept: under its short name with the year of its wording, as `pufa bank check --laws` looks for it. The place that
/// is taken, when another text is there.
fn place(out: &Path, law: &Law, text: &str) -> Result<PathBuf, PathBuf> {
    let name = match year(law) {
        Some(year) => format!("{}-{year}", short(&law.title)),
        None => short(&law.title),
    };
    let place = out.join(format!("{name}.txt"));
    match fs::read(&place) {
        Ok(there) if there != text.as_bytes() => Err(place),
        _ => Ok(place),
    }
}

/// 国务院实施《中华人民共和国民族区域自治法》若干规定 is cited as 国务院实施民族区域自治法若干规定.
fn short(title: &str) -> String {
    let plain: String = title.replace("中华人民共和国", "").chars().filter(|c| c.is_alphanumeric()).collect();
    if plain.is_empty() { "law".to_owned() } else { plain }
}

/// The last year that the notes name: when this wording was passed or changed.
fn year(law: &Law) -> Option<u32> {
    let years = law.notes.iter().flat_map(|note| {
        note.match_indices('年')
            .filter_map(|(at, _)| note[..at].chars().rev().take(4).collect::<Vec<_>>().iter().rev().collect::<String>().parse().ok())
    });
    years.filter(|year| (1949..=2100).contains(year)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_named_as_it_is_cited() {
        assert_eq!(short("中华人民共和国宪法"), "宪法");
        assert_eq!(short("国务院实施《中华人民共和国民族区域自治法》若干规定"), "国务院实施民族区域自治法若干规定");
        assert_eq!((short("../.."), short("中华人民共和国")), ("law".to_owned(), "law".to_owned()));
        let law = |note: &str| Law { notes: vec![note.to_owned()], ..Law::default() };
        assert_eq!(year(&law("1982年12月4日通过，2018年3月11日修正")), Some(2018));
        assert_eq!(year(&law("某年通过")), None);
    }
}
