//! Notes behind the name of a column that say what numbers mean: 答案（1为正确，0为错误）.

use crate::words;

/// Whether a name of a column speaks of 1 or 0, and not only to say that 1 is true and 0 is false.
pub fn is_in_doubt(cell: &str) -> bool {
    let parts = cell.split(|c: char| c.is_whitespace() || "，,；;、。/|（）()[]【】".contains(c));
    parts.filter(|part| part.contains(is_truth)).any(|part| {
        let is_first = |number: char| matches!(number, '1' | '１');
        let numbers: Vec<char> = part.chars().filter(|c| c.is_numeric()).collect();
        match numbers[..] {
            [number] => meaning(part) != Some(is_first(number)),
            _ => true,
        }
    })
}

fn is_truth(c: char) -> bool {
    matches!(c, '0' | '1' | '０' | '１')
}

/// What the words beside a number say: 1为正确, 对填1.
fn meaning(part: &str) -> Option<bool> {
    const BETWEEN: [&str; 15] = ["判断题", "表示", "代表", "判断", "数字", "为", "是", "填", "写", "用", "即", "=", "＝", ":", "："];
    let rest: String = part.chars().filter(|c| !c.is_numeric()).collect();
    let mut rest = rest.as_str();
    while let Some(less) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word))) {
        rest = less;
    }
    words::truth(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_meaning_is_not_in_doubt() {
        let check = |cell: &str, expected: bool| assert_eq!(is_in_doubt(cell), expected, "{cell}");
        for cell in ["答案", "答案（必填）", "答案（1为正确，0为错误）", "答案(对填1，错填0)", "答案（1=√ 0=×）", "答案（判断题1表示对）"]
        {
            check(cell, false);
        }
        for cell in ["答案（1为错误，0为正确）", "答案（0对1错）", "答案（填1或0）", "答案：1错，0对", "答案（１为错）", "答案（不对填1）"]
        {
            check(cell, true);
        }
    }
}
