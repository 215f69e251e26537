//! `laws.toml`: every law that the banks cite, in each version they may rest on, and whether a version is in force on a day.

use super::SourceFile;
use super::fields::{Fields, Source};
use crate::Issue;
use crate::moment::Day;

/// The laws that banks may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laws(Vec<Law>);

/// One version of one law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// What `basis` calls it: 民法典.
    pub name: String,
    /// Its whole title: 中华人民共和国民法典.
    pub title: String,
    /// Other names that are in use.
    pub aliases: Vec<String>,
    /// What tells it from other versions, by custom the year in which its wording was passed: 2025.
    pub version: String,
    /// The day on which this wording was passed, revised, amended or made public.
    pub adopted: Day,
    /// The first day on which this version is in force.
    pub in_force_from: Day,
    /// The first day on which it is in force no longer, when that is known.
    pub ends: Option<Day>,
    /// What is known of it.
    pub status: Status,
    /// Who issued it, under the name that body bears.
    pub source: String,
    /// What is not certain of it; may be empty.
    pub note: String,
    /// The line of its `[[law]]`, counted from 1.
    pub line: usize,
}

/// What is known of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is in force.
    InForce,
    /// Nothing that was found says that it is not.
    BelievedInForce,
    /// Another version or law took its place.
    SupersededBy(String),
    /// It was repealed.
    Repealed,
}

/// How a version stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in force, or believed to be.
    InForce,
    /// It will be from that day on.
    NotYet(Day),
    /// It was until the day before, when the day is known; with what took its place, when that is known.
    Over {
        /// The first day without it.
        since: Option<Day>,
        /// What took its place.
        by: Option<String>,
    },
}

/// Why a name gives no version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unbound {
    /// No law is called so; with the law that has it as an alias, when there is one.
    NoLaw(Option<String>),
    /// The law has no such version; with those it has.
    NoVersion(Vec<String>),
    /// Without a version it is not clear which is meant; with those there are.
    Unclear(Vec<String>),
}

impl Law {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, on: Day) -> Standing {
        let by = match &self.status {
            Status::SupersededBy(by) => Some(by.clone()),
            _ => None,
        };
        let is_over = match (self.ends, &self.status) {
            (Some(ends), _) => on >= ends,
            (None, Status::InForce | Status::BelievedInForce) => false,
            (None, Status::SupersededBy(_) | Status::Repealed) => true,
        };
        if is_over {
            Standing::Over { since: self.ends, by }
        } else if on < self.in_force_from {
            Standing::NotYet(self.in_force_from)
        } else {
            Standing::InForce
        }
    }

    /// Its name with its version, as bank.toml may write it: 国家通用语言文字法@2025.
    #[must_use]
    pub fn with_version(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// Whether the file says that it is in force.
    #[must_use]
    pub fn is_current(&self) -> bool {
        matches!(self.status, Status::InForce | Status::BelievedInForce)
    }
}

impl Laws {
    /// Every version of every law, as the file orders them.
    #[must_use]
    pub fn all(&self) -> &[Law] {
        &self.0
    }

    /// The version that a bank means: the one it names, else the only one that the file calls in force, else the only one there is.
    /// The day does not matter: a question stays with the wording it was written for until somebody has looked at it again.
    ///
    /// # Errors
    /// When it is not clear which is meant.
    pub fn find(&self, name: &str, version: Option<&str>) -> Result<&Law, Unbound> {
        let named: Vec<&Law> = self.0.iter().filter(|law| law.name == name).collect();
        if named.is_empty() {
            let called = self.0.iter().find(|law| law.title == name || law.aliases.iter().any(|alias| alias == name));
            return Err(Unbound::NoLaw(called.map(|law| law.name.clone())));
        }
        let versions = || named.iter().map(|law| law.version.clone()).collect();
        if let Some(version) = version {
            return named.iter().find(|law| law.version == version).copied().ok_or_else(|| Unbound::NoVersion(versions()));
        }
        let current: Vec<&Law> = named.iter().filter(|law| law.is_current()).copied().collect();
        match (&current[..], &named[..]) {
            ([one], _) | ([], [one]) => Ok(*one),
            _ => Err(Unbound::Unclear(versions())),
        }
    }
}

const FORMS: &str = "\"in-force\", \"believed-in-force\", \"superseded-by:国家通用语言文字法@2025\" or \"repealed\"";

