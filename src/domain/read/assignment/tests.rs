//! An assignment reads as its notice does, and every fault is told with its line.

use super::*;
use crate::assignment::{Chapter, Task, Text};
use crate::exam::{Counts, Review};
use crate::read::library;
use crate::{Moment, Points};

const BANK: &str = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n";

const NOTICE: &str = r#"
title = "年度学法考试"
organiser = "某省普法办"
roster-on = 2027-05-31
[who]
units = ["某省 / 某市"]
ranks = ["处级", "科级"]
[study]
opens = 2027-06-01T00:00:00
closes = 2027-07-06T00:00:00
laws = ["宪法@2018"]
electives = 1
[[study.part]]
title = "读宪法"
articles = ["宪法序言", "宪法第一条至第三条、第五条"]
minutes = 20
[[study.part]]
title = "练一练"
practise = "b"
right-percent = 80
[[study.part]]
title = "读笔记"
notes = "b/t"
minutes = 5
elective = true
[study.credits]
threshold = 6
least-percent = 60
[[study.credits.earn]]
by = "reading"
points = 7
full = 1200
per-day = 120
[[study.credits.earn]]
by = "practice"
points = 3
[exam]
opens = 2027-07-06T08:00:00
closes = 2027-07-10T17:00:00
minutes = 90
attempts = 3
counts = "best"
pass = 1
after-study = true
certificate = true
[[exam.section]]
bank = "b"
count = 2
points = 1
[[exam.band]]
name = "优秀"
from = 2
[exam.make-up]
opens = 2027-07-20T08:00:00
closes = 2027-07-20T12:00:00
"#;

fn read_with(laws: &str, text: &str) -> (Option<Assignment>, Vec<Issue>) {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let question = |id: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"judge\"\nstem = \"{id}对不对。\"\nkey = true\nexplain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n"
        )
    };
    let topic = format!("title = \"题\"\n{}{}", question("q"), question("r"));
    let mut files = vec![file("b/bank.toml", BANK), file("b/t.toml", &topic), file("assignments/year.toml", text)];
    if !laws.is_empty() {
        files[0].text = BANK.replace("宪法", "宪法@2018");
        files.push(file("laws.toml", laws));
    }
    let (library, issues) = library(&files);
    (library.assignments.into_iter().next(), issues)
}

fn check(from: &str, to: &str, codes: &[&str]) {
    assert!(NOTICE.contains(from), "{from}");
    let (read, issues) = read_with("", &NOTICE.replacen(from, to, 1));
    assert_eq!(read.is_some(), codes.is_empty(), "{to}: half of a file would ask for less than it says");
    assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), codes, "{to}: {issues:?}");
    assert!(issues.iter().all(|issue| issue.file == "assignments/year.toml"), "{issues:?}");
}

#[test]
fn an_assignment_reads_as_its_notice_does() {
    let (read, issues) = read_with("", NOTICE);
    assert_eq!(issues, []);
    let read = read.expect("an assignment");
    let at = |month, day, hour| Zone::CHINA.moment(2027, month, day, hour, 0, 0).expect("a day");
    assert_eq!((read.id.as_str(), read.who.units[0].as_str(), read.deadline), ("year", "某省/某市", at(7, 20, 12)));
    let study = read.study.expect("study");
    assert_eq!(study.laws, ["宪法@2018"]);
    let Task::Read { texts, minutes } = &study.parts[0].task else { panic!("to read: {:?}", study.parts[0]) };
    let shown = |text: &Text| if let Text::Article(place) = text { place.to_string() } else { String::new() };
    let articles: Vec<String> = texts.iter().map(shown).collect();
    assert_eq!(articles, ["宪法序言", "宪法第一条", "宪法第二条", "宪法第三条", "宪法第五条"]);
    assert_eq!(*minutes, 20);
    let chapters = vec![Chapter { bank: "b".into(), topic: "t".into() }];
    assert_eq!(study.parts[1].task, Task::Practise { chapters, count: 2, right_percent: 80 }, "all there are, unless told");
    let credits = study.credits.expect("credits");
    let told: Vec<_> = credits.earnings.iter().map(|earning| (earning.per, earning.per_day, earning.full)).collect();
    assert_eq!(told, [(1200, Some(120), Some(1200)), (2, None, Some(2))]);
    let exam = read.exam.expect("an exam");
    assert_eq!((exam.limit_ms, exam.attempts, exam.counts, exam.review), (5_400_000, 3, Counts::Best, Review::AfterWindow));
    assert_eq!((exam.window.opens, exam.closes(), exam.pass), (at(7, 6, 8), at(7, 20, 12), Points::whole(1)));
    assert!(exam.after_study && exam.certificate && exam.papers[0].ranks.is_empty());
}

