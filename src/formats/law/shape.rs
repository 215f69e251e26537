//! What a line of a law is by its beginning: a heading, the opening of an article, an item.

use domain::numeral;

use super::Heading;

/// An article's number, and behind it 0, or the 一 of 第十七条之一.
pub type Number = (u32, u32);

/// The opening of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// Which one.
    pub number: Number,
    /// What follows on the line.
    pub rest: &'a str,
    /// Whether a gap parts the number from it: a sentence may also begin with the number of an article.
    pub has_gap: bool,
}

/// 第一条 …, in Chinese numerals or digits.
pub fn opening(line: &str) -> Option<Opening<'_>> {
    let (number, rest) = line.strip_prefix('第')?.split_once('条')?;
    let number = read(number)?;
    let after = rest.trim_start().strip_prefix('之').map(|after| {
        let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
        after.split_at(after.find(|c| !is_digit(c)).unwrap_or(after.len()))
    });
    let inserted = after.and_then(|(digits, rest)| Some((read(digits)?, rest)));
    let (inserted, rest) = inserted.unwrap_or((0, rest));
    let has_gap = rest.is_empty() || rest.starts_with(char::is_whitespace);
    Some(Opening { number: (number, inserted), rest: rest.trim_start(), has_gap })
}

/// 第十七条之一.
pub fn mark((number, inserted): Number) -> String {
    let inserted = if inserted == 0 { String::new() } else { format!("之{}", numeral::write(inserted)) };
    format!("第{}条{inserted}", numeral::write(number))
}

/// 第一章 总则 and the like, or 附则 alone.
pub fn heading(line: &str) -> Option<Heading> {
    let dense: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if dense == "附则" {
        return Some(Heading { mark: String::new(), name: dense });
    }
    let after = line.strip_prefix('第')?;
    ["分编", "编", "章", "节"].iter().find_map(|unit| {
        let (number, rest) = after.split_once(unit)?;
        let number = read(number)?;
        let is_gap = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let is_name = rest.chars().count() <= 30 && !rest.contains(['。', '，', '；', '：', '、']);
        let is_sentence = rest.starts_with(['的', '所', '规', '至', '和', '中', '第']);
        (is_gap || (is_name && !is_sentence))
            .then(|| Heading { mark: format!("第{}{unit}", numeral::write(number)), name: tight(rest.trim()) })
    })
}

/// Whether a line begins an item: （一）.
pub fn is_item(line: &str) -> bool {
    let number = line.strip_prefix(['（', '(']).and_then(|line| line.split_once(['）', ')']));
    number.is_some_and(|(number, _)| read(number).is_some())
}

/// 序言.
pub fn is_preamble(line: &str) -> bool {
    line.chars().filter(|c| !c.is_whitespace()).eq("序言".chars())
}

/// 目录.
pub fn is_contents(line: &str) -> bool {
    line.chars().filter(|c| !c.is_whitespace()).eq("目录".chars())
}

/// Whether a line ends as sentences and entries of lists do.
pub fn is_ended(line: &str) -> bool {
    line.ends_with(['。', '；', '：', '！', '？', '”', '）', '》', ';', ':', '.', ')', '!', '?'])
}

/// A text without the blanks between its Chinese characters: 总　　则.
pub fn tight(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.ends_with(|c: char| c.is_ascii()) && word.starts_with(|c: char| c.is_ascii()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn read(number: &str) -> Option<u32> {
    if number.len() > 60 {
        return None;
    }
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    numeral::read(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_of_articles_are_known() {
        let check = |line: &str, expected: Option<(Number, &str, bool)>| {
            let found = opening(line).map(|opening| (opening.number, opening.rest, opening.has_gap));
            assert_eq!(found, expected, "{line}");
        };
        check("第一条　为了", Some(((1, 0), "为了", true)));
        check("第17条 甲", Some(((17, 0), "甲", true)));
        check("第十七条之一　甲", Some(((17, 1), "甲", true)));
        check("第 十 条", Some(((10, 0), "", true)));
        check("第三条所称的人", Some(((3, 0), "所称的人", false)));
        check("第三条之规定", Some(((3, 0), "之规定", false)));
        for line in ["", "第条", "第三百二条 甲", "第一章 总则", "依照第三条"] {
            check(line, None);
        }
    }

    #[test]
    fn headings_are_known() {
        let check = |line: &str, expected: Option<(&str, &str)>| {
            let found = heading(line);
            assert_eq!(found.as_ref().map(|heading| (heading.mark.as_str(), heading.name.as_str())), expected, "{line}");
        };
        check("第一章　总　　则", Some(("第一章", "总则")));
        check("第二分编 典型合同", Some(("第二分编", "典型合同")));
        check("第三节", Some(("第三节", "")));
        check("第四章监督", Some(("第四章", "监督")));
        check("附　则", Some(("", "附则")));
        check("第四章规定的机关", None);
        check("第四章适用于下列情形。", None);
        check("第一条 甲", None);
    }
}
