//! Faulty files give issues with file and line, and the good questions beside them still load.

use super::*;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

fn head() -> SourceFile {
    file("b/bank.toml", "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n")
}

fn question(id: &str, rest: &str) -> String {
    format!("[[question]]\nid = \"{id}\"\n{rest}\nexplain = \"因为。\"\nlevel = 1\n")
}

const GOOD: &str = "kind = \"single\"\nstem = \"问？\"\nchoices = [\"甲\", \"乙\"]\nkey = \"A\"\nbasis = [\"宪法第一条\"]";

#[test]
fn twelve_faults_are_twelve_issues_and_the_good_questions_load() {
    let faulty: [(&str, &str); 11] = [
        ("missing-key", &GOOD.replace("key = \"A\"\n", "")),
        ("key-names-no-choice", &GOOD.replace("key = \"A\"", "key = \"D\"")),
        ("unknown-word", &GOOD.replace("single", "essay")),
        ("single-key", &GOOD.replace("key = \"A\"", "key = \"AB\"")),
        ("empty", &GOOD.replace("问？", " ")),
        ("unknown-law", &GOOD.replace("宪法第一条", "刑法第一条")),
        ("bad-citation", &GOOD.replace("宪法第一条", "宪法第第一条条")),
        ("bad-toml", &GOOD.replace("stem = \"问？\"", "stem = 问？")),
        ("unknown-field", &format!("{GOOD}\nanswr = \"B\"")),
        ("choice-count", &GOOD.replace("[\"甲\", \"乙\"]", "[]")),
        ("duplicate-choice", &GOOD.replace("乙", "甲")),
    ];
    let mut text = question("good-1", GOOD);
    let mut expected = Vec::new();
    for (n, (code, fault)) in faulty.iter().enumerate() {
        expected.push((*code, text.lines().count() + 1));
        text += &question(&format!("faulty-{n}"), fault);
    }
    expected.push(("duplicate-id", text.lines().count() + 1));
    text += &question("good-1", GOOD);
    text += &question("good-2", GOOD);

    let (library, issues) = library(&[head(), file("b/t.toml", &text)]);

    let listed = issues.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(issues.len(), 12, "{listed}");
    for ((code, from), issue) in expected.iter().zip(&issues) {
        assert_eq!(issue.code, *code, "{listed}");
        assert_eq!(issue.file, "b/t.toml");
        assert!((*from..*from + 10).contains(&issue.line), "{issue} should stand in the question at line {from}");
    }
    let ids: Vec<_> = library.banks[0].questions().map(|(_, q)| q.id.as_str()).collect();
    assert!(ids.contains(&"good-1") && ids.contains(&"good-2"), "{ids:?}");
    // an unknown field does not make a question unusable; every other fault does
    assert_eq!(ids.len(), 3, "{ids:?}");
}

#[test]
fn a_judge_takes_true_or_false() {
    let text = question("q", "kind = \"judge\"\nstem = \"对不对。\"\nkey = false\nbasis = [\"宪法第一条\"]");
    let (library, issues) = library(&[head(), file("b/t.toml", &text)]);
    assert_eq!(issues, []);
    let (_, question) = library.banks[0].questions().next().expect("a question");
    assert_eq!(question.key, crate::ChoiceSet::FALSE);
    assert_eq!(question.choices, ["对", "错"]);
}

#[test]
fn a_folder_without_a_head_is_told() {
    let (library, issues) = library(&[file("b/t.toml", &question("q", GOOD))]);
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].code, "no-bank");
    assert!(library.banks.is_empty());
}

const CAMPAIGN: &str = r#"
title = "知识竞答"
organiser = "某旗司法局"
opens = 2026-11-30T08:00:00
closes = 2026-12-06T20:00:00
time-limit-minutes = 5
attempts-per-day = 3
pass = 5
[[section]]
bank = "b"
count = 1
points = 10
[identity]
ask = "before-start"
regions = ["某市/某旗"]
[[identity.field]]
kind = "region"
"#;

fn campaign(text: &str) -> (Option<Campaign>, Vec<Issue>) {
    let (library, issues) = library(&[head(), file("b/t.toml", &question("q", GOOD)), file("campaigns/demo.toml", text)]);
    (library.campaigns.into_iter().next(), issues)
}