#[test]
fn faults_of_what_it_says_itself() {
    check("organiser = \"某省普法办\"\n", "", &["missing-field"]);
    check("roster-on = 2027-05-31", "roster-on = \"5月\"", &["day"]);
    check("roster-on = 2027-05-31", "roster = 2027-05-31", &["unknown-field"]);
    check("roster-on = 2027-05-31", "deadline = 2027-07-11T00:00:00", &["deadline"]);
    check("units = [\"某省 / 某市\"]", "units = 5", &["wrong-type"]);
    let twice = "[[who.member]]\nnumber = \"7\"\nname = \"某人\"\n[[who.member]]\nnumber = \"7\"\nname = \"某人\"\n[study]";
    check("[study]", twice, &["duplicate-member"]);
    let (read, issues) = read_with("", "title = \"空\"\norganiser = \"某办\"\n");
    assert_eq!((read, issues[0].code), (None, "nothing-to-do"));
}

#[test]
fn faults_of_study() {
    check("closes = 2027-07-06T00:00:00", "closes = 2027-05-06T00:00:00", &["window"]);
    check("laws = [\"宪法@2018\"]", "laws = [\"民法典\"]", &["unknown-law", "unknown-law"]);
    check("宪法第一条至第三条", "宪法第三条至第一条", &["bad-citation"]);
    check("electives = 1", "electives = 2", &["too-few-electives"]);
    check("practise = \"b\"", "practise = \"b/x\"", &["unknown-topic"]);
    check("practise = \"b\"", "practise = [\"b\", \"x\"]", &["unknown-bank"]);
    check("practise = \"b\"", "practise = \"b\"\ncount = 3", &["too-few-questions"]);
    check("practise = \"b\"", "practise = \"b\"\nnotes = \"b\"", &["part-kind"]);
    check("notes = \"b/t\"\n", "", &["part-kind"]);
    check("minutes = 20", "minuten = 20", &["missing-field", "unknown-field"]);
}

#[test]
fn what_is_asked_for_must_be_there_to_earn() {
    check("threshold = 6", "threshold = 11", &["threshold-too-high"]);
    check("per-day = 120", "per-day = 20", &["threshold-too-high"]);
    check("full = 1200\n", "per = 1\n", &["missing-field"]);
    check("by = \"practice\"", "by = \"reading\"\nper = 1\nfull = 9", &["duplicate-earning"]);
    check("by = \"practice\"", "by = \"sleep\"", &["unknown-word"]);
    check("threshold = 6\n", "", &["missing-field"]);
    let without_practice = NOTICE.replace("practise = \"b\"\nright-percent = 80", "notes = \"b/t\"\nminutes = 1");
    assert_eq!(read_with("", &without_practice).1.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["earns-nothing"]);
}

#[test]
fn faults_of_the_exam() {
    check("closes = 2027-07-10T17:00:00", "closes = 2027-07-06T09:00:00", &["limit-too-long"]);
    check("opens = 2027-07-20T08:00:00", "opens = 2027-07-10T08:00:00", &["make-up-too-early"]);
    check("count = 2", "count = 3", &["too-few-questions"]);
    check("pass = 1", "pass = 3", &["band-below-pass", "pass-too-high"]);
    check("from = 2", "from = 0.5", &["band-below-pass"]);
    check("pass = 1", "pass = 1\ndraw = \"fixed\"\nreview = \"at-once\"", &["review-gives-away"]);
    check("counts = \"best\"", "counts = \"all\"", &["unknown-word"]);
    check("attempts = 3", "attempts = 0", &["wrong-number"]);
    check("minutes = 90\n", "", &["missing-field"]);
    let exam_alone = NOTICE.replace("[study", "[plan");
    assert_eq!(read_with("", &exam_alone).1.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["unknown-field", "no-study"]);
}

