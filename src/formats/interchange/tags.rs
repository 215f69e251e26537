//! Words beside a question that carry what a format has no place for: `level:2`, `basis:宪法第三十三条`, `kind:indefinite`.

use super::chosen;
use crate::{Item, Key, Kind};

/// The words for an item. `topic` says whether its topic is among them.
pub fn of(item: &Item, topic: bool) -> Vec<String> {
    let mut tags: Vec<_> = item.level.map(|level| format!("level:{level}")).into_iter().collect();
    tags.extend(item.basis.iter().map(|basis| format!("basis:{}", one_line(basis))));
    if topic && !item.topic.is_empty() {
        tags.push(format!("topic:{}", one_line(&item.topic)));
    }
    if item.kind == Kind::Indefinite && !matches!(item.key, Some(Key::Choices(set)) if chosen::kind(true, Some(set)) == Kind::Indefinite) {
        tags.push(kind(item.kind));
    }
    tags
}

/// The word for a kind.
pub fn kind(kind: Kind) -> String {
    format!("kind:{}", kind.word())
}

/// Takes one of these words into an item; any other word is none of ours.
pub fn take(item: &mut Item, tag: &str) {
    let Some((name, value)) = tag.trim().split_once(':') else { return };
    let value = value.trim();
    match name {
        "level" => item.level = value.parse().ok().filter(|level| (1..=3).contains(level)).or(item.level),
        "basis" if !value.is_empty() => item.basis.push(value.to_owned()),
        "topic" => item.topic = value.to_owned(),
        "kind" => take_kind(item, value),
        _ => {}
    }
}

/// A kind is only taken where it says more than the question itself and can't go against its key.
fn take_kind(item: &mut Item, word: &str) {
    if item.kind == Kind::Multiple && word == Kind::Indefinite.word() {
        item.kind = Kind::Indefinite;
    } else if item.kind == Kind::Short && word == Kind::Blank.word() {
        item.kind = Kind::Blank;
        if let Some(Key::Texts(texts)) = &mut item.key {
            *texts = texts.iter().flat_map(|text| text.lines().map(str::to_owned)).collect();
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_taken_again() {
        let item =
            Item {
                kind: Kind::Indefinite, level: Some(2), topic: "总纲".into(), basis: vec!["宪法第一条".into()], ..Item::default()
            };
        let tags = of(&item, true);
        assert_eq!(tags, ["level:2", "basis:宪法第一条", "topic:总纲", "kind:indefinite"]);
        let mut taken = Item { kind: Kind::Multiple, ..Item::default() };
        tags.iter().for_each(|tag| take(&mut taken, tag));
        assert_eq!(taken, item);
    }

    #[test]
    fn what_is_none_of_ours_is_left() {
        let mut item = Item::default();
        for tag in ["宪法", "level:9", "level:", "basis:", "kind:short", "kind:multiple", ":", "重点:1"] {
            take(&mut item, tag);
        }
        assert_eq!(item, Item::default());
    }
}
