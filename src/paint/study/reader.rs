//! The reader: a law from its headings to its articles, with what is counted over it, chapters and search in sheets.

use super::{Route, frame, place};
use crate::shell::{button, note, tool};
use crate::{escape, icon};
use wire::study::{Block, LawView, Paragraph};

/// A law as it is opened.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Where back leads.
    pub back: &'a Route,
    /// The law.
    pub law: &'a LawView,
    /// The one block that is asked for, by its anchor; `None` for all of it.
    pub only: Option<&'a str>,
    /// Whether a part of an assignment asks for it, so that its time counts.
    pub counts: bool,
    /// The next text of the part, when there is one.
    pub next: Option<&'a Route>,
}

/// The screen.
#[must_use]
pub fn screen(reader: &Reader<'_>) -> String {
    let law = reader.law;
    let shown = law.blocks.iter().filter(|block| reader.only.is_none_or(|only| block.anchor == only));
    let place = law.place.as_deref().map(place::block).filter(|_| reader.only.is_none());
    let blocks: String = shown.map(|block| here(block, place) + &self::block(&law.law, block)).collect();
    let above = reader.only.map_or_else(String::new, |only| path(law, only));
    let title = if reader.only.is_some() { String::new() } else { format!("<p class=\"title\">{}</p>", escape(&law.title)) };
    let end = match reader.next {
        Some(next) if reader.only.is_none() => format!("<p class=\"row\">{}</p>", frame::link("ink", next, "读完了，下一篇")),
        _ => String::new(),
    };
    let main = format!(
        "{}{title}{above}<div class=\"law\" data-law>{blocks}</div><p class=\"s dim\">{}</p>{end}<div data-over></div>",
        if reader.counts { COUNTED } else { "" },
        escape(&law.note)
    );
    let foot = match reader.only {
        None => button("", "data-chapters", "目录") + &button("", "data-find", "查找"),
        Some(only) => {
            let whole = Route::Law { law: law.law.clone(), anchor: only.to_owned() };
            let onward = reader.next.map_or_else(String::new, |next| frame::link("ink", next, "读完了，下一条"));
            frame::link("", &whole, "看全文") + &onward
        }
    };
    let foot = tools(reader.counts) + &foot;
    frame::below(reader.back, &law.law, "", &main, &foot)
}

/// What is counted goes here: `counted::counted` fills it.
pub(super) const COUNTED: &str = "<div class=\"counted\" data-counted></div>";

/// Always in sight, at the foot: where it counts how much was read, which `counted::ticking` fills in, and what makes reading easier.
pub(super) fn tools(counts: bool) -> String {
    let ticking = if counts { "<p class=\"s ticking\" data-ticking></p>" } else { "" };
    let (voice, size) = (tool("", "data-aloud", icon::VOICE, "朗读", Some(false)), tool("", "data-type-size", icon::SIZE, "字号", None));
    format!("<div class=\"row tools\">{ticking}{voice}{size}</div>")
}

/// 上次读到这里, before the block where somebody last read; the first one needs no such line.
fn here(block: &Block, place: Option<&str>) -> String {
    let is_here = place == Some(block.anchor.as_str()) && block.anchor != "h1";
    if is_here { "<p class=\"here\" data-here tabindex=\"-1\">上次读到这里</p>".to_owned() } else { String::new() }
}

/// The headings over a block: 第五编　婚姻家庭　·　第二章　结婚.
fn path(law: &LawView, anchor: &str) -> String {
    let mut over: Vec<&Block> = Vec::new();
    for block in law.blocks.iter().take_while(|block| block.anchor != anchor).filter(|block| block.kind == "heading") {
        over.retain(|above| above.level < block.level);
        over.push(block);
    }
    let names: Vec<String> = over.iter().map(|block| escape(&block.title)).collect();
    if names.is_empty() { String::new() } else { format!("<p class=\"s dim\">{}</p>", names.join("　·　")) }
}

