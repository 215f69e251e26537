//! Banks in the shapes that programs write.

use super::*;

fn check(text: &str, items: &[&str], issues: &[&str]) {
    let (bank, told) = read(text);
    let item = |item: &crate::Item| {
        let key = item.letters().unwrap_or_default();
        format!("{} {} {} [{}] {key} {}", item.line, item.kind.word(), item.stem, item.choices.join("/"), item.topic)
    };
    let found: Vec<String> = bank.items.iter().map(|one| item(one).trim_end().to_owned()).collect();
    let told: Vec<String> =
        told.iter().map(|issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about).trim_end().to_owned()).collect();
    assert_eq!((found, told), (items.iter().map(|t| (*t).into()).collect(), issues.iter().map(|t| (*t).into()).collect()), "{text}");
}

#[test]
fn choices_come_in_many_shapes() {
    for options in [
        r#""options":["甲","乙"]"#,
        r#""options":["A. 甲","B. 乙"]"#,
        r#""choices":"A.甲\nB.乙""#,
        r#""options":{"A":"甲","B":"乙"}"#,
        r#""options":{"B":"乙","A":"甲"}"#,
        r#""options":[{"label":"A","text":"甲"},{"label":"B","text":"乙"}]"#,
        r#""options":[{"key":"B","value":"乙"},{"key":"A","value":"甲"}]"#,
        r#""options":[{"label":"甲","value":"A"},{"label":"乙","value":"B"}]"#,
        r#""optionA":"甲","optionB":"乙""#,
        r#""option_a":"甲","option_b":"乙""#,
        r#""A":"甲","B":"乙""#,
        r#""选项A":"甲","选项B":"乙""#,
    ] {
        check(&format!(r#"[{{"question":"甲问",{options},"answer":"B"}}]"#), &["1 single 甲问 [甲/乙] B"], &[]);
    }
}

#[test]
fn answers_come_in_many_shapes() {
    let options = r#""options":["甲","乙","丙"]"#;
    for answer in [r#""AC""#, r#""A,C""#, r#"["A","C"]"#, r#"["甲","丙"]"#, "[true,false,true]", r#""甲；丙""#] {
        check(&format!(r#"[{{"stem":"甲问",{options},"answer":{answer}}}]"#), &["1 multiple 甲问 [甲/乙/丙] AC"], &[]);
    }
    let objects = r#""options":[{"content":"甲","is_correct":false},{"content":"乙","is_correct":true}]"#;
    check(&format!(r#"[{{"stem":"甲问",{objects}}}]"#), &["1 single 甲问 [甲/乙] B"], &[]);
    check(&format!(r#"[{{"stem":"甲问",{objects},"answer":"A"}}]"#), &["1 single 甲问 [甲/乙]"], &["1 two-answers A、B"]);
    let ids = r#""options":[{"id":17,"text":"甲"},{"id":18,"text":"乙"}]"#;
    check(&format!(r#"[{{"stem":"甲问",{ids},"answer":18}}]"#), &["1 single 甲问 [甲/乙] B"], &[]);
    check(
        r#"[{"question":"甲问","answer":true},{"question":"乙问","type":"judge","answer":0}]"#,
        &["1 judge 甲问 [] true", "2 judge 乙问 [] false"],
        &[],
    );
}

#[test]
fn numbers_are_read_when_it_is_evident_where_they_count_from() {
    let list = |answers: &[u8]| {
        let questions = answers
            .iter()
            .map(|answer| format!(r#"{{"q":1,"question":"问","options":["甲","乙","丙"],"answer":{answer}}}"#).replace("\"q\":1,", ""));
        format!("[{}]", questions.collect::<Vec<_>>().join(","))
    };
    check(&list(&[0, 1]), &["1 single 问 [甲/乙/丙] A", "2 single 问 [甲/乙/丙] B"], &[]);
    check(&list(&[3, 1]), &["1 single 问 [甲/乙/丙] C", "2 single 问 [甲/乙/丙] A"], &[]);
    check(&list(&[1]), &["1 single 问 [甲/乙/丙]"], &["1 unclear-answer 1"]);
    check(&list(&[0, 3]), &["1 single 问 [甲/乙/丙]", "2 single 问 [甲/乙/丙]"], &["1 unclear-answer 0", "2 unclear-answer 3"]);
    check(r#"[{"question":"问","options":["对","错"],"answer":0}]"#, &["1 judge 问 []"], &["1 unclear-answer 0"]);
}

#[test]
fn questions_are_found_in_sections() {
    let one = |stem: &str| format!(r#"{{"题目":"{stem}","选项":["甲","乙"],"答案":"A"}}"#);
    check(&format!(r#"{{"title":"题库","questions":[{}]}}"#, one("甲问")), &["1 single 甲问 [甲/乙] A"], &[]);
    check(&format!(r#"{{"code":0,"data":{{"list":[{}]}}}}"#, one("甲问")), &["1 single 甲问 [甲/乙] A"], &[]);
    check(
        &format!(r#"{{"不定项":[{}],"宪法":[{}]}}"#, one("甲问"), one("乙问")),
        &["1 indefinite 甲问 [甲/乙] A", "2 single 乙问 [甲/乙] A 宪法"],
        &[],
    );
    check(
        &format!(r#"[{{"name":"第一章","items":[{}]}},{{"title":"多选题","questions":[{}]}}]"#, one("甲问"), one("乙问")),
        &["1 single 甲问 [甲/乙] A 第一章", "2 multiple 乙问 [甲/乙]"],
        &["2 kind-and-answer 多选题：A"],
    );
    assert_eq!(read(&format!(r#"{{"title":"题库","questions":[{}]}}"#, one("甲问"))).0.title, "题库");
}

#[test]
fn one_a_line_is_read() {
    check(
        "{\"question\":\"甲问\",\"answer\":\"对\"}\n\n{\"question\":\"乙问\",\"answer\":\"错\"}\n{\"q",
        &["1 judge 甲问 [] true", "3 judge 乙问 [] false"],
        &["4 broken EOF while parsing a string at line 1 column 3"],
    );
}

#[test]
fn the_rest_is_read_and_what_is_not_known_is_told() {
    let text = r#"[{"id":1,"question":"甲问","options":["甲","乙"],"answer":"A","analysis":"因为","difficulty":"easy","score":2,"basis":["宪法第一条"],"likes":5},
        {"question":"乙问","answer":["甲","乙"],"likes":6}]"#;
    check(text, &["1 single 甲问 [甲/乙] A", "2 short 乙问 []"], &["1 unknown-column likes"]);
    let item = read(text).0.items.remove(0);
    assert_eq!(
        (item.explain.as_str(), item.level, item.points, item.basis),
        ("因为", Some(1), Some(domain::Points::whole(2)), vec!["宪法第一条".to_owned()])
    );
    assert_eq!(read(text).0.items.remove(1).key, Some(crate::Key::Texts(vec!["甲".into(), "乙".into()])));
}

#[test]
fn what_is_broken_or_too_deep_is_told() {
    for text in ["", "[", "[1,", &"[".repeat(100_000), &"{\"a\":".repeat(100_000)] {
        let (bank, issues) = read(text);
        assert!(bank.items.is_empty() && issues.iter().all(|issue| issue.code == Code::Broken) && !issues.is_empty(), "{issues:?}");
    }
    check("[1,\"甲\"]", &[], &["1 left-out 1", "1 left-out \"甲\""]);
}
