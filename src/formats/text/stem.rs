//! What stands in a stem beside the question: the label of its kind, its points, a key in its brackets.

use domain::{ChoiceSet, Points};

use super::clean::{MARK, MARK_END};
use super::joined::joined;
use super::shape;
use crate::{Kind, words};

/// A key that stood in a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Letters of choices.
    Letters(ChoiceSet),
    /// True or false.
    Truth(bool),
}

/// A stem without what is no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stem {
    /// What is asked.
    pub text: String,
    /// The kind that a label names.
    pub kind: Option<Kind>,
    /// What it is worth.
    pub points: Option<Points>,
    /// A kind that has no counterpart here: 排序题.
    pub foreign: Option<String>,
    /// The keys in it, in order.
    pub keys: Vec<Inline>,
}

/// Takes a stem apart. With choices a key is letters, without it is a word of truth.
pub fn read(text: &str, choices: usize) -> Stem {
    let plain: String = text.chars().filter(|c| *c != MARK && *c != MARK_END).collect();
    // a sign of bold that nothing closes
    let text = joined(&plain);
    let text = if text.matches("**").count() == 1 { text.trim_start_matches("**").trim_end_matches("**").trim().to_owned() } else { text };
    let mut stem = Stem { text, ..Stem::default() };
    repeat(&mut stem, take_label);
    if choices > 0 {
        take_letters(&mut stem, choices);
    } else {
        repeat(&mut stem, take_truth);
    }
    // a label may stand before the key, and the key before a label
    repeat(&mut stem, take_label);
    stem
}

/// How many blanks a stem leaves.
pub fn gaps(stem: &str) -> usize {
    let squeezed: String = stem.chars().filter(|c| !c.is_whitespace()).collect();
    let lines = squeezed.split(|c: char| c != '_' && c != '＿').filter(|part| part.chars().count() >= 2).count();
    lines + squeezed.matches("（）").count() + squeezed.matches("()").count()
}

/// Takes the empty bracket away that a paper leaves behind a statement for √ or ×.
pub fn close(stem: &mut String) {
    let body = stem.trim_end();
    let mark = body.chars().next_back().filter(|c| "。.".contains(*c));
    let inner = body.trim_end_matches(['。', '.']).trim_end();
    let Some(open) = inner.strip_suffix(['）', ')']).and_then(|inside| inside.trim_end().strip_suffix(['（', '('])) else { return };
    let open = open.trim_end();
    if !open.is_empty() {
        let ends = open.ends_with(['。', '.', '！', '？']);
        *stem = format!("{open}{}", mark.filter(|_| !ends).map(String::from).unwrap_or_default());
    }
}

/// A few times: nobody labels a question ten times.
fn repeat(stem: &mut Stem, take: fn(&mut Stem) -> bool) {
    for _ in 0..4 {
        if !take(stem) {
            return;
        }
    }
}

/// 【单选题】, （多选题，2分）, (2分) at either end.
fn take_label(stem: &mut Stem) -> bool {
    let text = stem.text.trim();
    // （第三章）[判断题, 5分]…: what stands before a label goes with it
    let text = behind_bracket(text).filter(|rest| first_bracket(rest).is_some_and(|inner| label(inner).is_some())).unwrap_or(text);
    if let Some(open) = text.chars().next().filter(|c| "（([【〔".contains(*c))
        && let Some(end) = text.char_indices().skip(1).find(|(_, c)| "）)]】〕".contains(*c)).map(|(at, c)| (at, at + c.len_utf8()))
    {
        let inner = &text[open.len_utf8()..end.0];
        if let Some(name) = FOREIGN.iter().find(|name| **name == inner.trim()) {
            stem.foreign = Some((*name).to_owned());
            return put(stem, text[end.1..].trim_start().to_owned(), None, None);
        }
        if let Some((kind, points)) = label(inner) {
            let rest = text[end.1..].trim_start_matches(|c: char| c.is_whitespace() || "、.．:：".contains(c));
            return put(stem, rest.to_owned(), kind, points);
        }
    }
    let body = text.trim_end_matches(['。', '.', ' ', '*', '：', ':']);
    if let Some(close) = body.chars().next_back().filter(|c| "）)]】〕".contains(*c))
        && let Some((at, open)) = body.char_indices().rev().find(|(_, c)| "（([【〔".contains(*c))
    {
        let inner = &body[at + open.len_utf8()..body.len() - close.len_utf8()];
        if let Some((kind, points)) = label(inner) {
            let tail = if text[body.len()..].contains(['：', ':']) { "：" } else { "" };
            return put(stem, format!("{}{tail}", body[..at].trim_end()), kind, points);
        }
    }
    let glued = GLUED.into_iter().find(|word| text.starts_with(word));
    if let Some((word, rest)) = glued.map(|word| (word, text[word.len()..].trim_start())) {
        // 判断题的答案… speaks of them
        let is_label = rest.chars().count() >= 2 && !rest.starts_with(['的', '是', '和', '比', '中', '与', '在', '不', '有', '，']);
        if is_label {
            let rest = rest.trim_start_matches([':', '：', '、']).trim_start().to_owned();
            return put(stem, rest, words::kind(word), None);
        }
    }
    false
}

