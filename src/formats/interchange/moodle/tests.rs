//! Moodle XML as Moodle 4 writes it, and broken.

use super::*;
use crate::Key;

const QUIZ: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<!-- question: 0  -->
  <question type="category">
    <category><text>$course$/top/宪法/总纲</text></category>
    <info format="moodle_auto_format"><text></text></info>
    <idnumber></idnumber>
  </question>

<!-- question: 312  -->
  <question type="multichoice">
    <name><text>国家性质</text></name>
    <questiontext format="html">
      <text><![CDATA[<p dir="ltr" style="text-align: left;">我国是<strong>什么</strong>国家？&nbsp;</p><p>（依据第一条）<img src="@@PLUGINFILE@@/flag.png" alt="" width="20"><br></p>]]></text>
<file name="flag.png" path="/" encoding="base64">iVBORw0KGgo=</file>
    </questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>见宪法第一条。</p>]]></text></generalfeedback>
    <defaultgrade>2.5000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
    <answer fraction="100" format="html"><text><![CDATA[<p>社会主义国家</p>]]></text><feedback format="html"><text>对。</text></feedback></answer>
    <answer fraction="0" format="html"><text>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</text><feedback format="html"><text></text></feedback></answer>
    <tags><tag><text>level:2</text></tag><tag><text>basis:宪法第一条</text></tag><tag><text>重点</text></tag></tags>
  </question>
  <question type="multichoice">
    <questiontext format="html"><text>哪些？</text></questiontext>
    <defaultgrade>1</defaultgrade>
    <single>false</single>
    <answer fraction="50"><text>甲</text></answer>
    <answer fraction="-100"><text>乙</text><feedback><text>不对</text></feedback></answer>
    <answer fraction="50"><text>丙</text></answer>
  </question>
  <question type="truefalse">
    <questiontext format="moodle_auto_format"><text>第一行
第二行</text></questiontext>
    <answer fraction="0" format="moodle_auto_format"><text>true</text><feedback format="html"><text>不是。</text></feedback></answer>
    <answer fraction="100" format="moodle_auto_format"><text>false</text><feedback format="html"><text></text></feedback></answer>
  </question>
  <question type="shortanswer">
    <questiontext format="html"><text>首都是____。</text></questiontext>
    <usecase>0</usecase>
    <answer fraction="100" format="moodle_auto_format"><text>北京</text></answer>
    <answer fraction="0" format="moodle_auto_format"><text>*</text></answer>
  </question>
  <question type="essay">
    <questiontext format="html"><text>谈谈。</text></questiontext>
    <graderinfo format="html"><text><![CDATA[<ol><li>一</li><li>二</li></ol>]]></text></graderinfo>
  </question>
  <question type="matching">
    <questiontext format="html"><text>连线</text></questiontext>
    <subquestion format="html"><text><![CDATA[<p>中国</p>]]></text><answer><text>北京</text></answer></subquestion>
    <subquestion format="html"><text>法国</text><answer><text>巴黎</text></answer></subquestion>
  </question>
  <question type="cloze">
    <questiontext format="html"><text>首都是{1:SHORTANSWER:=北京}。</text></questiontext>
  </question>
  <question type="numerical">
    <questiontext format="html"><text>多少？</text></questiontext>
    <answer fraction="100" format="moodle_auto_format"><text>3</text><tolerance>0</tolerance></answer>
  </question>
  <question type="description">
    <questiontext format="html"><text>请先读说明。</text></questiontext>
  </question>
</quiz>
"#;

fn shown(items: &[crate::Item]) -> Vec<String> {
    let shown = items.iter().map(|item| {
        let key = match &item.key {
            Some(Key::Texts(texts)) => texts.join("¦"),
            _ => item.letters().unwrap_or_else(|| "-".into()),
        };
        format!("{} {} {}|{}|{key}|{}", item.line, item.kind.word(), item.stem, item.choices.join(","), item.explain).replace('\n', "⏎")
    });
    shown.collect()
}