#[test]
fn a_campaign_reads_as_its_notice_does() {
    let (read, issues) = campaign(CAMPAIGN);
    assert_eq!(issues, []);
    let read = read.expect("a campaign");
    assert_eq!(read.id, "demo");
    assert_eq!(read.opens, Zone::CHINA.moment(2026, 11, 30, 8, 0, 0).expect("a day"));
    assert_eq!(read.attempts.per_day, Some(3));
    assert_eq!(read.limit_ms, Some(300_000));
    assert!(read.landing && !read.kiosk);
    assert_eq!(read.identity.fields[0].label, "所在地区");
}

use crate::Zone;
use crate::campaign::FieldKind;

#[test]
fn a_campaign_of_the_roster_asks_number_and_name_and_at_most_a_region() {
    let served = CAMPAIGN.replace("pass = 5", "pass = 5\ngrading = \"server\"").replace("[identity]", "[identity]\nroster = true");
    let (read, issues) = campaign(&served);
    assert_eq!(issues, []);
    let identity = read.expect("a campaign").identity;
    let kinds: Vec<_> = identity.fields.iter().map(|field| field.kind).collect();
    assert!(identity.roster && kinds == [FieldKind::Number, FieldKind::Name, FieldKind::Region]);
    let codes = |text: &str| campaign(text).1.iter().map(|issue| issue.code).collect::<Vec<_>>();
    for kind in ["unit", "phone", "name", "number"] {
        let asked = format!("{served}[[identity.field]]\nkind = \"{kind}\"\n");
        assert_eq!(codes(&asked), ["roster-identity"], "{kind}");
        assert_eq!(codes(&format!("{asked}ask = \"on-winning\"\n")), [""; 0], "{kind}");
    }
    assert_eq!(codes(&served.replace("grading = \"server\"", "")), ["roster-identity"]);
}

#[test]
fn faults_of_a_campaign_are_told_by_line() {
    for (from, to, code) in [
        ("closes = 2026-12-06T20:00:00", "closes = 2026-10-06T20:00:00", "window"),
        ("closes = 2026-12-06T20:00:00", "closes = \"12月6日\"", "moment"),
        ("count = 1", "count = 2", "too-few-questions"),
        ("bank = \"b\"", "bank = \"x\"", "unknown-bank"),
        ("bank = \"b\"", "bank = \"b\"\ntopic = [\"t\", \"tt\"]", "unknown-topic"),
        ("pass = 5", "pass = 50", "pass-too-high"),
        ("pass = 5", "pas = 5", "unknown-field"),
        ("regions = [\"某市/某旗\"]", "", "no-regions"),
        ("organiser = \"某旗司法局\"", "", "missing-field"),
        ("attempts-per-day = 3", "attempts-per-day = 0", "wrong-number"),
        ("pass = 5", "pass = 5\norganiser-pin = \"12\"", "pin"),
        ("pass = 5", "pass = 5\nseveral-right = \"per-choice\"", "missing-field"),
        ("pass = 5", "pass = 5\nzone = \"Peking\"", "zone"),
    ] {
        let (_, issues) = campaign(&CAMPAIGN.replace(from, to));
        let codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
        assert_eq!(codes, [code], "{to}: {issues:?}");
        assert_eq!(issues[0].file, "campaigns/demo.toml");
    }
}

#[test]
fn a_topic_that_no_bank_has_is_told_on_its_line() {
    let (_, issues) = campaign(&CAMPAIGN.replace("bank = \"b\"", "bank = \"b\"\ntopic = [\"t\",\n\"rihgts\"]"));
    let line = CAMPAIGN.lines().position(|line| line.starts_with("bank")).expect("a bank") + 3;
    assert_eq!(issues.iter().map(|issue| (issue.line, issue.code)).collect::<Vec<_>>(), [(line, "unknown-topic")]);
    assert!(issues[0].text.contains("rihgts"), "{}", issues[0]);
}

