//! What an answer says: letters, numbers, the text of a choice, a word for true or false. What can be read in two ways is not read.

use domain::ChoiceSet;
use domain::question::MOST_CHOICES;

use crate::{Code, words};

/// The choices that an answer names; else what is the matter with it.
pub fn choices(text: &str, texts: &[String], is_numbered: bool) -> Result<ChoiceSet, Code> {
    let text = bare(text);
    let mut found: Vec<ChoiceSet> = Vec::new();
    let readings = [letters(text), numbers(text, texts.len()), whole(text, texts), each(text, texts)];
    let by_number = readings[1];
    for set in readings.into_iter().flatten() {
        if !found.contains(&set) {
            found.push(set);
        }
    }
    let is_there = |set: &ChoiceSet| set.places().all(|place| place < texts.len());
    let there: Vec<ChoiceSet> = found.iter().copied().filter(is_there).collect();
    match there[..] {
        // without numbers before the choices, a number may count from 0 or from 1
        [only] if by_number == Some(only) && !is_numbered && whole(text, texts) != Some(only) => Err(Code::UnclearAnswer),
        [only] => Ok(only),
        [] if words::truth(text).is_none() && letters(text).is_some() || (is_numbered && is_number(text)) => Err(Code::AnswerNamesNoChoice),
        _ => Err(Code::UnclearAnswer),
    }
}

/// Whether an answer says true or false, where it stands for nothing else.
pub fn truth(text: &str) -> Option<bool> {
    match bare(text) {
        "1" => Some(true),
        "0" => Some(false),
        text => words::truth(text),
    }
}

/// Which of two choices says that a statement is true, when one says so and the other the contrary.
pub fn truths(texts: &[String]) -> Option<[bool; 2]> {
    match texts {
        [first, second] => Some([words::truth(first)?, words::truth(second)?]).filter(|[first, second]| first != second),
        _ => None,
    }
}

/// Whether an answer is a number.
pub fn is_number(text: &str) -> bool {
    let text = bare(text);
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = ["正确答案", "参考答案", "标准答案", "答案"].iter().find_map(|word| text.strip_prefix(word)).map_or(text, |rest| {
        let rest = rest.trim_start();
        rest.strip_prefix([':', '：', '是', '为']).map_or(text, str::trim)
    });
    text.trim_end_matches(['。', '；', ';']).trim()
}

fn letters(text: &str) -> Option<ChoiceSet> {
    // A-D may be two letters or four
    if text.contains(['-', '—', '–', '~', '～', '－']) {
        return None;
    }
    words::letters(text.strip_prefix("选项").unwrap_or(text))
}

/// `1`, `1,3`, and `13` where there are fewer than ten choices.
fn numbers(text: &str, count: usize) -> Option<ChoiceSet> {
    let parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty()).collect();
    let digits: Vec<String>;
    let parts = match parts[..] {
        [one] if count < 10 && one.len() > 1 && one.len() < 10 && is_number(one) => {
            digits = one.chars().map(String::from).collect();
            digits.iter().map(String::as_str).collect()
        }
        _ => parts,
    };
    let mut set = ChoiceSet::default();
    for part in parts {
        let place = part.parse::<usize>().ok().filter(|_| is_number(part))?.checked_sub(1).filter(|place| *place < MOST_CHOICES)?;
        if set.holds(place) {
            return None;
        }
        set = set.with(place);
    }
    (!set.is_empty()).then_some(set)
}

/// The text of one choice.
fn whole(text: &str, texts: &[String]) -> Option<ChoiceSet> {
    if texts.len() > MOST_CHOICES {
        return None;
    }
    let mut places = (0..texts.len()).filter(|place| texts.get(*place).is_some_and(|choice| is_same(choice, text)));
    match (places.next(), places.next()) {
        (Some(place), None) => Some(ChoiceSet::of(&[place])),
        _ => None,
    }
}

/// The texts of several choices, with or without their letters; one with its letter.
fn each(text: &str, texts: &[String]) -> Option<ChoiceSet> {
    const BETWEEN: [&str; 10] = ["\n", "$;$", "||", "|", "；", ";", "，", ",", "、", "\t"];
    let whole_line = std::iter::once(vec![text]);
    let parted = BETWEEN.iter().map(|mark| text.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>());
    whole_line.chain(parted).find_map(|parts| {
        let mut set = ChoiceSet::default();
        for part in &parts {
            let labelled = super::choices::with_letter(part)
                .filter(|(place, rest)| texts.get(*place).is_some_and(|choice| is_same(choice, rest)))
                .map(|(place, _)| ChoiceSet::of(&[place]));
            let place = labelled.or_else(|| whole(part, texts).filter(|_| parts.len() > 1))?.places().next()?;
            if set.holds(place) {
                return None;
            }
            set = set.with(place);
        }
        (!set.is_empty()).then_some(set)
    })
}

fn is_same(one: &str, other: &str) -> bool {
    let bare = |text: &'_ str| text.trim().trim_end_matches(['。', '；', ';', '.']).trim().len();
    let (one, other) = (one.trim(), other.trim());
    !one.is_empty() && one.get(..bare(one)) == other.get(..bare(other))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || ",，、;；|/$".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    #[test]
    fn answers_are_read_in_whatever_form() {
        let check = |text: &str, expected: &str| {
            assert_eq!(choices(text, &texts("宪法|民法典|刑法|以上"), false).map(|set| set.to_string()), Ok(expected.into()), "{text}");
        };
        for text in ["AC", "A、C", "a,c", "ＡＣ。", "选项AC", "答案：AC", "宪法；刑法", "宪法\n刑法", "A.宪法\nC.刑法", "刑法、宪法"]
        {
            check(text, "AC");
        }
        check("民法典。", "B");
        check("B.民法典", "B");
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_not_read() {
        let check = |text: &str, line: &str, is_numbered: bool, expected: Result<&str, Code>| {
            let found = choices(text, &texts(line), is_numbered).map(|set| set.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{text} of {line}");
        };
        check("2", "甲|乙|丙", false, Err(Code::UnclearAnswer));
        check("2", "甲|乙|丙", true, Ok("B"));
        check("13", "甲|乙|丙", true, Ok("AC"));
        check("1、3", "甲|乙|丙", true, Ok("AC"));
        check("4", "甲|乙|丙", true, Err(Code::AnswerNamesNoChoice));
        check("0", "甲|乙|丙", true, Err(Code::AnswerNamesNoChoice));
        check("2", "1|2|3", false, Ok("B"));
        check("2", "2|1|3", false, Err(Code::UnclearAnswer));
        check("A", "B|A|C", false, Err(Code::UnclearAnswer));
        check("选项A", "B|A|C", false, Ok("A"));
        check("FBI", "CIA|FBI|KGB", false, Ok("B"));
        check("D", "甲|乙|丙", false, Err(Code::AnswerNamesNoChoice));
        check("甲", "甲|甲|丙", false, Err(Code::UnclearAnswer));
        check("A.乙", "甲|乙|丙", false, Err(Code::UnclearAnswer));
        check("AA", "甲|乙|丙", false, Err(Code::UnclearAnswer));
        check("A-C", "甲|乙|丙", false, Err(Code::UnclearAnswer));
        check("", "甲|乙|丙", false, Err(Code::UnclearAnswer));
    }
}
