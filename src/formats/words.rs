//! Words that say what a question is, what is true and what a column holds: one list for every format.

use crate::Kind;

/// Whether a word says that a statement is true; `None` for any other word.
#[must_use]
pub fn truth(word: &str) -> Option<bool> {
    const TRUE: [&str; 20] =
        ["√", "✓", "✔", "☑", "✅", "对", "正确", "是", "true", "t", "yes", "y", "right", "r", "对的", "正确的", "v", "∨", "勾", "🗸"];
    const FALSE: [&str; 21] = [
        "×",
        "✗",
        "✘",
        "❌",
        "✕",
        "✖",
        "错",
        "错误",
        "否",
        "不对",
        "不正确",
        "false",
        "f",
        "no",
        "n",
        "wrong",
        "x",
        "╳",
        "错的",
        "错误的",
        "叉",
    ];
    if word.len() > 120 {
        return None;
    }
    let word = word.trim().trim_matches(['。', '.', '\u{fe0f}', '；', ';']).to_lowercase();
    let word = word.trim();
    // 是正确的, 说法错误
    let word = ["此说法", "该说法", "说法", "本题", "是"]
        .iter()
        .find_map(|start| word.strip_prefix(start).filter(|rest| !rest.is_empty()))
        .unwrap_or(word);
    if TRUE.contains(&word) {
        Some(true)
    } else if FALSE.contains(&word) {
        Some(false)
    } else {
        None
    }
}

/// Whether the first of two words is the true one of a pair such as 对 and 错; `None` when they are no pair: X and Y are names.
#[must_use]
pub fn pair(first: &str, second: &str) -> Option<bool> {
    const PAIRS: [(&str, &str); 14] = [
        ("√", "×"),
        ("✓", "✗"),
        ("✔", "✘"),
        ("✔", "❌"),
        ("✅", "❌"),
        ("√", "x"),
        ("√", "╳"),
        ("对", "错"),
        ("正确", "错误"),
        ("正确", "不正确"),
        ("是", "否"),
        ("true", "false"),
        ("t", "f"),
        ("yes", "no"),
    ];
    let plain = |word: &str| word.trim().trim_matches(['。', '.', '\u{fe0f}', '；', ';']).trim().to_lowercase();
    let (first, second) = (plain(first), plain(second));
    let is = |one: &str, other: &str| PAIRS.iter().any(|(yes, no)| *yes == one && *no == other);
    if is(&first, &second) {
        Some(true)
    } else if is(&second, &first) {
        Some(false)
    } else {
        None
    }
}

/// The kind that a name such as 单项选择题 or `multiple_choice` means; `None` for a name that says nothing, and for 选择题, which
/// leaves open how many are right.
#[must_use]
pub fn kind(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["不定项", "不定向", "indefinite"]) {
        Some(Kind::Indefinite)
    } else if has(&["多选", "多项", "multiple", "checkbox", "multichoice_many", "多重"]) {
        Some(Kind::Multiple)
    } else if has(&["单选", "单项", "single", "radio"]) {
        Some(Kind::Single)
    } else if has(&["判断", "是非", "对错", "judge", "true_false", "truefalse", "true/false", "true or false", "boolean"]) {
        Some(Kind::Judge)
    } else if has(&["填空", "blank", "fill"]) {
        Some(Kind::Blank)
    } else if has(&["简答", "问答", "论述", "名词解释", "案例分析", "材料分析", "主观", "解答", "short", "essay", "计算题", "写作"])
    {
        Some(Kind::Short)
    } else {
        None
    }
}

/// Letters of choices in a key: full-width and lower-case are A–Z, marks and blanks between them are dropped. `None` when anything
/// else is in it or a letter stands twice.
#[must_use]
pub fn letters(text: &str) -> Option<domain::ChoiceSet> {
    let mut set = domain::ChoiceSet::default();
    for c in text.chars() {
        let c = match c {
            'Ａ'..='Ｚ' => char::from_u32(u32::from(c) - u32::from('Ａ') + u32::from('A'))?,
            'ａ'..='ｚ' => char::from_u32(u32::from(c) - u32::from('ａ') + u32::from('A'))?,
            c if c.is_whitespace() || "、，,;；.。/|+&和与-—()（）[]【】〔〕\u{3000}".contains(c) => continue,
            c => c.to_ascii_uppercase(),
        };
        let place = usize::try_from(u32::from(c).checked_sub(u32::from('A'))?).ok().filter(|place| *place < 26)?;
        if set.holds(place) {
            return None;
        }
        set = set.with(place);
    }
    (!set.is_empty()).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_truth_are_known() {
        for word in ["√", " 对 ", "正确。", "TRUE", "T", "✔️", "Y"] {
            assert_eq!(truth(word), Some(true), "{word}");
        }
        for word in ["×", "错", "错误", "False", "N", "❌", "X"] {
            assert_eq!(truth(word), Some(false), "{word}");
        }
        for word in ["", "A", "不知道", "对了一半"] {
            assert_eq!(truth(word), None, "{word}");
        }
    }

    #[test]
    fn only_words_of_one_kind_are_a_pair() {
        assert_eq!(pair("对", "错"), Some(true));
        assert_eq!(pair("错误。", "正确。"), Some(false));
        assert_eq!(pair("T", "F"), Some(true));
        for (one, other) in [("X", "Y"), ("是", "错"), ("对", "对"), ("甲", "乙")] {
            assert_eq!(pair(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn names_of_kinds_are_known() {
        assert_eq!(kind("一、单项选择题（每题2分）"), Some(Kind::Single));
        assert_eq!(kind("不定项选择题"), Some(Kind::Indefinite));
        assert_eq!(kind("multiple_choice"), Some(Kind::Multiple));
        assert_eq!(kind("选择题"), None);
    }

    #[test]
    fn letters_are_read_however_they_are_parted() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(letters(text).map(|set| set.to_string()).as_deref(), expected, "{text}");
        for text in ["ABD", "A、B、D", "a,b, d", "ＡＢＤ", "A B D", "(A)(B)(D)", "ABD。"] {
            check(text, Some("ABD"));
        }
        check("", None);
        check("AA", None);
        check("A1", None);
        check("甲", None);
    }
}