/// Reads the file.
pub fn read(file: &SourceFile, issues: &mut Vec<Issue>) -> Laws {
    let source = Source { path: &file.path, text: &file.text };
    let (table, _) = source.parse(issues);
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "laws.toml");
    let tables = fields.tables("law");
    fields.finish();
    let mut laws: Vec<Law> = Vec::new();
    for (table, at) in tables {
        let Some(law) = read_law(&source, issues, table, at) else { continue };
        if laws.iter().any(|known| known.name == law.name && known.version == law.version) {
            let text = format!("{} is already listed; give each version of a law one [[law]]", law.with_version());
            issues.push(source.issue(at, "duplicate-law", text));
            continue;
        }
        let taken =
            |alias: &&String| laws.iter().any(|known| known.name != law.name && (known.name == **alias || known.aliases.contains(alias)));
        if let Some(alias) = law.aliases.iter().find(taken) {
            let text = format!("`aliases` has {alias}, which another law is called already; take it out");
            issues.push(source.issue(at, "duplicate-law", text));
        }
        laws.push(law);
    }
    let laws = Laws(laws);
    issues.extend(laws.all().iter().filter_map(|law| lost(law, &laws, &source)));
    laws
}

/// What took the place of a law must be listed too: a question has to move there.
fn lost(law: &Law, laws: &Laws, source: &Source<'_>) -> Option<Issue> {
    let Status::SupersededBy(by) = &law.status else { return None };
    let (name, version) = by.split_once('@').map_or((by.as_str(), None), |(name, version)| (name, Some(version)));
    let is_itself = *by == law.with_version() || (*by == law.name);
    let is_listed = laws.all().iter().any(|other| other.name == name && version.is_none_or(|version| version == other.version));
    let text = if is_itself {
        format!("`status` says that {} took its own place; name the other version or law", law.with_version())
    } else if !is_listed {
        format!("`status` names {by}, which this file does not list; add it with a [[law]] of its own, or mend the name")
    } else {
        return None;
    };
    Some(Issue { file: source.path.to_owned(), line: law.line, code: "unlisted-law", text })
}

fn read_law(source: &Source<'_>, issues: &mut Vec<Issue>, table: &toml::de::DeTable<'_>, at: usize) -> Option<Law> {
    let mut fields = Fields::new(source, issues, table, at, "the law");
    let (name, title) = (fields.text("name"), fields.text("title"));
    let aliases = fields.texts("aliases").into_iter().map(|(alias, _)| alias).collect();
    let version = fields.text("version");
    let (adopted, in_force_from) = (fields.day_needed("adopted"), fields.day_needed("in-force-from"));
    let ends = fields.day("ends");
    let status = fields.text("status").and_then(|text| read_status(&mut fields, &text));
    let (issued_by, note) = (fields.text("source"), fields.text_or("note", ""));
    if let Some(name) = name.as_deref().filter(|name| name.contains(['@', '《', '》'])) {
        let at = fields.place("name");
        fields.fault(at, "law-name", format!("`name` is {name}; write the short name alone, without 《》, and the version in `version`"));
    }
    if let (Some(from), Some(ends)) = (in_force_from, ends)
        && ends <= from
    {
        let at = fields.place("ends");
        fields.fault(at, "window", "`ends` is not after `in-force-from`; it is the first day without the law");
    }
    if let (Some(adopted), Some(from)) = (adopted, in_force_from)
        && from < adopted
    {
        let at = fields.place("in-force-from");
        fields.fault(at, "window", "`in-force-from` is before `adopted`; mend the one that is wrong");
    }
    if let (Some(Status::SupersededBy(by)), None) = (&status, ends) {
        let at = fields.place("status");
        fields.fault(
            at,
            "missing-field",
            format!("`status` says that {by} took its place, and `ends` does not say when; add the first day without it"),
        );
    }
    fields.finish();
    Some(Law {
        name: name?,
        title: title?,
        aliases,
        version: version?,
        adopted: adopted?,
        in_force_from: in_force_from?,
        ends,
        status: status?,
        source: issued_by?,
        note,
        line: source.line(at),
    })
}

