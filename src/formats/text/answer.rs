//! What the text behind 答案： says.

use domain::ChoiceSet;

use super::shape;
use crate::words;

/// A key as it was given, with what follows it on the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Letters of choices.
    Letters(ChoiceSet, String),
    /// True or false.
    Truth(bool, String),
    /// Words.
    Text(String),
}

/// Reads a key; `None` where nothing is said. A choice may be named by its words.
pub fn read(text: &str, choices: &[String]) -> Option<Given> {
    let text = text.trim().trim_start_matches([':', '：']).trim();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "（）()【】[]〔〕。．.;；,，".contains(c));
    if bare.is_empty() {
        // a lone bracket was left open for the key
        return None;
    }
    if let Some(truth) =
        words::truth(bare).filter(|_| choices.is_empty() || bare.chars().any(|c| !c.is_ascii_alphabetic()) || bare.len() > 1)
        && !choices.iter().any(|choice| same(choice, bare))
    {
        return Some(Given::Truth(truth, String::new()));
    }
    if let Some(found) = lettered(text, choices) {
        return Some(found);
    }
    if let Some(found) = letters(text) {
        return Some(if names_another(&found, choices) { Given::Text(text.to_owned()) } else { found });
    }
    if let Some(found) = by_words(bare, choices) {
        return Some(found);
    }
    if let Some((truth, rest)) = leading_truth(text).filter(|_| choices.is_empty()) {
        return Some(Given::Truth(truth, rest));
    }
    Some(Given::Text(text.to_owned()))
}

/// Letters at the start, then the end, a sign or the words of the choice.
fn letters(text: &str) -> Option<Given> {
    let text = text.trim_start_matches("选").trim_start();
    let mut set = ChoiceSet::default();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let is_between = c.is_whitespace() || "、,，;；/和与及&（(【[〔）)】]〕".contains(c);
        if is_between {
            continue;
        }
        let Some(place) = shape::letter(c).or_else(|| shape::circled(c)) else { break };
        // `A. 甲` ends at the point; a word that begins with such a letter is no key
        let next = text[at + c.len_utf8()..].chars().next();
        let is_word = next.is_some_and(|next| next.is_ascii_alphanumeric() && shape::letter(next).is_none());
        if is_word || set.holds(place) {
            return None;
        }
        set = set.with(place);
        end = at + c.len_utf8();
    }
    if set.is_empty() {
        return None;
    }
    let rest = &text[end..];
    let is_bounded = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() || "项选对".contains(c));
    let rest = rest.trim_start_matches("选项").trim_start_matches('项');
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "。．.、,，:：;；）)】]〕".contains(c)).trim_end();
    let is_doubted = ["？", "?", "→", "争议", "存疑", "待定", "有误", "不确定", "不选", "或"]
        .iter()
        .any(|word| rest.chars().take(12).collect::<String>().contains(word));
    (!is_doubted && (is_bounded || rest.is_empty())).then(|| Given::Letters(set, rest.to_owned()))
}

/// `C、生日` where 生日 is what B says.
fn names_another(found: &Given, choices: &[String]) -> bool {
    let Given::Letters(set, rest) = found else { return false };
    let place = choices.iter().position(|choice| same(choice, rest));
    place.is_some_and(|place| !set.holds(place))
}

/// `A :重婚;B :未到法定婚龄;`: each letter with the words of its choice.
fn lettered(text: &str, choices: &[String]) -> Option<Given> {
    let parts: Vec<&str> = text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let pair = |part: &&str| {
        let letter = part.chars().next().and_then(shape::letter)?;
        let rest = part.get(1..)?.trim_start();
        let said = rest.strip_prefix(|c: char| shape::is_letter_mark(c))?;
        Some((letter, said.trim().to_owned()))
    };
    let pairs: Vec<(usize, String)> = parts.iter().map(pair).collect::<Option<_>>()?;
    if pairs.len() < 2 {
        return None;
    }
    let fits = pairs.iter().all(|(letter, said)| choices.get(*letter).is_some_and(|choice| same(choice, said)));
    let places: Vec<usize> = pairs.iter().map(|(letter, _)| *letter).collect();
    Some(if fits { Given::Letters(ChoiceSet::of(&places), String::new()) } else { Given::Text(text.to_owned()) })
}

/// The words of one choice, or of several with signs between.
fn by_words(text: &str, choices: &[String]) -> Option<Given> {
    let place = |part: &str| {
        let mut found = choices.iter().enumerate().filter(|(_, choice)| same(choice, part)).map(|(place, _)| place);
        found.next().filter(|_| found.next().is_none())
    };
    if let Some(place) = place(text) {
        return Some(Given::Letters(ChoiceSet::of(&[place]), String::new()));
    }
    let parts: Vec<&str> = text.split(['；', ';', '\n', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let parts =
        if parts.len() > 1 { parts } else { text.split(['、', ',', '，']).map(str::trim).filter(|part| !part.is_empty()).collect() };
    let places: Option<Vec<usize>> = parts.iter().map(|part| place(part)).collect();
    places.filter(|places| places.len() > 1).map(|places| Given::Letters(ChoiceSet::of(&places), String::new()))
}

/// Whether two texts say the same but for blanks and the mark at the end.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().trim_end_matches(['。', '.', '；', ';']).to_lowercase()
    };
    !plain(a).is_empty() && plain(a) == plain(b)
}

/// 错误。宪法规定…: a word of truth, a mark, and more.
fn leading_truth(text: &str) -> Option<(bool, String)> {
    let end = text.char_indices().find(|(_, c)| "。．.,，;；:： \t\n（(".contains(*c)).map(|(at, _)| at).filter(|at| *at > 0)?;
    let truth = words::truth(&text[..end])?;
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || "。．.,，;；:：".contains(c));
    Some((truth, rest.trim_end().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, choices: &[&str], expected: &str) {
        let choices: Vec<String> = choices.iter().map(|choice| (*choice).to_owned()).collect();
        let told = match read(text, &choices) {
            None => String::new(),
            Some(Given::Letters(set, rest)) => format!("{set} {rest}"),
            Some(Given::Truth(truth, rest)) => format!("{truth} {rest}"),
            Some(Given::Text(text)) => format!("\"{text}\""),
        };
        assert_eq!(told.trim_end(), expected, "{text}");
    }

    const FOUR: [&str; 4] = ["甲", "乙", "丙", "丁"];

    #[test]
    fn letters_are_read_however_they_are_written() {
        for text in ["ACD", "A、C、D", "A, C, D", "a c d", "（ACD）", "ＡＣＤ。", "A和C和D", "选ACD", "ACD项"] {
            check(text, &FOUR, "ACD");
        }
        check("B。根据宪法", &FOUR, "B 根据宪法");
        check("B. 乙", &FOUR, "B 乙");
        check("C 丙", &FOUR, "C 丙");
    }

    #[test]
    fn a_choice_may_be_named_by_its_words() {
        check("丙", &FOUR, "C");
        check("甲；丁", &FOUR, "AD");
        check("戊", &FOUR, "\"戊\"");
    }

    #[test]
    fn truth_is_read_where_there_are_no_choices() {
        check("√", &[], "true");
        check("错误。", &[], "false");
        check("错，宪法没有这样规定", &[], "false 宪法没有这样规定");
        check("T", &[], "true");
    }

    #[test]
    fn words_that_are_no_key_stay_words() {
        check("ABS防抱死", &[], "\"ABS防抱死\"");
        check("全国人民代表大会", &[], "\"全国人民代表大会\"");
        check("AA", &FOUR, "\"AA\"");
        check("", &FOUR, "");
        check("（ ）", &FOUR, "");
    }
}
