//! Questions of any kind, for tests that what is written reads back.

use domain::{ChoiceSet, Points};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::{Item, Key, Kind};

/// Texts as banks have them, and such as are hard to write: lines, quotes, formulas, letters of choices, numbers, names of columns.
pub fn text() -> impl Strategy<Value = String> {
    let plain = "[一-龥a-zA-Z0-9，。；、|$=+@'\"<>&_（）()【】\\[\\] \n\t\u{1}]{1,24}";
    let hard = prop_oneof![
        Just("=1+1"),
        Just("A.甲 B.乙"),
        Just("A"),
        Just("B"),
        Just("选项A"),
        Just("1、甲"),
        Just("2、乙"),
        Just("题干"),
        Just("答案"),
        Just("单选题"),
        Just("二、判断题"),
        Just("[\"甲\"]"),
        Just("_x000A_"),
        Just("____和（ ）"),
        Just("TRUE"),
        Just("12%"),
        Just("'甲"),
        Just("A. B"),
        Just("正确"),
    ];
    prop_oneof![3 => plain, 2 => hard.prop_map(str::to_owned)]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("an empty text", |text| !text.is_empty())
}

fn choices_and_key() -> impl Strategy<Value = (Vec<String>, ChoiceSet)> {
    (vec(text(), 2..9), vec(any::<bool>(), 8)).prop_map(|(choices, marks)| {
        let places: Vec<usize> = (0..choices.len()).filter(|n| marks.get(*n).copied().unwrap_or(false)).collect();
        (choices, ChoiceSet::of(&places))
    })
}

fn answer() -> impl Strategy<Value = (Kind, Vec<String>, Option<Key>)> {
    let some = |set: ChoiceSet| Some(set).filter(|set| !set.is_empty()).map(Key::Choices);
    prop_oneof![
        (choices_and_key(), any::<usize>()).prop_map(|((choices, _), n)| {
            let place = n % choices.len();
            (Kind::Single, choices, Some(Key::Choices(ChoiceSet::of(&[place]))))
        }),
        choices_and_key().prop_map(move |(choices, set)| (Kind::Multiple, choices, some(set).filter(|_| set.len() > 1))),
        choices_and_key().prop_map(move |(choices, set)| (Kind::Indefinite, choices, some(set))),
        option::of(any::<bool>()).prop_map(|truth| (Kind::Judge, Vec::new(), truth.map(Key::Truth))),
        option::of(vec(text(), 1..4)).prop_map(|texts| (Kind::Blank, Vec::new(), texts.map(Key::Texts))),
        option::of(vec(text(), 1..3)).prop_map(|texts| (Kind::Short, Vec::new(), texts.map(Key::Texts))),
    ]
}

prop_compose! {
    /// Questions such as readers give them, and with texts that are hard to write.
    pub fn item()(
        stem in text(),
        (kind, choices, key) in answer(),
        explain in option::of(text()),
        points in option::of(0u32..100_000),
        level in option::of(1u8..4),
        topic in option::of(text()),
        basis in vec(text(), 0..3),
    ) -> Item {
        let (explain, topic) = (explain.unwrap_or_default(), topic.unwrap_or_default());
        Item { kind, stem, choices, key, explain, points: points.map(Points::hundredths), level, topic, basis, line: 0 }
    }
}
