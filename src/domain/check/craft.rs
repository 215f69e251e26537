//! Rules of craft that can be seen at one question: how many choices, none that pins the others, no letter in the explanation.

use super::{Asked, Finding, What};
use crate::{Kind, Question};

/// What one question breaks.
pub fn check(asked: Asked<'_>) -> Vec<Finding> {
    let question = asked.question;
    let pins = || question.choices.iter().find(|choice| !alone(question, choice).may_shuffle());
    let mut what = Vec::new();
    if has_odd_choices(question) {
        what.push(What::OddChoices { choices: question.choices.len(), right: question.key.len() });
    }
    if question.kind != Kind::Judge {
        what.extend(pins().map(|choice| What::KeepsOrder { choice: choice.clone() }));
    }
    if names_letter(&question.explain) {
        what.push(What::NamesLetter);
    }
    what.into_iter().map(|what| asked.finding(what)).collect()
}

/// Single and indefinite have four choices; multiple has four or five, two to four of them right and at least one wrong.
fn has_odd_choices(question: &Question) -> bool {
    let (choices, right) = (question.choices.len(), question.key.len());
    match question.kind {
        Kind::Judge => false,
        Kind::Single | Kind::Indefinite => choices != 4,
        Kind::Multiple => !(4..=5).contains(&choices) || !(2..=4).contains(&right) || right == choices,
    }
}

/// The same question with one choice, to learn which of them keeps the order.
fn alone(question: &Question, choice: &str) -> Question {
    Question { choices: vec![choice.to_owned()], ..question.clone() }
}

/// A项, 选项A, 答案B, A正确, A、C: a letter that means a choice. KTV is none.
fn names_letter(text: &str) -> bool {
    let is_letter = |c: &char| ('A'..='E').contains(c);
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).filter(|n| is_letter(&chars[*n])).any(|n| {
        let (before, after): (String, String) = (chars[..n].iter().collect(), chars[n + 1..].iter().collect());
        let joined = after.strip_prefix('、').and_then(|rest| rest.chars().next()).is_some_and(|c| is_letter(&c));
        let ends = ["选项", "答案"].iter().any(|word| before.ends_with(word));
        ends || joined || ["项", "选项", "正确", "错"].iter().any(|word| after.starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_means_a_choice_is_seen() {
        for text in ["A项正确", "选项B不对", "答案是对的，答案C", "A、C都对", "D错在期限"] {
            assert!(names_letter(text), "{text}");
        }
        for text in ["KTV里唱歌", "ETC车道", "A级景区", "维生素C片", ""] {
            assert!(!names_letter(text), "{text}");
        }
    }
}
