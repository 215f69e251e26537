//! Markdown with what makes it hard.

use super::*;

/// The lines that the reader of texts gets.
fn lines(text: &str) -> Vec<String> {
    let mut page = Page::default();
    text.split('\n').enumerate().for_each(|(n, line)| {
        page.line(n, line);
    });
    page.lines
}

#[test]
fn questions_become_lines_of_text() {
    let text = "## 一、单选题\n\n1. **谁**的权力？\n   - A. 人民\n   - B. **公民**\n\n> **答案：** A\n\n```\n# 代码 **\n```";
    let expected = "一、单选题\n\n1. 谁的权力？\nA. 人民\nB. \u{fdd0}公民\u{fdd1}\n\n答案： A\n\n\n# 代码 **\n";
    assert_eq!(lines(text).join("\n"), expected);
}

#[test]
fn boxes_become_choices() {
    assert_eq!(lines("1. 谁？\n- [ ] 甲\n- [x] 乙\n- [x] C. 丙"), ["1. 谁？", "☐ 甲", "☐ 乙（正确答案）", "C. 丙（正确答案）"]);
}

#[test]
fn tables_are_read_as_tables() {
    let (bank, issues) = read("# 普法题库\n\n| 题干 | A | B | 答案 |\n|---|---|---|---|\n| **甲**问 | 甲 | 乙<br>丙 | A |\n\n后记");
    assert_eq!((bank.title.as_str(), bank.items.len(), issues.len()), ("普法题库", 1, 0));
    let item = &bank.items[0];
    assert_eq!((item.line, item.stem.as_str(), item.choices.join("/")), (5, "甲问", "甲/乙\n丙".to_owned()));
}

#[test]
fn what_is_dropped_is_told() {
    let text = "---\ntitle: 普法\ntags: 甲\n---\n<!-- 答案：\nA -->看![国徽](a.png)\n";
    let (bank, issues) = read(text);
    let told: Vec<_> = issues.iter().map(|issue| (issue.line, issue.code, issue.about.as_str())).collect();
    assert_eq!(bank.title, "普法");
    assert_eq!(told, [(3, Code::LeftOut, "tags: 甲"), (5, Code::LeftOut, "答案：A"), (6, Code::NotKept, "图片国徽")]);
}

#[test]
fn ordinary_text_is_none() {
    for text in ["1、题\n*A、甲\nB、乙\n# 注", "一、单选题\n1. 题（A）\n- 甲\n- 乙", "A|B\n甲|乙", "**重点**：甲", ""]
    {
        assert!(!is_one(text), "{text}");
    }
    for text in [
        "## 一、单选题\n1. 题\n- A. 甲\n- B. 乙",
        "## 题\n**答案**：A",
        "| 题干 | 答案 |\n|---|---|",
        "**1. 题**\n- A\n- B\n**答案：A**\n**解析：**甲",
    ] {
        assert!(is_one(text), "{text}");
    }
}