/// Labels that stand before a stem with nothing between.
const GLUED: [&str; 8] = ["不定项选择题", "单项选择题", "多项选择题", "单选题", "多选题", "判断题", "填空题", "简答题"];

/// Kinds that have no counterpart.
const FOREIGN: [&str; 9] = ["排序题", "连线题", "匹配题", "配伍题", "作图题", "操作题", "听力题", "完形填空", "投票题"];

/// What the bracket says that a text begins with.
fn first_bracket(text: &str) -> Option<&str> {
    let open = text.chars().next().filter(|c| "（([【〔".contains(*c))?;
    let end = text.find(['）', ')', ']', '】', '〕'])?;
    text.get(open.len_utf8()..end)
}

fn behind_bracket(text: &str) -> Option<&str> {
    let inner = first_bracket(text)?;
    let end = text.len() - text.split_once(inner)?.1.len();
    let close = text[end..].chars().next()?;
    Some(text[end + close.len_utf8()..].trim_start())
}

fn put(stem: &mut Stem, text: String, kind: Option<Kind>, points: Option<Points>) -> bool {
    stem.text = text;
    stem.kind = stem.kind.or(kind);
    stem.points = stem.points.or(points);
    true
}

/// What a bracket says when it says nothing but a kind or points.
fn label(inner: &str) -> Option<(Option<Kind>, Option<Points>)> {
    let (mut kind, mut points) = (None, None);
    let inner = &inner.replace(" 分", "分");
    let parts = inner.split([',', '，', '、', ' ', '；', ';', '|', '/']).map(str::trim).filter(|part| !part.is_empty());
    let mut any = false;
    for part in parts {
        any = true;
        if let Some(found) =
            shape::leading_points(part.trim_start_matches("本题").trim_start_matches("共")).filter(|_| part.ends_with('分'))
        {
            points = Some(found);
        } else if part == "选择题" || ["初级", "中级", "高级", "基础", "提高", "进阶", "入门", "必考", "常考"].contains(&part)
        {
        } else if let Some(found) = words::kind(part).filter(|_| part.chars().count() <= 7 && is_kind_word(part)) {
            kind = Some(found);
        } else {
            return None;
        }
    }
    any.then_some((kind, points))
}

fn is_kind_word(part: &str) -> bool {
    const WORDS: [&str; 22] = [
        "单选题",
        "单选",
        "单项选择题",
        "单项选择",
        "单项",
        "多选题",
        "多选",
        "多项选择题",
        "多项选择",
        "多项",
        "不定项选择题",
        "不定项选择",
        "不定项",
        "不定项题",
        "判断题",
        "判断",
        "是非题",
        "填空题",
        "填空",
        "简答题",
        "问答题",
        "论述题",
    ];
    WORDS.contains(&part)
}

