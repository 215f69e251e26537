//! A bank as plain text that people read and that is read back: headings by kind, a question a block.

use super::heading::heading;
use crate::{Bank, Item, Key};

/// Writes a bank. Questions stay in their order; a heading stands wherever the kind or the points change.
#[must_use]
pub fn write(bank: &Bank) -> String {
    let mut out = String::new();
    if !bank.title.trim().is_empty() {
        out.push_str(&line(&bank.title));
        out.push_str("\n\n");
    }
    let mut number = 0;
    for (at, section) in bank.items.chunk_by(|one, next| one.kind == next.kind && one.points == next.points).enumerate() {
        let items: Vec<&Item> = section.iter().collect();
        if let Some(first) = section.first() {
            out.push_str(&heading(at, first.kind, &items));
            out.push_str("\n\n");
        }
        for item in section {
            number += 1;
            out.push_str(&block(number, item));
            out.push('\n');
        }
    }
    out
}

fn block(number: usize, item: &Item) -> String {
    let mut lines = vec![format!("{number}. {}", lines(&item.stem))];
    lines.extend(item.choices.iter().enumerate().map(|(place, choice)| format!("{}. {}", domain::question::letter(place), line(choice))));
    lines.extend(item.key.as_ref().map(|key| format!("答案：{}", told(key))));
    let mut label = |label: &str, text: String| {
        if !text.is_empty() {
            lines.push(format!("{label}：{text}"));
        }
    };
    label("解析", self::lines(&item.explain));
    label("依据", item.basis.iter().map(|basis| line(basis)).collect::<Vec<_>>().join("；"));
    label("知识点", line(&item.topic));
    label("难度", item.level.map(level).unwrap_or_default().to_owned());
    lines.push(String::new());
    lines.join("\n")
}

/// A key as people write it.
pub fn told(key: &Key) -> String {
    match key {
        Key::Choices(set) => set.to_string(),
        Key::Truth(true) => "对".to_owned(),
        Key::Truth(false) => "错".to_owned(),
        Key::Texts(texts) => texts.iter().map(|text| lines(text)).collect::<Vec<_>>().join("；"),
    }
}

fn level(level: u8) -> &'static str {
    match level {
        0 | 1 => "易",
        2 => "中",
        _ => "难",
    }
}

/// A text on one line.
pub fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without its blank lines, which would end a question.
pub fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::bank;

    #[test]
    fn a_question_is_a_block() {
        let text = write(&bank());
        let expected = "\
            宪法知识题库\n\n一、单选题（每题2分，共4分）\n\n1. 国家的根本法是（ ）。\nA. 宪法\nB. 民法典\n答案：A\n解析：见序言。\n依据：宪法序言\n知识点：总则\n难度：易\n\n2. ";
        assert!(text.starts_with(expected), "{text}");
        assert_eq!(write(&Bank::default()), "");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (read, issues) = crate::text::read(&write(&bank()));
        let bare = |bank: &Bank| bank.items.iter().map(|item| Item { line: 0, ..item.clone() }).collect::<Vec<_>>();
        assert_eq!((bare(&read), read.title), (bare(&bank()), bank().title), "{issues:?}");
        assert_eq!(issues, []);
    }
}
