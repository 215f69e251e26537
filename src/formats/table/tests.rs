//! Tables as people lay them out.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::{Code, Item, Key};

/// Cells that say something somewhere.
fn cell() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "",
        "题干",
        "选项",
        "A",
        "B",
        "选项1",
        "答案",
        "题型",
        "难度",
        "单选题",
        "判断",
        "一、多选题（每题2分）",
        "甲",
        "A.甲 B.乙",
        "1",
        "0",
        "13",
        "AC",
        "对",
        "甲；乙",
        "1、甲",
        "A-C",
        "\u{fdd0}",
        "[\"甲\"]",
        "|",
        "\"",
        "TRUE",
        "５",
        "9999999999999999999999",
    ];
    prop_oneof![4 => proptest::sample::select(WORDS).prop_map(str::to_owned), 1 => ".{0,6}"]
}

/// Whether a key is one that its question can have.
fn is_sound(item: &Item) -> bool {
    match &item.key {
        Some(Key::Choices(set)) => {
            item.kind.has_choices() && !set.is_empty() && set.places().all(|n| item.choices.get(n).is_some_and(|text| !text.is_empty()))
        }
        Some(Key::Truth(_)) => item.kind == crate::Kind::Judge && item.choices.is_empty(),
        Some(Key::Texts(_)) => !item.kind.has_choices() && item.choices.is_empty(),
        None => true,
    }
}

fn check((bank, issues): &(Bank, Vec<Issue>)) {
    for item in &bank.items {
        assert!(is_sound(item), "{item:?}");
        let is_told = issues.iter().any(|issue| issue.line == item.line && issue.code != Code::LeftOut);
        assert!(item.key.is_some() || is_told, "{item:?} {issues:?}");
    }
}

proptest! {
    #[test]
    fn whatever_rows_hold_keys_are_sound_and_the_lack_of_one_is_told(table in vec(vec(cell(), 0..7), 0..8)) {
        let mut numbered = vec![(1, ["题型", "题干", "A", "B", "选项", "答案", "答案"].map(str::to_owned).to_vec())];
        numbered.extend((2..).zip(table));
        if let Some(read) = rows(&numbered) {
            check(&read);
        }
        let _ = rows(numbered.get(1..).unwrap_or_default());
    }

    #[test]
    fn whatever_a_text_holds_it_is_read(cells in vec(vec(cell(), 0..7), 0..8), mark in proptest::sample::select(&[",", "\t", "，", "|"][..])) {
        let text = cells.iter().map(|row| row.join(mark)).collect::<Vec<_>>().join("\n");
        check(&csv::read(&text));
        check(&csv::read(&format!("题干{mark}A{mark}B{mark}答案\n{text}")));
        check(&json::read(&text));
        let _ = crate::text::markdown::read(&text);
        let _ = crate::export::toml::read(&[("a.toml".into(), text)]);
    }

    #[test]
    fn whatever_json_holds_keys_are_sound(rows in vec(vec((cell(), cell()), 0..6), 0..5)) {
        let value = |text: String| text.parse::<u32>().map_or(serde_json::Value::from(text), serde_json::Value::from);
        let names = ["question", "options", "answer", "type", "A"];
        let object = |row: Vec<(String, String)>| -> serde_json::Value {
            let fields = names.iter().zip(row).map(|(name, (one, other))| {
                let both = if other.is_empty() { value(one) } else { vec![value(one), value(other)].into() };
                ((*name).to_owned(), both)
            });
            serde_json::Value::Object(fields.collect())
        };
        let list: serde_json::Value = rows.into_iter().map(object).collect();
        check(&json::read(&list.to_string()));
    }

    #[test]
    fn whatever_bytes_are_they_are_read(bytes in vec(any::<u8>(), 0..64)) {
        for start in [&b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
            let _ = sheets::read(&[start, &bytes].concat());
        }
    }
}
