//! Lines of a text, put together and made tidy.

/// The gap of a blank where the source has a place to answer in the middle of a sentence.
pub const GAP: &str = "（ ）";

/// How many characters of a text say which text it is.
const BEGINNING: usize = 30;

/// Lines that the source only wraps, as one: with a blank between words, with nothing between Chinese characters.
pub fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for line in lines.into_iter().map(str::trim).filter(|line| !line.is_empty()) {
        if let (Some(last), Some(first)) = (out.chars().next_back(), line.chars().next()) {
            out.push_str(between(last, first));
        }
        out.push_str(line);
    }
    out
}

/// What stands between two characters when the line was wrapped between them.
pub fn between(last: char, first: char) -> &'static str {
    if is_wide(last) && is_wide(first) { "" } else { " " }
}

/// Whether a character is written without blanks beside it: Chinese ones and their marks.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..|'‘'..='”'| '—' | '…')
}

/// A text with each line trimmed and without empty lines.
pub fn tidy(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Paragraphs, each once, empty ones left out.
pub fn paragraphs(texts: impl IntoIterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && kept.last() != Some(&text) {
            kept.push(text);
        }
    }
    kept.join("\n")
}

/// The topic that the path of a category means: `$course$/top/总纲` is 总纲.
pub fn category(path: &str) -> String {
    let path = path.trim();
    let path = ["$course$", "$module$", "$system$", "$coursecat$"].iter().find_map(|root| path.strip_prefix(root)).unwrap_or(path);
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_prefix("top/").or_else(|| path.strip_prefix("top").filter(|rest| rest.is_empty())).unwrap_or(path);
    path.trim().to_owned()
}

/// The beginning of a text, in one line.
pub fn beginning(text: &str) -> String {
    let mut chars = text.trim().chars().map(|c| if c == '\n' { ' ' } else { c });
    let mut out: String = chars.by_ref().take(BEGINNING).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// The letter of the choice at a place; `?` past Z.
pub fn letter(place: usize) -> char {
    u8::try_from(place).ok().filter(|place| *place < 26).map_or('?', |place| char::from(b'A' + place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_have_a_blank_between_words_only() {
        let check = |lines: &[&str], expected: &str| assert_eq!(join(lines.iter().copied()), expected);
        check(&["宪法规定，", "  国家的权力"], "宪法规定，国家的权力");
        check(&["the law of", "", "the land"], "the law of the land");
        check(&["依照 GB", "标准"], "依照 GB 标准");
    }

    #[test]
    fn only_a_long_text_is_cut() {
        assert_eq!(beginning(" 甲\n乙 "), "甲 乙");
        assert_eq!(beginning(&"甲".repeat(31)), format!("{}…", "甲".repeat(30)));
    }

    #[test]
    fn categories_are_topics() {
        let check = |path: &str, expected: &str| assert_eq!(category(path), expected);
        check("$course$/top/宪法/总纲", "宪法/总纲");
        check("$course$/总纲", "总纲");
        check(" tom/dick ", "tom/dick");
        check("$course$/top", "");
        check("topic", "topic");
    }

    #[test]
    fn places_have_letters() {
        assert_eq!([0, 25, 26, usize::MAX].map(letter), ['A', 'Z', '?', '?']);
    }
}
