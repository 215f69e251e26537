//! Labels such as 答案： and 【解析】, and the parts of a line between them.

use std::sync::LazyLock;

use super::{BULLETS, bare_key, is_letter_mark, judge_mark, option, unmarked};
use crate::text::clean::{MARK, MARK_END};
use crate::text::wordlist::Wordlist;

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    Answer,
    /// What a pupil answered: no key.
    Pupil,
    Explain,
    Level,
    Topic,
    Points,
    Kind,
    Basis,
    /// 题目：, 题干：.
    Stem,
    /// 选项：.
    Options,
    /// Known, and nothing that is kept.
    Other,
}

/// What labels are called.
const LABELS: [(Label, &str); 11] = [
    (
        Label::Answer,
        "答案汇总|答案速查|附答案|参考答案及解析|答案及解析|正确答案是|正确答案为|标准答案是|参考答案是|正确答案|参考答案|标准答案|本题答案|试题答案|答案是|答案为|答案选|答案|答 案|正确选项是|正确选项为|正确选项|答\
         |应选|correct answer|answers|answer|ans|key",
    ),
    (
        Label::Explain,
        "答案解析|答案分析|答案详解|试题解析|题目解析|解析|解 析|解答|详解|分析|解释|解题思路|点评|说明|理由|explanation|analysis|答题解析|参考解析|试题分析",
    ),
    (Label::Pupil, "我的答案|学生答案|考生答案|你的答案|您的答案|作答|我的作答|your answer|所选答案"),
    (Label::Level, "难易程度|难易度|难度等级|试题难度|难度|level"),
    (
        Label::Other,
        "误解检测|正确率|全站正确率|易错项|本题得分|得分率|用时|答题用时|错误率|笔记|评论|标签|试题编号|题目编号|编号|关键词|关键字|认知层次|能力层次|适用对象|状态|难度系数|得分|来源",
    ),
    (Label::Topic, "知识点|考点|章节|专题|所属章节|分类"),
    (Label::Points, "分值|分数|本题分值"),
    (Label::Kind, "题型|试题类型|题目类型"),
    (Label::Basis, "法律依据|法条依据|依据|出处"),
    (Label::Stem, "题目|题干"),
    (Label::Options, "选项"),
];

/// A label at the start of a line, and what follows it. A colon, brackets or dots must belong to it; behind 答案 a key may follow at
/// once.
pub fn label(text: &str) -> Option<(Label, &str)> {
    let text = unmarked(text).trim_start_matches("**");
    let first = text.chars().next()?;
    if let Some(close) = closing(first) {
        let inner = &text[first.len_utf8()..];
        let (name, word) = named(inner.trim_start())?;
        let rest = inner.trim_start()[name..].trim_start();
        if let Some(after) = rest.strip_prefix(close) {
            return Some((word, after.trim_start_matches([':', '：', ' ', '\u{3000}'])));
        }
        let after = rest.strip_prefix([':', '：'])?;
        // 【答案:】B
        if let Some(behind) = after.trim_start().strip_prefix(close) {
            return Some((word, behind.trim_start_matches([':', '：', ' ', '\u{3000}'])));
        }
        // （答案：B）
        return Some((word, after.trim_end().strip_suffix(close).unwrap_or(after).trim()));
    }
    // 正确：B
    if let Some(after) = text.strip_prefix("正确").and_then(|rest| rest.strip_prefix([':', '：'])).filter(|after| bare_key(after).is_some())
    {
        return Some((Label::Answer, after.trim_start()));
    }
    let (name, word) = named(text)?;
    let rest = &text[name..];
    let bare = rest.trim_start_matches([MARK, MARK_END]).trim_start();
    if let Some(after) = bare.strip_prefix([':', '：', '﹕', '∶']) {
        return Some((word, after.trim_start_matches([':', '：', ' ', MARK_END])));
    }
    if word == Label::Answer && name >= "答案".len() {
        let is_key = bare_key(bare).is_some() || judge_mark(bare).is_some();
        return is_key.then_some((word, bare));
    }
    (word == Label::Explain && name <= "解 析".len() && text.starts_with("解") && rest.starts_with(char::is_whitespace))
        .then_some((word, bare))
}

