//! `accepted/*.toml`: advice that somebody looked at and let stand, each with the reason, so that new advice stands out.

use super::SourceFile;
use super::fields::{Fields, Source};
use crate::Issue;
use crate::check::ADVICE;

/// One piece of advice that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The question, or the bank where the advice is about all of it.
    pub id: String,
    /// Which advice: `weak`.
    pub code: &'static str,
    /// Why it stands.
    pub reason: String,
    /// The file that says so.
    pub file: String,
    /// The line it stands on, counted from 1.
    pub line: usize,
}

/// Reads one file of the folder.
pub fn read(file: &SourceFile, issues: &mut Vec<Issue>) -> Vec<Accepted> {
    let source = Source { path: &file.path, text: &file.text };
    let (table, _) = source.parse(issues);
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "this file");
    let tables = fields.tables("accepted");
    fields.finish();
    let codes = ADVICE.map(|code| (code, code));
    let read = |(table, at): (&toml::de::DeTable<'_>, usize)| {
        let mut fields = Fields::new(&source, issues, table, at, "what is accepted");
        let id = fields.text("id");
        let code = fields.word("code", &codes);
        if !fields.has("code") {
            fields.fault(
                at,
                "missing-field",
                "what is accepted has no `code`; add the word in square brackets behind the advice: code = \"weak\"",
            );
        }
        let reason = fields.text("reason");
        fields.finish();
        Some(Accepted { id: id?, code: code?, reason: reason?, file: file.path.clone(), line: source.line(at) })
    };
    tables.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, codes: &[&str]) -> Vec<Accepted> {
        let mut issues = Vec::new();
        let accepted = read(&SourceFile { path: "accepted/b.toml".into(), text: text.into() }, &mut issues);
        assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes, "{issues:?}");
        accepted
    }

    #[test]
    fn each_has_its_reason_and_its_place() {
        let read = check("\n[[accepted]]\nid = \"b-1\"\ncode = \"weak\"\nreason = \"案例用了日常的话。\"\n", &[]);
        assert_eq!((read[0].id.as_str(), read[0].code, read[0].line), ("b-1", "weak", 2));
    }

    #[test]
    fn without_a_reason_or_with_a_fault_nothing_is_accepted() {
        assert_eq!(check("[[accepted]]\nid = \"b-1\"\ncode = \"weak\"\n", &["missing-field"]), []);
        assert_eq!(check("[[accepted]]\nid = \"b-1\"\ncode = \"no-article\"\nreason = \"…\"\n", &["unknown-word"]), []);
    }
}
