//! Signs within a line: bold, code, links, pictures, tags.

/// The start and end of words that a document sets off.
const SET_OFF: (char, char) = ('\u{fdd0}', '\u{fdd1}');
/// Where a tag breaks a line.
const BREAK: char = '\u{1}';

/// A line without its signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// What the pictures are called that stood in it.
    pub pictures: Vec<String>,
}

/// Reads a line; with `sets_off`, bold words are set off.
pub fn read(source: &str, sets_off: bool) -> Inline {
    let mut out = Inline::default();
    let mut reader = Reader { source, at: 0, before: '\n', sets_off, is_bold: false, is_leaning: false };
    while let Some(c) = reader.peek() {
        reader.step(c, &mut out);
    }
    if reader.is_bold && sets_off {
        out.text.push(SET_OFF.1);
    }
    out.text = out.text.trim().to_owned();
    out
}

/// The text of a line without anything set off.
pub fn plain(source: &str) -> String {
    read(source, false).text
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    before: char,
    sets_off: bool,
    is_bold: bool,
    is_leaning: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.before = self.rest().get(..bytes).and_then(|text| text.chars().next_back()).unwrap_or(self.before);
        self.at += bytes;
    }

    fn step(&mut self, c: char, out: &mut Inline) {
        let rest = self.rest();
        let (text, bytes) = match c {
            '\\' => match rest.chars().nth(1).filter(char::is_ascii_punctuation) {
                Some(next) => (next.to_string(), 2),
                None => (c.to_string(), 1),
            },
            '*' if rest.starts_with("**") && !rest.starts_with("****") && (self.is_bold || opens(rest, "**")) => {
                (self.bold(!self.is_bold), 2)
            }
            '*' if self.is_leaning || self.leans(rest) => {
                self.is_leaning = !self.is_leaning;
                (String::new(), 1)
            }
            '`' => match rest.get(1..).and_then(|rest| rest.split_once('`')) {
                Some((code, _)) => (code.to_owned(), code.len() + 2),
                None => (c.to_string(), 1),
            },
            '!' | '[' => match link(rest) {
                Some((name, bytes)) if c == '!' => {
                    out.pictures.push(name.to_owned());
                    (String::new(), bytes)
                }
                Some((name, bytes)) => (name.replace("**", ""), bytes),
                None => (c.to_string(), 1),
            },
            '<' => match tag(rest) {
                Some((name, bytes)) => (self.tag(name, rest, out), bytes),
                None => (c.to_string(), 1),
            },
            '&' => entity(rest).map_or((c.to_string(), 1), |(text, bytes)| (text.to_owned(), bytes)),
            SET_OFF_START | SET_OFF_END => (String::new(), c.len_utf8()),
            c => (c.to_string(), c.len_utf8()),
        };
        out.text.push_str(&text);
        self.skip(bytes);
    }

    fn bold(&mut self, is_bold: bool) -> String {
        if self.is_bold == is_bold {
            return String::new();
        }
        self.is_bold = is_bold;
        match (self.sets_off, is_bold) {
            (true, true) => SET_OFF.0.to_string(),
            (true, false) => SET_OFF.1.to_string(),
            (false, _) => String::new(),
        }
    }

    /// Whether a star begins leaning words: 2*3*4 and the star before a right choice don't.
    fn leans(&self, rest: &str) -> bool {
        let mut inside = rest.get(1..).unwrap_or_default().split('*');
        let (Some(words), Some(behind)) = (inside.next(), inside.next()) else { return false };
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
        let is_short = words.len() < 400;
        is_short && !words.is_empty() && words.trim() == words && is_edge(Some(self.before)) && is_edge(behind.chars().next())
    }

    fn tag(&mut self, name: &str, source: &str, out: &mut Inline) -> String {
        match name {
            "b" | "strong" | "mark" => self.bold(!source.starts_with("</")),
            "br" | "/p" | "hr" => BREAK.to_string(),
            "img" => {
                out.pictures.push(String::new());
                String::new()
            }
            _ => String::new(),
        }
    }
}

