//! Small libraries with one thing wrong in each, checked whole.

use super::*;
use crate::read::{SourceFile, written};

const LAWS: &str = r#"
[[law]]
name = "甲法"
title = "中华人民共和国甲法"
version = "2020"
adopted = 2020-01-01
in-force-from = 2020-06-01
ends = 2027-01-01
status = "in-force"
source = "某会"
"#;

const GOOD: &str = r#"
[[question]]
id = "b-1"
kind = "single"
case = true
stem = "小林捡到一只钱包，应当怎么办？"
choices = ["返还权利人", "自己留下来", "卖给别的人", "当场扔掉它"]
key = "A"
explain = "拾得遗失物，应当返还权利人。"
basis = ["甲法第二条第一款"]
level = 1
"#;

const NOTE: &str = "# 笔记\n\n要读的条文：\n\n- 甲法第二条\n";

const TEXT: &str = "中华人民共和国甲法\n某年\n第一条 为了甲。\n第二条 拾得遗失物，应当返还权利人。\n第二款。\n（一）一项。\n";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.into(), text: text.into() }
}

/// The codes of all that is found in a bank of these questions, with the lines.
#[track_caller]
fn check(questions: &str, more: &[SourceFile], on: &str, expected: &[(&str, &str, usize)]) {
    let head = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"甲法@2020\"]\n";
    let mut files = vec![file("b/bank.toml", head), file("b/t.toml", questions), file("b/notes/t.md", NOTE)];
    files.extend_from_slice(more);
    let (written, issues) = written(&files);
    assert_eq!(issues, []);
    let statutes = Statutes::read(&[file("甲法.txt", TEXT)]);
    let found = super::check(&written, Some(&statutes), Day::read(on).expect("a day"));
    let listed: Vec<_> = found.iter().map(|found| (found.file.as_str(), found.what.code(), found.line)).collect();
    assert_eq!(listed, expected, "{found:#?}");
}

const TODAY: &str = "2026-11-22";

#[test]
fn a_sound_question_has_nothing_to_be_told() {
    check(GOOD, &[file("laws.toml", LAWS)], TODAY, &[]);
}

#[test]
fn a_place_that_is_not_in_the_law_is_a_fault_at_the_basis() {
    for (place, code) in [("第二条第三款", "no-paragraph"), ("第二条第二款第二项", "no-item"), ("序言", "no-preamble")] {
        let note = if place == "序言" { vec![("b/notes/t.md", "note-misses-article", 1)] } else { Vec::new() };
        check(&GOOD.replace("第二条第一款", place), &[], TODAY, &[&note[..], &[("b/t.toml", code, 10)]].concat());
    }
    check(
        &GOOD.replace("第二条第一款", "第三条"),
        &[],
        TODAY,
        &[("b/notes/t.md", "note-misses-article", 1), ("b/t.toml", "no-article", 10)],
    );
}

#[test]
fn a_law_without_a_text_is_a_fault() {
    let other = file("c/bank.toml", "id = \"c\"\ntitle = \"题\"\nversion = \"1\"\nlaws = [\"乙法\"]\n");
    let question = GOOD
        .replace("甲法", "乙法")
        .replace("b-1", "c-1")
        .replace("小林捡到一只钱包，应当怎么办？", "另一件全然不同的事情，该如何处置才好？");
    let question = question
        .replace("返还权利人\", \"自己留下来", "先问村里\", \"先等一等")
        .replace("卖给别的人\", \"当场扔掉它", "找人商量\", \"看看再说");
    check(
        GOOD,
        &[other, file("c/u.toml", &question), file("c/notes/u.md", &NOTE.replace("甲法", "乙法"))],
        TODAY,
        &[("c/u.toml", "no-law-text", 10)],
    );
}

#[test]
fn a_version_out_of_force_is_told_on_that_day_only() {
    let laws = [file("laws.toml", LAWS)];
    check(GOOD, &laws, "2026-12-31", &[]);
    check(GOOD, &laws, "2027-01-01", &[("b/t.toml", "not-in-force", 10), ("laws.toml", "stale-status", 2)]);
    check(GOOD, &laws, "2020-05-31", &[("b/t.toml", "not-in-force", 10)]);
    check(GOOD, &[], "2027-01-01", &[]);
}

#[test]
fn an_answer_in_other_words_wants_a_look_until_it_is_accepted() {
    let question = GOOD.replace("\"返还权利人\"", "\"还给失主吧\"");
    check(&question, &[], TODAY, &[("b/t.toml", "weak", 3)]);
    let accepted =
        |code: &str| file("accepted/b.toml", &format!("[[accepted]]\nid = \"b-1\"\ncode = \"{code}\"\nreason = \"日常的话。\"\n"));
    check(&question, &[accepted("weak")], TODAY, &[]);
    check(GOOD, &[accepted("weak")], TODAY, &[("accepted/b.toml", "stale-acceptance", 1)]);
}

#[test]
fn an_amount_that_the_articles_do_not_have_wants_a_look() {
    let question = GOOD.replace("\"返还权利人\"", "\"三十日内返还权利人\"");
    check(&question, &[], TODAY, &[("b/t.toml", "number", 3)]);
    check(&question.replace("应当怎么办", "30天内应当怎么办"), &[], TODAY, &[]);
}