fn block(law: &str, block: &Block) -> String {
    let (id, title) = (escape(&place::id(&block.anchor)), escape(&block.title));
    let Some(key) = place::text_key(law, block) else {
        return format!(
            "<h2 class=\"lv{}\" id=\"{id}\" data-block=\"{}\" tabindex=\"-1\">{title}</h2>",
            block.level,
            escape(&block.anchor)
        );
    };
    let paragraphs: String = (1..).zip(&block.paragraphs).map(|(n, text)| paragraph(&block.anchor, n, text)).collect();
    format!(
        "<article data-block=\"{}\" data-text=\"{}\"><h3 id=\"{id}\" tabindex=\"-1\">{title}</h3>{paragraphs}</article>",
        escape(&block.anchor),
        escape(&key)
    )
}

fn paragraph(anchor: &str, n: u32, paragraph: &Paragraph) -> String {
    let id = escape(&place::id(&format!("{anchor}-p{n}")));
    let text = escape(&paragraph.text).replace('\n', "<br>");
    let items: String = paragraph.items.iter().map(|item| format!("<li>{}</li>", escape(item))).collect();
    match (text.is_empty(), items.is_empty()) {
        (false, true) => format!("<p id=\"{id}\" tabindex=\"-1\">{text}</p>"),
        (false, false) => format!("<p id=\"{id}\" tabindex=\"-1\">{text}</p><ul class=\"items\">{items}</ul>"),
        (true, _) => format!("<ul class=\"items\" id=\"{id}\" tabindex=\"-1\">{items}</ul>"),
    }
}

/// The sheet of chapters, with a way to an article by its number; `place` is the block on the page.
#[must_use]
pub fn chapters(law: &LawView, place: &str) -> String {
    let at = law.blocks.iter().position(|block| block.anchor == place);
    let now = at.and_then(|at| law.blocks[..=at].iter().rfind(|block| block.kind == "heading"));
    let entry = |block: &Block| {
        let current = if now.is_some_and(|now| now.anchor == block.anchor) { " aria-current=\"location\"" } else { "" };
        format!(
            "<li class=\"lv{}\"><button class=\"into\" type=\"button\" data-anchor=\"{}\"{current}>{}</button></li>",
            block.level,
            escape(&block.anchor),
            escape(&block.title)
        )
    };
    let entries: String = law.blocks.iter().filter(|block| block.kind != "article").map(entry).collect();
    let list = if entries.is_empty() {
        "<p class=\"dim\">这部法律不分章。</p>".to_owned()
    } else {
        format!("<ul class=\"chapters\">{entries}</ul>")
    };
    let jump = "<form class=\"row\" data-jump><label for=\"jump\">到第</label><span class=\"field\"><input id=\"jump\" inputmode=\"numeric\" maxlength=\"9\" autocomplete=\"off\"></span>\
        <span>条</span><button class=\"btn\" type=\"submit\">去</button></form><p class=\"s\" role=\"status\" data-jump-says></p>";
    sheet("目录", &format!("{jump}{list}"))
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The anchor of the paragraph, or of the heading.
    pub anchor: String,
    /// The title of the block.
    pub title: String,
    /// What stands before the words.
    pub before: String,
    /// The words as they stand there.
    pub words: String,
    /// What stands behind them.
    pub after: String,
}

/// The sheet to search in; [`hits`] fills it.
#[must_use]
pub fn find(law: &str) -> String {
    let field = format!(
        "<div class=\"field\">{}<input type=\"search\" data-search aria-label=\"在{}里查找\" placeholder=\"在这部法律里查找\" maxlength=\"40\" autocomplete=\"off\"></div>",
        icon::SEARCH,
        escape(law)
    );
    sheet("查找", &format!("{field}<div data-hits></div>"))
}

/// What was found, and in how many places in all.
#[must_use]
pub fn hits(words: &str, hits: &[Hit], all: usize) -> String {
    if words.is_empty() {
        return String::new();
    }
    if hits.is_empty() {
        return format!("<p class=\"dim\" role=\"status\">没有找到“{}”。可以换个说法，或者只写其中几个字。</p>", escape(words));
    }
    let more = if all > hits.len() { format!("，先列出前{}处", hits.len()) } else { String::new() };
    let entry = |hit: &Hit| {
        format!(
            "<li><button class=\"into\" type=\"button\" data-anchor=\"{}\"><b>{}</b><br><span class=\"s\">{}<mark>{}</mark>{}</span></button></li>",
            escape(&hit.anchor),
            escape(&hit.title),
            escape(&hit.before),
            escape(&hit.words),
            escape(&hit.after)
        )
    };
    let list: String = hits.iter().map(entry).collect();
    format!("<p class=\"s dim\" role=\"status\">找到{all}处{more}</p><ul class=\"chapters\">{list}</ul>")
}

