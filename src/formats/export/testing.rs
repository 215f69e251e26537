//! A bank for tests, with a question of every kind.

use domain::{ChoiceSet, Points};

use crate::{Bank, Item, Key, Kind};

/// The bank.
pub fn bank() -> Bank {
    let choices = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let key = |letters: &str| ChoiceSet::from_letters(letters).map(Key::Choices);
    let texts = |texts: &[&str]| Some(Key::Texts(choices(texts)));
    let item =
        |kind, stem: &str, points, key| Item { kind, stem: stem.into(), points: Some(Points::whole(points)), key, ..Item::default() };
    Bank {
        title: "宪法知识题库".into(),
        items: vec![
            Item {
                choices: choices(&["宪法", "民法典"]),
                explain: "见序言。".into(),
                level: Some(1),
                topic: "总则".into(),
                basis: choices(&["宪法序言"]),
                ..item(Kind::Single, "国家的根本法是（ ）。", 2, key("A"))
            },
            Item { choices: choices(&["北京", "上海", "广州", "深圳"]), ..item(Kind::Single, "首都是（ ）。", 2, key("A")) },
            Item {
                choices: choices(&["甲是比较长的一个选项，一行里放不下四个", "乙", "丙 <b>&amp;", "丁"]),
                ..item(Kind::Multiple, "下列属于公民基本权利的有（ ）。", 4, key("ACD"))
            },
            item(Kind::Judge, "国旗是五星红旗。", 1, Some(Key::Truth(true))),
            item(Kind::Judge, "国徽中间是长城。", 1, Some(Key::Truth(false))),
            item(Kind::Blank, "国家的一切权力属于____，由____行使。", 3, texts(&["人民", "代表大会"])),
            item(Kind::Short, "简述公民的基本义务。", 10, texts(&["维护国家统一和全国各民族团结。"])),
        ],
    }
}