#[test]
fn a_preamble_of_several_paragraphs_is_cited_by_paragraph() {
    let head = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"甲法\"]\n";
    let found = |basis: &str, preamble: &str| {
        let question = GOOD.replace("甲法第二条第一款", basis);
        let (written, issues) =
            written(&[file("b/bank.toml", head), file("b/t.toml", &question), file("b/notes/t.md", "要读的条文：\n- 甲法序言")]);
        assert_eq!(issues, []);
        let statutes = Statutes::read(&[file("甲法.txt", &format!("甲法\n某年\n序言\n{preamble}\n第一章 总则\n第一条 甲。\n"))]);
        super::check(&written, Some(&statutes), Day(0)).iter().map(|found| found.what.code()).collect::<Vec<_>>()
    };
    assert_eq!(found("甲法序言", "拾得遗失物。\n应当返还权利人。"), ["whole-preamble"]);
    assert_eq!(found("甲法序言第二自然段", "拾得遗失物。\n应当返还权利人。"), [""; 0]);
    assert_eq!(found("甲法序言", "拾得遗失物，应当返还权利人。"), [""; 0]);
}

#[test]
fn a_question_asked_twice_is_told_at_the_second() {
    let twice = format!("{GOOD}{}", GOOD.replace("b-1", "b-2"));
    check(&twice, &[], TODAY, &[("b/t.toml", "duplicate", 14)]);
    let near = format!("{GOOD}{}", GOOD.replace("b-1", "b-2").replace("捡到一只钱包", "在路上看见一头牛"));
    check(&near, &[], TODAY, &[("b/t.toml", "near-duplicate", 14)]);
    let stem = GOOD.replace("b-1", "b-2").replace("\"返还权利人\", \"自己留下来\"", "\"拾得遗失物应当返还\", \"放在家里头不管了\"");
    let stem = stem.replace("\"卖给别的人\", \"当场扔掉它\"", "\"悄悄拿到集上换钱\", \"带着它去外地打工\"");
    check(&format!("{GOOD}{stem}"), &[], TODAY, &[("b/t.toml", "same-stem", 14)]);
}

#[test]
fn craft_is_looked_at_question_by_question() {
    for (from, to, code) in [
        (", \"当场扔掉它\"", "", "odd-choices"),
        ("当场扔掉它", "以上都不对", "keeps-order"),
        ("explain = \"", "explain = \"A项正确，", "names-a-letter"),
        ("怎么办？", &format!("怎么办？{}", "他想了又想。".repeat(12)), "long-stem"),
        ("explain = \"", &format!("explain = \"{}", "他想了又想。".repeat(16)), "long-explanation"),
        ("小林捡到", "小林在村东头的大路旁边捡到了隔壁老王昨天夜里从镇上骑车回家时掉下来的", "long-clause"),
        ("小林捡到", "小瞿瞿瞿瞿", "rare-characters"),
    ] {
        check(&GOOD.replace(from, to), &[], TODAY, &[("b/t.toml", code, 3)]);
    }
}

#[test]
fn a_topic_without_notes_is_told_where_others_have_some() {
    let other = GOOD.replace("b-1", "b-2").replace("小林捡到一只钱包，应当怎么办？", "按照甲法，路上拾得遗失物的人要做什么？");
    let other = other.replace("\"自己留下来\", \"卖给别的人\", \"当场扔掉它\"", "\"交一笔罚款\", \"登一次报纸\", \"写一份检讨\"");
    check(GOOD, &[file("b/u.toml", &other)], TODAY, &[("b/u.toml", "no-notes", 1)]);
}

#[test]
fn a_bank_is_looked_at_as_a_whole_when_it_is_large_enough() {
    let many = |count: usize| -> String {
        let word = |n: usize, k: usize| char::from_u32(0x4e00 + u32::try_from(n * 40 + k).unwrap_or(0)).unwrap_or('一');
        let text = |n: usize, from: usize, len: usize| (from..from + len).map(|k| word(n, k)).collect::<String>();
        (0..count)
            .map(|n| {
                format!(
                    "[[question]]\nid = \"b-{n}\"\nkind = \"single\"\nstem = \"{}\"\nchoices = [\"遗失物{}\", \"{}\", \"{}\", \"{}\"]\nkey = \"A\"\nexplain = \"遗失物。\"\nbasis = [\"甲法第二条\"]\nlevel = 1\n",
                    text(n, 0, 12),
                    text(n, 12, 1),
                    text(n, 16, 3),
                    text(n, 22, 3),
                    text(n, 28, 3)
                )
            })
            .collect()
    };
    let codes = |count| {
        let head = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"甲法\"]\n";
        let (written, issues) = written(&[file("b/bank.toml", head), file("b/t.toml", &many(count)), file("b/notes/t.md", NOTE)]);
        assert_eq!(issues, []);
        let found = super::check(&written, None, Day(0));
        let about_bank = found.iter().filter(|found| found.id == "b");
        about_bank.map(|found| found.what.code()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(codes(19), [""; 0]);
    assert_eq!(codes(20), ["letter-share", "longest-key", "longest-tells"]);
    assert_eq!(codes(40), ["few-cases", "kind-spread", "letter-balance", "letter-share", "level-spread", "longest-key", "longest-tells"]);
}

#[test]
fn every_code_is_of_one_weight() {
    let codes: BTreeSet<_> = ADVICE.into_iter().collect();
    assert_eq!(codes.len(), ADVICE.len());
    assert_eq!(What::NamesLetter.weight(), Weight::Advice);
    assert_eq!(What::NoNotesAtAll.weight(), Weight::Advice);
    assert_eq!(What::Weak { answer: 0, stem: 0 }.weight(), Weight::Advice);
    assert_eq!(What::NoText { law: String::new(), version: None }.weight(), Weight::Fault);
}
