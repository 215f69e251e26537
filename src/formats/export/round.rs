//! What is written comes back the same: for each format, all that it can hold.

use domain::{ChoiceSet, Points};
use proptest::prelude::*;

use super::{aiken, gift, moodle, qti};
use crate::{Bank, Code, Format, Hint, Issue, Item, Key, Kind, import, words};

/// What texts are made of: Chinese, ASCII, and all that means something in one of the formats.
const PIECES: [&str; 54] = [
    "国家",
    "宪法",
    "第三十三条",
    "，",
    "。",
    "（ ）",
    "____",
    "“甲”",
    "a",
    "B",
    "A. ",
    "law",
    " ",
    "  ",
    "1",
    "1、",
    "=",
    "~",
    "#",
    "####",
    "{",
    "}",
    ":",
    "::",
    "\\",
    "\\n",
    "\\:",
    "<",
    ">",
    "<p>",
    "</p>",
    "<br/>",
    "<img src=\"a\">",
    "&",
    "&lt;",
    "&#20013;",
    "&nbsp;",
    "\"",
    "'",
    "%50%",
    "%",
    "[html]",
    "[plain]",
    "//",
    "$CATEGORY: ",
    "->",
    "*",
    "ANSWER: A",
    "]]>",
    "<![CDATA[",
    "<!--",
    "\u{3000}",
    "𠮷",
    "@@PLUGINFILE@@",
];

fn line() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.as_slice()), 1..8);
    pieces.prop_map(|pieces| pieces.concat().trim().to_owned()).prop_filter("empty", |line| !line.is_empty())
}

fn lines(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 1..=most).prop_map(|lines| lines.join("\n"))
}

fn choice() -> impl Strategy<Value = String> {
    line().prop_filter("a word of truth makes a question to judge", |choice| words::truth(choice).is_none())
}

fn key(kind: Kind, choices: usize) -> BoxedStrategy<Option<Key>> {
    let all = (1u32 << choices) - 1;
    match kind {
        Kind::Single => prop::option::of((0..choices).prop_map(|place| Key::Choices(ChoiceSet::of(&[place])))).boxed(),
        Kind::Multiple | Kind::Indefinite => {
            let least = if kind == Kind::Multiple { 2 } else { 1 };
            let sets = (1..=all).prop_map(ChoiceSet::from_bits).prop_filter("too few", move |set| set.len() >= least);
            prop::option::of(sets.prop_map(Key::Choices)).boxed()
        }
        Kind::Judge => prop::option::of(any::<bool>().prop_map(Key::Truth)).boxed(),
        Kind::Blank => prop::option::of(prop::collection::vec(line(), 1..4).prop_map(Key::Texts)).boxed(),
        Kind::Short => prop::option::of(lines(3).prop_map(|text| Key::Texts(vec![text]))).boxed(),
    }
}

fn item() -> impl Strategy<Value = Item> {
    let kinds = prop::sample::select(Kind::ALL.as_slice());
    let parts = (prop::option::of(lines(2)), prop::option::of((0u32..5000).prop_map(Points::hundredths)), prop::option::of(1u8..=3));
    let places = (
        prop::sample::select(["", "总纲", "宪法/总纲", "A & B"].as_slice()),
        prop::collection::vec(prop::sample::select(["宪法第一条", "《民法典》第3条"].as_slice()), 0..3),
    );
    (kinds, prop::collection::vec(choice(), 2..6), lines(3), parts, places).prop_flat_map(
        |(kind, choices, stem, (explain, points, level), (topic, basis))| {
            let choices = if kind.has_choices() { choices } else { Vec::new() };
            key(kind, choices.len()).prop_map(move |key| Item {
                kind,
                stem: stem.clone(),
                choices: choices.clone(),
                key,
                explain: explain.clone().unwrap_or_default(),
                points,
                level,
                topic: topic.to_owned(),
                basis: basis.iter().map(|basis| (*basis).to_owned()).collect(),
                line: 0,
            })
        },
    )
}

fn bank() -> impl Strategy<Value = Bank> {
    prop::collection::vec(item(), 1..6).prop_map(|mut items| {
        items.iter_mut().zip(1..).for_each(|(item, line)| item.line = line);
        Bank { title: String::new(), items }
    })
}

/// Reads what was written, and compares it with what was not told as left out, as the format holds it.
fn check(bank: &Bank, bytes: &[u8], told: &[Issue], format: Format, held: fn(&mut Item)) -> Result<(), TestCaseError> {
    let (read, _) = import(bytes, &Hint { format: Some(format), name: String::new() });
    let is_left_out = |item: &&Item| told.iter().any(|issue| issue.line == item.line && issue.code == Code::NotWritten);
    let mut expected: Vec<_> = bank.items.iter().filter(|item| !is_left_out(item)).cloned().collect();
    for item in &mut expected {
        held(item);
        item.line = 0;
    }
    let read: Vec<_> = read.items.into_iter().map(|item| Item { line: 0, ..item }).collect();
    prop_assert_eq!(read, expected, "{}", String::from_utf8_lossy(bytes));
    Ok(())
}

proptest! {
    #[test]
    fn aiken_comes_back(bank in bank()) {
        let (text, told) = aiken::write(&bank);
        check(&bank, text.as_bytes(), &told, Format::Aiken, |item| {
            *item = Item { explain: String::new(), points: None, level: None, topic: String::new(), basis: Vec::new(), ..item.clone() };
            item.stem = item.stem.replace('\n', " ");
        })?;
    }

    #[test]
    fn gift_comes_back(bank in bank()) {
        let (text, told) = gift::write(&bank);
        check(&bank, text.as_bytes(), &told, Format::Gift, |item| {
            *item = Item { points: None, level: None, basis: Vec::new(), ..item.clone() };
            match (item.kind, &item.key) {
                (Kind::Short, _) => item.key = None,
                (Kind::Indefinite, Some(Key::Choices(set))) if set.len() > 1 => item.kind = Kind::Multiple,
                _ => {}
            }
        })?;
    }

    #[test]
    fn moodle_comes_back(bank in bank()) {
        let (text, told) = moodle::write(&bank);
        check(&bank, text.as_bytes(), &told, Format::Moodle, |_| {})?;
    }

    #[test]
    fn qti_comes_back(bank in bank()) {
        let (bytes, told) = qti::write(&bank);
        prop_assert_eq!(&told, &[]);
        check(&bank, &bytes, &told, Format::Qti, |_| {})?;
    }
}

#[test]
fn what_is_written_is_known_by_its_content() {
    let item = Item { stem: "宪法是根本法吗？".into(), kind: Kind::Judge, key: Some(Key::Truth(true)), line: 1, ..Item::default() };
    let bank = Bank { title: String::new(), items: vec![item] };
    let all: [Vec<u8>; 4] =
        [aiken::write(&bank).0.into_bytes(), gift::write(&bank).0.into_bytes(), moodle::write(&bank).0.into_bytes(), qti::write(&bank).0];
    for bytes in all {
        let (mut read, issues) = import(&bytes, &Hint::default());
        read.items.iter_mut().for_each(|item| item.line = 1);
        assert_eq!((read, issues), (bank.clone(), Vec::new()), "{}", String::from_utf8_lossy(&bytes));
    }
}
