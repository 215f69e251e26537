//! What speaks for a key or against it beside the key itself.

use domain::ChoiceSet;

use crate::text::answer::{self, Given};
use crate::{Code, Issue, Item};

/// A question with fewer choices than most, whose last one has the next letter in it: `C、… Drw-r--`.
pub fn swallowed(items: &[Item], issues: &mut Vec<Issue>) {
    let mut counts = [0usize; 12];
    for item in items {
        if let Some(count) = counts.get_mut(item.choices.len()) {
            *count += 1;
        }
    }
    counts[0] = 0;
    let most = counts.iter().enumerate().max_by_key(|(_, count)| **count).map_or(0, |(choices, _)| choices);
    for item in items.iter().filter(|item| (2..most).contains(&item.choices.len())) {
        let next = domain::question::letter(item.choices.len());
        let last = item.choices.last().map_or("", String::as_str);
        if last.contains(&format!(" {next}")) && !issues.iter().rev().take(8).any(|issue| issue.line == item.line) {
            issues.push(Issue::new(item.line, Code::ChoiceLetters, format!("{next}")));
        }
    }
}

/// Whether words are those of choices: `ACD:人走灯灭; 选用节能电器;`.
pub fn are_choices(said: &str, texts: &[String]) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut parts = said.split([';', '；', '\n']).map(plain).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| texts.iter().any(|text| plain(text) == part))
}

/// The letters that an explanation ends on: 故正确答案为B, 故选AC.
pub fn concluded(text: &str) -> Option<ChoiceSet> {
    const WORDS: [&str; 12] =
        ["正确答案为", "正确答案是", "答案为", "答案是", "答案选", "故选", "应选", "本题选", "所以选", "因此选", "故答案", "答案应选"];
    let (at, word) = WORDS.iter().filter_map(|word| text.rfind(word).map(|at| (at, *word))).max_by_key(|(at, word)| at + word.len())?;
    match answer::read(text.get(at + word.len()..)?, &[]) {
        Some(Given::Letters(set, _)) => Some(set),
        _ => None,
    }
}
