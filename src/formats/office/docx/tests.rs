//! Documents, read.

use super::testing::document;
use super::*;
use crate::Code;

/// Each line of the document; rows with their cells between `|`. Marks are `[` and `]`.
fn check(xml: &str, expected: &[&str]) {
    let (lines, issues) = lines(&document(xml, NUMBERING)).expect("a document");
    assert_eq!(shown(&lines), expected, "{xml}");
    assert_eq!(issues, [], "{xml}");
}

fn shown(lines: &[Line]) -> Vec<String> {
    let shown = |line: &Line| line.cells.as_ref().map_or_else(|| line.text.clone(), |cells| format!("|{}|", cells.join("|")));
    lines.iter().map(|line| shown(line).replace(MARK, "[").replace(MARK_END, "]")).collect()
}

fn check_told(xml: &str, expected: &[&str], told: &[(usize, Code, &str)]) {
    let (lines, issues) = lines(&document(xml, "")).expect("a document");
    assert_eq!(shown(&lines), expected, "{xml}");
    let told: Vec<_> = told.iter().map(|(line, code, about)| Issue::new(*line, *code, *about)).collect();
    assert_eq!(issues, told, "{xml}");
}

const NUMBERING: &str = r#"<w:numbering>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%2."/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"#;

fn listed(level: usize, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

#[test]
fn a_numbered_list_of_questions_has_its_numbers_and_letters() {
    let xml = [listed(0, "题一"), listed(1, "甲"), listed(1, "乙"), listed(0, "题二"), listed(1, "丙")].concat();
    check(&xml, &["1. 题一", "A. 甲", "B. 乙", "2. 题二", "A. 丙"]);
}

#[test]
fn runs_are_joined_with_their_signs() {
    check(
        r#"<w:p><w:r><w:t>A&amp;B&#65;</w:t><w:tab/><w:t xml:space="preserve"> 甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:p/>"#,
        &["A&BA\t 甲", "乙", ""],
    );
    check(
        r#"<w:p><w:r><w:t>软</w:t><w:softHyphen/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:hyperlink><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>链</w:t></w:r></w:hyperlink></w:p>"#,
        &["软-√链"],
    );
    check(r#"<x:p xmlns:x="y"><x:smartTag><x:r><x:t>前缀不同</x:t></x:r></x:smartTag></x:p>"#, &["前缀不同"]);
}

#[test]
fn what_stands_out_is_marked() {
    check(
        r#"<w:p><w:r><w:t>A.甲 </w:t></w:r><w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>B.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t> C.丙</w:t></w:r></w:p>"#,
        &["A.甲 [B.乙] C.丙"],
    );
    check(r#"<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>段落标记</w:t></w:r></w:p>"#, &["段落标记"]);
}

#[test]
fn changes_are_read_as_accepted() {
    check(
        r#"<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom></w:p>"#,
        &["新"],
    );
    check(r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>"#, &["前后"]);
    let deleted = r#"<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>"#;
    check(&[deleted, &listed(0, "题")].concat(), &["1. 题"]);
}

#[test]
fn tables_are_rows_of_cells() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let wide = r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>"#.to_owned();
    let inner = format!("<w:tc><w:tbl>{}</w:tbl><w:p/></w:tc>", row(&[cell("内"), cell("里")]));
    let xml = format!("<w:tbl>{}{}{}</w:tbl>{}", row(&[cell("甲"), cell("乙")]), row(&[wide, cell("丙")]), row(&[inner]), "<w:p/>");
    check(&xml, &["|甲|乙|", "||  |丙|".replace("  ", "").as_str(), "|内\t里|", ""]);
}

#[test]
fn text_boxes_follow_what_they_hang_on_and_are_read_once() {
    let text_box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>";
    let xml = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{text_box}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{text_box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>主</w:t></w:r></w:p><w:p/>"
    );
    check(&xml, &["主", "框", ""]);
}

#[test]
fn boxes_to_tick_are_signs() {
    let control = |on: u8| {
        format!(
            r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"#
        )
    };
    let field = r#"<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"#;
    let xml = format!("<w:p>{}<w:r><w:t>甲</w:t></w:r>{}<w:r><w:t>乙</w:t></w:r>{field}</w:p>", control(1), control(0));
    check(&xml, &["☑甲☐乙☑"]);
}

#[test]
fn what_is_not_kept_is_told() {
    let kept = |what: &str| vec![(2, Code::NotKept, what.to_owned())];
    let with = |xml: &str| format!("<w:p/><w:p><w:r><w:t>甲</w:t>{xml}<w:t>乙</w:t></w:r></w:p>");
    for (xml, what) in [
        ("<w:drawing><pic:pic><a:blip/></pic:pic></w:drawing>", "图片"),
        ("<w:pict><v:imagedata/></w:pict>", "图片"),
        ("<w:object><v:imagedata/></w:object>", "嵌入的对象（如公式）"),
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num></m:f></m:oMath>", "公式"),
        (r"<w:instrText> EQ \o\ac(○,1)</w:instrText>", "公式"),
        ("<w:commentReference/>", "批注"),
    ] {
        let told: Vec<_> = kept(what);
        let told: Vec<_> = told.iter().map(|(line, code, about)| (*line, *code, about.as_str())).collect();
        check_told(&with(xml), &["", "甲乙"], &told);
    }
    check(&with("<m:oMath><m:r><m:rPr/><m:t>x=1</m:t></m:r></m:oMath>"), &["", "甲x=1乙"]);
    check_told(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>",
        &["明"],
        &[(1, Code::NotKept, "隐藏的文字")],
    );
}

#[test]
fn a_damaged_document_is_read_as_far_as_it_goes() {
    let (lines, issues) = lines(&document("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r></w:p>", "")).expect("a document");
    assert_eq!(shown(&lines), ["甲", ""]);
    assert!(matches!(&issues[..], [Issue { line: 2, code: Code::Broken, .. }]), "{issues:?}");
}

#[test]
fn nesting_without_end_does_no_harm() {
    let deep = |xml: &str| xml.repeat(20_000);
    for xml in [
        deep("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p>"),
        deep("<w:p><w:r><w:txbxContent>"),
        deep("<w:tc>"),
        deep("<w:tbl><w:tr>"),
        deep("<w:p><w:r><w:t>"),
        deep("<mc:AlternateContent><mc:Choice>"),
        deep("<m:oMath><w:drawing>"),
    ] {
        let read = lines(&document(&xml, NUMBERING)).expect("a document");
        assert!(!read.1.is_empty());
    }
}

#[test]
fn a_red_choice_is_the_answer() {
    let red = listed(1, "乙").replace("<w:r>", r#"<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr>"#);
    let heading = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一、单选题（每题2分）</w:t></w:r></w:p>".to_owned();
    let xml =
        [heading, listed(0, "题一（ ）。"), listed(1, "甲"), red, listed(0, "题二（ ）。"), listed(1, "丙"), listed(1, "丁")].concat();
    let (bank, issues) = read(&document(&xml, NUMBERING));
    let read: Vec<_> = bank.items.iter().map(|item| (item.line, item.stem.as_str(), item.choices.join("|"), item.letters())).collect();
    assert_eq!(read, [(2, "题一（ ）。", "甲|乙".to_owned(), Some("B".to_owned())), (5, "题二（ ）。", "丙|丁".to_owned(), None)]);
    assert_eq!(issues, [Issue::new(5, Code::NoAnswer, "")]);
}

#[test]
fn a_table_of_questions_is_read_by_its_columns() {
    let cell = |text: &&str| {
        format!("<w:tc>{}</w:tc>", text.split('|').map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect::<String>())
    };
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let line = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let asked = table(&[row(&["题型", "题干", "选项A", "选项B", "答案"]), row(&["单选题", "表中题（ ）。", "甲", "乙", "B"])]);
    let keys = table(&[row(&["题号", "1", "2"]), row(&["答案", "A", "B"])]);
    let xml = [
        line("一、单选题"),
        line("1. 题一（ ）。"),
        line("A. 甲"),
        line("B. 乙"),
        line("2. 题二（ ）。"),
        line("A. 丙"),
        line("B. 丁"),
        asked,
        line("参考答案"),
        keys,
    ]
    .concat();
    let (bank, issues) = read(&document(&xml, ""));
    let read: Vec<_> =
        bank.items.iter().map(|item| (item.line, item.stem.as_str(), item.choices.join("|"), item.letters().unwrap_or_default())).collect();
    assert_eq!(
        read,
        [
            (2, "题一（ ）。", "甲|乙".to_owned(), "A".to_owned()),
            (5, "题二（ ）。", "丙|丁".to_owned(), "B".to_owned()),
            (13, "表中题（ ）。", "甲|乙".to_owned(), "B".to_owned())
        ]
    );
    assert_eq!(issues, []);
}

#[test]
fn struck_text_is_left_out_and_told() {
    let told = "删除线文字";
    let run = |property: &str, text: &str| format!("<w:r><w:rPr>{property}</w:rPr><w:t>{text}</w:t></w:r>");
    let text = |runs: &[String]| format!("<w:p>{}</w:p>", runs.concat());
    check_told(&text(&[run("", "答案："), run("<w:strike/>", "A"), run("", "B")]), &["答案：B"], &[(1, Code::NotKept, told)]);
    check_told(&text(&[run("<w:dstrike/>", "甲"), run("<w:strike/>", "乙")]), &[""], &[(1, Code::NotKept, told)]);
    check(&text(&[run(r#"<w:strike w:val="0"/>"#, "甲"), run("<w:strike/>", " "), run("", "乙")]), &["甲 乙"]);
    let question = listed(0, "废题").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>");
    let (lines, issues) = lines(&document(&[question, listed(0, "问")].concat(), NUMBERING)).expect("a document");
    assert_eq!((shown(&lines), issues), (vec![String::new(), "2. 问".into()], vec![Issue::new(1, Code::NotKept, told)]));
}

#[test]
fn a_document_that_breaks_off_is_told() {
    let whole = "<w:document><w:body><w:p><w:r><w:t>1. 甲</w:t></w:r></w:p><w:p><w:r><w:t>A. 乙</w:t></w:r>";
    let (lines, issues) = lines(&testing::pack(&[("word/document.xml", whole)])).expect("a document");
    assert_eq!(shown(&lines), ["1. 甲", "A. 乙"]);
    assert!(matches!(&issues[..], [Issue { line: 2, code: Code::Broken, .. }]), "{issues:?}");
}