fn read_status(fields: &mut Fields<'_, '_, '_>, text: &str) -> Option<Status> {
    let status = match (text, text.split_once(':')) {
        ("in-force", _) => Some(Status::InForce),
        ("believed-in-force", _) => Some(Status::BelievedInForce),
        ("repealed", _) => Some(Status::Repealed),
        (_, Some(("superseded-by", by))) if !by.trim().is_empty() => Some(Status::SupersededBy(by.trim().to_owned())),
        _ => None,
    };
    if status.is_none() {
        let at = fields.place("status");
        fields.fault(at, "unknown-word", format!("`status` must be {FORMS}"));
    }
    status
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"
[[law]]
name = "国家通用语言文字法"
title = "中华人民共和国国家通用语言文字法"
aliases = ["通用语言文字法"]
version = "2025"
adopted = 2025-12-27
in-force-from = 2026-01-01
status = "in-force"
source = "全国人民代表大会常务委员会"

[[law]]
name = "国家通用语言文字法"
title = "中华人民共和国国家通用语言文字法"
version = "2000"
adopted = 2000-10-31
in-force-from = 2001-01-01
ends = 2026-01-01
status = "superseded-by:国家通用语言文字法@2025"
source = "全国人民代表大会常务委员会"
"#;

    fn check(text: &str, codes: &[&str]) -> Laws {
        let mut issues = Vec::new();
        let laws = read(&SourceFile { path: "laws.toml".into(), text: text.into() }, &mut issues);
        assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes, "{issues:?}");
        laws
    }

    fn day(text: &str) -> Day {
        Day::read(text).expect("a day")
    }

    #[test]
    fn a_bank_means_the_version_it_names_or_the_one_in_force() {
        let laws = check(TWO, &[]);
        let found = |version| laws.find("国家通用语言文字法", version).map(|law| law.version.as_str());
        assert_eq!(found(None), Ok("2025"));
        assert_eq!(found(Some("2000")), Ok("2000"));
        assert_eq!(found(Some("1999")), Err(Unbound::NoVersion(vec!["2025".into(), "2000".into()])));
        assert_eq!(laws.find("通用语言文字法", None), Err(Unbound::NoLaw(Some("国家通用语言文字法".into()))));
        assert_eq!(laws.find("刑法", None), Err(Unbound::NoLaw(None)));
    }

    #[test]
    fn two_versions_in_force_must_be_told_apart_by_the_bank() {
        let laws = check(&TWO.replace("superseded-by:国家通用语言文字法@2025", "in-force"), &[]);
        assert!(matches!(laws.find("国家通用语言文字法", None), Err(Unbound::Unclear(_))));
    }

    #[test]
    fn a_version_stands_from_its_first_day_to_the_day_before_its_end() {
        let laws = check(TWO, &[]);
        let on = |version, text| laws.find("国家通用语言文字法", Some(version)).expect("a law").standing(day(text));
        assert_eq!(on("2025", "2025-12-31"), Standing::NotYet(day("2026-01-01")));
        assert_eq!(on("2025", "2026-01-01"), Standing::InForce);
        assert_eq!(on("2000", "2000-12-31"), Standing::NotYet(day("2001-01-01")));
        assert_eq!(on("2000", "2025-12-31"), Standing::InForce);
        let over = Standing::Over { since: Some(day("2026-01-01")), by: Some("国家通用语言文字法@2025".into()) };
        assert_eq!(on("2000", "2026-01-01"), over);
    }

    #[test]
    fn what_is_repealed_without_a_day_is_over_on_any_day() {
        let laws = check(&TWO.replace("superseded-by:国家通用语言文字法@2025", "repealed").replace("ends = 2026-01-01\n", ""), &[]);
        let law = laws.find("国家通用语言文字法", Some("2000")).expect("a law");
        assert_eq!(law.standing(day("2010-01-01")), Standing::Over { since: None, by: None });
    }

    #[test]
    fn faults_are_told() {
        for (from, to, code) in [
            ("status = \"in-force\"", "status = \"valid\"", "unknown-word"),
            ("adopted = 2025-12-27", "adopted = \"2025-12-27\"", "day"),
            ("adopted = 2025-12-27", "", "missing-field"),
            ("ends = 2026-01-01", "ends = 2000-01-01", "window"),
            ("version = \"2000\"", "version = \"2025\"", "duplicate-law"),
            ("in-force-from = 2026-01-01", "in-force-from = 2025-12-26", "window"),
            ("ends = 2026-01-01\n", "", "missing-field"),
            ("语言文字法@2025", "语言文字法@2026", "unlisted-law"),
            ("语言文字法@2025", "语言文字法@2000", "unlisted-law"),
            ("superseded-by:国家通用语言文字法@2025", "superseded-by:语言法", "unlisted-law"),
            ("source = ", "office = ", "missing-field"),
        ] {
            let mut issues = Vec::new();
            read(&SourceFile { path: "laws.toml".into(), text: TWO.replace(from, to) }, &mut issues);
            assert!(issues.iter().any(|issue| issue.code == code), "{to}: {issues:?}");
        }
    }
}