fn named(text: &str) -> Option<(usize, Label)> {
    static WORDS: LazyLock<Wordlist<Label>> = LazyLock::new(|| Wordlist::of(&LABELS));
    WORDS.longest(text).map(|(word, label)| (word.len(), label))
}

pub fn closing(open: char) -> Option<char> {
    match open {
        '【' => Some('】'),
        '[' => Some(']'),
        '（' => Some('）'),
        '(' => Some(')'),
        '〔' => Some('〕'),
        '〖' => Some('〗'),
        '［' => Some('］'),
        _ => None,
    }
}

/// Labels that are told from words of a sentence even inside a line.
const INSIDE: &str = "答案|正确答案|参考答案|标准答案|本题答案|我的答案|学生答案|你的答案|您的答案|正确选项|解析|试题解析|题目解析|难度|\
    难易|知识点|考点|分值|得分|题型|Answer|ANSWER|answer|依据|正确率|易错项|本题得分|全站正确率|考生答案";

/// Parts a line at the labels in it: the text before the first, then each label with its text.
pub fn segments(text: &str) -> Vec<(Option<Label>, &str)> {
    let mut parts = Vec::new();
    let (mut start, mut open, mut before) = (0, None, None);
    // A. 答案：… is a choice that begins with such words
    let floor = if option(text).is_some() { marker(text) } else { 0 };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_glued = |rest: &str| {
            ["正确答案", "参考答案", "标准答案"].iter().any(|name| rest.starts_with(name))
                && label(rest).is_some_and(|(_, after)| bare_key(after).is_some() || judge_mark(after).is_some())
        };
        let is_edge = before.is_none_or(|b: char| b.is_whitespace() || "。；;，,.）)】]！？!?".contains(b) || b == MARK || b == MARK_END);
        // 我的答案:正确答案:B
        let may_begin = (at == start || closing(c).is_some() || is_edge || is_glued(rest)) && (floor == 0 || at > floor);
        let inner = if closing(c).is_some() { rest[c.len_utf8()..].trim_start() } else { rest };
        let is_known = at == start || is_inside(inner);
        let found = if may_begin && is_known { label(rest) } else { None };
        // B、乙（正确答案）: a mark on a choice
        let is_mark =
            |after: &str| at > 0 && after.is_empty() && closing(c).is_some() && (option(text).is_some() || text.starts_with(BULLETS));
        let Some((word, after)) = found.filter(|(_, after)| !is_mark(after)) else {
            (before, at) = (Some(c), at + c.len_utf8());
            continue;
        };
        parts.push((open, text[start..at].trim()));
        start = if after.is_empty() { text.len() } else { offset(text, after).max(at + c.len_utf8()) };
        (open, at) = (Some(word), start);
        before = text[..at].chars().next_back();
    }
    parts.push((open, text[start..].trim()));
    if parts.len() > 1 && parts[0].0.is_none() && parts[0].1.is_empty() {
        parts.remove(0);
    }
    parts
}

fn is_inside(text: &str) -> bool {
    static WORDS: LazyLock<Wordlist<()>> = LazyLock::new(|| Wordlist::of(&[((), INSIDE)]));
    WORDS.longest(text).is_some()
}

/// The length of the letter and mark that a choice begins with.
fn marker(text: &str) -> usize {
    let end = text.char_indices().take(6).find(|(at, c)| *at > 0 && is_letter_mark(*c) || "）】〕".contains(*c));
    let end = end.map_or(0, |(at, c)| at + c.len_utf8());
    text.len() - text[end..].trim_start().len()
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}