const SET_OFF_START: char = SET_OFF.0;
const SET_OFF_END: char = SET_OFF.1;

/// Whether bold words begin here and end on this line.
fn opens(rest: &str, sign: &str) -> bool {
    let inside = rest.get(sign.len()..).unwrap_or_default();
    !inside.starts_with(char::is_whitespace) && inside.find(sign).is_some_and(|end| end > 0 && end < 4000)
}

/// The name of a link or picture, and how long it is.
fn link(rest: &str) -> Option<(&str, usize)> {
    let inside = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?;
    let name = inside.get(..inside.get(..floor(inside, 2000))?.find(['[', ']'])?)?;
    let behind = inside.get(name.len()..)?.strip_prefix("](")?;
    let mut depth = 0usize;
    let end = behind.get(..floor(behind, 4000))?.char_indices().find_map(|(at, c)| {
        let closes = c == ')' && depth == 0;
        depth = if c == '(' { depth + 1 } else { depth.saturating_sub(usize::from(c == ')')) };
        closes.then_some(at)
    })?;
    // what stands in brackets behind a word is no address when it has blanks
    let address = behind.get(..end)?;
    if address.contains(char::is_whitespace) && !address.contains('"') {
        return None;
    }
    let bytes = rest.len() - behind.len() + end + 1;
    Some((name, bytes))
}

/// The name of a tag that pages are written with, and how long it is.
fn tag(rest: &str) -> Option<(&'static str, usize)> {
    const NAMES: [&str; 30] = [
        "details", "summary", "br", "hr", "p", "div", "span", "b", "strong", "i", "em", "u", "s", "del", "font", "mark", "center", "sub",
        "sup", "img", "a", "table", "tr", "td", "th", "tbody", "ul", "ol", "li", "small",
    ];
    let end = rest.get(..floor(rest, 1000))?.find('>')?;
    let inside = rest.get(1..end)?;
    let is_end = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let found = NAMES.into_iter().find(|known| *known == name)?;
    Some((if is_end && found == "p" { "/p" } else { found }, end + 1))
}

/// The last place up to `most` that is not within a character.
fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn entity(rest: &str) -> Option<(&'static str, usize)> {
    const NAMES: [(&str, &str); 10] = [
        ("&nbsp;", " "),
        ("&emsp;", " "),
        ("&ensp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
    ];
    NAMES.into_iter().find(|(name, _)| rest.starts_with(name)).map(|(name, text)| (text, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_taken_off() {
        let check = |source: &str, expected: &str| assert_eq!(plain(source), expected, "{source}");
        check("**答案：**A", "答案：A");
        check("*斜体*和`A.b`和[宪法](http://x/y)", "斜体和A.b和宪法");
        check("1\\. 甲\\*", "1. 甲*");
        check("<details><summary>答案</summary>A&nbsp;B</details>", "答案A B");
        check("甲<br/>乙", "甲\u{1}乙");
        check("2 < 3 > 1，2*3*4，____和__", "2 < 3 > 1，2*3*4，____和__");
        check("*B、乙", "*B、乙");
        check("[1] 甲 [x](", "[1] 甲 [x](");
        check("**未完", "**未完");
    }

    #[test]
    fn bold_words_are_set_off_where_choices_are() {
        let check =
            |source: &str, expected: &str| assert_eq!(read(source, true).text, expected.replace('<', "\u{fdd0}").replace('>', "\u{fdd1}"));
        check("**B. 乙**", "<B. 乙>");
        check("B. **乙**", "B. <乙>");
        check("B. <b>乙</b>", "B. <乙>");
        check("B. <b>乙", "B. <乙>");
    }

    #[test]
    fn pictures_are_told() {
        assert_eq!(
            read("看![国徽](a.png)<img src='b'>", false),
            Inline { text: "看".into(), pictures: vec!["国徽".into(), String::new()] }
        );
    }
}
