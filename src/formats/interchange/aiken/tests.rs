//! Aiken as it comes, whole and broken.

use super::*;

/// Each item as `line kind stem|choices|key`, each issue as `line word`.
fn check(text: &str, items: &[&str], issues: &[&str]) {
    let (bank, mut told) = read(text);
    told.sort();
    let shown = bank.items.iter().map(|item| {
        let key = item.letters().unwrap_or_else(|| "-".into());
        format!("{} {} {}|{}|{key}", item.line, item.kind.word(), item.stem.replace('\n', "⏎"), item.choices.join(","))
    });
    assert_eq!(shown.collect::<Vec<_>>(), items, "{text}");
    assert_eq!(told.iter().map(|issue| format!("{} {}", issue.line, issue.code.word())).collect::<Vec<_>>(), issues, "{text}");
}

#[test]
fn questions_are_read() {
    check(
        "What is the supreme law?\nA. The constitution\nB) A circular\nANSWER: A\n\n国家的根本制度是什么？\nA．甲\nＢ、乙\nC）丙\nANSWER：C\n",
        &["1 single What is the supreme law?|The constitution,A circular|A", "6 single 国家的根本制度是什么？|甲,乙,丙|C"],
        &[],
    );
    check("题\nA. 正确\nB. 错误\nANSWER: B", &["1 judge 题||false"], &[]);
    check("题\nA. True\nB. False\nANSWER: True", &["1 judge 题||true"], &[]);
    check("题\nANSWER: 错", &["1 judge 题||false"], &[]);
    check("题\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C", &["1 multiple 题|甲,乙,丙|AC"], &[]);
}

#[test]
fn stems_and_choices_may_be_wrapped() {
    check("宪法规定，\n国家的权力\nA. 属于\n人民\nB. 乙\nANSWER: A", &["1 single 宪法规定，国家的权力|属于人民,乙|A"], &[]);
    check("U.S. law\nA. x\nB. y\n\nANSWER: B", &["1 single U.S. law|x,y|B"], &[]);
}

#[test]
fn a_question_without_answer_is_parted_from_the_next() {
    check("一\nA. 甲\nB. 乙\n二\nA. 丙\nB. 丁\nANSWER: B", &["1 single 一|甲,乙|-", "4 single 二|丙,丁|B"], &["1 no-answer"]);
    check("一\nA. 甲\nB. 乙\n\n二\nA. 丙\nB. 丁", &["1 single 一|甲,乙|-", "5 single 二|丙,丁|-"], &["1 no-answer", "5 no-answer"]);
    check("一\nA. 甲\nB. 乙\nA. 丙\nB. 丁\nANSWER: A", &["1 single 一|甲,乙|-", "4 single |丙,丁|A"], &["1 no-answer", "4 no-stem"]);
}

#[test]
fn an_answer_behind_what_may_be_another_question_is_not_taken() {
    check("一\nA. 甲\nB. 乙\n二对吗\nANSWER: A", &["1 single 一|甲,乙二对吗|-"], &["4 run-together"]);
}

#[test]
fn a_doubtful_answer_is_no_key() {
    check("一\nA. 甲\nB. 乙\nANSWER: C", &["1 single 一|甲,乙|-"], &["4 answer-names-no-choice"]);
    check("一\nA. 甲\nB. 乙\nANSWER: 甲乙", &["1 single 一|甲,乙|-"], &["4 unclear-answer"]);
    check("一\nA. 甲\nB. 乙\nANSWER:", &["1 single 一|甲,乙|-"], &["4 no-answer"]);
    check("一\nA. 甲\nC. 乙\nANSWER: A", &["1 single 一|甲,乙|-"], &["1 choice-letters"]);
    check("一\nA. 甲\nB. 乙\nB. 丙\nANSWER: B", &["1 single 一|甲,乙,丙|-"], &["1 choice-letters"]);
    check("一\nANSWER: F", &["1 single 一||-"], &["1 no-choices"]);
}

#[test]
fn what_belongs_nowhere_is_told() {
    check("ANSWER: A\n\n一\nA. 甲\nB. 乙\nANSWER: A", &["3 single 一|甲,乙|A"], &["1 left-out"]);
    check("第一章\n\n一\nA. 甲\nB. 乙\nANSWER: A", &["1 single 第一章⏎一|甲,乙|A"], &["3 run-together"]);
}

#[test]
fn only_aiken_looks_like_aiken() {
    let check = |text: &str, expected: bool| assert_eq!(is_one(text), expected, "{text}");
    check("题\nA. 甲\nB. 乙\nANSWER: A", true);
    check("题\nA）甲\nB）乙\nANSWER：A", true);
    check("1、题\nA、甲\nB、乙\n答案：A", false);
    check("1. Which?\nA. x\nB. y\nAnswer: A", false);
    check("ANSWER: A", false);
    check("", false);
}
