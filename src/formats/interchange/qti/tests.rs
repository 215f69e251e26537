//! QTI as TAO and others write it, alone and packed, and broken.

use std::io::{Cursor, Write as _};

use super::*;
use crate::{Item, Key};

/// An item as TAO writes it in version 2.1.
const TAO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:m="http://www.w3.org/1998/Math/MathML"
    identifier="i5f1" title="第一题" label="" xml:lang="zh-CN" adaptive="false" timeDependent="false" toolName="TAO" toolVersion="3.3">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value><![CDATA[choice_2]]></value></correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"/>
  <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>2.5</value></defaultValue></outcomeDeclaration>
  <stylesheet href="style/custom/tao-user-styles.css" type="text/css" media="all"/>
  <itemBody>
    <div class="grid-row"><div class="col-12">
      <p>国旗是什么旗？</p>
      <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1" minChoices="0" orientation="vertical">
        <prompt>请选一项。<img src="a.png" alt="国旗"/></prompt>
        <simpleChoice identifier="choice_1" fixed="false" showHide="show">三色旗<feedbackInline outcomeIdentifier="FEEDBACK" identifier="choice_1" showHide="show">不对</feedbackInline></simpleChoice>
        <simpleChoice identifier="choice_2" fixed="false" showHide="show"><p>五星<b>红旗</b></p></simpleChoice>
      </choiceInteraction>
    </div></div>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
  <modalFeedback outcomeIdentifier="FEEDBACK" identifier="solution" showHide="show">见宪法第一百四十一条。</modalFeedback>
</assessmentItem>
"#;

/// An item of version 3.0 around a body.
fn item(declared: &str, body: &str) -> String {
    format!(
        "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"q\" title=\"题\">{declared}<qti-item-body>{body}</qti-item-body></qti-assessment-item>"
    )
}

fn response(identifier: &str, cardinality: &str, values: &[&str]) -> String {
    let values: String = values.iter().map(|value| format!("<qti-value>{value}</qti-value>")).collect();
    format!(
        "<qti-response-declaration identifier=\"{identifier}\" cardinality=\"{cardinality}\" base-type=\"identifier\"><qti-correct-response>{values}</qti-correct-response></qti-response-declaration>"
    )
}

fn choice(most: &str, choices: &[(&str, &str)]) -> String {
    let choices: String = choices
        .iter()
        .map(|(identifier, text)| format!("<qti-simple-choice identifier=\"{identifier}\">{text}</qti-simple-choice>"))
        .collect();
    format!(
        "<qti-choice-interaction response-identifier=\"R\" max-choices=\"{most}\"><qti-prompt>题</qti-prompt>{choices}</qti-choice-interaction>"
    )
}

fn shown(items: &[Item]) -> Vec<String> {
    let shown = items.iter().map(|item| {
        let key = match &item.key {
            Some(Key::Texts(texts)) => texts.join("¦"),
            _ => item.letters().unwrap_or_else(|| "-".into()),
        };
        format!("{} {} {}|{}|{key}|{}", item.line, item.kind.word(), item.stem, item.choices.join(","), item.explain).replace('\n', "⏎")
    });
    shown.collect()
}

fn check(bytes: &[u8], items: &[&str], issues: &[&str]) {
    let (bank, told) = read(bytes);
    assert_eq!(shown(&bank.items), items);
    assert_eq!(told.iter().map(|issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about)).collect::<Vec<_>>(), issues);
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn an_item_of_version_2_is_read() {
    check(
        TAO.as_bytes(),
        &["2 single 国旗是什么旗？⏎请选一项。|三色旗,五星红旗|B|见宪法第一百四十一条。"],
        &["2 not-kept <img 国旗>", "2 not-kept <feedbackInline> 不对"],
    );
    assert_eq!(read(TAO.as_bytes()).0.items.first().and_then(|item| item.points), Some(domain::Points::hundredths(250)));
}

#[test]
fn choices_of_version_3_are_read() {
    let two = [("a", "甲"), ("b", "乙")];
    let check = |response: String, most: &str, choices: &[(&str, &str)], items: &str, issues: &[&str]| {
        check(item(&response, &choice(most, choices)).as_bytes(), &[items], issues);
    };
    check(response("R", "single", &["b"]), "1", &two, "1 single 题|甲,乙|B|", &[]);
    check(response("R", "multiple", &["b", "a"]), "0", &two, "1 multiple 题|甲,乙|AB|", &[]);
    check(response("R", "multiple", &["b"]), "0", &two, "1 indefinite 题|甲,乙|B|", &[]);
    check(response("R", "single", &["b"]), "1", &[("a", "正确"), ("b", "错误")], "1 judge 题||false|", &[]);
    check(response("R", "single", &["b", "a"]), "1", &two, "1 single 题|甲,乙|-|", &["1 two-answers b, a"]);
    check(response("R", "single", &["c"]), "1", &two, "1 single 题|甲,乙|-|", &["1 answer-names-no-choice c"]);
    check(response("R", "single", &[]), "1", &two, "1 single 题|甲,乙|-|", &["1 no-answer "]);
    check(response("R", "single", &["a"]), "1", &[("a", "甲"), ("a", "乙")], "1 single 题|甲,乙|-|", &["1 unclear-answer a"]);
    check(response("S", "single", &["a"]), "1", &two, "1 single 题|甲,乙|-|", &["1 no-answer "]);
    let mapping = "<qti-response-declaration identifier=\"R\" cardinality=\"multiple\"><qti-mapping><qti-map-entry map-key=\"a\" mapped-value=\"1\"/></qti-mapping></qti-response-declaration>";
    check(mapping.into(), "0", &two, "1 multiple 题|甲,乙|-|", &["1 unclear-answer a=1"]);
}

