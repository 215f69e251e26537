//! Whether a text looks like GIFT.

use super::block::{self, Part};
use super::glyph::{self, Glyph};

/// Whether a text is one: what stands between its empty lines are questions with answers as GIFT writes them, and no line is an
/// answer as people write it.
pub fn is_one(start: &str) -> bool {
    if !start.contains('{') || start.lines().any(|line| is_by_hand(line.trim_start())) {
        return false;
    }
    let (mut questions, mut others, mut has_category) = (0usize, 0usize, false);
    for part in block::parts(start) {
        match part {
            Part::Category(_) => has_category = true,
            Part::Block(_, lines) => match is_question(&glyph::of(&lines), has_category) {
                true => questions += 1,
                false => others += 1,
            },
        }
    }
    questions > others
}

fn is_by_hand(line: &str) -> bool {
    ["答案", "参考答案", "正确答案", "【答案", "[答案", "ANSWER"].iter().any(|word| line.starts_with(word))
}

fn is_question(glyphs: &[Glyph], has_category: bool) -> bool {
    let (before, rest) = glyph::split(glyphs, '{');
    let Some((body, Some(_))) = rest.map(|rest| glyph::split(rest, '}')) else { return false };
    let body = glyph::trim(body);
    let is_titled = before.iter().take(2).filter(|glyph| glyph.is(':')).count() == 2;
    let is_mark = |glyph: &Glyph| glyph.is('=') || glyph.is('~');
    match body {
        [] => is_titled || has_category,
        [first, ..] if is_mark(first) => true,
        [first, second, ..] if first.is('#') => second.is('#') || second.is('=') || second.char().is_ascii_digit() || second.char() == '-',
        _ => {
            let word = glyph::text(glyph::trim(glyph::split(body, '#').0));
            matches!(word.as_str(), "T" | "TRUE" | "F" | "FALSE")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_gift_looks_like_gift() {
        let check = |text: &str, expected: bool| assert_eq!(is_one(text), expected, "{text}");
        check("::一:: 宪法是{\n=根本法\n~普通法\n}", true);
        check("// 注\n\n题 {T}\n\n题 {=甲 ~乙}", true);
        check("$CATEGORY: 宪法\n\n谈谈宪法。{}", true);
        check("多少？{#3}", true);
        check("1、集合{1,2}中有几个数？\nA、1\nB、2\n答案：B", false);
        check("公式为{=A1}的是\nA. 甲\n答案：A", false);
        check("1. 下列 f(x)={x} 对吗？（√）\n\n2. 题（×）\n\n3. 题{T}", false);
        check("甲{}乙", false);
        check("宪法\n\n民法", false);
        check("{\"a\": 1}", false);
    }
}
