//! Study notes: their markdown as HTML, and the articles they say to read.

use super::reader::{COUNTED, tools};
use super::{Route, frame};
use crate::escape;
use wire::study::{NoteView, TextRef};

/// Notes as they are opened.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Where back leads.
    pub back: &'a Route,
    /// The key of the text, as reports name it.
    pub key: &'a str,
    /// The notes.
    pub note: &'a NoteView,
    /// Whether a part of an assignment asks for them, so that their time counts.
    pub counts: bool,
    /// The next text of the part, when there is one.
    pub next: Option<&'a Route>,
}

/// The screen; `article` tells the way to an article that the notes say to read.
#[must_use]
pub fn screen(shown: &Note<'_>, article: impl Fn(&TextRef) -> Route) -> String {
    let entry = |text: &TextRef| match text.there {
        true => format!("<li><a class=\"link\" href=\"{}\">{}</a></li>", article(text).href(), escape(&text.title)),
        false => format!("<li>{}　<span class=\"s dim\">没有原文</span></li>", escape(&text.title)),
    };
    let list: String = shown.note.articles.iter().map(entry).collect();
    let to_read =
        if list.is_empty() { String::new() } else { format!("<section><h2>要读的条文</h2><ul class=\"list\">{list}</ul></section>") };
    let text = match list.is_empty() {
        true => shown.note.text.as_str(),
        // the notes end with the same list as text
        false => shown.note.text.split("\n要读的条文：").next().unwrap_or_default(),
    };
    let onward = shown.next.map_or_else(String::new, |next| frame::link("ink", next, "读完了，下一篇"));
    let counted = if shown.counts { COUNTED } else { "" };
    frame::below(
        shown.back,
        &shown.note.title,
        "",
        &format!("{counted}<div class=\"law\" data-text=\"{}\">{}</div>{to_read}", escape(shown.key), html(text)),
        &(tools(shown.counts) + &onward),
    )
}

/// Markdown as our notes are written: headings with `#`, lists with `-`, paragraphs, `**bold**`. All else is text.
#[must_use]
pub fn html(markdown: &str) -> String {
    let (mut html, mut open) = (String::new(), Open::Nothing);
    for line in markdown.lines().map(str::trim) {
        let (level, words) = heading(line);
        let next = match line {
            "" => Open::Nothing,
            _ if level > 0 => Open::Nothing,
            _ if line.starts_with("- ") => Open::List,
            _ => Open::Paragraph,
        };
        if open != next {
            html += match open {
                Open::Nothing => "",
                Open::List => "</ul>",
                Open::Paragraph => "</p>",
            };
            html += match next {
                Open::Nothing => "",
                Open::List => "<ul class=\"points\">",
                Open::Paragraph => "<p>",
            };
        } else if next == Open::Paragraph {
            html += "<br>";
        }
        open = next;
        match next {
            Open::List => html += &format!("<li>{}</li>", inline(&line[2..])),
            Open::Paragraph => html += &inline(line),
            // the page has a first heading of its own
            Open::Nothing if level > 0 => html += &format!("<h{0}>{1}</h{0}>", (level + 1).min(4), inline(words)),
            Open::Nothing => {}
        }
    }
    html + match open {
        Open::Nothing => "",
        Open::List => "</ul>",
        Open::Paragraph => "</p>",
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    List,
    Paragraph,
}

/// How many `#` a line begins with when a gap follows, else 0, and what follows it.
fn heading(line: &str) -> (usize, &str) {
    let words = line.trim_start_matches('#');
    match (line.len() - words.len(), words.strip_prefix(' ')) {
        (level @ 1..=6, Some(words)) => (level, words.trim()),
        _ => (0, line),
    }
}

/// `**bold**`; stars that have no fellow stay stars.
fn inline(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, bold, after)) = rest.split_once("**").and_then(|(before, after)| {
        let (bold, after) = after.split_once("**").filter(|(bold, _)| !bold.is_empty())?;
        Some((before, bold, after))
    }) {
        html += &format!("{}<b>{}</b>", escape(before), escape(bold));
        rest = after;
    }
    html + &escape(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(html(markdown), expected);
    }

    #[test]
    fn our_markdown_becomes_html() {
        check(
            "# 题\n\n**甲**\n- 一**二**三\n- 四\n\n五\n六",
            "<h2>题</h2><p><b>甲</b></p><ul class=\"points\"><li>一<b>二</b>三</li><li>四</li></ul><p>五<br>六</p>",
        );
        check("## 节\n段\n- 项", "<h3>节</h3><p>段</p><ul class=\"points\"><li>项</li></ul>");
    }

    #[test]
    fn what_is_no_markdown_of_ours_is_text() {
        check("<b>粗</b> **半 #号 2**3", "<p>&lt;b&gt;粗&lt;/b&gt; <b>半 #号 2</b>3</p>");
        check("****\n#\n-x", "<p>****<br>#<br>-x</p>");
        check("", "");
    }

    #[test]
    fn articles_are_listed_once() {
        let article = TextRef { key: "article:宪法第一条".into(), title: "宪法第一条".into(), there: true };
        let note = NoteView { title: "题".into(), text: "甲\n\n要读的条文：\n\n- 宪法第一条".into(), articles: vec![article] };
        let html = screen(&Note { back: &Route::Tasks, key: "notes:b/t", note: &note, counts: false, next: None }, |_| Route::Tasks);
        assert_eq!(html.matches("宪法第一条").count(), 1);
        assert_eq!(html.matches("要读的条文").count(), 1);
    }
}
