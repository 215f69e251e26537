//! The sheet that is written: what stands where, and that it reads back.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::Hint;
use crate::export::any::item;

fn back(items: &[Item]) -> Vec<Item> {
    let bytes = write(&Bank { title: String::new(), items: items.to_vec() });
    let (bank, issues) = crate::import(&bytes, &Hint::default());
    assert!(issues.iter().all(|issue| matches!(issue.code, Code::NoAnswer | Code::SameChoices)), "{issues:?}");
    bank.items.into_iter().map(|item| Item { line: 0, ..item }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_reads_back(items in vec(item(), 1..6)) {
        prop_assert_eq!(back(&items), items);
    }
}

#[test]
fn numbers_before_all_stems_stay() {
    let item = |stem: &str| Item { kind: Kind::Judge, stem: stem.into(), key: Some(Key::Truth(true)), ..Item::default() };
    for stems in [["1、甲", "2、乙"], ["7.甲", "8.乙"], ["甲", "乙"]] {
        let items = stems.map(item);
        assert_eq!(back(&items), items);
    }
}

#[test]
fn more_choices_get_more_columns() {
    let choices: Vec<String> = (0..26).map(|n| format!("第{n}项")).collect();
    let item = Item { stem: "问".into(), key: Some(Key::Choices(ChoiceSet::of(&[25]))), choices, ..Item::default() };
    assert_eq!(back(std::slice::from_ref(&item)), [item]);
}

#[test]
fn the_template_reads_as_its_examples() {
    let (bank, issues) = crate::import(&template(), &Hint::default());
    assert_eq!((bank.items.len(), issues), (3, Vec::new()));
    assert_eq!(template(), template());
}

#[test]
fn an_empty_bank_is_an_empty_sheet() {
    let (bank, issues) = crate::import(&write(&Bank::default()), &Hint::default());
    assert_eq!((bank.items, issues.len()), (Vec::new(), 1));
}

#[test]
fn what_is_longer_than_a_cell_is_told() {
    let long = Item { kind: Kind::Judge, stem: "问".into(), explain: "长".repeat(LONGEST + 1), ..Item::default() };
    let bank = Bank { title: String::new(), items: vec![Item { explain: "长".repeat(LONGEST), ..long.clone() }, long] };
    assert_eq!(too_long(&bank), [Issue::new(3, Code::NotKept, format!("解析超过{LONGEST}字的部分"))]);
    let lengths: Vec<usize> = back(&bank.items).iter().map(|item| item.explain.chars().count()).collect();
    assert_eq!(lengths, [LONGEST, LONGEST]);
}
