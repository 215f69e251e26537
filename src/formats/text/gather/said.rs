//! What single lines say that are neither headings nor labels.

use domain::Points;

use super::Raw;
use crate::Kind;
use crate::text::shape::{self, Numbered};
use crate::text::stem::gaps;

/// What forms and platforms print between questions.
pub const NOISE: [&str; 7] = ["窗体顶端", "窗体底端", "少选不得分", "多选不得分", "漏选不得分", "收起", "展开"];

/// `A 2. 下一题…`: the key, and the question that begins behind it.
pub fn next_question(said: &str, number: u32) -> Option<(&str, Numbered<'_>)> {
    let gap = said.find(char::is_whitespace)?;
    let (key, rest) = said.split_at(gap);
    let next = shape::number(rest.trim_start()).filter(|next| next.n == number && !next.rest.is_empty())?;
    (shape::bare_key(key).is_some() || shape::judge_mark(key).is_some()).then_some((key, next))
}

/// A capital letter and nothing else.
pub fn alone(said: &str) -> Option<usize> {
    let mut chars = said.trim().chars();
    let letter = chars.next().filter(|c| shape::narrow(*c).is_ascii_uppercase()).and_then(shape::letter)?;
    chars.next().is_none().then_some(letter)
}

/// 2.0分: what a pupil got.
pub fn is_score(said: &str) -> bool {
    said.strip_suffix('分').is_some_and(|number| Points::read(number.trim()).is_some())
}

/// 单选 1.: a kind before the number.
pub fn label_before(text: &str) -> Option<Kind> {
    let head: String = text.chars().take_while(|c| !c.is_ascii_digit()).take(8).collect();
    crate::words::kind(&head)
}

/// `true. 正确`: a choice of a judge question that bears no letter.
pub fn is_judge_choice(said: &str) -> bool {
    let said = said.trim().to_lowercase();
    ["true", "false"].iter().any(|word| {
        said.strip_prefix(word).is_some_and(|rest| {
            rest.starts_with(['.', '、', ':', '：', '．'])
                && crate::words::truth(rest.trim_start_matches(['.', '、', ':', '：', '．'])).is_some()
        })
    })
}

pub fn level(said: &str) -> Option<u8> {
    let said = said.trim();
    if said.starts_with(['易', '1']) || said.contains("简单") || said.contains("容易") || said.contains("较易") {
        Some(1)
    } else if said.starts_with(['中', '2']) || said.contains("一般") || said.contains("适中") {
        Some(2)
    } else if said.starts_with(['难', '3']) || said.contains("较难") || said.contains("困难") {
        Some(3)
    } else {
        None
    }
}

/// The first words of a line, to show which.
pub fn begins(text: &str) -> String {
    let mut said: String = text.chars().filter(|c| *c != crate::text::MARK && *c != crate::text::MARK_END).take(24).collect();
    if text.chars().count() > 24 {
        said.push('…');
    }
    said
}

/// Whether a question leaves blanks and what they take stands on the line of its label: nothing more belongs to that.
pub fn is_filled(raw: &Raw) -> bool {
    let gaps: usize = raw.stem.iter().map(|piece| gaps(&piece.text)).sum();
    let has_blank =
        raw.stem.iter().any(|piece| ["__", "＿＿", "（ ）", "（）", "( )", "()"].iter().any(|blank| piece.text.contains(blank)));
    has_blank
        && raw.options.is_empty()
        && raw.given.last().is_some_and(|given| !given.text.is_empty() && given.text.lines().count() >= gaps)
        && raw.kind != Some(Kind::Short)
}

/// C03【通用·中·多选】: a code and the kind of the question below.
pub fn coded(text: &str) -> Option<Kind> {
    let (code, rest) = text.split_once('【')?;
    let inner = rest.trim_end().strip_suffix('】')?;
    let is_code =
        !code.is_empty() && code.trim().len() <= 10 && code.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    let last = inner.rsplit(['·', '/', '|', '，', ' ']).find(|part| !part.trim().is_empty())?;
    (is_code && code.contains(|c: char| c.is_ascii_alphabetic()) && last.chars().count() <= 6).then(|| crate::words::kind(last)).flatten()
}

/// Whether a line before all questions asks something, and so is no title and no instruction.
pub fn asks(text: &str) -> bool {
    let text = text.trim();
    let asks =
        text.ends_with(['？', '?']) || ["简述", "论述", "试述", "请简述", "请论述", "谈谈"].iter().any(|word| text.starts_with(word));
    asks && text.chars().count() >= 6
}
