//! Study notes: what a topic is about in our own words, and at the end the articles to read.

use super::SourceFile;
use crate::citation::Place;
use crate::{Citation, Issue};

/// The heading before the articles to read.
pub const TO_READ: &str = "要读的条文：";

/// The articles that a note names: `- 民法典第二十七条、第三十四条至第三十六条`, and `- 宪法序言`.
pub fn read(file: &SourceFile, laws: &[String], issues: &mut Vec<Issue>) -> Vec<Citation> {
    let lines = (1..).zip(file.text.lines()).skip_while(|(_, line)| line.trim() != TO_READ).skip(1);
    let mut cited = Vec::new();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match listed(line) {
            Ok(found) if found.iter().all(|citation| laws.contains(&citation.law)) => cited.extend(found),
            Ok(found) => issues.push(Issue {
                file: file.path.clone(),
                line: number,
                code: "unknown-law",
                text: format!("the note names {}, which `laws` in bank.toml does not list", found[0].law),
            }),
            Err(text) => issues.push(Issue { file: file.path.clone(), line: number, code: "bad-citation", text }),
        }
    }
    cited
}

fn listed(line: &str) -> Result<Vec<Citation>, String> {
    let form = || format!("`{}` does not name articles; write - 民法典第二十七条、第三十四条至第三十六条", line.trim());
    articles(line.trim().strip_prefix("- ").ok_or_else(form)?).map_err(|why| why.unwrap_or_else(form))
}

/// Articles of one law, listed and as ranges: 民法典第二十七条、第三十四条至第三十六条.
///
/// # Errors
/// What is wrong with one citation, or nothing when the whole is no such list.
pub fn articles(listed: &str) -> Result<Vec<Citation>, Option<String>> {
    let parse = |text: &str| Citation::parse(text).map_err(Some);
    let start = listed.find("序言").into_iter().chain(listed.find('第')).min().ok_or(None)?;
    let (law, places) = listed.split_at(start);
    let mut cited = Vec::new();
    for part in places.split('、') {
        let (first, last) = part.split_once('至').unwrap_or((part, part));
        let (first, last) = (parse(&format!("{law}{first}"))?, parse(&format!("{law}{last}"))?);
        match (first.place, last.place) {
            (Place::Article { article: from, inserted: None, .. }, Place::Article { article: to, inserted: None, .. }) if from < to => {
                let whole = (from..=to).map(|n| parse(&format!("{law}第{}条", crate::numeral::write(n))));
                cited.extend(whole.collect::<Result<Vec<_>, _>>()?);
            }
            _ if first == last => cited.push(first),
            _ => return Err(None),
        }
    }
    Ok(cited)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], codes: &[&str]) {
        let mut issues = Vec::new();
        let file = SourceFile { path: "b/notes/t.md".into(), text: format!("# 题\n\n- 第一条不算。\n\n{TO_READ}\n\n{text}\n") };
        let cited = read(&file, &["宪法".into(), "民法典".into()], &mut issues);
        assert_eq!(cited.iter().map(ToString::to_string).collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes, "{issues:?}");
    }

    #[test]
    fn articles_are_listed_one_by_one_and_as_ranges() {
        check(
            "- 宪法序言\n- 民法典第二条、第九条至第十一条",
            &["宪法序言", "民法典第二条", "民法典第九条", "民法典第十条", "民法典第十一条"],
            &[],
        );
        check("", &[], &[]);
    }

    #[test]
    fn what_is_no_list_of_articles_is_told() {
        check("- 民法典第二条至第一条", &[], &["bad-citation"]);
        check("- 看看书", &[], &["bad-citation"]);
        check("民法典第二条", &[], &["bad-citation"]);
        check("- 刑法第二条", &[], &["unknown-law"]);
    }
}