#[test]
fn other_interactions_are_read() {
    let entry = |identifier: &str| format!("<qti-text-entry-interaction response-identifier=\"{identifier}\"/>");
    let declared = [response("A", "single", &["北京"]), response("B", "single", &["五星红旗"])].concat();
    check(
        item(&declared, &format!("<p>首都是{}，国旗是{}。</p>", entry("A"), entry("B"))).as_bytes(),
        &["1 blank 首都是（ ），国旗是（ ）。||北京¦五星红旗|"],
        &[],
    );
    check(item(&declared, &format!("<p>首都是</p><p>{}</p>", entry("A"))).as_bytes(), &["1 blank 首都是||北京|"], &[]);
    check(item(&declared, &format!("<p>首都是{}</p>", entry("C"))).as_bytes(), &["1 blank 首都是（ ）||-|"], &["1 no-answer "]);
    let text = "<qti-extended-text-interaction response-identifier=\"A\"><qti-prompt>谈谈。</qti-prompt></qti-extended-text-interaction>";
    check(item("", text).as_bytes(), &["1 short 谈谈。||-|"], &[]);
    let order = "<p>排序</p><qti-order-interaction response-identifier=\"A\"><qti-simple-choice identifier=\"a\">甲</qti-simple-choice><qti-simple-choice identifier=\"b\">乙</qti-simple-choice></qti-order-interaction>";
    check(item("", order).as_bytes(), &["1 short 排序⏎甲⏎乙||-|"], &["1 no-counterpart orderinteraction"]);
    let both = format!("{}{}", choice("1", &[("a", "甲")]), choice("1", &[("b", "乙")]));
    check(item("", &both).as_bytes(), &["1 short 题⏎甲⏎题⏎乙||-|"], &["1 no-counterpart choiceinteraction, choiceinteraction"]);
    check(item("", "<p>说明</p>").as_bytes(), &[], &["1 left-out 说明"]);
}

#[test]
fn several_items_and_faults_are_told_apart() {
    let one = item(&response("R", "single", &["b"]), &choice("1", &[("a", "甲"), ("b", "乙")]));
    let read = "1 single 题|甲,乙|B|";
    check(format!("<items>{one}\n{one}</items>").as_bytes(), &[read, "2 single 题|甲,乙|B|"], &[]);
    let cut = one.strip_suffix("</qti-assessment-item>").expect("its end");
    check(format!("{one}\n{cut}").as_bytes(), &[read], &["2 broken <qti-assessment-item> has no end"]);
    check(b"<questestinterop/>", &[], &["1 unsupported <questestinterop>"]);
    check(b"", &[], &[]);
}

#[test]
fn packages_are_read_in_the_order_of_the_manifest() {
    let one = |stem: &str| item(&response("R", "single", &["b"]), &format!("<p>{stem}</p>{}", choice("1", &[("a", "甲"), ("b", "乙")])));
    let resource = |name: &str| {
        format!(
            "<resource identifier=\"{name}\" type=\"imsqti_item_xmlv3p0\" href=\"items/{name}.xml\"><metadata><lom><general><keyword><string>level:3</string></keyword><keyword><string>topic:总纲</string></keyword></general></lom></metadata></resource>"
        )
    };
    let manifest = format!(
        "<manifest><resources>{}{}{}<resource type=\"webcontent\" href=\"a.png\"/></resources></manifest>",
        resource("二"),
        resource("一"),
        resource("无")
    );
    let (a, b, c) = (one("一"), one("二"), one("三"));
    let zip = packed(&[
        ("p/items/一.xml", &a),
        ("p/items/二.xml", &b),
        ("p/items/三.xml", &c),
        ("p/imsmanifest.xml", &manifest),
        ("p/a.xml", "<a/>"),
    ]);
    let items = ["1 single 二⏎题|甲,乙|B|", "2 single 一⏎题|甲,乙|B|"];
    check(&zip, &items, &["3 left-out p/items/无.xml", "3 left-out p/items/三.xml"]);
    let (bank, _) = read(&zip);
    assert!(bank.items.iter().all(|item| item.level == Some(3) && item.topic == "总纲"));
    check(&packed(&[("b.xml", &b), ("a.xml", &a)]), &items, &[]);
    check(&packed(&[("b.xml", "<qti-assessment-item>")]), &[], &["1 broken b.xml:1: <qti-assessment-item> has no end"]);
    check(
        &packed(&[("imsmanifest.xml", "<manifest><resource type=\"imsqti_xmlv1p2\" href=\"a.xml\"/></manifest>")]),
        &[],
        &["1 unsupported QTI 1.2"],
    );
}
