//! The folder that is written, word for word, and that it reads back.

use domain::ChoiceSet;
use domain::read::{SourceFile, library};
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::export::any::{item, text};
use crate::{Code, Issue};

fn file<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    files.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text)
}

proptest! {
    #[test]
    fn what_is_written_reads_back(title in text(), items in vec(item(), 0..8)) {
        let (bank, issues) = read(&write(&Bank { title: title.clone(), items: items.clone() }, "bank"));
        prop_assert!(issues.iter().all(|issue| issue.code == Code::NoAnswer), "{:?}", issues);
        let found: Vec<Item> = bank.items.into_iter().map(|item| Item { line: 0, ..item }).collect();
        let expected: Vec<Item> = items.into_iter().map(|item| Item { level: item.level.or(Some(MIDDLING)), ..item }).collect();
        prop_assert_eq!((bank.title, found), (title, expected));
    }
}

#[test]
fn files_are_as_people_write_them() {
    let choices = ["甲", "乙"].map(str::to_owned).to_vec();
    let single = Item {
        stem: "谁？".into(),
        choices: choices.clone(),
        key: Some(Key::Choices(ChoiceSet::of(&[1]))),
        explain: "因为。".into(),
        basis: vec!["民法典第一千二百零九条".into()],
        topic: "侵权责任".into(),
        points: Some(domain::Points::hundredths(250)),
        ..Item::default()
    };
    let judge = Item { kind: Kind::Judge, choices: Vec::new(), key: Some(Key::Truth(true)), level: Some(1), ..single.clone() };
    let without_key = Item { key: None, ..single.clone() };
    let blank = Item { kind: Kind::Blank, stem: "____".into(), key: Some(Key::Texts(vec!["空".into()])), ..Item::default() };
    let bank = Bank { title: "民法典".into(), items: vec![single, without_key, blank, judge] };
    let files = write(&bank, "mfd");
    assert_eq!(file(&files, "mfd/bank.toml"), "id = \"mfd\"\ntitle = \"民法典\"\nversion = \"1\"\nlaws = [\"民法典\"]\n");
    assert_eq!(
        file(&files, "mfd/mfd-t1.toml"),
        "title = \"侵权责任\"\n\n[[question]]\nid = \"mfd-0001\"\nkind = \"single\"\nstem = \"谁？\"\nchoices = [\"甲\", \"乙\"]\nkey = \"B\"\n\
         explain = \"因为。\"\nbasis = [\"民法典第一千二百零九条\"]\nlevel = 2\n\n[[question]]\nid = \"mfd-0004\"\nkind = \"judge\"\nstem = \"谁？\"\n\
         key = true\nexplain = \"因为。\"\nbasis = [\"民法典第一千二百零九条\"]\nlevel = 1\n"
    );
    assert_eq!(
        file(&files, "mfd/kept/mfd-t2.toml"),
        "title = \"\"\n\n[[question]]\nid = \"mfd-0003\"\nkind = \"blank\"\nstem = \"____\"\nanswer = [\"空\"]\nlevel = 2\n"
    );
    assert_eq!(file(&files, "mfd/kept/points.toml"), "\"mfd-0001\" = 2.5\n\"mfd-0002\" = 2.5\n\"mfd-0004\" = 2.5\n");
    let (library, issues) = library(&files.into_iter().map(|(path, text)| SourceFile { path, text }).collect::<Vec<_>>());
    assert_eq!((library.banks.iter().flat_map(domain::Bank::questions).count(), issues), (2, Vec::new()));
}

#[test]
fn what_cannot_be_asked_is_kept() {
    let choices = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let check = |kind: Kind, texts: &[&str], key: &[usize], expected: bool| {
        let key = Some(Key::Choices(ChoiceSet::of(key)));
        let item = Item { kind, stem: "问".into(), choices: choices(texts), key, ..Item::default() };
        assert_eq!(can_be_asked(&item), expected, "{item:?}");
    };
    check(Kind::Single, &["甲", "乙"], &[0], true);
    check(Kind::Single, &["甲", "甲"], &[0], false);
    check(Kind::Single, &["甲", ""], &[0], false);
    check(Kind::Single, &["甲"], &[0], false);
    check(Kind::Single, &["甲", "乙"], &[0, 1], false);
    check(Kind::Multiple, &["甲", "乙"], &[0], false);
    check(Kind::Indefinite, &["甲", "乙"], &[2], false);
}

#[test]
fn what_is_wrong_is_told() {
    let check = |text: &str, expected: &[(usize, Code)]| {
        let (_, issues) = read(&[("mfd/mfd-t1.toml".into(), text.into())]);
        assert_eq!(issues.iter().map(|Issue { line, code, .. }| (*line, *code)).collect::<Vec<_>>(), expected, "{text}");
    };
    let question = |rest: &str| format!("\n[[question]]\nid = \"a-1\"\nstem = \"问\"\nchoices = [\"甲\", \"乙\"]\n{rest}\n");
    check(&question("kind = \"single\"\nkey = \"C\""), &[(2, Code::AnswerNamesNoChoice)]);
    check(&question("kind = \"single\"\nkey = \"AB\""), &[(2, Code::KindAndAnswer)]);
    check(&question("kind = \"single\"\nkey = true"), &[(2, Code::UnclearAnswer)]);
    check(&question("kind = \"odd\"\nkey = \"A\""), &[(2, Code::LeftOut)]);
    check(&question("kind = \"single\"\nkey = \"A\"\nfoo = 1"), &[(2, Code::UnknownColumn)]);
    check(&question("kind = \"single\"\nkey = \"A"), &[(7, Code::Broken), (2, Code::LeftOut)]);
}