/// （ A ）, （ABD）: letters of choices in brackets. The brackets stay and are empty.
fn take_letters(stem: &mut Stem, choices: usize) {
    let mut out = String::with_capacity(stem.text.len());
    let mut rest = stem.text.as_str();
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| "（([【_".contains(*c)) {
        let inner = &rest[at + open.len_utf8()..];
        let Some((end, close)) = inner
            .char_indices()
            .find(|(_, c)| if open == '_' { *c == '_' && !inner.starts_with('_') } else { "）)]】（([【".contains(*c) })
        else {
            break;
        };
        let said = &inner[..end];
        let after = &inner[end + close.len_utf8()..];
        let is_closed = !"（([【".contains(close);
        let key = if is_closed { key_letters(said, choices) } else { None };
        match key {
            Some(set) => {
                stem.keys.push(Inline::Letters(set));
                out.push_str(rest[..at].trim_end_matches('_'));
                out.push_str("（ ）");
                rest = after.trim_start_matches('_');
            }
            None => {
                let upto = at + open.len_utf8();
                out.push_str(&rest[..upto]);
                rest = &rest[upto..];
            }
        }
    }
    out.push_str(rest);
    if !stem.keys.is_empty() {
        // 甲（A）与乙（B）…由（ ）: with a bracket to fill, only one at the very end holds the key
        let has_empty = EMPTY.iter().any(|empty| stem.text.contains(empty));
        let is_last = out.trim_end().trim_end_matches(['。', '.', '？', '?', '：', ':']).ends_with("（ ）")
            && !EMPTY.iter().any(|empty| stem.text.trim_end().trim_end_matches(['。', '.', '？', '?']).ends_with(empty));
        if has_empty && !(is_last && stem.keys.len() == 1) {
            stem.keys.clear();
            return;
        }
        stem.text = out.trim().to_owned();
        return;
    }
    // 下列说法正确的是 C
    let text = stem.text.trim_end();
    let word = text.rsplit(|c: char| c.is_whitespace() || "：:？?）)".contains(c)).next().unwrap_or_default();
    // behind a sign that asks for it, in capitals: 下列哪个最大 b asks for b
    let before = text[..text.len() - word.len()].trim_end();
    let is_apart = before.ends_with(['：', ':', '）', ')', '？', '?', '是', '有', '为'])
        && word.chars().all(|c| shape::narrow(c).is_ascii_uppercase() || "、,，".contains(c));
    if let Some(set) = key_letters(word, choices).filter(|_| is_apart) {
        stem.text = text[..text.len() - word.len()].trim_end().to_owned();
        stem.keys.push(Inline::Letters(set));
    }
}

/// Brackets that wait for a key.
const EMPTY: [&str; 7] = ["（ ）", "（）", "()", "( )", "（  ）", "(  )", "（\u{3000}"];

/// Capital letters alone, each at most once, none far beyond the choices: (WTO) is no key, and (E) of four is one that is wrong.
fn key_letters(said: &str, choices: usize) -> Option<ChoiceSet> {
    let is_key =
        said.chars().all(|c| shape::letter(c).is_some_and(|place| place < choices.max(4) + 2) || c.is_whitespace() || "、,，".contains(c));
    let is_capital = said.chars().filter(|c| c.is_alphabetic()).all(|c| shape::narrow(c).is_ascii_uppercase());
    let is_small = said.trim().chars().count() == 1;
    if is_key && (is_capital || is_small) { words::letters(said) } else { None }
}

