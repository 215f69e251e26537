//! Headings over questions and over tables of answers.

use std::sync::LazyLock;

use domain::Points;

use super::number::{behind_kind, count, is_after_number};
use super::{Style, closing, key_before, leading_points, narrow, number, points, unmarked};
use crate::text::clean::{MARK, MARK_END};
use crate::text::wordlist::Wordlist;
use crate::{Kind, words};

/// A heading over questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The kind of the questions below.
    pub kind: Option<Kind>,
    /// What each of them is worth.
    pub points: Option<Points>,
    /// Its words without number and brackets, when they name no kind.
    pub topic: String,
    /// What stands behind it that is neither a count nor an instruction: perhaps a key table.
    pub rest: String,
    /// Whether it is the heading of a table of answers.
    pub is_answers: bool,
}

/// What headings call the kinds.
const TITLES: &str = "单项选择题|单项选择|单选题|单选|多项选择题|多项选择|多选题|多选|不定项选择题|不定项选择|不定项题|不定项|不定向选择题|判断改错题|判断正误题|判断正误|判断对错题|判断对错|判断题|判断\
    |是非题|是非判断题|对错题|正误题|填空题|填空|简答题|简答|问答题|问答|简述题|论述题|名词解释题|名词解释|案例分析题|案例分析|案例题|材料分析题|材料题|选择题|主观题|客观题|计算题\
    |综合题|写作题|解答题|思考题|案例选择题|案例分析选择题|材料选择题|Multiple choice|Multiple-choice|Single choice|True or false\
    |True/False|Fill in the blank|Short answer";

/// The longest title that a text begins with.
pub fn title(text: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Wordlist<()>> = LazyLock::new(|| Wordlist::of(&[((), TITLES)]));
    WORDS.longest(text).map(|(word, ())| word)
}

/// Whether a line is a heading. `Heading::kind` may be open: 选择题.
pub fn heading(text: &str) -> Option<Heading> {
    let text: String = text.chars().filter(|c| *c != MARK && *c != MARK_END).collect();
    if text.chars().count() > 120 {
        return None;
    }
    if behind_kind(text.trim()).len() < text.trim().len() || key_before(&text).is_some() {
        return None;
    }
    let (body, is_counted) = body(text.trim());
    if let Some(heading) = answers(body) {
        return Some(heading);
    }
    let (inner, after) = match body.chars().next().and_then(|c| closing(c).map(|close| (c, close))) {
        Some((open, close)) => match body[open.len_utf8()..].split_once(close) {
            Some((inner, after)) => (inner.trim(), after.trim()),
            None => (body, ""),
        },
        None => (body, ""),
    };
    // （单选题，2分）下列…: a label and its question
    if inner.len() < body.len() && !behind_brackets(after).trim_matches([':', '：', ' ']).is_empty() {
        return None;
    }
    let title = title(inner)?;
    let rest = format!("{}{}", inner[title.len()..].trim(), after);
    let is_mere = rest.trim_matches([':', '：', '.', '、', ' ']).is_empty();
    let first = rest.chars().next();
    let is_bounded =
        first.is_none_or(|c| "(（[【:：,，、.。—-共每本部答 \t".contains(c) || c.is_whitespace() || narrow(c).is_ascii_digit());
    if !is_bounded {
        return None;
    }
    let (told, behind) = instruction(&rest);
    let is_label = !is_mere && !told && !is_counted;
    let is_table = crate::text::keys::is_table(behind);
    if is_label && !is_table {
        return None;
    }
    // 1、单选题下列…: only a heading that counts in Chinese may go on
    let is_of_question = number(&text).is_some_and(|number| number.style != Style::Chinese);
    let is_asked = is_of_question && behind.chars().count() >= 4;
    if !is_mere && !is_table && (is_asked || !told && (is_of_question || behind.chars().count() > 40)) {
        return None;
    }
    Some(Heading {
        kind: words::kind(title),
        points: points(&text),
        rest: if is_table { behind.to_owned() } else { String::new() },
        ..Heading::default()
    })
}

/// What stands behind brackets: （2分）养老….
fn behind_brackets(text: &str) -> &str {
    let text = text.trim();
    let close = text.chars().next().and_then(closing);
    close.and_then(|close| text.split_once(close)).map_or(text, |(_, rest)| behind_brackets(rest))
}

