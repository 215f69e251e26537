//! HTML as people write it, as plain text. A `<` that begins no tag that HTML knows is text: `a<b` stays.

use super::entity;
use super::flow::Flow;

/// The elements of HTML that texts have. What is called otherwise is no tag.
const KNOWN: [&str; 79] = [
    "a",
    "abbr",
    "article",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "math",
    "meta",
    "object",
    "ol",
    "option",
    "p",
    "param",
    "pre",
    "q",
    "rt",
    "ruby",
    "s",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// The attributes that need no value.
const ALONE: [&str; 10] =
    ["allowfullscreen", "autoplay", "checked", "controls", "disabled", "hidden", "loop", "muted", "nowrap", "selected"];

/// The plain text of HTML, and what is not kept of it.
pub fn plain(html: &str) -> (String, Vec<String>) {
    let mut flow = Flow::default();
    let mut rest = html;
    // where no comment ends, none is looked for again
    let mut comments_end = true;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        flow.text(&entity::decode(text));
        if comments_end && from.starts_with("<!--") {
            if let Some((_, after)) = from.split_once("-->") {
                rest = after;
                continue;
            }
            comments_end = false;
        }
        let from = from.get(1..).unwrap_or_default();
        match tag(from) {
            Some(tag) => {
                if tag.is_end {
                    flow.close(&tag.name);
                } else {
                    flow.open(&tag.name, tag.about);
                }
                rest = tag.after;
            }
            None => {
                flow.text("<");
                rest = from;
            }
        }
    }
    flow.text(&entity::decode(rest));
    flow.finish()
}

struct Tag<'a> {
    name: String,
    is_end: bool,
    /// Its source or what is said in its place.
    about: &'a str,
    after: &'a str,
}

/// Reads a tag from behind its `<`.
fn tag(text: &str) -> Option<Tag<'_>> {
    let (is_end, text) = text.strip_prefix('/').map_or((false, text), |text| (true, text));
    let (name, mut rest) = word(text);
    let name = name.to_ascii_lowercase();
    // tables and paragraphs of Word: <o:p>
    if !KNOWN.contains(&name.as_str()) && !name.starts_with("o:") {
        return None;
    }
    let mut about = "";
    loop {
        let start = rest.trim_start();
        if let Some(after) = start.strip_prefix("/>").or_else(|| start.strip_prefix('>')) {
            return Some(Tag { name, is_end, about, after });
        }
        if start.len() == rest.len() {
            return None;
        }
        let (attribute, after) = word(start);
        match value(after) {
            Some((value, after)) if !attribute.is_empty() => {
                if attribute.eq_ignore_ascii_case("alt") && !value.is_empty() || attribute.eq_ignore_ascii_case("src") && about.is_empty() {
                    about = value;
                }
                rest = after;
            }
            _ if ALONE.contains(&attribute.to_ascii_lowercase().as_str()) => rest = after,
            _ => return None,
        }
    }
}

/// A name and what follows it.
fn word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// The value of an attribute, from its `=`, and what follows it.
fn value(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().strip_prefix('=')?.trim_start();
    for quote in ['"', '\''] {
        if let Some(text) = text.strip_prefix(quote) {
            return text.split_once(quote);
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>\"'".contains(c))?;
    Some(text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str, lost: &[&str]) {
        assert_eq!(plain(html), (expected.to_owned(), lost.iter().map(|lost| (*lost).to_owned()).collect()), "{html}");
    }

    #[test]
    fn paragraphs_become_lines() {
        check(
            "<p>第一段<br/>第二段</p>\r\n<p dir=\"ltr\" style='text-align:left;'><strong>第</strong>三段&nbsp;</p>",
            "第一段\n第二段\n第三段",
            &[],
        );
        check("<ul><li>甲</li><li>乙</li></ul>丙", "甲\n乙\n丙", &[]);
        check("<p>国家\n尊重</p>", "国家尊重", &[]);
        check("one\n  two", "one two", &[]);
        check("甲&nbsp;&nbsp;乙", "甲  乙", &[]);
        check("<!-- a < b -->甲<style>p { a: b }</style><o:p></o:p>", "甲", &[]);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["a<b", "a < b > c", "若 x<y 且 y>z", "a<b 且 c>d", "<宪法>", "<p", "<p a", "<p a=\"", "<!-- 甲", "<p class>甲"]
        {
            check(text, text, &[]);
        }
        check("&lt;p&gt; &amp;amp;", "<p> &amp;", &[]);
    }

    #[test]
    fn what_is_no_text_is_told() {
        check("图<img src=\"@@PLUGINFILE@@/a.png\" alt=\"\" width=3>中", "图中", &["<img @@PLUGINFILE@@/a.png>"]);
        check("<img alt='国徽' src=\"a.png\">是", "是", &["<img 国徽>"]);
        check("m<sup>2</sup>", "m2", &["<sup>"]);
    }

    #[test]
    fn open_ends_take_no_time() {
        for piece in ["<!--", "<p a=\"", "<p a='\"", "<p ", "<", "&", "&#"] {
            assert!(!plain(&piece.repeat(200_000)).0.is_empty());
        }
    }
}
