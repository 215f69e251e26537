//! Official texts of laws, kept article by article.

use std::path::{Path, PathBuf};

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
        let short = law.title.strip_prefix("中华人民共和国").unwrap_or(&law.title).replace(['/', '\\'], "");
        let kept = out.join(format!("{short}.txt"));
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