/// Whether what stands behind a title is a count, points or an instruction; and what is behind that.
fn instruction(rest: &str) -> (bool, &str) {
    let trimmed = rest.trim_start_matches(|c: char| ":：,，、.—- \t".contains(c) || c.is_whitespace());
    let (bracket, behind) = match trimmed.chars().next().and_then(closing) {
        Some(close) => trimmed.split_once(close).unwrap_or((trimmed, "")),
        None => ("", trimmed),
    };
    let tells = |text: &str| {
        [
            "每题",
            "每小题",
            "每空",
            "共",
            "题目",
            "小题",
            "本大题",
            "下列",
            "正确",
            "选出",
            "请",
            "分）",
            "分)",
            "部分",
            "只有一个",
            "打",
            "填",
            "个选项",
            "道",
        ]
        .iter()
        .any(|word| text.contains(word))
            || !text.trim().is_empty() && text.trim().bytes().all(|b| b.is_ascii_digit())
            || leading_points(text.trim_matches(|c: char| c.is_whitespace() || "（([【".contains(c))).is_some()
    };
    let behind = behind.trim_start_matches([':', '：', '.', ' ', '。']);
    (tells(bracket) || (!behind.is_empty() && tells(behind)), behind)
}

/// 参考答案, 答案与解析, alone on a line.
fn answers(body: &str) -> Option<Heading> {
    const NAMES: [&str; 16] = [
        "参考答案与解析",
        "参考答案及解析",
        "答案与解析",
        "答案及解析",
        "标准答案",
        "参考答案",
        "正确答案",
        "试题答案",
        "答案部分",
        "答案解析",
        "答案汇总",
        "答案",
        "附答案",
        "附：参考答案",
        "附:参考答案",
        "答案速查",
    ];
    let bare = body.trim_matches(|c: char| c.is_whitespace() || "【】[]（）()《》:：-—*".contains(c));
    let name = NAMES.iter().filter(|name| bare.ends_with(**name)).max_by_key(|name| name.len())?;
    let before = &bare[..bare.len() - name.len()];
    let of = before.trim_end_matches(['：', ':', ' ', '、']);
    let kind = TITLES.split('|').filter(|title| of.ends_with(title)).max_by_key(|title| title.len());
    let fits = of.is_empty()
        || kind.is_some()
        || ["试卷", "题库", "习题", "练习", "竞赛", "考试", "测试", "试题"].iter().any(|word| of.ends_with(word));
    // 答案： with a colon and nothing behind waits for its key on the next line
    let waits = before.is_empty() && body.trim_end().ends_with([':', '：']) && !body.contains('附');
    (fits && !waits && bare.chars().count() <= 30).then(|| Heading {
        kind: kind.and_then(words::kind),
        is_answers: true,
        ..Heading::default()
    })
}

/// A line without its 一、 第一部分 （一） Part I, and whether there was one.
pub fn body(text: &str) -> (&str, bool) {
    let text = unmarked(text);
    let inner = text.strip_prefix(['（', '(', '【', '[']);
    if let Some((_, rest)) = inner.and_then(|inner| count(inner))
        && let Some(rest) = rest.strip_prefix(['）', ')', '】', ']'])
    {
        return (rest.trim_start_matches(is_after_number), true);
    }
    if let Some(rest) = text.strip_prefix('第').and_then(|rest| count(rest).map(|(_, rest)| rest)) {
        for unit in ["部分", "大题", "章", "节", "讲", "单元", "篇", "编", "类", "卷"] {
            if let Some(rest) = rest.strip_prefix(unit) {
                return (rest.trim_start_matches(|c: char| c.is_whitespace() || "、.．:：,，—-".contains(c)), true);
            }
        }
    }
    let named = ["part ", "section "].iter().find(|word| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    if let Some(word) = named {
        let rest = text[word.len()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        return (rest.trim_start_matches(|c: char| c.is_whitespace() || "、.．:：,，".contains(c)), true);
    }
    let roman = text.trim_start_matches(|c: char| ('Ⅰ'..='Ⅻ').contains(&c) || "IVX".contains(c));
    if roman.len() < text.len()
        && let Some(rest) = roman.strip_prefix(['、', '.', '．', ' '])
    {
        return (rest.trim_start(), true);
    }
    // 2.2 单选题
    let levels = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if levels.len() < text.len() && levels.starts_with(' ') && text[..text.len() - levels.len()].contains('.') {
        return (levels.trim_start(), true);
    }
    if let Some((_, rest)) = count(text)
        && let Some(rest) = rest.trim_start().strip_prefix(['、', '.', '．', ',', '，', ' '])
    {
        return (rest.trim_start_matches(is_after_number), true);
    }
    (text, false)
}

/// 练习01, 第2套, Test 3: the name of a set of questions, and what follows it.
pub fn set_name(text: &str) -> Option<(&str, &str)> {
    let word = ["练习", "测试", "试卷", "套题", "单元", "模块", "Unit", "Test"].iter().find(|word| text.starts_with(**word))?;
    let rest = text[word.len()..].trim_start();
    let end = rest
        .char_indices()
        .find(|(_, c)| !narrow(*c).is_ascii_digit() && !"一二三四五六七八九十".contains(*c))
        .map_or(rest.len(), |(at, _)| at);
    let after = &rest[end..];
    let is_apart = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ":：".contains(c));
    (end > 0 && is_apart)
        .then(|| (&text[..text.len() - after.len()], after.trim_start_matches(|c: char| c.is_whitespace() || ":：".contains(c))))
}