/// A word of truth in brackets at either end, or a sign of it behind the last mark.
fn take_truth(stem: &mut Stem) -> bool {
    let text = stem.text.trim().to_owned();
    let end = text.trim_end_matches(['。', '.', ' ', '\u{3000}']);
    // （ √ / × ）: one of them to be crossed out
    if let Some((at, inner)) = end.strip_suffix(['）', ')']).and_then(|body| body.rfind(['（', '(']).map(|at| (at, &body[at..]))) {
        let both =
            [("√", "×"), ("对", "错"), ("T", "F")].iter().any(|(yes, no)| inner.contains(yes) && inner.contains(no) && inner.contains('/'));
        if both && inner.chars().count() <= 10 {
            stem.text = end[..at].trim_end().to_owned();
            return false;
        }
    }
    if let Some(close) = end.chars().next_back().filter(|c| "）)】]".contains(*c))
        && let Some((at, open)) = end.char_indices().rev().find(|(_, c)| "（(【[".contains(*c))
    {
        let inner = &end[at + open.len_utf8()..end.len() - close.len_utf8()];
        if let Some(truth) = truth(inner) {
            let body = end[..at].trim_end();
            // 。 may stand behind the bracket
            let tail = if end.len() < text.len() && !body.ends_with(['。', '.', '！', '？']) { &text[end.len()..] } else { "" };
            stem.keys.push(Inline::Truth(truth));
            stem.text = format!("{body}{}", tail.trim());
            return true;
        }
    }
    if let Some(open) = text.chars().next().filter(|c| "（(【[".contains(*c))
        && let Some((at, close)) = text.char_indices().skip(1).find(|(_, c)| "）)】]".contains(*c))
        && let Some(truth) = truth(&text[open.len_utf8()..at])
    {
        stem.keys.push(Inline::Truth(truth));
        stem.text = text[at + close.len_utf8()..].trim_start_matches(|c: char| c.is_whitespace() || "、.．".contains(c)).to_owned();
        return true;
    }
    let signs = ['√', '×', '✓', '✔', '✗', '✘', '❌', '✅'];
    if let Some(sign) = text.chars().next_back().filter(|c| signs.contains(c)) {
        let body = text[..text.len() - sign.len_utf8()].trim_end();
        if let Some(truth) = words::truth(&sign.to_string()).filter(|_| !body.is_empty()) {
            stem.keys.push(Inline::Truth(truth));
            stem.text = body.to_owned();
            return true;
        }
    }
    false
}

/// What a bracket of a judge question says.
fn truth(inner: &str) -> Option<bool> {
    let inner = inner.trim();
    words::truth(inner).filter(|_| !inner.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, choices: usize, expected: &str, keys: &str, kind: Option<Kind>) {
        let stem = read(text, choices);
        let told: Vec<String> = stem
            .keys
            .iter()
            .map(|key| match key {
                Inline::Letters(set) => set.to_string(),
                Inline::Truth(truth) => truth.to_string(),
            })
            .collect();
        assert_eq!((stem.text.as_str(), told.join(" ").as_str(), stem.kind), (expected, keys, kind), "{text}");
    }

    #[test]
    fn a_key_in_the_brackets_is_taken_out() {
        check("一切权力属于（ A ）。", 4, "一切权力属于（ ）。", "A", None);
        check("包括（ABD）", 4, "包括（ ）", "ABD", None);
        check("包括 (A、B、D)", 4, "包括 （ ）", "A B D".replace(' ', "").as_str(), None);
        check("由（WTO）规定", 4, "由（WTO）规定", "", None);
        check("由（ ）规定（见附件）", 4, "由（ ）规定（见附件）", "", None);
        check("下列正确的是： C", 4, "下列正确的是：", "C", None);
    }

    #[test]
    fn a_judgement_at_an_end_is_taken_away() {
        check("宪法是根本法。（√）", 0, "宪法是根本法。", "true", None);
        check("宪法是根本法（ 对 ）。", 0, "宪法是根本法。", "true", None);
        check("（×）宪法是普通法。", 0, "宪法是普通法。", "false", None);
        check("宪法是普通法。 ×", 0, "宪法是普通法。", "false", None);
        check("宪法（2018年修正）", 0, "宪法（2018年修正）", "", None);
    }

    #[test]
    fn labels_are_taken_off() {
        check("【单选题】下列正确的是", 4, "下列正确的是", "", Some(Kind::Single));
        check("下列正确的是（多选，2分）", 4, "下列正确的是", "", Some(Kind::Multiple));
        check("（判断题）宪法是根本法。（√）", 0, "宪法是根本法。", "true", Some(Kind::Judge));
        check("（单选题）一切权力属于（A）", 4, "一切权力属于（ ）", "A", Some(Kind::Single));
        check("（2018年）修正的是", 4, "（2018年）修正的是", "", None);
    }
}
