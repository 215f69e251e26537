//! Whether a question fits what a format can hold, and what is told when it does not.

use domain::ChoiceSet;

use super::escape;
use crate::{Bank, Code, Issue, Item, Key, Kind};

/// The parts of a question that some formats have no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is right, of a short answer.
    Key,
    /// Why.
    Explain,
    /// What it is worth.
    Points,
    /// How hard it is.
    Level,
    /// Where it belongs.
    Topic,
    /// The places in laws.
    Basis,
    /// That any number of choices may be right.
    Indefinite,
    /// Lines of its texts.
    Lines,
    /// Characters that XML can't hold.
    Controls,
}

/// Writes each item that can be written; those that can't are told, and so are parts that are left out.
pub fn each<'a>(bank: &'a Bank, parts: &[Part], mut write: impl FnMut(&'a Item) -> Result<(), &'static str>) -> Vec<Issue> {
    let mut issues = Vec::new();
    for item in &bank.items {
        if let Err(why) = fault(item).map_or(Ok(()), Err).and_then(|()| write(item)) {
            issues.push(Issue::new(item.line, Code::NotWritten, why));
            continue;
        }
        let lost: Vec<_> = parts.iter().filter(|part| part.is_in(item)).map(|part| part.word()).collect();
        if !lost.is_empty() {
            issues.push(Issue::new(item.line, Code::PartNotWritten, lost.join("、")));
        }
    }
    issues
}

/// Why an item is none that any format could hold.
fn fault(item: &Item) -> Option<&'static str> {
    let all: Vec<_> = (0..item.choices.len()).collect();
    let is_within = |set: &ChoiceSet| set.within(ChoiceSet::of(&all));
    let has_texts = |texts: &[String]| !texts.is_empty() && texts.iter().all(|text| !text.trim().is_empty());
    let is_sound = match (&item.key, item.kind) {
        (None, _) | (Some(Key::Truth(_)), Kind::Judge) => true,
        (Some(Key::Choices(set)), Kind::Single) => set.len() == 1 && is_within(set),
        (Some(Key::Choices(set)), Kind::Multiple) => set.len() > 1 && is_within(set),
        (Some(Key::Choices(set)), Kind::Indefinite) => !set.is_empty() && is_within(set),
        (Some(Key::Texts(texts)), Kind::Blank) => has_texts(texts),
        (Some(Key::Texts(texts)), Kind::Short) => texts.len() == 1 && has_texts(texts),
        _ => false,
    };
    if item.stem.trim().is_empty() {
        Some("没有题干")
    } else if item.kind.has_choices() && !(2..=26).contains(&item.choices.len()) {
        Some("选项不是 2 到 26 个")
    } else if item.choices.iter().any(|choice| choice.trim().is_empty()) {
        Some("有空的选项")
    } else if !is_sound {
        Some("答案与题型不符")
    } else {
        None
    }
}

impl Part {
    /// Whether an item has it.
    fn is_in(self, item: &Item) -> bool {
        match self {
            Self::Key => item.kind == Kind::Short && item.key.is_some(),
            Self::Explain => !item.explain.is_empty(),
            Self::Points => item.points.is_some(),
            Self::Level => item.level.is_some(),
            Self::Topic => !item.topic.is_empty(),
            Self::Basis => !item.basis.is_empty(),
            Self::Indefinite => item.kind == Kind::Indefinite && !matches!(item.key, Some(Key::Choices(set)) if set.len() == 1),
            Self::Controls => texts(item).any(|text| text.contains(|c| !escape::is_held(c))),
            Self::Lines => item.stem.contains('\n') || item.choices.iter().any(|choice| choice.contains('\n')),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Key => "参考答案",
            Self::Explain => "解析",
            Self::Points => "分值",
            Self::Level => "难度",
            Self::Topic => "专题",
            Self::Basis => "依据",
            Self::Indefinite => "题型（不定项）",
            Self::Lines => "分段",
            Self::Controls => "控制字符",
        }
    }
}

/// Every text of an item.
fn texts(item: &Item) -> impl Iterator<Item = &String> {
    let key = if let Some(Key::Texts(texts)) = &item.key { texts.as_slice() } else { &[] };
    [&item.stem, &item.explain, &item.topic].into_iter().chain(&item.choices).chain(&item.basis).chain(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_told_by_its_line() {
        let check = |item: Item, parts: &[Part], code: Option<Code>| {
            let bank = Bank { items: vec![Item { line: 7, ..item }], ..Bank::default() };
            let told: Vec<_> = each(&bank, parts, |_| Ok(())).iter().map(|issue| (issue.line, issue.code)).collect();
            assert_eq!(told, code.map(|code| (7, code)).into_iter().collect::<Vec<_>>());
        };
        let judge = Item { kind: Kind::Judge, stem: "题".into(), level: Some(1), ..Item::default() };
        check(judge.clone(), &[Part::Points], None);
        check(judge.clone(), &[Part::Points, Part::Level], Some(Code::PartNotWritten));
        check(Item { key: Some(Key::Choices(ChoiceSet::TRUE)), ..judge.clone() }, &[], Some(Code::NotWritten));
        check(Item { stem: "题\u{1}".into(), ..judge.clone() }, &[Part::Controls], Some(Code::PartNotWritten));
        check(Item { stem: " ".into(), ..judge.clone() }, &[], Some(Code::NotWritten));
        check(Item { kind: Kind::Single, ..judge }, &[], Some(Code::NotWritten));
    }
}