fn told(issues: &[Issue]) -> Vec<String> {
    issues.iter().map(|issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about)).collect()
}

#[test]
fn every_kind_is_read() {
    let (bank, mut issues) = read(QUIZ);
    issues.sort();
    assert_eq!(
        shown(&bank.items),
        [
            "11 single 我国是什么国家？⏎（依据第一条）|社会主义国家,A & B|A|对。⏎见宪法第一条。",
            "28 multiple 哪些？|甲,乙,丙|AC|",
            "36 judge 第一行⏎第二行||false|不是。",
            "42 blank 首都是____。||北京|",
            "48 short 谈谈。||一⏎二|",
            "52 short 连线||中国 -> 北京⏎法国 -> 巴黎|",
            "57 short 首都是{1:SHORTANSWER:=北京}。||-|",
            "60 short 多少？⏎3||-|",
        ]
    );
    assert_eq!(
        told(&issues),
        [
            "13 not-kept <img @@PLUGINFILE@@/flag.png>",
            "28 not-kept <feedback> 不对",
            "42 not-kept *",
            "52 no-counterpart matching",
            "57 no-counterpart cloze",
            "60 no-counterpart numerical",
            "64 left-out 请先读说明。",
        ]
    );
    let first = bank.items.first().expect("an item");
    assert_eq!((first.points, first.level, first.topic.as_str()), (Some(domain::Points::hundredths(250)), Some(2), "宪法/总纲"));
    assert_eq!(first.basis, ["宪法第一条"]);
}

fn check(text: &str, items: &[&str], issues: &[&str]) {
    let (bank, told_issues) = read(text);
    assert_eq!(
        (shown(&bank.items), told(&told_issues)),
        (items.iter().map(|item| (*item).to_owned()).collect(), issues.iter().map(|issue| (*issue).to_owned()).collect()),
        "{text}"
    );
}

#[test]
fn a_doubtful_answer_is_no_key() {
    let one = |single: &str, answers: &str| {
        format!(
            "<quiz><question type=\"multichoice\"><questiontext><text>题</text></questiontext><single>{single}</single>{answers}</question></quiz>"
        )
    };
    let two = |first: &str, second: &str| {
        format!("<answer fraction=\"{first}\"><text>甲</text></answer><answer fraction=\"{second}\"><text>乙</text></answer>")
    };
    check(&one("true", &two("100", "100")), &["1 single 题|甲,乙|-|"], &["1 two-answers A 100%, B 100%"]);
    check(&one("true", &two("0", "0")), &["1 single 题|甲,乙|-|"], &["1 no-answer "]);
    check(&one("false", &two("50", "0")), &["1 multiple 题|甲,乙|-|"], &["1 unclear-answer A 50%"]);
    check(&one("true", &two("100", "")), &["1 single 题|甲,乙|-|"], &["1 unclear-answer A 100%, B ?"]);
    check(&one("true", ""), &["1 single 题||-|"], &["1 no-answer ", "1 no-choices "]);
    let judge = "<quiz><question type=\"truefalse\"><questiontext><text>题</text></questiontext><answer fraction=\"100\"><text>甲</text></answer></question></quiz>";
    check(judge, &["1 judge 题||-|"], &["1 unclear-answer 甲"]);
}

#[test]
fn what_comes_before_a_fault_is_kept() {
    let cut =
        "<quiz>\n<question type=\"essay\"><questiontext><text>一</text></questiontext></question>\n<question type=\"essay\"><questiontext>";
    check(cut, &["2 short 一||-|"], &["3 broken <question> has no end"]);
    check("<html><body/></html>", &[], &["1 unsupported <html>"]);
    check("<quiz></quiz>", &[], &[]);
}

#[test]
fn markup_without_cdata_is_read() {
    let text = "<quiz><question type=\"essay\"><questiontext format=\"html\"><text><p>甲</p><p>乙<img src=\"a.png\"/></p></text></questiontext></question></quiz>";
    check(text, &["1 short 甲⏎乙||-|"], &["1 not-kept <img a.png>"]);
}