const LAW: &str = "[[law]]\nname = \"宪法\"\ntitle = \"中华人民共和国宪法\"\naliases = [\"根本法\"]\nversion = \"2018\"\nadopted = 2018-03-11\n\
                   in-force-from = 2018-03-11\nstatus = \"in-force\"\nsource = \"某会\"\n";

#[test]
fn a_bank_may_name_only_laws_and_versions_that_are_listed() {
    let check = |name: &str, expected: &[(&str, usize)]| {
        let head = file("b/bank.toml", &head().text.replace("[\"宪法\"]", &format!("[\"{name}\"]")));
        let (written, issues) = written(&[head, file("laws.toml", LAW)]);
        let codes: Vec<_> = issues.iter().map(|issue| (issue.code, issue.line)).collect();
        assert_eq!(codes, expected, "{name}: {issues:?}");
        written
    };
    let named = check("宪法@2018", &[]);
    assert_eq!(named.library.banks[0].laws, ["宪法"]);
    assert_eq!(named.bound("b", "宪法").map(|law| law.with_version()).as_deref(), Some("宪法@2018"));
    assert_eq!(check("宪法", &[("no-version", 4)]).bound("b", "宪法").map(|law| law.version.as_str()), Some("2018"));
    let new = LAW.replace("2018", "2027");
    let old = LAW.replace("status = \"in-force\"", "ends = 2027-03-11\nstatus = \"superseded-by:宪法@2027\"");
    let (_, issues) = written(&[head(), file("laws.toml", &format!("{old}{}", new.replace("aliases = [\"根本法\"]\n", "")))]);
    let told: Vec<_> = issues.iter().map(|issue| (issue.code, issue.text.contains("宪法@2027"))).collect();
    assert_eq!(told, [("no-version", true)], "a new version does not slip under the questions of the old one");
    for name in ["宪法@2004", "刑法", "根本法"] {
        check(name, &[("unlisted-law", 4)]);
    }
    check("@2018", &[("bad-law", 4), ("no-laws", 4)]);
    check("宪法@2018\", \"宪法@2018", &[("bad-law", 4)]);
}

#[test]
fn a_bank_that_cites_no_law_says_so_and_needs_no_explanations() {
    let head = |laws: &str| file("b/bank.toml", &format!("id = \"b\"\ntitle = \"题\"\nversion = \"1\"\n{laws}"));
    let question = file("b/t.toml", "[[question]]\nid = \"b-1\"\nkind = \"judge\"\nstem = \"水是湿的。\"\nkey = true\nlevel = 1\n");
    let (library, issues) = super::library(&[head("laws = []\n"), question.clone()]);
    assert_eq!((issues, library.banks[0].questions().count()), (Vec::new(), 1));
    let sourced = file("b/t.toml", &question.text.replace("level", "basis = [\"宪法第二条\", \"教材第三页\"]\nlevel"));
    let (library, issues) = super::library(&[head("laws = []\n"), sourced]);
    let basis: Vec<_> = library.banks[0].questions().flat_map(|(_, question)| question.basis.iter().map(ToString::to_string)).collect();
    assert_eq!((issues, basis), (Vec::new(), vec!["宪法第二条".to_owned()]));
    let codes = |laws: &str| library_codes(&[head(laws), question.clone()]);
    assert_eq!(codes(""), ["no-laws".to_owned()]);
    assert!(codes("laws = [\"宪法\"]\n").contains(&"no-basis".to_owned()));
}

fn library_codes(files: &[SourceFile]) -> Vec<String> {
    library(files).1.iter().map(|issue| issue.code.to_owned()).collect()
}

#[test]
fn places_cases_and_notes_are_known_while_reading() {
    let text = format!("{}{}", question("q-1", GOOD), question("q-2", &format!("case = true\n{GOOD}")));
    let (written, issues) = written(&[head(), file("b/t.toml", &text), file("b/notes/t.md", "# 笔记"), file("b/t.md", "")]);
    assert_eq!(issues, []);
    let folder = &written.banks["b"];
    let places: Vec<_> = folder.origins.values().map(|origin| (origin.line, origin.basis_line, origin.is_case)).collect();
    assert_eq!(places, [(2, 7, false), (11, 17, true)]);
    assert!(folder.notes.contains_key("t") && folder.notes.len() == 1);
}
