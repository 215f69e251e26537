//! What a line of Aiken is: a choice, the answer, or text.

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A choice with its letter, as a capital.
    Choice(char, &'a str),
    /// What stands behind `ANSWER:`.
    Answer(&'a str),
    /// Any other.
    Text,
}

/// What a line is, where the choice with the letter at `expected` would come next. `U.S. law` begins with no choice: a letter
/// that is not the next one has a blank behind its mark.
pub fn what(line: &str, expected: u8) -> Line<'_> {
    if let Some(answer) = answer(line) {
        return Line::Answer(answer);
    }
    let mut chars = line.chars();
    let letter = chars.next().and_then(capital);
    let (Some(letter), Some('.' | ')' | '、' | '．' | '）')) = (letter, chars.next()) else { return Line::Text };
    let rest = chars.as_str();
    let is_next = u32::from(letter) == u32::from('A') + u32::from(expected);
    if is_next || rest.is_empty() || rest.starts_with(char::is_whitespace) { Line::Choice(letter, rest.trim()) } else { Line::Text }
}

fn answer(line: &str) -> Option<&str> {
    let is_word = |word: &&str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let word = ["ANSWER", "答案"].into_iter().find(is_word)?;
    let rest = line.get(word.len()..)?.trim_start();
    rest.strip_prefix([':', '：']).map(str::trim)
}

/// A capital letter, be it full-width.
fn capital(c: char) -> Option<char> {
    match c {
        'A'..='Z' => Some(c),
        'Ａ'..='Ｚ' => char::from_u32(u32::from(c) - u32::from('Ａ') + u32::from('A')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let check = |line: &str, expected: u8, what: Line<'_>| assert_eq!(super::what(line, expected), what, "{line}");
        check("A. 甲", 0, Line::Choice('A', "甲"));
        check("B)乙", 1, Line::Choice('B', "乙"));
        check("Ｃ．丙", 2, Line::Choice('C', "丙"));
        check("D、", 0, Line::Choice('D', ""));
        check("C. 丙", 0, Line::Choice('C', "丙"));
        check("U.S. law", 0, Line::Text);
        check("a. 甲", 0, Line::Text);
        check("AB. 甲", 0, Line::Text);
        check("ANSWER: B", 0, Line::Answer("B"));
        check("Answer ：B", 0, Line::Answer("B"));
        check("答案：B", 0, Line::Answer("B"));
        check("ANSWER", 0, Line::Text);
        check("", 0, Line::Text);
    }
}