fn sheet(title: &str, matter: &str) -> String {
    format!(
        "<div class=\"veil\" data-shut></div><div class=\"sheet stack\" role=\"dialog\" aria-modal=\"true\" aria-labelledby=\"sheet\">\
         <div class=\"row between\"><h2 id=\"sheet\" tabindex=\"-1\">{title}</h2><button class=\"tool\" type=\"button\" data-shut aria-label=\"关上{title}\">{}</button></div>{matter}</div>",
        icon::CROSS
    )
}

/// A law that the server does not have.
#[must_use]
pub fn missing(back: &Route, law: &str) -> String {
    let words = "请告诉管理员导入这部法律的全文。可以先做别的任务。";
    frame::below(back, law, "", &note("wait", icon::BOOK, "这里还没有这部法律的原文", words), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law() -> LawView {
        let block = |kind: &str, level, title: &str, anchor: &str, text: &str| Block {
            kind: kind.into(),
            level,
            title: title.into(),
            anchor: anchor.into(),
            paragraphs: if text.is_empty() { vec![] } else { vec![Paragraph { text: text.into(), items: vec!["（一）甲；".into()] }] },
        };
        LawView {
            law: "某法".into(),
            title: "中华人民共和国某法".into(),
            note: "2020年通过".into(),
            version: "2020".into(),
            blocks: vec![
                block("heading", 1, "第一编　总则", "h1", ""),
                block("heading", 3, "第一章　甲", "h2", ""),
                block("article", 0, "第一条", "1", "<甲>："),
                block("heading", 3, "第二章　乙", "h3", ""),
                block("article", 0, "第二条", "2", "乙。"),
            ],
            place: Some("2-p1".into()),
        }
    }

    fn check(only: Option<&str>) -> String {
        let law = law();
        screen(&Reader { back: &Route::Tasks, law: &law, only, counts: true, next: None })
    }

    #[test]
    fn paragraphs_are_addressed_and_nothing_in_them_is_markup() {
        let html = check(None);
        assert!(html.contains("id=\"at-1-p1\"") && html.contains("&lt;甲&gt;：") && html.contains("<li>（一）甲；</li>"));
        assert!(html.contains("data-text=\"article:某法第一条\"") && html.contains("class=\"lv3\" id=\"at-h2\""));
        let (here, second) = (html.find("上次读到这里"), html.find("at-2\""));
        assert!(here > html.find("at-1\"") && here < second);
    }

    #[test]
    fn what_makes_reading_easier_stands_at_the_foot_where_one_reads() {
        for only in [None, Some("2")] {
            let html = check(only);
            let foot = html.split("<footer").nth(1).unwrap_or_default();
            assert!(foot.contains("data-aloud") && foot.contains("data-type-size") && foot.contains("data-ticking"), "{foot}");
        }
        assert!(!tools(false).contains("data-ticking"));
    }

    #[test]
    fn one_article_is_shown_alone_under_its_headings() {
        let html = check(Some("2"));
        assert!(html.contains("第一编　总则　·　第二章　乙") && !html.contains("第一章") && !html.contains("第一条"));
        assert!(html.contains("看全文") && !html.contains("上次读到这里"));
    }

    #[test]
    fn the_chapter_one_is_in_is_told() {
        let html = chapters(&law(), "2");
        assert_eq!(html.matches("aria-current").count(), 1);
        assert!(html.contains("data-anchor=\"h3\" aria-current=\"location\""));
    }

    #[test]
    fn words_that_are_nowhere_are_said_to_be_nowhere() {
        assert!(hits("<继承>", &[], 0).contains("没有找到“&lt;继承&gt;”"));
        assert_eq!(hits("", &[], 0), "");
        let hit = Hit { anchor: "2-p1".into(), title: "第二条".into(), before: "前".into(), words: "词".into(), after: "后".into() };
        assert!(hits("词", &[hit], 9).contains("找到9处，先列出前1处"));
    }
}
