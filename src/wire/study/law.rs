//! A law on its way from the text that a server keeps to the screen that reads it.

use super::text::{Block, LawView, Paragraph};
use domain::numeral;
use domain::statute::{self, Statute, What};

/// A law as it is sent; where its member last read is for the server to add.
#[must_use]
pub fn law_view(law: &str, version: &str, statute: &Statute) -> LawView {
    LawView {
        law: law.to_owned(),
        title: statute.title.clone(),
        note: statute.note.clone(),
        version: version.to_owned(),
        blocks: statute.blocks().map(block).collect(),
        place: None,
    }
}

fn block(block: statute::Block<'_>) -> Block {
    let (kind, level, paragraphs) = match &block.what {
        What::Heading(level, _) => ("heading", *level as u8, Vec::new()),
        What::Preamble(texts) => ("preamble", 0, texts.iter().map(|text| Paragraph { text: text.clone(), items: Vec::new() }).collect()),
        What::Article(_, article) => ("article", 0, article.paragraphs.iter().map(paragraph).collect()),
    };
    Block { kind: kind.to_owned(), level, title: block.what.title(), anchor: block.anchor, paragraphs }
}

fn paragraph(paragraph: &statute::Paragraph) -> Paragraph {
    let item = |item: &statute::Item| format!("（{}）{}", numeral::write(item.number), item.text);
    Paragraph { text: paragraph.text.clone(), items: paragraph.items.iter().map(item).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_law_is_sent_whole() {
        let statute = Statute::read(
            "中华人民共和国某法\n2020年通过\n序言\n很久以前。\n第一章 总则\n第一条 有下列情形的：\n（一）甲；\n（二）乙。\n另一款。",
        );
        let view = law_view("某法", "2020", &statute);
        assert_eq!((view.title.as_str(), view.note.as_str(), view.version.as_str()), ("中华人民共和国某法", "2020年通过", "2020"));
        let kinds: Vec<_> = view.blocks.iter().map(|b| (b.kind.as_str(), b.level, b.title.as_str(), b.anchor.as_str())).collect();
        assert_eq!(kinds, [("preamble", 0, "序言", "preamble"), ("heading", 3, "第一章　总则", "h1"), ("article", 0, "第一条", "1")]);
        let article = &view.blocks[2].paragraphs;
        assert_eq!(article[0], Paragraph { text: "有下列情形的：".into(), items: vec!["（一）甲；".into(), "（二）乙。".into()] });
        assert_eq!(article[1].text, "另一款。");
    }
}
