//! Laws, read.

use std::path::Path;

use domain::statute::{Article as Read, Statute};

use super::*;
use crate::office::docx;

const OFFICIAL: &str = "中华人民共和国某法

（1991年4月4日某会议通过　根据２０２０年《决定》修正）

目　　录

第一章　总　　则
第二章　附　　则

第一章　总　　则

　　第一条　为了某事，制定本法。
　　第二条　有下列情形的，适用本法：
　　（一）甲；
　　（二）乙。
　　前款以外的，不适用。
　　第二条之一　第三条所称的人，除外。
第二章　附　　则
　　第三条　本法自2020年1月1日起施行。
";

fn check_told(text: &str, expected: &[(usize, Code, &str)]) {
    let (_, issues) = import_law(text.as_bytes(), "某法.txt");
    let expected: Vec<_> = expected.iter().map(|(line, code, about)| Issue::new(*line, *code, *about)).collect();
    assert_eq!(issues, expected, "{text}");
}

#[test]
fn an_official_text_is_read_whole() {
    let (law, issues) = import_law(OFFICIAL.as_bytes(), "x.txt");
    assert_eq!(issues, []);
    assert_eq!(
        law.to_text(),
        "中华人民共和国某法\n1991年4月4日某会议通过；根据2020年《决定》修正\n第一章 总则\n第一条 为了某事，制定本法。\n\
         第二条 有下列情形的，适用本法：\n（一）甲；\n（二）乙。\n前款以外的，不适用。\n第二条之一 第三条所称的人，除外。\n\
         第二章 附则\n第三条 本法自2020年1月1日起施行。\n"
    );
    let (again, issues) = import_law(law.to_text().as_bytes(), "x.txt");
    let bare = |law: &Law| law.articles().map(|article| (article.mark(), article.paragraphs.clone())).collect::<Vec<_>>();
    assert_eq!((bare(&again), again.title, again.notes), (bare(&law), law.title, law.notes));
    assert_eq!(issues, []);
}

#[test]
fn word_gives_the_same() {
    let paragraph = |line: &str| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let bytes = docx::testing::document(&OFFICIAL.lines().map(paragraph).collect::<String>(), "");
    let ((word, told), (text, _)) = (import_law(&bytes, "x.docx"), import_law(OFFICIAL.as_bytes(), "x.txt"));
    assert_eq!((word, told), (text, vec![]));
}

#[test]
fn gaps_and_doubles_are_told() {
    check_told("某法\n第一条 甲。\n第三条 乙。", &[(3, Code::ArticleGap, "第一条 → 第三条")]);
    check_told("某法\n第二条 甲。", &[(2, Code::ArticleGap, "→ 第二条")]);
    check_told("某法\n第一条 甲。\n第一条 乙。\n第二条 丙。", &[(3, Code::ArticleTwice, "第一条")]);
    check_told("某法\n第一条 甲。\n第一条之二 乙。", &[(3, Code::ArticleGap, "第一条 → 第一条之二")]);
    check_told("某法\n第一条 甲。\n第二条\n第三条 丙。", &[(3, Code::LeftOut, "第二条")]);
    check_told(
        "某法\n第一章 总则\n多余的话。\n第一条 甲。\n附件一：\n一张表",
        &[(3, Code::LeftOut, "多余的话。"), (5, Code::LeftOut, "附件一："), (6, Code::LeftOut, "一张表")],
    );
    check_told("今天天气好。", &[(1, Code::NoLaw, "")]);
    check_told("", &[(1, Code::Empty, "")]);
    check_told("<html><p>第一条 甲。</p></html>", &[(1, Code::Unsupported, "网页（HTML）")]);
}

#[test]
fn numbers_without_a_gap_are_read_where_all_are_so() {
    let (law, issues) = import_law("某法\n第1条甲。\n第2条第1条所称的人。\n第一条所称的人。\n第3条丙。".as_bytes(), "");
    assert_eq!(law.articles().map(Article::mark).collect::<Vec<_>>(), ["第一条", "第二条", "第三条"]);
    assert_eq!(issues, []);
}

/// The laws that the program's own questions cite, where they lie beside the checkout.
fn laws() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/laws");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a law"))).collect()
}

/// What a law says by number. A heading without a number is no paragraph of the article before it.
fn articles(text: &str) -> Vec<((u32, u32), Read)> {
    Statute::read(&text.replace("\n附则\n", "\n")).articles().map(|(number, article)| (number, article.clone())).collect()
}

#[test]
fn every_law_at_hand_is_read_as_it_is() {
    for (name, text) in laws() {
        let (law, issues) = import_law(text.as_bytes(), &name);
        assert_eq!(issues, [], "{name}");
        assert_eq!(articles(&law.to_text()), articles(&text), "{name}");
        let (read, written) = (Statute::read(&text), Statute::read(&law.to_text()));
        assert_eq!((read.title, read.preamble), (written.title, written.preamble), "{name}");
        assert_eq!(law.notes.join("；"), read.note, "{name}");
    }
}

#[test]
fn every_law_at_hand_is_read_from_its_pages() {
    for (name, text) in laws() {
        let (law, issues) = import_law(pages(&text).as_bytes(), &name);
        assert_eq!(issues, [], "{name}");
        assert_eq!(articles(&law.to_text()), articles(&text), "{name}");
    }
}

/// A law as it is taken out of a PDF: 30 characters a line, the first of a paragraph stands in, a number below each page.
fn pages(text: &str) -> String {
    let title = text.lines().next().unwrap_or_default();
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let is_body = at > 1 && shape::heading(line).is_none() && line != "序言";
        let line = if is_body {
            format!("　　{line}")
        } else if at == 1 {
            format!("（{line}）")
        } else {
            line.to_owned()
        };
        let chars: Vec<_> = line.chars().collect();
        lines.extend(chars.chunks(30).map(|part| part.iter().collect::<String>()));
    }
    let page = |(at, page): (usize, &[String])| format!("{}\n- {} -\n\n{title}\n", page.join("\n"), at + 1);
    lines.chunks(28).enumerate().map(page).collect()
}

#[test]
fn nothing_makes_it_panic() {
    for text in
        ["第", "（", "第条\n第一条之\n（）", "目录", "目录\n第一章", "序言\n", "第一条\n\n\n", "- 1 -", "第4294967296条 甲", "\u{fdd0}"]
    {
        let _ = import_law(text.as_bytes(), "").0.to_text();
    }
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(第[一十百1０]{0,3}[条章节编]|之一|目录|序言|附则|（一）|（2020年|通过|[　 \n。；，第]|- 1 -|某法|[a-z甲乙]|.){0,60}") {
        let (law, _) = import_law(text.as_bytes(), "某法");
        let again = import_law(law.to_text().as_bytes(), "某法");
        let _ = again.0.to_text();
    }
}