#[test]
fn everyone_has_one_paper_and_every_paper_somebody() {
    let paper = |ranks: &str, count: u32| {
        format!("[[exam.paper]]\nranks = {ranks}\n[[exam.paper.section]]\nbank = \"b\"\ncount = {count}\npoints = 1\n")
    };
    let rest = "[[exam.section]]\nbank = \"b\"\ncount = 2\npoints = 1\n";
    check(rest, &(paper("[\"处级\"]", 2) + rest), &[]);
    check(rest, &(paper("[\"处级\"]", 2) + &paper("[\"科级\"]", 2)), &[]);
    check(rest, &paper("[\"处级\"]", 2), &["rank-without-paper"]);
    check(rest, &(paper("[\"处级\"]", 1) + rest), &["papers-differ"]);
    check(rest, &(paper("[\"厅级\"]", 2) + rest), &["unknown-rank"]);
    check(rest, &(paper("[\"处级\"]", 2) + &paper("[\"处级\", \"科级\"]", 2)), &["duplicate-rank"]);
    check(rest, &(paper("[]", 2) + rest), &["missing-field"]);
    check(rest, "", &["no-section"]);
}

#[test]
fn the_law_that_is_read_is_dated_by_the_list_of_laws() {
    let laws = "[[law]]\nname = \"宪法\"\ntitle = \"中华人民共和国宪法\"\nversion = \"2018\"\nadopted = 2018-03-11\n\
                in-force-from = 2018-03-11\nstatus = \"in-force\"\nsource = \"某会\"\n";
    assert_eq!(read_with(laws, NOTICE).1, []);
    let (_, issues) = read_with(laws, &NOTICE.replace("宪法@2018", "宪法@1999"));
    assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["unlisted-law"]);
}

#[test]
fn an_assignment_without_study_is_an_exam_alone() {
    let (head, exam) = (NOTICE.split("[study]").next().expect("a head"), NOTICE.split("[exam]").nth(1).expect("an exam"));
    let (read, issues) = read_with("", &format!("{head}[exam]{}", exam.replace("after-study = true\n", "")));
    assert_eq!(issues, []);
    let read = read.expect("an assignment");
    assert!(read.study.is_none() && read.deadline > Moment(0));
}

#[test]
fn an_exam_asks_nothing_that_devices_know() {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let question = "title = \"题\"\n[[question]]\nid = \"q\"\nkind = \"judge\"\nstem = \"对不对。\"\nkey = true\n\
                    explain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n";
    let section = "[[section]]\nbank = \"b\"\ncount = 1\npoints = 1\n";
    let open = format!("title = \"练\"\norganiser = \"某办\"\nopens = 2027-01-01T00:00:00\ncloses = 2028-01-01T00:00:00\n{section}");
    let exam = "title = \"考\"\norganiser = \"某办\"\n[exam]\nopens = 2027-07-06T08:00:00\ncloses = 2027-07-06T12:00:00\n\
                minutes = 90\npass = 1\n[[exam.section]]\nbank = \"b\"\ncount = 1\npoints = 1\n";
    let codes = |exam: &str| {
        let files = [("b/bank.toml", BANK), ("b/t.toml", question), ("campaigns/open.toml", &open), ("assignments/year.toml", exam)];
        let (_, issues) = library(&files.map(|(path, text)| file(path, text)));
        issues.into_iter().map(|issue| (issue.file, issue.code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(exam), [("assignments/year.toml".to_owned(), "gives-away")]);
    assert_eq!(codes(&exam.replace("pass = 1", "pass = 1\nquestions-are-public = true")), []);
}
